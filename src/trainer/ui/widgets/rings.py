"""Certification rings: what is met, what is open, what has to wait. Left bank English, right bank Spanish."""

import math
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.i18n import _
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.portraits import Portrait, PortraitCrop, PortraitShape, paint_portrait
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Duration, TextStyle
from trainer.ui.widgets.marks import SPANISH, language_color
from trainer.ui.widgets.paint import paint_text
from trainer.ui.widgets.tips import set_tip

_SIXTEENTH: Final = 16
"""Qt counts arcs in sixteenths of a degree."""
_MET_WIDTH: Final = 5.5
_OPEN_WIDTH: Final = 2.0
_BANK_GAP: Final = 11.0
"""Half the opening between the banks, in degrees."""


class BankState(Enum):
    """How far a requirement is in one language."""

    MET = auto()
    OPEN = auto()
    BLOCKED = auto()


class Ring(QWidget):
    """A customer's portrait in a ring of one or two banks.

    ``banks`` gives the state for each base language that is required. With one language the ring is a whole
    circle. ``name`` is the whole standing in words: the ring alone says nothing to a screen reader.
    """

    def __init__(  # noqa: PLR0913 - all but four have defaults
        self,
        theme: Theme,
        portrait: Portrait,
        banks: Mapping[str, BankState],
        name: str,
        *,
        size: int = 70,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._portrait = portrait
        self._banks = dict(banks)
        side = theme.px(size)
        self.setFixedSize(side, side)
        self.setAccessibleName(name)
        set_role(self, AccessibleRole.PICTURE)
        set_tip(self, name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the banks and the portrait."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if len(self._banks) == 1:
            ((language, state),) = self._banks.items()
            _paint_bank(painter, theme, rect, language, state, start=90, span=-360)
        else:
            for language, state in self._banks.items():
                span = -(180 - 2 * _BANK_GAP) if language == SPANISH else 180 - 2 * _BANK_GAP
                start = 90 - _BANK_GAP if language == SPANISH else 90 + _BANK_GAP
                _paint_bank(painter, theme, rect, language, state, start=start, span=span)
        inset = rect.width() * 0.095
        face = rect.adjusted(inset, inset, -inset, -inset)
        paint_portrait(
            painter, theme, self._portrait, face, shape=PortraitShape.CIRCLE, crop=PortraitCrop.HEAD
        )
        painter.end()


def _paint_bank(  # noqa: PLR0913 - a painter, a place and a look are what drawing takes
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    language: str,
    state: BankState,
    *,
    start: float,
    span: float,
) -> None:
    if state is BankState.MET:
        pen = QPen(theme.color(language_color(language)), _MET_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if abs(span) < 360 else Qt.PenCapStyle.FlatCap)  # noqa: PLR2004 - a full turn
    else:
        pen = QPen(theme.color(Color.LINE_STRONG), _OPEN_WIDTH)
        if state is BankState.BLOCKED:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.2, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(rect, round(start * _SIXTEENTH), round(span * _SIXTEENTH))


class TotalRing(QWidget):
    """All requirements of a certification as segments, those met filled, with "6/10" within.

    The segments fill once in 400 ms when ``fill`` is called; with reduced motion they are filled from the
    start.
    """

    def __init__(
        self, theme: Theme, met: int, total: int, *, size: int = 66, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._met = met
        self._total = max(1, total)
        self._shown = float(met)
        side = theme.px(size)
        self.setFixedSize(side, side)
        self.setAccessibleName(_("{met} of {total} met").format(met=met, total=total))
        set_role(self, AccessibleRole.PICTURE)

    def fill(self) -> None:
        """Fill the segments from the first, once."""
        if self._theme.reduced_motion:
            return
        _run_up(self, self._met, self._show)

    def _show(self, value: float) -> None:
        self._shown = value
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the segments clockwise from the top, and the count."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.px(4)
        rect = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        step = 360 / self._total
        gap = min(8.0, step * 0.28)
        for number in range(self._total):
            met = number < round(self._shown)
            pen = QPen(
                theme.color(Color.ACCENT if met else Color.LINE_STRONG),
                theme.px(6) if met else _OPEN_WIDTH,
            )
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            # A round cap reaches past its end: thick segments give that much back.
            reach = gap if met else gap * 0.6
            start = 90 - number * step - reach
            painter.drawArc(rect, round(start * _SIXTEENTH), round(-(step - 2 * reach) * _SIXTEENTH))
        count = _("{met}/{total}").format(met=self._met, total=self._total)
        font = theme.font(TextStyle.HEADING)
        paint_text(
            painter,
            QRectF(self.rect()),
            count,
            font=font,
            color=theme.color(Color.TEXT),
            align=Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )
        painter.end()


class Gauge(QWidget):
    """A score of 0 to 100 on an arc of 240°, a tick at the mark, the number within.

    ``size`` is the arc's side in px; under `_SMALL` arc and number are lighter. ``score`` is None where the
    dimension is not rated. The verdict and the points stand below, as texts of the screen.
    """

    _START: Final = 210.0
    _SPAN: Final = 240.0
    _SMALL: Final = 120

    def __init__(  # noqa: PLR0913 - all but four have defaults
        self,
        theme: Theme,
        name: str,
        score: int | None,
        mark: int,
        *,
        size: int = 156,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._score = score
        self._mark = mark
        self._shown = float(score or 0)
        self._side = theme.px(size)
        small = size < self._SMALL
        self._thick = theme.px(8 if small else 10)
        self._style = TextStyle.TITLE if small else TextStyle.SCORE
        self.setFixedSize(self._side + theme.px(36), round(self._side * 0.80))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sentence = _("{dimension}: {score} of 100, the mark is {mark}")
        unrated = _("{dimension}: not rated")
        spoken = unrated if score is None else sentence
        self.setAccessibleName(spoken.format(dimension=name, score=score, mark=mark))
        set_role(self, AccessibleRole.PICTURE)

    def fill(self) -> None:
        """Fill the arc from 0, once in 400 ms; at once with reduced motion."""
        if self._theme.reduced_motion or not self._score:
            return
        _run_up(self, self._score, self._show)

    def _show(self, value: float) -> None:
        self._shown = value
        self.update()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track, the score's arc, the tick and the number."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = self._thick
        rect = QRectF((self.width() - self._side) / 2, 0, self._side, self._side)
        arc = rect.adjusted(thick, thick, -thick, -thick)
        track = QPen(theme.color(Color.LINE), thick)
        track.setCapStyle(Qt.PenCapStyle.RoundCap)
        if theme.high_contrast:
            track = QPen(theme.color(Color.TEXT), 2)
        painter.setPen(track)
        painter.drawArc(arc, round(self._START * _SIXTEENTH), round(-self._SPAN * _SIXTEENTH))
        if self._score:
            passed = self._score >= self._mark
            pen = QPen(theme.color(Color.POSITIVE if passed else Color.CRITICAL), thick)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            span = -self._SPAN * self._shown / 100
            painter.drawArc(arc, round(self._START * _SIXTEENTH), round(span * _SIXTEENTH))
        self._paint_mark(painter, arc, thick)
        number = "–" if self._score is None else str(self._score)
        painter.setFont(theme.font(self._style))
        painter.setPen(theme.color(Color.TEXT))
        painter.drawText(arc, Qt.AlignmentFlag.AlignCenter, number)
        painter.end()

    def _paint_mark(self, painter: QPainter, arc: QRectF, thick: int) -> None:
        theme = self._theme
        angle = self._START - self._SPAN * self._mark / 100
        inner = _on_circle(arc, angle, -thick * 0.85)
        outer = _on_circle(arc, angle, thick * 1.2)
        painter.setPen(QPen(theme.color(Color.TEXT), 2.5))
        painter.drawLine(inner, outer)
        spot = _on_circle(arc, angle, thick * 2.5)
        label = QRectF(spot.x() - 14, spot.y() - 8, 28, 16)
        font, ink = theme.font(TextStyle.AXIS), theme.color(Color.TEXT_2)
        align = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, label, str(self._mark), font=font, color=ink, align=align, elide=False)


def _run_up(widget: QWidget, end: int, show: Callable[[float], None]) -> None:
    """Show every value from 0 to the end, once, in the time that a ring takes to fill."""
    motion = QVariantAnimation(widget)
    motion.setStartValue(0.0)
    motion.setEndValue(float(end))
    motion.setDuration(Duration.RING)
    motion.setEasingCurve(QEasingCurve.Type.OutCubic)
    motion.valueChanged.connect(show)
    motion.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)


def _on_circle(rect: QRectF, degrees: float, beyond: float) -> QPointF:
    """Return the point at an angle (0 is right, counterclockwise), ``beyond`` px outside the circle."""
    radius = rect.width() / 2 + beyond
    turn = math.radians(degrees)
    return rect.center() + QPointF(radius * math.cos(turn), -radius * math.sin(turn))
