"""Who is speaking, shown: rings around the portrait, five bars, three dots of somebody who types.

All of it moves in steps of one timer that runs only while it is seen, and stands still where motion is
reduced; the words beside it say the same.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.portraits import Portrait, PortraitCrop, PortraitShape, paint_portrait
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Duration, Radius

# Heights of the bars, in parts of the whole, step after step: a rhythm, not a measurement of the sound.
_RHYTHM: Final = (
    (0.25, 0.55, 1.0, 0.7, 0.3),
    (0.4, 0.8, 0.7, 0.95, 0.5),
    (0.6, 0.5, 0.85, 0.6, 0.8),
    (0.35, 0.9, 0.55, 1.0, 0.45),
    (0.5, 0.65, 0.95, 0.5, 0.6),
)
_DOTS: Final = 3
_DOT_STEPS: Final = 3


class _Stepping(QWidget):
    """A small picture that moves in steps while it is active and seen."""

    def __init__(self, theme: Theme, every_ms: int) -> None:
        super().__init__()
        self._theme = theme
        self._step = 0
        self._active = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._advance)

    def set_active(self, active: bool) -> None:  # noqa: FBT001 - one plain state, as Qt's own setters take it
        """Move, or stand still."""
        self._active = active
        self._run()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Move again where it moved."""
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def _run(self) -> None:
        if self._active and self.isVisible() and not self._theme.reduced_motion:
            self._timer.start()
        else:
            self._timer.stop()
            self._step = 0

    def _advance(self) -> None:
        self._step += 1
        self.update()


class SpeakingBars(_Stepping):
    """Five bars that move while the customer speaks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Duration.SPEAKING_STEP)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the size of the five bars."""
        return QSize(self._theme.px(28), self._theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars of this step; low ones where nobody speaks."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = theme.px(3)
        painter.setPen(QPen(theme.color(Color.ACCENT), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        heights = _RHYTHM[self._step % len(_RHYTHM)]
        gap = (self.width() - wide) / (len(heights) - 1)
        middle = self.height() / 2
        for number, part in enumerate(heights):
            reach = (self.height() - wide) / 2 * (part if self._active else 0.0)
            x = wide / 2 + number * gap
            painter.drawLine(QPointF(x, middle - reach), QPointF(x, middle + reach + 0.01))
        painter.end()


class TypingDots(_Stepping):
    """Three dots, one after the other, while the customer types."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _DOT_STEPS * Duration.SPEAKING_STEP)
        self.setFixedSize(theme.px(38), theme.px(10))
        self.set_active(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots; one of them stands out."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side = self.height()
        gap = (self.width() - _DOTS * side) / (_DOTS - 1)
        for number in range(_DOTS):
            lit = number == self._step % _DOTS
            painter.setBrush(theme.color(Color.ACCENT if lit else Color.LINE_STRONG))
            painter.drawEllipse(QRectF(number * (side + gap), 0, side, side))
        painter.end()


class CallerPortrait(_Stepping):
    """The customer's portrait in a call: a circle in rings for a voice, a rounded square for a chat.

    The rings stand out while the customer speaks. Another mood fades in.
    """

    def __init__(self, theme: Theme, portrait: Portrait, side: int, *, shape: PortraitShape) -> None:
        super().__init__(theme, Duration.SPEAKING_STEP)
        self._portrait = portrait
        self._leaving: Portrait | None = None
        self._shape = shape
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setDuration(Duration.MOOD)
        self._fade.valueChanged.connect(lambda _value: self.update())
        self._fade.finished.connect(self._arrive)
        self.setFixedSize(side, side)
        self.setAccessibleName(portrait.person)
        set_role(self, AccessibleRole.PICTURE)

    @property
    def portrait(self) -> Portrait:
        """Return who is shown, in which mood."""
        return self._portrait

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another mood; the old one fades out unless motion is reduced."""
        if portrait == self._portrait:
            return
        self._fade.stop()
        self._leaving, self._portrait = self._portrait, portrait
        if self._theme.reduced_motion or not self.isVisible():
            self._arrive()
        else:
            self._fade.start()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint where the screen's ratio changed."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rings and the portrait, two of them while one fades into the other."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect())
        if self._shape is PortraitShape.CIRCLE:
            inner = inner.adjusted(*self._ring_room())
            self._paint_rings(painter)
        if self._leaving is not None:
            self._paint(painter, self._leaving, inner)
            painter.setOpacity(float(self._fade.currentValue() or 0.0))
        self._paint(painter, self._portrait, inner)
        painter.end()
        del theme

    def _ring_room(self) -> tuple[float, float, float, float]:
        room = self.width() * 0.072
        return room, room, -room, -room

    def _paint(self, painter: QPainter, portrait: Portrait, rect: QRectF) -> None:
        crop = PortraitCrop.HEAD
        paint_portrait(
            painter,
            self._theme,
            portrait,
            rect,
            shape=self._shape,
            crop=crop,
            radius=self._theme.px(Radius.CARD),
        )

    def _paint_rings(self, painter: QPainter) -> None:
        """Paint the ring of the voice, and around it one that breathes with the steps."""
        theme = self._theme
        strong = 3.0 if self._active else 2.0
        rect = QRectF(self.rect())
        inner = self.width() * 0.038
        color = theme.color(Color.ACCENT if self._active else Color.LINE_STRONG)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, strong))
        painter.drawEllipse(rect.adjusted(inner, inner, -inner, -inner))
        if not self._active:
            return
        outer = theme.color(Color.ACCENT)
        outer.setAlphaF(1.0 if theme.high_contrast else 0.28 + 0.14 * (self._step % 3))
        painter.setPen(QPen(outer, 2))
        painter.drawEllipse(rect.adjusted(1.5, 1.5, -1.5, -1.5))

    def _arrive(self) -> None:
        self._leaving = None
        self.update()
