"""Tables of figures: a model of plain cells, and a view that paints them in the theme.

They are Qt's own model and view, so that a screen reader finds rows, columns and headers as such, and five
thousand rows cost no more than those that are seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from trainer.ui.icons import Icon, paint_icon
from trainer.ui.theme import Theme, dress_scroll_bar
from trainer.ui.tokens import Color, Height, TextStyle
from trainer.ui.widgets.marks import paint_language_mark
from trainer.ui.widgets.paint import paint_text, text_width
from trainer.ui.widgets.tips import plain_tip

__all__ = ["Cell", "Column", "FigureModel", "FigureTable"]

_Row = TypeVar("_Row")
_Index = QModelIndex | QPersistentModelIndex

_REMEMBERED: Final = 2048
"""How many cells are kept: those of a few screens of rows."""
_SAMPLED: Final = 60
"""How many rows decide how wide a column is."""
_PADDING: Final = 12
_ICON: Final = 15
_MARK: Final = (30, 20)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows, and what a screen reader says of it."""

    text: str
    spoken: str = ""
    """The text where empty."""
    mark: str | None = None
    """A base language, whose mark is shown in place of the text."""
    icon: Icon | None = None
    ink: Color = Color.TEXT
    strong: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[_Row]):
    """One column: its heading, and the cell of a row."""

    heading: str
    cell: Callable[[_Row], Cell]
    right: bool = False
    """Whether it holds figures, which stand at the right."""
    wide: bool = False
    """Whether it takes the room that is left."""


class FigureModel(QAbstractTableModel, Generic[_Row]):
    """Rows as cells, made when they are seen."""

    def __init__(self, columns: Sequence[Column[_Row]], rows: Sequence[_Row]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows = rows
        self._made = lru_cache(_REMEMBERED)(self._make)

    def row(self, number: int) -> _Row:
        """Return what stands in a row, from 0."""
        return self._rows[number]

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell."""
        return self._made(row, column)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are; a cell has none below it."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, what is said of it, or where it stands."""
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            # A column may be too narrow for its longest cell.
            return plain_tip(cell.text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[index.column()].right
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading, or a row's number from 1."""
        if role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Horizontal:
            return plain_tip(self.columns[section].heading) if 0 <= section < len(self.columns) else None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.columns[section].heading if 0 <= section < len(self.columns) else None
        return str(section + 1)

    def _make(self, row: int, column: int) -> Cell:
        return self.columns[column].cell(self._rows[row])


class FigureTable(QTableView):
    """A table in the theme. Emits ``taken`` with a row's number on Enter or a click, where rows lead on."""

    taken = Signal(int)

    def __init__(  # noqa: PLR0913 - all but three have defaults
        self,
        theme: Theme,
        name: str,
        model: FigureModel[Any],
        *,
        leads_on: bool = False,
        row: int = Height.COMPACT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = model
        self._leads_on = leads_on
        self._tall = theme.px(row)
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_Cells(theme, model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            dress_scroll_bar(bar)
        # Nothing of the style where both bars meet.
        self.setCornerWidget(QWidget(self))
        self.setTabKeyNavigation(False)
        self.setMouseTracking(leads_on)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._fit_columns()
        if leads_on:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda index: self.taken.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a row on Enter; the rest are Qt's own keys for going about in a table."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self._leads_on and self.currentIndex().isValid():
            self.taken.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def choose(self, row: int) -> None:
        """Make a row the current one, and bring it into view."""
        self.selectRow(row)
        self.scrollTo(self.model().index(row, 0), QTableView.ScrollHint.PositionAtCenter)

    def natural_height(self) -> int:
        """Return the height in px at which nothing scrolls."""
        return self.horizontalHeader().height() + self._figures.rowCount() * self._tall + 4

    def sizeHint(self) -> QSize:
        """Return the size of all columns and a few rows."""
        return QSize(self.horizontalHeader().length(), min(self.natural_height(), self._theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        """Return a size at which it scrolls both ways and can still be read."""
        return QSize(self._theme.px(200), min(self.natural_height(), self._theme.px(120)))

    def _fit_columns(self) -> None:
        theme, model = self._theme, self._figures
        header = _Headings(theme, model, self)
        self.setHorizontalHeader(header)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._tall)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(40))
        header.setFixedHeight(theme.px(Height.COMPACT))
        for number, column in enumerate(model.columns):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(number, self._width(number))
            if column.wide:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _width(self, column: int) -> int:
        theme, model = self._theme, self._figures
        heading = text_width(theme.font(TextStyle.LABEL), model.columns[column].heading)
        sampled = (model.cell(row, column) for row in range(min(_SAMPLED, model.rowCount())))
        widest = max((_cell_width(theme, cell) for cell in sampled), default=0.0)
        return round(max(heading, widest) + 2 * theme.px(_PADDING) + 1)


class _Headings(QHeaderView):
    """The headings, as small bold text over a hairline."""

    def __init__(self, theme: Theme, model: FigureModel[Any], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._figures = model
        self.setSectionsClickable(False)
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        theme, column = self._theme, self._figures.columns[logicalIndex]
        painter.save()
        pad = theme.px(_PADDING)
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        spot = QRectF(rect).adjusted(pad, 0, -pad, 0)
        font, ink = theme.font(TextStyle.LABEL), theme.color(Color.TEXT_2)
        paint_text(painter, spot, column.heading, font=font, color=ink, align=align)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(Color.LINE))
        painter.restore()


class _Cells(QStyledItemDelegate):
    """Paints a cell: a language mark, or an icon and a text; the current row says so by a bar too."""

    def __init__(self, theme: Theme, model: FigureModel[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = model
        # Asked for once: thousands of cells are painted while one scrolls.
        self._plain, self._strong = theme.font(TextStyle.FIGURE), theme.font(TextStyle.FIGURE_STRONG)
        self._colors = {color: theme.color(color) for color in Color}
        self._pad = theme.px(_PADDING)
        self._widths = lru_cache(_REMEMBERED)(self._measure)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, chosen=chosen, first=index.column() == 0)
        column = index.column()
        cell = self._figures.cell(index.row(), column)
        spot = QRectF(rect).adjusted(self._pad, 0, -self._pad, 0)
        if cell.mark is not None:
            wide, tall = (self._theme.px(side) for side in _MARK)
            box = QRectF(spot.left(), spot.center().y() - tall / 2, wide, tall)
            paint_language_mark(painter, self._theme, box, cell.mark)
            return
        self._paint_words(painter, spot, cell, right=self._figures.columns[column].right)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(
            round(_cell_width(self._theme, self._figures.cell(index.row(), index.column()))) + 2 * self._pad,
            self._theme.px(32),
        )

    def _measure(self, text: str, *, strong: bool) -> float:
        return text_width(self._strong if strong else self._plain, text)

    def _paint_ground(self, painter: QPainter, rect: QRect, *, chosen: bool, first: bool) -> None:
        colors = self._colors
        if chosen:
            painter.fillRect(rect, colors[Color.ACCENT_SOFT])
            if self._theme.high_contrast:
                painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), colors[Color.ACCENT])
                painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colors[Color.ACCENT])
            if first:
                painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), colors[Color.ACCENT])
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors[Color.LINE])

    def _paint_words(self, painter: QPainter, spot: QRectF, cell: Cell, *, right: bool) -> None:
        theme = self._theme
        if cell.icon is not None:
            side = theme.px(_ICON)
            box = QRectF(spot.left(), spot.center().y() - side / 2, side, side)
            paint_icon(painter, theme, cell.icon, box, cell.ink)
            spot = spot.adjusted(side + theme.px(6), 0, 0, 0)
        font = self._strong if cell.strong else self._plain
        width = self._widths(cell.text, strong=cell.strong)
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        color, fits = self._colors[cell.ink], width <= spot.width()
        paint_text(painter, spot, cell.text, font=font, color=color, align=align, elide=not fits)
        if cell.underline:
            left = spot.right() - width if right else spot.left()
            below = spot.center().y() + theme.px(9)
            painter.setPen(self._colors[cell.ink])
            painter.drawLine(QLineF(left, below, left + width, below))


def _cell_width(theme: Theme, cell: Cell) -> float:
    if cell.mark is not None:
        return theme.px(_MARK[0])
    font = theme.font(TextStyle.FIGURE_STRONG if cell.strong else TextStyle.FIGURE)
    icon = theme.px(_ICON) + theme.px(6) if cell.icon is not None else 0
    return text_width(font, cell.text) + icon
