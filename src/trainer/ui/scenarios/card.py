"""A scenario as a card: who calls, in which languages, how hard, and how it went for you."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from trainer.i18n import _, pgettext
from trainer.scenario.model import Channel, Dimension
from trainer.ui.call.words import dimension_name
from trainer.ui.debrief.words import DIMENSION_ICONS
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitShape, PortraitView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, TOP, column, row
from trainer.ui.widgets.layouts import FlowRow
from trainer.ui.widgets.marks import Chip, LanguageMark, Score, ScoreMark, Tone
from trainer.ui.widgets.surfaces import Rule
from trainer.ui.widgets.text import Text
from trainer.ui.widgets.tiles import Tile

_PORTRAIT = 80


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


class ScenarioCard(Tile):
    """The card: one button, whatever is on it."""

    def __init__(self, theme: Theme, content: CardContent) -> None:
        super().__init__(theme, content.title, f"scenario-{content.scenario}", gap=Space.S16)
        self._look = theme
        self.content = content
        self.add(self._build_head())
        self.add(Text(theme, content.skills, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False))
        self.add(Rule(theme))
        self.add(self._build_foot())
        self.column.addStretch(1)
        self.setAccessibleDescription(self._spoken())

    def _build_head(self) -> QHBoxLayout:
        theme, content = self._look, self.content
        facts = FlowRow(gap=Space.S8, line_gap=Space.S4)
        for language in content.languages:
            facts.addWidget(LanguageMark(theme, language))
        facts.addWidget(_channel(theme, content.channel))
        for fact in (content.level, content.minutes):
            facts.addWidget(Text(theme, fact, TextStyle.CAPTION, wrap=False))
        words = column(
            Text(theme, content.title, TextStyle.HEADING, lines=2),
            Text(theme, content.customer, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False),
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

    def _build_foot(self) -> QHBoxLayout:
        theme, content = self._look, self.content
        left = column(gap=Space.S4)
        if content.best is None and content.last is None:
            left.addWidget(Text(theme, _("Not practiced yet"), TextStyle.LABEL))
            left.addWidget(Text(theme, content.note, TextStyle.CAPTION, color=Color.TEXT_2))
        else:
            named = ((pgettext("result", "Best"), content.best), (pgettext("result", "Last"), content.last))
            for name, scores in named:
                if scores is not None:
                    left.addLayout(self._build_result(name, scores))
        foot = row(gap=Space.S8)
        foot.addLayout(left, 1)
        if content.badge is not None:
            badge = Chip(theme, content.badge.text, tone=content.badge.tone, icon=content.badge.icon)
            foot.addWidget(badge, 0, MIDDLE)
        return foot

    def _build_result(self, name: str, scores: Scores) -> QLayout:
        theme = self._look
        label = Text(theme, name, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False)
        label.setMinimumWidth(theme.px(46))
        line = row(label, gap=Space.S8)
        for dimension, score in scores:
            mark = ScoreMark(theme, DIMENSION_ICONS[dimension], dimension_name(dimension), score)
            line.addWidget(mark, 0, MIDDLE)
        line.addStretch(1)
        return line

    def _spoken(self) -> str:
        content = self.content
        parts = [content.customer, content.level, content.minutes, content.skills]
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
