"""Scores over time: English solid with circles, Spanish dashed with diamonds, each named at its end.

Painted here and not by a library of charts: see docs/decisions/0082.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.app.progress import Course, Interval, Step
from trainer.i18n import _
from trainer.scenario.model import Dimension
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.call.announcing import announce
from trainer.ui.progress.words import course_summary, interval_sentence, month_name, short_day
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, TextStyle
from trainer.ui.widgets.focus import set_focus_radius
from trainer.ui.widgets.marks import (
    SPANISH,
    language_color,
    paint_language_dot,
    paint_language_mark,
)
from trainer.ui.widgets.paint import paint_text, text_width

_MOST: Final = 100
_HALF: Final = 50
_STEPS: Final = {_HALF: 10, 0: 20}
"""How far apart the lines of the scale are, by its lowest value."""
_LEFT: Final = 34
_TOP: Final = 10
_BOTTOM: Final = 30
_POINT: Final = 5.0
_CROWDED: Final = 40
_SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Where along its line the name of the mark may stand."""
_EDGE: Final = 14
"""How far the first and last points stand from the ends of the scale, in px at 100 %."""


@dataclass(frozen=True, slots=True)
class ScoreCurves:
    """What the chart shows: one dimension of a course, in these languages, beside the usual mark."""

    course: Course
    dimension: Dimension
    languages: tuple[str, ...]
    mark: int | None
    today: date

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """Return the intervals that have a point."""
        return self.course.scored(self.dimension)

    def points(self, language: str) -> list[tuple[int, int]]:
        """Return the points of a language: the interval's place, and the score as it is shown."""
        return [
            (place, found.shown)
            for place, each in enumerate(self.intervals)
            if (found := each.average(language, self.dimension)) is not None
        ]

    @property
    def lowest(self) -> int:
        """Return where the scale begins: at 50 where nothing is lower."""
        shown = [score for each in self.languages for _place, score in self.points(each)]
        return _HALF if min([*shown, self.mark or _MOST]) >= _HALF else 0


class ScoreChart(QWidget):
    """The curves. The arrow keys and the mouse go from interval to interval; ``read`` says what is there.

    Screen readers hear the whole course in a sentence, and each interval as one comes to it.
    """

    read = Signal(str)

    def __init__(self, theme: Theme, curves: ScoreCurves, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._curves = curves
        self._intervals = curves.intervals
        self._points = {each: curves.points(each) for each in curves.languages}
        self._lowest = curves.lowest
        self._chosen: int | None = None
        self._area = QRectF()
        self._spots: dict[str, list[QPointF]] = {}
        self.setObjectName("progress-scores")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_focus_radius(self, 6)
        set_role(self, AccessibleRole.PICTURE)
        self.setAccessibleName(_("Chart of scores"))
        self.setAccessibleDescription(self.summary)

    @property
    def summary(self) -> str:
        """Return the whole course in words."""
        curves = self._curves
        return course_summary(curves.course, curves.dimension, curves.languages, curves.mark)

    @property
    def chosen(self) -> int | None:
        """Return the place of the interval that is read; None where none is."""
        return self._chosen

    def choose(self, place: int | None) -> None:
        """Read an interval, or none."""
        if place == self._chosen:
            return
        self._chosen = place
        self.read.emit("" if place is None else self._sentence(place))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which a quarter of a year is told apart."""
        return QSize(self._theme.px(540), self._theme.px(206))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest chart that can still be read."""
        return QSize(self._theme.px(280), self._theme.px(190))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from interval to interval."""
        last = len(self._intervals) - 1
        now = self._chosen
        places = {
            Qt.Key.Key_Left: last if now is None else max(0, now - 1),
            Qt.Key.Key_Right: 0 if now is None else min(last, now + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None or last < 0:
            super().keyPressEvent(event)
            return
        self.choose(place)
        announce(self, self._sentence(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the interval that is nearest."""
        x = event.position().x()
        places = range(len(self._intervals))
        self.choose(min(places, key=lambda place: abs(self._x(place) - x), default=None))

    def leaveEvent(self, event: QEvent) -> None:
        """Read none any more."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.choose(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read none any more."""
        super().focusOutEvent(event)
        self.choose(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is read, the scale, the mark, the curves and their names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_chosen(painter)
        self._paint_scale(painter)
        self._paint_days(painter)
        if self._curves.mark is not None:
            self._paint_mark(painter, self._curves.mark)
        for language, spots in self._spots.items():
            self._paint_curve(painter, language, spots)
        self._paint_names(painter)
        painter.end()

    # Where things are

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew where everything stands."""
        super().resizeEvent(event)
        self._area = self._measure()
        self._spots = {
            language: [QPointF(self._x(place), self._y(score)) for place, score in points]
            for language, points in self._points.items()
        }

    def _measure(self) -> QRectF:
        theme = self._theme
        names = theme.px(26) + theme.px(20) + text_width(theme.font(TextStyle.FIGURE_STRONG), "100")
        return QRectF(self.rect()).adjusted(
            max(_LEFT, theme.px(_LEFT)), theme.px(_TOP), -(names + theme.px(10)), -theme.px(_BOTTOM)
        )

    def _x(self, place: int) -> float:
        area, edge = self._area, self._theme.px(_EDGE)
        first, last = self._intervals[0].start, self._intervals[-1].start
        length = (last - first).days
        # A single interval stands at the end, beside its name.
        share = (self._intervals[place].start - first).days / length if length else 1.0
        return area.left() + edge + (area.width() - 2 * edge) * share

    def _y(self, score: float) -> float:
        area = self._area
        return area.bottom() - area.height() * (score - self._lowest) / (_MOST - self._lowest)

    def _sentence(self, place: int) -> str:
        curves = self._curves
        return interval_sentence(
            self._intervals[place], curves.course.step, curves.dimension, curves.languages, curves.today
        )

    # What is painted

    def _paint_chosen(self, painter: QPainter) -> None:
        if self._chosen is None:
            return
        theme, area, half = self._theme, self._area, self._theme.px(11)
        border = QPen(theme.color(Color.ACCENT), 2) if theme.high_contrast else QPen(Qt.PenStyle.NoPen)
        painter.setPen(border)
        painter.setBrush(theme.color(Color.ACCENT_SOFT))
        x = self._x(self._chosen)
        painter.drawRoundedRect(QRectF(x - half, area.top() - 6, 2 * half, area.height() + 12), 6, 6)

    def _paint_scale(self, painter: QPainter) -> None:
        theme, area = self._theme, self._area
        font, ink = theme.font(TextStyle.AXIS), theme.color(Color.TEXT_2)
        line = QPen(theme.color(Color.LINE), 1)
        if theme.high_contrast:
            line.setStyle(Qt.PenStyle.DotLine)
        for score in range(self._lowest, _MOST + 1, _STEPS[self._lowest]):
            y = self._y(score)
            painter.setPen(line)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            spot = QRectF(0, y - theme.px(9), area.left() - theme.px(8), theme.px(18))
            align = Qt.AlignmentFlag.AlignRight
            paint_text(painter, spot, str(score), font=font, color=ink, align=align, elide=False)

    def _paint_days(self, painter: QPainter) -> None:
        theme, area = self._theme, self._area
        font = theme.font(TextStyle.AXIS)
        taken: list[tuple[float, float]] = []
        # The one that is read always has its name; then the last, which is where one looks first.
        last = len(self._intervals) - 1
        order = dict.fromkeys([last if self._chosen is None else self._chosen, *range(last + 1)])
        for place in order if self._intervals else ():
            text = self._day(self._intervals[place].start)
            x, half = self._x(place), text_width(font, text) / 2
            if any(abs(x - other) < half + width + theme.px(16) for other, width in taken):
                continue
            taken.append((x, half))
            chosen = place == self._chosen
            paint_text(
                painter,
                QRectF(x - half - 8, area.bottom() + theme.px(10), 2 * half + 16, theme.px(18)),
                text,
                font=theme.font(TextStyle.KEY if chosen else TextStyle.AXIS),
                color=theme.color(Color.TEXT if chosen else Color.TEXT_2),
                align=Qt.AlignmentFlag.AlignHCenter,
                elide=False,
            )

    def _day(self, start: date) -> str:
        if self._curves.course.step is Step.MONTH:
            return month_name(start)
        # Without its year, which the months before and after tell.
        return short_day(start, start)

    def _paint_mark(self, painter: QPainter, mark: int) -> None:
        theme, area = self._theme, self._area
        pen = QPen(theme.color(Color.TEXT), 1.5, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        y = self._y(mark)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        font, text = theme.font(TextStyle.AXIS), _("usual mark {mark}").format(mark=mark)
        spot = self._free_spot(y, text_width(font, text) + 4)
        # Where the curves leave no room for it, the sentence below the chart says it alone.
        if spot is not None:
            painter.fillRect(spot, theme.color(Color.SURFACE))
            paint_text(painter, spot, text, font=font, color=theme.color(Color.TEXT_2), elide=False)

    def _free_spot(self, y: float, width: float) -> QRectF | None:
        """Return where along a line a text of this width meets no curve, the left end first."""
        theme, area = self._theme, self._area
        room = max(0.0, area.width() - width - 8)
        for share in _SHARES:
            for top in (y - theme.px(19), y + theme.px(2)):
                spot = QRectF(area.left() + 4 + room * share, top, width, theme.px(18))
                if not any(self._meets(spot, curve) for curve in self._spots.values()):
                    return spot
        return None

    def _meets(self, spot: QRectF, curve: Sequence[QPointF]) -> bool:
        """Tell whether a curve with its points runs through a place."""
        wide = self._theme.px(_POINT + 3)
        around = spot.adjusted(-wide, -wide, wide, wide)
        for one, other in pairwise(curve):
            left, right = max(one.x(), around.left()), min(other.x(), around.right())
            if left > right:
                continue
            slope = (other.y() - one.y()) / max(1.0, other.x() - one.x())
            ends = sorted(one.y() + slope * (x - one.x()) for x in (left, right))
            if ends[0] <= around.bottom() and ends[1] >= around.top():
                return True
        return any(around.contains(each) for each in curve)

    def _paint_curve(self, painter: QPainter, language: str, spots: Sequence[QPointF]) -> None:
        theme = self._theme
        pen = QPen(theme.color(language_color(language)), 2.5 * theme.scale)
        if language == SPANISH:
            pen.setDashPattern([2.4, 1.6])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(spots))
        radius = theme.scale * (_POINT if len(self._intervals) <= _CROWDED else _POINT - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Color.SURFACE))
        for spot in spots:
            # The line stops short of its points, as if they lay on paper.
            painter.drawEllipse(spot, radius + 2, radius + 2)
        for spot in spots:
            paint_language_dot(painter, theme, spot, language, radius)

    def _paint_names(self, painter: QPainter) -> None:
        """Paint each curve's mark and last score right of the scale, never one over the other."""
        theme = self._theme
        tall, wide = theme.px(20), theme.px(28)
        gap = tall + theme.px(5)
        ends = sorted((spots[-1].y(), each) for each, spots in self._spots.items() if spots)
        heights = [y for y, _language in ends]
        for number in range(1, len(heights)):
            lacking = gap - (heights[number] - heights[number - 1])
            if lacking > 0:
                heights[number - 1] -= lacking / 2
                heights[number] += lacking / 2
        if heights:
            # Where both end at the top, or at the foot, they stand below or above it.
            down = max(0.0, tall / 2 - heights[0])
            up = max(0.0, heights[-1] + tall / 2 - self.height())
            heights = [each + down - up for each in heights]
        left = self._area.right() + theme.px(6)
        for y, (_end, language) in zip(heights, ends, strict=True):
            paint_language_mark(painter, theme, QRectF(left, y - tall / 2, wide, tall), language)
            spot = QRectF(left + wide + theme.px(6), y - tall / 2, theme.px(40), tall)
            color = theme.color(language_color(language))
            score = str(self._points[language][-1][1])
            font = theme.font(TextStyle.FIGURE_STRONG)
            paint_text(painter, spot, score, font=font, color=color, elide=False)
