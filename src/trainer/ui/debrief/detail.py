"""One decision, whole: what the customer said, what you said, what the perfect call says, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QMargins, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from trainer.app.debrief import ReviewedReply
from trainer.app.transcript import Line
from trainer.engine.call import Rating
from trainer.i18n import _, npgettext, pgettext
from trainer.scenario.model import CriticalError, Dimension
from trainer.ui.call.words import switched_words
from trainer.ui.debrief.pages import InnerPage
from trainer.ui.debrief.words import DIMENSION_ICONS, critical_name, critical_sentence, dimension_name
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, TOP, column, panel, row
from trainer.ui.widgets.buttons import IconButton
from trainer.ui.widgets.marks import Chip, ScorePips, Tone
from trainer.ui.widgets.paint import paint_box, paint_text
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, caption
from trainer.ui.widgets.tips import set_tip

_SPEAKER_WIDTH = 68


@dataclass(frozen=True, slots=True)
class Moment:
    """What the card shows of one decision."""

    number: int
    title: str
    customer: str
    """The customer's first name."""
    heard: Line
    said: Line | None
    """None where the trainee said nothing in time."""
    ratings: Mapping[Dimension, Rating]
    critical: CriticalError | None
    better: ReviewedReply | None
    """What the perfect call says here; None where the trainee said it, or it is not to be given away."""
    feedback: str
    feedback_language: str | None
    """BCP 47; None where the words are the interface's own."""
    feedback_switches: str
    """Which of its words are in yet another language, for screen readers."""
    others: Sequence[ReviewedReply]
    """The other replies that were offered; nothing after an assessment."""


class MomentCard(Card):
    """The card. Emits ``wanted`` with a `Line` that is to be heard, or to be heard no longer.

    ``note`` stands below the lines, and ``actions`` at the foot, which does not scroll where the card
    ``scrolls``.
    """

    wanted = Signal(object)

    def __init__(  # noqa: PLR0913 - the parts of the card, each named
        self,
        theme: Theme,
        moment: Moment,
        actions: QLayout,
        *,
        note: str = "",
        open_others: bool,
        scrolls: bool,
        parent: QWidget | None = None,
    ) -> None:
        # The bar of the lines runs in the card's padding, so the padding at the right is their own.
        padding = QMargins(Space.S24, Space.S20, Space.S8, Space.S20)
        super().__init__(theme, gap=Space.S8, padding=padding, parent=parent)
        self._moment = moment
        self._hear: dict[str, tuple[IconButton, str]] = {}
        self.page = InnerPage("debrief-lines", theme) if scrolls else None
        lines = self._build_lines(note, open_others=open_others)
        head, foot = self._build_head(), row(panel(actions))
        for part in (head, lines, foot):
            part.setContentsMargins(0, 0, Space.S16, 0)
        self.column.addLayout(head)
        if self.page is None:
            self.column.addLayout(lines, 1)
        else:
            lines.addStretch(1)
            self.page.column.addLayout(lines)
            self.column.addWidget(self.page, 1)
        self.column.addLayout(foot)

    def show_heard(self, line: str | None) -> None:
        """Show which line is being heard, by its id."""
        for key, (button, spoken) in self._hear.items():
            if key == line:
                button.show_icon(Icon.SPEAKER_OFF, _("Be quiet"))
            else:
                button.show_icon(Icon.SPEAKER, _("Hear this line"))
                button.setAccessibleName(spoken)

    def reveal_others(self) -> None:
        """Scroll to the other replies, where the lines scroll."""
        last = self.findChild(QWidget, "hear-other-1")
        if self.page is not None and isinstance(last, QWidget):
            box = last.parentWidget()
            self.page.ensureWidgetVisible(box if isinstance(box, QWidget) else last, 0, Space.S4)

    def _build_lines(self, note: str, *, open_others: bool) -> QBoxLayout:
        moment = self._moment
        lines = column(gap=Space.S8)
        lines.addWidget(self._build_line(moment.customer, moment.heard, _Look(), name="hear-customer"))
        said = _Look(border=Color.LINE, points={key: rating.earned for key, rating in moment.ratings.items()})
        lines.addWidget(self._build_line(pgettext("speaker", "You"), moment.said, said, name="hear-you"))
        if moment.better is not None:
            look = _Look(fill=Color.POSITIVE_SOFT, ink=Color.POSITIVE, points=moment.better.points)
            lines.addWidget(
                self._build_line(_("Perfect call"), moment.better.line, look, name="hear-perfect")
            )
        if moment.critical is not None:
            told = critical_sentence(moment.critical)
            lines.addLayout(self._build_remark(Icon.WARNING, told, color=Color.CRITICAL))
        if moment.feedback:
            words = moment.feedback
            lines.addLayout(
                self._build_remark(
                    Icon.HINT,
                    words,
                    language=moment.feedback_language,
                    description=moment.feedback_switches,
                )
            )
        for number, other in enumerate(moment.others if open_others else (), start=1):
            look = _Look(border=Color.LINE, points=other.points, critical=other.critical)
            lines.addWidget(self._build_line(_("Other reply"), other.line, look, name=f"hear-other-{number}"))
        if note:
            lines.addWidget(caption(self._theme, note))
        return lines

    def _build_head(self) -> QHBoxLayout:
        theme, moment = self._theme, self._moment
        head = row(_Number(theme, moment.number), gap=Space.S12)
        head.addWidget(Text(theme, moment.title, TextStyle.CARD_TITLE), 1)
        if moment.critical is not None:
            text = _("Critical error: {kind}").format(kind=critical_name(moment.critical))
            head.addWidget(Chip(theme, text, tone=Tone.CRITICAL, icon=Icon.WARNING), 0, MIDDLE)
        for dimension, rating in moment.ratings.items():
            cost = rating.available - rating.earned
            if not cost:
                continue
            text = npgettext("points", "cost {count}", "cost {count}", cost).format(count=cost)
            chip = Chip(theme, text, tone=Tone.CRITICAL, icon=DIMENSION_ICONS[dimension])
            chip.setAccessibleName(
                _("{dimension}: {text}").format(dimension=dimension_name(dimension), text=text)
            )
            set_tip(chip, chip.accessibleName())
            head.addWidget(chip, 0, MIDDLE)
        return head

    def _build_line(self, speaker: str, line: Line | None, look: "_Look", *, name: str) -> QWidget:
        theme = self._theme
        box = _LineBox(theme, look)
        who = Text(theme, speaker, TextStyle.LABEL, color=look.ink)
        who.setFixedWidth(theme.px(_SPEAKER_WIDTH))
        inside = row(who, gap=Space.S12, margins=QMargins(Space.S16, Space.S8, Space.S16, Space.S8))
        text = line.text if line is not None else _("(You said nothing in time.)")
        language = line.locale if line is not None else None
        words = Text(theme, text, TextStyle.CALL_LINE, language=language)
        words.setAccessibleDescription(switched_words(line) if line is not None else "")
        stack = column(words, gap=Space.S4)
        if look.critical is not None:
            stack.addWidget(
                Text(theme, critical_sentence(look.critical), TextStyle.LABEL, color=Color.CRITICAL)
            )
        inside.addLayout(stack, 1)
        large = theme.scale >= ICON_RAIL_SCALE
        (stack if large else inside).addLayout(self._build_points(look.points, below=large))
        if line is not None:
            inside.addWidget(self._build_hear(line, name), 0, MIDDLE)
        box.setLayout(inside)
        return box

    def _build_hear(self, line: Line, name: str) -> IconButton:
        hear = IconButton(self._theme, Icon.SPEAKER, _("Hear this line"), side=Height.COMPACT)
        hear.setObjectName(name)
        spoken = _("Hear: {line}").format(line=line.text)
        hear.setAccessibleName(spoken)
        hear.clicked.connect(lambda: self.wanted.emit(line))
        self._hear[line.id] = hear, spoken
        return hear

    def _build_points(self, points: Mapping[Dimension, int], *, below: bool) -> QLayout:
        """Return the pips: side by side below the line, or beside it one below another."""
        theme = self._theme
        sets: QBoxLayout = row(gap=Space.S16) if below else column(1, gap=2)
        for dimension, earned in points.items():
            name = dimension_name(dimension)
            icon = IconView(theme, DIMENSION_ICONS[dimension], color=Color.TEXT_2, size=16)
            set_tip(icon, name)
            sets.addLayout(row(icon, ScorePips(theme, earned, name), gap=Space.S8))
        sets.addStretch(1)
        return sets

    def _build_remark(
        self,
        icon: Icon,
        words: str,
        *,
        color: Color = Color.ACCENT,
        language: str | None = None,
        description: str = "",
    ) -> QHBoxLayout:
        theme = self._theme
        line = row(gap=Space.S12, margins=QMargins(Space.S16, Space.S8, Space.S16, 0))
        line.addWidget(IconView(theme, icon, color=color, size=18), 0, TOP)
        ink = Color.CRITICAL if color is Color.CRITICAL else Color.TEXT
        remark = Text(theme, words, TextStyle.BODY, color=ink, language=language, align=TOP)
        remark.setAccessibleDescription(description)
        line.addWidget(remark, 1)
        return line


@dataclass(frozen=True, slots=True)
class _Look:
    """How a line's box looks, and what stands in it beside the line."""

    fill: Color | None = None
    border: Color | None = None
    ink: Color = Color.TEXT_2
    points: Mapping[Dimension, int] = field(default_factory=dict)
    critical: CriticalError | None = None


class _LineBox(QWidget):
    """The box behind a line."""

    def __init__(self, theme: Theme, look: _Look) -> None:
        super().__init__()
        self._theme = theme
        self._look = look

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, look = self._theme, self._look
        if look.fill is None and look.border is None:
            return
        border = look.border
        if border is None and theme.high_contrast:
            border = Color.POSITIVE
        painter = QPainter(self)
        paint_box(
            painter,
            QRectF(self.rect()),
            radius=Radius.REPLY,
            fill=theme.color(look.fill) if look.fill is not None else None,
            border=theme.color(border) if border is not None else None,
            width=theme.border,
        )
        painter.end()


class _Number(QWidget):
    """The decision's number on a filled circle."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        side = theme.px(26)
        self.setFixedSize(side, side)
        self.setAccessibleName(_("Decision {number}").format(number=number))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_box(painter, rect, radius=rect.width() / 2, fill=theme.color(Color.ACCENT))
        paint_text(
            painter,
            rect,
            str(self._number),
            font=theme.font(TextStyle.LABEL),
            color=theme.color(Color.ON_ACCENT),
            align=Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )
        painter.end()
