"""The customer who calls: a portrait in two rings that grow and fade until the call is answered."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.i18n import _
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.portraits import Portrait, PortraitCrop, PortraitShape, paint_portrait
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Duration

_PORTRAIT_SHARE: Final = 0.82
_INNER_SHARE: Final = 0.91


class RingingPortrait(QWidget):
    """A portrait of ``side`` px, rings included. The rings stand still where motion is reduced."""

    def __init__(self, theme: Theme, portrait: Portrait, side: int, *, ringing: bool) -> None:
        super().__init__()
        self._theme = theme
        self._portrait = portrait
        self._phase: float | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setDuration(Duration.RINGING)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.setLoopCount(-1)
        self._motion.valueChanged.connect(self._move)
        self._ringing = ringing and not theme.reduced_motion
        self.setFixedSize(side, side)
        spoken = _("{name} is calling") if ringing else "{name}"
        self.setAccessibleName(spoken.format(name=portrait.person))
        set_role(self, AccessibleRole.PICTURE)

    def showEvent(self, event: QShowEvent) -> None:
        """Ring while seen."""
        super().showEvent(event)
        if self._ringing:
            self._motion.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while nobody looks."""
        super().hideEvent(event)
        self._motion.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rings of this moment, and the portrait over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._phase is None:
            self._ring(painter, _INNER_SHARE, 0.6)
            self._ring(painter, 0.99, 0.3)
        else:
            for start in (0.0, 0.5):
                way = (self._phase + start) % 1.0
                share = _PORTRAIT_SHARE + (0.99 - _PORTRAIT_SHARE) * way
                self._ring(painter, share, 0.8 * (1.0 - way))
        side = self.width() * _PORTRAIT_SHARE
        inset = (self.width() - side) / 2
        spot = QRectF(inset, inset, side, side)
        paint_portrait(
            painter, self._theme, self._portrait, spot, shape=PortraitShape.CIRCLE, crop=PortraitCrop.HEAD
        )
        painter.end()

    def _ring(self, painter: QPainter, share: float, strength: float) -> None:
        color = self._theme.color(Color.ACCENT)
        if not self._theme.high_contrast:
            color.setAlphaF(max(0.0, min(1.0, strength)))
        painter.setPen(QPen(color, 2))
        side = self.width() * share
        inset = (self.width() - side) / 2
        painter.drawEllipse(QRectF(inset, inset, side, side))

    def _move(self, phase: float) -> None:
        self._phase = phase
        self.update()
