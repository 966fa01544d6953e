"""The verdict: passed or not, and every condition of it in words; beside it the scores against the mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.app.verdict import Condition
from trainer.i18n import _, pgettext
from trainer.scenario.model import Dimension
from trainer.ui.debrief.words import DIMENSION_ICONS, dimension_name, under_mark
from trainer.ui.icons import Icon, IconView, paint_icon
from trainer.ui.portraits import Portrait, PortraitView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import CENTER, column, margins, row
from trainer.ui.widgets.paint import paint_box
from trainer.ui.widgets.rings import Gauge
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, heading

_SIGN = 22
_CONDITION_AIR = 4
_GAUGE = 144
_SMALL_GAUGE = 100
_WIDE_GAUGES = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """One dimension's score, 0 to 100 rounded down, with its points."""

    dimension: Dimension
    score: int
    mark: int
    earned: int
    par: int


class VerdictCard(Card):
    """Who called, passed or not yet, and each condition with its sign.

    ``words`` are the verdict and the sentence below it; ``supervised`` that an instructor was there.
    """

    def __init__(
        self,
        theme: Theme,
        portrait: Portrait,
        words: tuple[str, str],
        conditions: Sequence[Condition],
        *,
        supervised: bool = False,
    ) -> None:
        super().__init__(theme, gap=0, padding=margins(Space.S24, Space.S20))
        title, sentence = words
        stacked = column(
            Text(theme, title, TextStyle.TITLE),
            Text(theme, sentence, TextStyle.BODY, color=Color.TEXT_2),
            gap=Space.S4,
        )
        head = row(PortraitView(theme, portrait, 64), gap=Space.S16)
        head.addLayout(stacked, 1)
        self.column.addLayout(head)
        self.column.addSpacing(Space.S12)
        for condition in conditions:
            self.column.addWidget(Rule(theme))
            self.column.addWidget(_ConditionRow(theme, condition))
        if supervised:
            self.column.addWidget(Rule(theme))
            line = row(gap=Space.S12, margins=margins(0, _CONDITION_AIR))
            line.addWidget(IconView(theme, Icon.SHIELD, color=Color.ACCENT, size=_SIGN))
            told = _("Supervised; signed with the center's key")
            line.addWidget(Text(theme, told, TextStyle.BODY), 1)
            self.column.addLayout(line)
        self.column.addStretch(1)


class _ConditionRow(QWidget):
    """One condition: sign, words, value."""

    def __init__(self, theme: Theme, condition: Condition) -> None:
        super().__init__()
        style = TextStyle.BODY if condition.met else TextStyle.BODY_STRONG
        line = row(_Sign(theme, met=condition.met), gap=Space.S12)
        line.addWidget(Text(theme, condition.text, style), 1)
        line.addWidget(Text(theme, condition.value, TextStyle.BODY, color=Color.TEXT_2, wrap=False))
        line.setContentsMargins(margins(0, _CONDITION_AIR))
        self.setLayout(line)
        state = _("met") if condition.met else _("not met")
        self.setAccessibleName(
            _("{condition}: {value}, {state}").format(
                condition=condition.text, value=condition.value, state=state
            )
        )


class _Sign(QWidget):
    """A check on soft green, or a cross on full red."""

    def __init__(self, theme: Theme, *, met: bool) -> None:
        super().__init__()
        self._theme = theme
        self._met = met
        side = theme.px(_SIGN)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._met:
            fill, ink, radius, border = Color.POSITIVE_SOFT, Color.POSITIVE, rect.width() / 2, Color.POSITIVE
        else:
            fill, ink, radius, border = Color.CRITICAL, Color.SURFACE, float(Radius.CHIP), Color.CRITICAL
        paint_box(
            painter,
            rect,
            radius=radius,
            fill=theme.color(fill),
            border=theme.color(border) if theme.high_contrast else None,
            width=theme.border,
        )
        inset = theme.px(4)
        icon = Icon.CHECK if self._met else Icon.CROSS
        paint_icon(painter, theme, icon, rect.adjusted(inset, inset, -inset, -inset), ink)
        painter.end()


class ScoresCard(Card):
    """The scores on gauges, each with its points of par and its verdict in words."""

    def __init__(self, theme: Theme, measures: Sequence[Measure], parent: QWidget | None = None) -> None:
        super().__init__(theme, gap=Space.S8, padding=margins(Space.S24, Space.S20), parent=parent)
        self.column.addWidget(heading(theme, _("Measured against the perfect call")))
        self.column.addStretch(1)
        size = _GAUGE if len(measures) <= _WIDE_GAUGES else _SMALL_GAUGE
        self.gauges = [
            Gauge(theme, dimension_name(each.dimension), each.score, each.mark, size=size)
            for each in measures
        ]
        side_by_side = row(1, gap=0)
        for gauge, measure in zip(self.gauges, measures, strict=True):
            side_by_side.addLayout(_gauge_column(theme, gauge, measure))
            side_by_side.addStretch(1)
        self.column.addLayout(side_by_side)
        self.column.addStretch(1)

    def fill(self) -> None:
        """Let the gauges fill, once."""
        for gauge in self.gauges:
            gauge.fill()


def _gauge_column(theme: Theme, gauge: Gauge, measure: Measure) -> QVBoxLayout:
    name = row(
        1,
        IconView(theme, DIMENSION_ICONS[measure.dimension], color=Color.TEXT, size=18),
        Text(theme, dimension_name(measure.dimension), TextStyle.HEADING, wrap=False),
        1,
        gap=Space.S8,
    )
    points = _("{earned} of {par} points").format(earned=measure.earned, par=measure.par)
    passed = measure.score >= measure.mark
    ink = Color.POSITIVE if passed else Color.CRITICAL
    words = pgettext("score", "passed") if passed else under_mark(measure.mark - measure.score)
    middle = Qt.AlignmentFlag.AlignHCenter
    verdict = row(
        1,
        IconView(theme, Icon.CHECK if passed else Icon.CROSS, color=ink, size=14),
        Text(theme, words, TextStyle.LABEL, color=ink, align=middle),
        1,
        gap=6,
    )
    stacked = column(gap=Space.S4)
    stacked.addWidget(gauge, 0, CENTER)
    stacked.addLayout(name)
    stacked.addWidget(Text(theme, points, TextStyle.CAPTION, color=Color.TEXT_2, align=middle, wrap=False))
    stacked.addLayout(verdict)
    # Names stand on one line, however many lines the verdicts below them have.
    stacked.addStretch(1)
    return stacked
