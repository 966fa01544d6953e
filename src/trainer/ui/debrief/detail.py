"""One decision, whole: what the customer said, what you said, what the perfect call says, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QMargins, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.app.transcript import Line
from trainer.engine.call import Rating
from trainer.i18n import _, npgettext, pgettext
from trainer.scenario.model import CriticalError, Dimension
from trainer.ui.debrief.words import DIMENSION_ICONS, critical_name, dimension_name
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, TOP, column, row
from trainer.ui.widgets.buttons import IconButton
from trainer.ui.widgets.marks import Chip, ScorePips, Tone
from trainer.ui.widgets.paint import paint_box, paint_text
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text

_SPEAKER_WIDTH = 84


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
    better: Line | None
    """What the perfect call says here; None where the trainee said it, or points are not to be given away."""
    best: Mapping[Dimension, int]
    """The most that was offered, for the pips of `better`."""
    feedback: str
    feedback_language: str | None
    others: Sequence[Line]
    """The other replies that were offered; nothing after an assessment."""


class MomentCard(Card):
    """The card. Emits ``wanted`` with a `Line` that is to be heard."""

    wanted = Signal(object)

    def __init__(
        self, theme: Theme, moment: Moment, *, open_others: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, gap=Space.S8, parent=parent)
        self._moment = moment
        self.column.addLayout(self._build_head())
        self.column.addSpacing(Space.S4)
        self.column.addWidget(self._build_line(moment.customer, moment.heard, _Look(), name="hear-customer"))
        said = _Look(border=Color.LINE, points={key: rating.earned for key, rating in moment.ratings.items()})
        self.column.addWidget(
            self._build_line(pgettext("speaker", "You"), moment.said, said, name="hear-you")
        )
        if moment.better is not None:
            look = _Look(fill=Color.POSITIVE_SOFT, ink=Color.POSITIVE, points=moment.best)
            self.column.addWidget(
                self._build_line(_("Perfect call"), moment.better, look, name="hear-perfect")
            )
        if moment.feedback:
            self.column.addLayout(self._build_feedback())
        if open_others:
            for number, other in enumerate(moment.others, start=1):
                look = _Look(border=Color.LINE)
                self.column.addWidget(
                    self._build_line(_("Other reply"), other, look, name=f"hear-other-{number}")
                )

    def _build_head(self) -> QHBoxLayout:
        theme, moment = self._theme, self._moment
        head = row(_Number(theme, moment.number), gap=Space.S12)
        head.addWidget(Text(theme, moment.title, TextStyle.CARD_TITLE), 1)
        if moment.critical is not None:
            text = _("Critical error {kind}").format(kind=critical_name(moment.critical))
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
            head.addWidget(chip, 0, MIDDLE)
        return head

    def _build_line(self, speaker: str, line: Line | None, look: "_Look", *, name: str) -> QWidget:
        theme = self._theme
        box = _LineBox(theme, look)
        who = Text(theme, speaker, TextStyle.LABEL, color=look.ink)
        who.setFixedWidth(theme.px(_SPEAKER_WIDTH - Space.S16))
        inside = row(who, gap=Space.S12, margins=QMargins(Space.S16, Space.S8, Space.S16, Space.S8))
        text = line.text if line is not None else _("(You said nothing in time.)")
        language = line.locale if line is not None else None
        shown = Text(theme, text, TextStyle.CALL_LINE, language=language)
        stack = column(shown, gap=Space.S4)
        pips = self._build_pips(look.points)
        if theme.scale >= ICON_RAIL_SCALE or len(look.points) > 2:  # noqa: PLR2004 - two sets of pips fit beside a line
            stack.addLayout(pips)
            inside.addLayout(stack, 1)
        else:
            inside.addLayout(stack, 1)
            inside.addLayout(pips)
        if line is not None:
            hear = IconButton(
                theme, Icon.SPEAKER, _("Hear: {line}").format(line=line.text), side=Height.COMPACT
            )
            hear.setToolTip(_("Hear this line"))
            hear.setObjectName(name)
            hear.clicked.connect(lambda _checked=False, wanted=line: self.wanted.emit(wanted))
            inside.addWidget(hear, 0, MIDDLE)
        box.setLayout(inside)
        return box

    def _build_pips(self, points: Mapping[Dimension, int]) -> QHBoxLayout:
        theme = self._theme
        line = row(gap=Space.S8)
        for dimension, earned in points.items():
            name = dimension_name(dimension)
            icon = IconView(theme, DIMENSION_ICONS[dimension], color=Color.TEXT_2, size=16)
            icon.setToolTip(name)
            line.addWidget(icon, 0, MIDDLE)
            line.addWidget(ScorePips(theme, earned, name), 0, MIDDLE)
            line.addSpacing(Space.S8)
        line.addStretch(1)
        return line

    def _build_feedback(self) -> QHBoxLayout:
        theme, moment = self._theme, self._moment
        line = row(gap=Space.S12, margins=QMargins(Space.S16, Space.S8, Space.S16, 0))
        line.addWidget(IconView(theme, Icon.HINT, color=Color.ACCENT, size=18), 0, TOP)
        text = Text(theme, moment.feedback, TextStyle.BODY, language=moment.feedback_language, align=TOP)
        line.addWidget(text, 1)
        return line


@dataclass(frozen=True, slots=True)
class _Look:
    """How a line's box looks."""

    fill: Color | None = None
    border: Color | None = None
    ink: Color = Color.TEXT_2
    points: Mapping[Dimension, int] = field(default_factory=dict)


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
