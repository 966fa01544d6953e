"""The picture of a certificate, as wide as there is room."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color

__all__ = ["PictureView"]

_SHAPE: Final = (11.0, 8.5)
"""Of a certificate on Letter, before its picture is there."""


class PictureView(QWidget):
    """Draws an image over its whole width; before there is one, a sheet of the same shape.

    The sheet is paper in every theme: it is a picture of what will be printed.
    """

    def __init__(self, theme: Theme, image: QImage | None, name: str, *, widest: int) -> None:
        super().__init__()
        self._theme = theme
        self._image = image
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(widest)
        self.setMinimumWidth(min(widest, 320))
        self.setAccessibleName(name)
        set_role(self, AccessibleRole.PICTURE)

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that keeps the shape."""
        wide, tall = _SHAPE
        if self._image is not None:
            wide, tall = self._image.width(), self._image.height()
        return round(width * tall / wide)

    def sizeHint(self) -> QSize:
        """Return the size at the greatest width."""
        width = self.maximumWidth()
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        height = min(self.height(), self.heightForWidth(self.width()))
        sheet = QRectF(0, 0, self.width(), height)
        if self._image is None:
            painter.fillRect(sheet, theme.color(Color.SUNKEN))
        else:
            painter.drawImage(sheet, self._image)
        half = theme.border / 2
        painter.setPen(QPen(theme.color(Color.LINE), theme.border))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(half, half, -half, -half))
        painter.end()
