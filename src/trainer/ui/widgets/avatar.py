"""A person without a portrait: initials on a soft ground."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.portraits import paint_initials
from trainer.ui.theme import Theme


class AvatarInitials(QWidget):
    """A circle with a trainee's initials, ``size`` px at 100 %."""

    def __init__(self, theme: Theme, person: str, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person = person
        side = theme.px(size)
        self.setFixedSize(side, side)
        self.setAccessibleName(person)
        set_role(self, AccessibleRole.PICTURE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the circle."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_initials(painter, self._theme, self._person, rect, corner=rect.width() / 2)
        painter.end()
