"""A scenario as a card: who calls, in which languages, how hard, and how it went for you."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from trainer.app.result_words import dimension_name
from trainer.i18n import _, format_list, pgettext
from trainer.scenario.model import Channel, Dimension
from trainer.ui.debrief.words import DIMENSION_ICONS
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitShape, PortraitView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, TOP, column, panel, row
from trainer.ui.widgets.layouts import EndedRow, FlowRow
from trainer.ui.widgets.marks import Chip, LanguageMark, Score, ScoreMark, Tone, language_name
from trainer.ui.widgets.paint import text_width
from trainer.ui.widgets.surfaces import Rule
from trainer.ui.widgets.text import Text
from trainer.ui.widgets.tiles import Tile

_PORTRAIT = 80
_FACT_GAP = 6
"""As narrow as lets both languages, channel, level and length stand on one line of the narrowest card."""
_AIR = Space.S32

Scores: TypeAlias = Sequence[tuple[Dimension, Score]]
"""The scores of one call, by dimension."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The one thing to know about the scenario now."""

    text: str
    tone: Tone
    icon: Icon


@dataclass(frozen=True, slots=True)
class CardContent:
    """What a card shows, in words."""

    scenario: str
    title: str
    portrait: Portrait
    customer: str
    languages: tuple[str, ...]
    channel: Channel
    level: str
    minutes: str
    skills: str
    best: Scores | None
    last: Scores | None
    note: str
    """What stands where there is no result yet."""
    badge: Badge | None


_STEPS = frozenset(
    (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
)


class ScenarioCard(Tile):
    """The card: one button, whatever is on it.

    Emits ``reached`` with the scenario when it has the keyboard, ``stepped`` with it and the key that
    leads to another card. What is on it can be made a picture, so that scrolling paints one thing a card.
    """

    reached = Signal(str)
    stepped = Signal(str, Qt.Key)

    def __init__(self, theme: Theme, content: CardContent) -> None:
        super().__init__(theme, content.title, f"scenario-{content.scenario}", gap=0)
        self._look = theme
        self._picture: QPixmap | None = None
        self.content = content
        inside = column(self._build_head(), gap=Space.S16)
        inside.addWidget(Text(theme, content.skills, TextStyle.CAPTION, color=Color.TEXT_2, lines=2))
        inside.addWidget(Rule(theme))
        inside.addLayout(self._build_foot())
        inside.addStretch(1)
        self._inside = panel(inside)
        self.add(self._inside)
        self.setAccessibleDescription(self._spoken())

    def height_in(self, width: int) -> int:
        """Return the height in px that the card takes at this width."""
        return max(self.column.totalHeightForWidth(width), self.column.totalMinimumSize().height())

    @property
    def is_pictured(self) -> bool:
        """Tell whether there is a picture of what is on it, of its size now."""
        picture = self._picture
        return picture is not None and picture.deviceIndependentSize().toSize() == self._inside.size()

    def take_picture(self) -> None:
        """Make a picture of what is on it: it is shown in the place of its parts from then on."""
        if self.is_pictured or self._inside.size().isEmpty():
            return
        self.column.activate()
        inside, ratio = self._inside, self.devicePixelRatioF()
        inside.setUpdatesEnabled(True)
        picture = QPixmap(inside.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._look.color(Color.SURFACE))
        inside.render(picture, renderFlags=QWidget.RenderFlag.DrawChildren)
        # They stay for whoever reads them (a screen reader, a test), and are painted no more.
        inside.setUpdatesEnabled(False)
        self._picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and the picture of what is on it where there is one."""
        super().paintEvent(event)
        if self._picture is not None and self.is_pictured:
            painter = QPainter(self)
            painter.drawPixmap(self._inside.pos(), self._picture)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the parts themselves until there is a picture of the new size."""
        super().resizeEvent(event)
        if self._picture is not None and not self.is_pictured:
            self._picture = None
            self._inside.setUpdatesEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Show the parts themselves where the card came to a screen with other pixels."""
        if event.type() is QEvent.Type.DevicePixelRatioChange and self._picture is not None:
            self._picture = None
            self._inside.setUpdatesEnabled(True)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows lead to another card."""
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(self.content.scenario, key)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into view, however the focus got here."""
        super().focusInEvent(event)
        self.reached.emit(self.content.scenario)
        self.come_into_view()

    def come_into_view(self) -> None:
        """Let the page that the card stands on scroll to it."""
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, _AIR)

    def _build_head(self) -> QHBoxLayout:
        theme, content = self._look, self.content
        facts = FlowRow(gap=theme.px(_FACT_GAP), line_gap=Space.S4)
        for language in content.languages:
            facts.addWidget(LanguageMark(theme, language))
        facts.addWidget(_channel(theme, content.channel))
        for fact in (content.level, content.minutes):
            facts.addWidget(Text(theme, fact, TextStyle.CAPTION, wrap=False))
        words = column(
            Text(theme, content.title, TextStyle.HEADING, lines=2),
            Text(theme, content.customer, TextStyle.CAPTION, color=Color.TEXT_2, lines=2),
            gap=2,
        )
        words.addSpacing(Space.S4)
        words.addLayout(facts)
        words.addStretch(1)
        head = row(gap=Space.S12)
        picture = PortraitView(theme, content.portrait, _PORTRAIT, shape=PortraitShape.ROUNDED)
        head.addWidget(picture, 0, TOP)
        head.addLayout(words, 1)
        return head

    def _build_foot(self) -> QLayout:
        theme, content = self._look, self.content
        badge = None
        if content.badge is not None:
            badge = Chip(theme, content.badge.text, tone=content.badge.tone, icon=content.badge.icon)
        if content.best is None and content.last is None:
            words = column(
                Text(theme, _("Not practiced yet"), TextStyle.LABEL),
                Text(theme, content.note, TextStyle.CAPTION, color=Color.TEXT_2),
                gap=Space.S4,
            )
            beside = row(gap=Space.S8)
            beside.addLayout(words, 1)
            if badge is not None:
                beside.addWidget(badge, 0, MIDDLE)
            return beside
        foot = EndedRow(gap=Space.S8, line_gap=Space.S12)
        foot.addWidget(panel(self._build_results()))
        if badge is not None:
            foot.addWidget(badge)
        return foot

    def _build_results(self) -> QVBoxLayout:
        theme, content = self._look, self.content
        named = ((pgettext("result", "Best"), content.best), (pgettext("result", "Last"), content.last))
        labels = max(text_width(theme.font(TextStyle.CAPTION), name) for name, _scores in named)
        results = column(gap=Space.S4)
        for name, scores in named:
            if scores is None:
                continue
            label = Text(theme, name, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False)
            label.setFixedWidth(ceil(labels))
            line = row(label, gap=Space.S8)
            for dimension, score in scores:
                mark = ScoreMark(theme, DIMENSION_ICONS[dimension], dimension_name(dimension), score)
                line.addWidget(mark, 0, MIDDLE)
            line.addStretch(1)
            results.addLayout(line)
        return results

    def _spoken(self) -> str:
        content = self.content
        languages = format_list([language_name(each) for each in content.languages])
        parts = [content.customer, languages, channel_name(content.channel), content.level]
        parts += [content.minutes, content.skills]
        for sentence, scores in (
            (_("best {dimension}: {score}"), content.best),
            (_("last {dimension}: {score}"), content.last),
        ):
            parts.extend(
                sentence.format(dimension=dimension_name(dimension), score=score.value)
                for dimension, score in scores or ()
            )
        if content.badge is not None:
            parts.append(content.badge.text)
        return "; ".join(part for part in parts if part)


def _channel(theme: Theme, channel: Channel) -> QWidget:
    voice = channel is Channel.VOICE
    inside = row(
        IconView(theme, Icon.PHONE if voice else Icon.CHAT, color=Color.TEXT_2, size=14),
        Text(theme, channel_name(channel), TextStyle.CAPTION, wrap=False),
        gap=5,
    )
    holder = QWidget()
    holder.setLayout(inside)
    return holder


def channel_name(channel: Channel) -> str:
    """Return the word for a channel."""
    return pgettext("channel", "Voice") if channel is Channel.VOICE else pgettext("channel", "Chat")
