"""Layouts that Qt lacks: a grid of equal cards that reflows, a line that wraps, and a scrolling page."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trainer.ui.theme import dress_scroll_bar
from trainer.ui.tokens import Space

_BAR = 12


class _Reflowing(QLayout):
    """What both have in common: items, and a height that depends on the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        # Qt asks for the same height several times in each pass, and each answer asks every item.
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item (Qt calls this)."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    # Qt's own signature lets both return nothing; its stubs do not say so.
    def itemAt(self, index: int) -> QLayoutItem:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Remove and return an item, or None past the end."""
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Claim no more room than the items need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in px that the items take at this width."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: an item came, went or changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items within ``rect``."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the smallest size; a layout around it gives more."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        raise NotImplementedError

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


class FlowGrid(_Reflowing):
    """Cards in columns of equal width, as many as fit, each row as high as its highest card.

    ``narrowest`` is the least width of a card in px; ``most`` the most columns.
    """

    def __init__(self, *, narrowest: int, gap: int = Space.CARD_GAP, most: int = 6) -> None:
        super().__init__()
        self._narrowest = narrowest
        self._gap = gap
        self._most = most

    def columns(self, width: int) -> int:
        """Return how many columns stand side by side at this width."""
        return max(1, min(self._most, (width + self._gap) // (self._narrowest + self._gap)))

    def minimumSize(self) -> QSize:
        """Return the size of one card."""
        least = super().minimumSize()
        return QSize(min(least.width(), self._narrowest), least.height())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        items = self._visible()
        columns = self.columns(rect.width())
        width = (rect.width() - self._gap * (columns - 1)) // columns
        top = rect.top()
        for start in range(0, len(items), columns):
            line = items[start : start + columns]
            height = max(_height(item, width) for item in line)
            if place:
                for number, item in enumerate(line):
                    item.setGeometry(QRect(rect.left() + number * (width + self._gap), top, width, height))
            top += height + self._gap
        return max(0, top - rect.top() - self._gap)


class FlowRow(_Reflowing):
    """Small things in a line that wraps: chips, marks, keys. Each keeps its own size."""

    def __init__(self, *, gap: int = Space.S8, line_gap: int = Space.S8) -> None:
        super().__init__()
        self._gap = gap
        self._line_gap = line_gap

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        hints = [item.sizeHint() for item in self._visible()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        left, top, tall = rect.left(), rect.top(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._visible():
            hint = item.sizeHint().boundedTo(QSize(max(1, rect.width()), item.sizeHint().height()))
            if line and left + hint.width() > rect.left() + rect.width():
                _place(line, tall, place=place)
                left, top, tall, line = rect.left(), top + tall + self._line_gap, 0, []
            line.append((item, QRect(QPoint(left, top), hint)))
            left += hint.width() + self._gap
            tall = max(tall, hint.height())
        _place(line, tall, place=place)
        return top + tall - rect.top()


class EndedRow(FlowRow):
    """A `FlowRow` whose last item stands at the right end of its line, unless it has a line of its own."""

    def setGeometry(self, rect: QRect) -> None:
        """Place the items, and the last one at the end."""
        super().setGeometry(rect)
        items = self._visible()
        if len(items) > 1:
            before, spot = items[-2].geometry(), items[-1].geometry()
            if spot.left() > before.right():
                spot.moveRight(rect.right())
                items[-1].setGeometry(spot)


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return item.sizeHint().height()


def _place(line: list[tuple[QLayoutItem, QRect]], tall: int, *, place: bool) -> None:
    for item, spot in line if place else ():
        item.setGeometry(spot.translated(0, (tall - spot.height()) // 2))


class ScrollPage(QScrollArea):
    """A page that scrolls down when it must, and never sideways. ``column`` takes the content.

    The bar lies over the page's edge instead of beside the page, so nothing moves when it comes. ``name``
    is the object name by which the scroll position is kept when the page is drawn anew.
    """

    def __init__(self, name: str, *, edge: int = Space.WINDOW_EDGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        page = QWidget()
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(Space.CARD_GAP)
        self.setWidget(page)
        # What lies beneath shows through.
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        dress_scroll_bar(self._bar)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.hide()
        hidden = self.verticalScrollBar()
        hidden.rangeChanged.connect(self._follow)
        hidden.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(hidden.setValue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the right edge."""
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - _BAR, 0, _BAR, self.height())
        self._follow()

    def _follow(self) -> None:
        hidden = self.verticalScrollBar()
        self._bar.setRange(hidden.minimum(), hidden.maximum())
        self._bar.setPageStep(hidden.pageStep())
        self._bar.setSingleStep(hidden.singleStep())
        self._bar.setVisible(hidden.maximum() > hidden.minimum())
        self._bar.raise_()


class PairedCards(QWidget):
    """Cards in two columns, in rows of equal height; in one column where there is no room for two.

    ``rows`` are pairs (wide, narrow). ``shares`` are the columns' stretches; two columns need
    ``breakpoint`` px.
    """

    def __init__(
        self,
        rows: Sequence[tuple[QWidget, QWidget]],
        *,
        shares: tuple[int, int],
        breakpoint_: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = list(rows)
        self._shares = shares
        self._breakpoint = breakpoint_
        self._paired: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.CARD_GAP)
        self._arrange(paired=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between one column and two."""
        super().resizeEvent(event)
        self._arrange(paired=self.width() >= self._breakpoint)

    def minimumSizeHint(self) -> QSize:
        """Return no width: one column can be as narrow as it must."""
        return QSize(0, super().minimumSizeHint().height())

    def _arrange(self, *, paired: bool) -> None:
        if paired == self._paired:
            return
        self._paired = paired
        for card in (card for pair in self._rows for card in pair):
            # Not `takeAt`: it leaves Qt's item alive, and the next one keeps its first height for ever.
            self._grid.removeWidget(card)
        for number, (wide, narrow) in enumerate(self._rows):
            if paired:
                self._grid.addWidget(wide, number, 0)
                self._grid.addWidget(narrow, number, 1)
            else:
                self._grid.addWidget(wide, 2 * number, 0, 1, 2)
                self._grid.addWidget(narrow, 2 * number + 1, 0, 1, 2)
        rows = self._grid.rowCount()
        for number in range(rows):
            # What is left of the page's height goes to the last cards.
            self._grid.setRowStretch(number, 1 if number == rows - 1 else 0)
        for place, share in enumerate(self._shares):
            self._grid.setColumnStretch(place, share)
            self._grid.setColumnMinimumWidth(place, 0)
