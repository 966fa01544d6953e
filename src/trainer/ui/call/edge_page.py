"""A page that scrolls, whose content keeps its place when the scroll bar comes and goes."""

from PySide6.QtWidgets import QWidget

from trainer.ui.tokens import Space
from trainer.ui.widgets.layouts import ScrollPage


class EdgePage(ScrollPage):
    """The scroll bar stands within the right margin, so that nothing moves aside for it."""

    def __init__(self, name: str, *, across: int, down: int, parent: QWidget | None = None) -> None:
        super().__init__(name, edge=0, parent=parent)
        self._across = across
        self._down = down
        self._make_room()
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def _make_room(self, _least: int = 0, most: int = 0) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if most else 0
        right = max(Space.S4, self._across - bar)
        if self.column.contentsMargins().right() != right:
            self.column.setContentsMargins(self._across, self._down, right, self._down)
