"""What things stand on: cards, sunken panels, bars, and the hairlines between rows."""

from PySide6.QtCore import QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, Space
from trainer.ui.widgets.boxes import margins
from trainer.ui.widgets.paint import paint_box


class Card(QWidget):
    """A rounded surface with a hairline border. Its ``column`` takes the content."""

    def __init__(  # noqa: PLR0913 - all but one have defaults
        self,
        theme: Theme,
        *,
        fill: Color = Color.SURFACE,
        border: Color | None = Color.LINE,
        radius: int = Radius.CARD,
        padding: QMargins | None = None,
        gap: int = Space.S12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fill = fill
        self._border = border
        self._radius = radius
        self.column = QVBoxLayout(self)
        inside = Space.CARD_PADDING
        self.column.setContentsMargins(padding if padding is not None else margins(inside, inside))
        self.column.setSpacing(gap)

    def dress(self, *, fill: Color, border: Color | None) -> None:
        """Change the card's colors (a strip that turns from a notice into a warning)."""
        self._fill, self._border = fill, border
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface; in high contrast it has a border in any case."""
        theme = self._theme
        border = self._border
        if border is None and theme.high_contrast:
            border = Color.LINE
        painter = QPainter(self)
        paint_box(
            painter,
            QRectF(self.rect()),
            radius=self._radius,
            fill=theme.color(self._fill),
            border=theme.color(border) if border is not None else None,
            width=theme.border,
        )
        painter.end()


class Rule(QWidget):
    """A hairline, lying or standing."""

    def __init__(self, theme: Theme, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        if vertical:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Color.LINE))
        painter.end()


class Ground(QWidget):
    """A plain area in one color, with hairlines on the sides that are named (top bar, side panel)."""

    def __init__(
        self,
        theme: Theme,
        fill: Color,
        *,
        edges: Qt.Edge = Qt.Edge(0),  # noqa: B008 - a flag without bits is a constant
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fill = fill
        self._edges = edges

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the area and its edges."""
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(self._fill))
        line, thick = theme.color(Color.LINE), theme.border
        width, height = self.width(), self.height()
        for edge, place in {
            Qt.Edge.TopEdge: (0, 0, width, thick),
            Qt.Edge.BottomEdge: (0, height - thick, width, thick),
            Qt.Edge.LeftEdge: (0, 0, thick, height),
            Qt.Edge.RightEdge: (width - thick, 0, thick, height),
        }.items():
            if edge in self._edges:
                painter.fillRect(*place, line)
        painter.end()


class TopBar(Ground):
    """The bar over a screen without navigation (brief, call, debrief); give it its row with ``hold``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, Color.SURFACE, edges=Qt.Edge.BottomEdge, parent=parent)
        self.setMinimumHeight(theme.px(Height.TOP_BAR))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hold(self, layout: QLayout) -> None:
        """Take the row that the bar shows."""
        layout.setContentsMargins(margins(Space.CALL_EDGE, 0))
        self.setLayout(layout)

    def sizeHint(self) -> QSize:
        """Return the bar's height, however low its content."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self._theme.px(Height.TOP_BAR)))
