"""A slider whose track, knob and place can be seen in every theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QWidget

from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius
from trainer.ui.widgets.focus import set_focus_radius
from trainer.ui.widgets.paint import paint_box

_KNOB = 18
_TRACK = 6


class ScaleSlider(QSlider):
    """A horizontal slider over whole numbers, with steps that the arrow keys take.

    ``name`` is what screen readers say. Show the value in words beside it.
    """

    def __init__(  # noqa: PLR0913 - a scale has this many sides
        self,
        theme: Theme,
        name: str,
        *,
        lowest: int,
        highest: int,
        value: int,
        step: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setRange(lowest, highest)
        self.setSingleStep(step)
        self.setPageStep(step * 2)
        self.setValue(value)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, Radius.CONTROL)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(self._theme.px(160), self._theme.target(Height.TARGET))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest slider that can still be aimed at."""
        return QSize(self._theme.px(96), self._theme.target(Height.TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track, its filled part and the knob."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        knob = theme.px(_KNOB)
        span = self.width() - knob
        place = QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), self.sliderPosition(), span)
        middle = self.height() / 2
        track = QRectF(0, middle - _TRACK / 2, self.width(), _TRACK)
        if theme.high_contrast:
            outline = track.adjusted(0, -1, 0, 1)
            paint_box(painter, outline, radius=Radius.FULL, border=theme.color(Color.TEXT), width=2)
        else:
            paint_box(painter, track, radius=Radius.FULL, fill=theme.color(Color.LINE_STRONG))
        filled = QRectF(0, track.top(), place + knob / 2, _TRACK)
        paint_box(painter, filled, radius=Radius.FULL, fill=theme.color(Color.ACCENT))
        spot = QRectF(place, middle - knob / 2, knob, knob)
        paint_box(painter, spot, radius=Radius.FULL, fill=theme.color(Color.SURFACE))
        core = spot.adjusted(1.5, 1.5, -1.5, -1.5)
        paint_box(painter, core, radius=Radius.FULL, fill=theme.color(Color.ACCENT))
        if theme.high_contrast:
            paint_box(painter, spot, radius=Radius.FULL, border=theme.color(Color.TEXT), width=2)
        painter.end()
