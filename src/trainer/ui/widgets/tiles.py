"""A card that is one big button: a profile, a scenario. The whole card is the target."""

from PySide6.QtCore import QEvent, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space
from trainer.ui.widgets.boxes import margins
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.focus import set_focus_radius
from trainer.ui.widgets.paint import paint_box


class Tile(QPushButton):
    """A clickable card. Fill it with ``add`` and ``add_row``; ``name`` is what screen readers say of it all.

    ``dashed`` is for a tile that stands for something not there yet ("New profile"). ``object_name`` keeps
    the focus when the screen is drawn anew.
    """

    def __init__(  # noqa: PLR0913 - all but three have defaults
        self,
        theme: Theme,
        name: str,
        object_name: str,
        *,
        dashed: bool = False,
        padding: QMargins | None = None,
        gap: int = Space.S8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dashed = dashed
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self)
        inside = Space.S20
        self.column.setContentsMargins(padding if padding is not None else margins(inside, inside))
        self.column.setSpacing(gap)
        set_focus_radius(self, Radius.CARD)

    def add(self, part: QWidget | QLayout) -> None:
        """Add a part; within it nothing takes the mouse away from the tile."""
        if isinstance(part, QWidget):
            self.column.addWidget(part)
        else:
            self.column.addLayout(part)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def event(self, event: QEvent) -> bool:
        """Let Enter press the tile that has the focus."""
        return activates(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        """Return the size that the content asks for."""
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the size that the content needs."""
        return self.column.totalMinimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card; hovered or pressed, its border says that it can be taken."""
        theme = self._theme
        lively = self.underMouse() or self.isDown()
        border = Color.LINE_STRONG if lively or self._dashed or theme.high_contrast else Color.LINE
        painter = QPainter(self)
        paint_box(
            painter,
            QRectF(self.rect()),
            radius=Radius.CARD,
            fill=theme.color(Color.BG if self._dashed else Color.SURFACE),
            border=theme.color(border),
            width=theme.border,
            style=Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine,
        )
        painter.end()
