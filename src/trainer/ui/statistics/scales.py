"""Where the figures of decisions stand: columns that every row of the chart shares, each with its scale."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF

from trainer.analysis.statistics import Certainty
from trainer.app.item_report import ReportedDecision
from trainer.ui.theme import Theme

__all__ = ["STACKED_FROM", "Measure", "Panel", "Places", "Scales", "scales_of"]

STACKED_FROM: Final = 1.2
"""From this text scale on, a decision's words have a line of their own."""
_PADDING: Final = 12
_COUNT: Final = 56
_NUMBER: Final = 52
_SIGN: Final = 28
_GAP: Final = 20
_WORDS_SHARE: Final = 0.32
_STEP: Final = 0.2
_LEAST_DIFFERENCE: Final = 0.2


class Measure(Enum):
    """What a column of the chart shows."""

    DIFFICULTY = auto()
    DISCRIMINATION = auto()
    DIFFERENCE = auto()
    """Between two languages."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The lowest and highest value of each measure that is shown, in order."""

    ranges: dict[Measure, tuple[float, float]]
    languages: tuple[str, str] | None
    """The two that are compared; None where none are."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One column: where its scale runs, and where its number stands."""

    measure: Measure
    plot: QRectF
    figure: QRectF
    low: float
    high: float

    def x(self, value: float) -> float:
        """Return where a value stands; what is beyond the scale stands at its end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.plot.left() + share * self.plot.width()


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of one row stands."""

    words: QRectF
    count: QRectF
    sign: QRectF
    panels: tuple[Panel, ...]

    @classmethod
    def within(cls, theme: Theme, width: float, tall: float, scales: Scales, *, stacked: bool) -> "Places":
        """Return the places in a row of this size, in px; stacked, the words stand above the figures."""
        pad, count, sign = theme.px(_PADDING), theme.px(_COUNT), theme.px(_SIGN)
        number, gap = theme.px(_NUMBER), theme.px(_GAP)
        if stacked:
            first = tall / 2
            words = QRectF(pad, 0, width - 2 * pad - sign, first)
            left, top, height = float(pad), first, tall - first
        else:
            words = QRectF(pad, 0, width * _WORDS_SHARE - pad, tall)
            left, top, height = words.right() + gap, 0.0, tall
        end = width - pad - sign
        room = end - left - count
        each = room / max(1, len(scales.ranges))
        panels = []
        for place, (measure, (low, high)) in enumerate(scales.ranges.items()):
            begin = left + count + place * each + gap
            plot = QRectF(begin, top, max(1.0, each - gap - number), height)
            figure = QRectF(plot.right() + 4, top, number - 4, height)
            panels.append(Panel(measure, plot, figure, low, high))
        side = theme.px(18)
        middle = words.center().y()
        return cls(
            words=words,
            count=QRectF(left, top, count, height),
            sign=QRectF(width - pad - side, middle - side / 2, side, side),
            panels=tuple(panels),
        )


def scales_of(decisions: Iterable[ReportedDecision]) -> Scales:
    """Return the scales on which all figures that are shown have room."""
    shown = [each for each in decisions if each.statistics.certainty is not Certainty.HIDDEN]
    telling = [each.statistics.discrimination for each in shown if each.statistics.discrimination is not None]
    lowest = min([0.0, *telling])
    ranges = {
        Measure.DIFFICULTY: (0.0, 1.0),
        Measure.DISCRIMINATION: (0.0 - _STEP * ceil(-lowest / _STEP), 1.0),
    }
    compared = [each.languages[0] for each in shown if each.languages]
    if not compared:
        return Scales(ranges, None)
    firm = [each for each in compared if each.certainty is not Certainty.HIDDEN]
    widest = max([_LEAST_DIFFERENCE, *(max(abs(each.low), abs(each.high)) for each in firm)])
    reach = min(1.0, _STEP * ceil(round(widest / _STEP, 6)))
    ranges[Measure.DIFFERENCE] = (-reach, reach)
    return Scales(ranges, compared[0].languages)
