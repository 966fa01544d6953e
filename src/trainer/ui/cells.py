"""Places on a page, filled one in each turn of the event loop: no card holds up another, or a key.

A page of cards takes longer to draw than the interface's thread may be held. So the page stands at once with
its places, and each place is filled in a turn of its own. What stands there stays until its successor comes.
"""

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.ui.screen import keeping_place
from trainer.ui.widgets.boxes import clear, column

Drawing: TypeAlias = Callable[[], QWidget]

ANEW: Final = object()
"""What equals nothing that was shown before."""


@dataclass(slots=True)
class _Place:
    box: QVBoxLayout
    shown: Hashable = ANEW


class Cells(QObject):
    """The places of one page below `root`. Emits ``filled`` when nothing more is to be drawn."""

    filled = Signal()

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._places: dict[str, _Place] = {}
        self._waiting = deque[tuple[_Place, Hashable, Drawing]]()
        self._turn = QTimer(self)
        self._turn.timeout.connect(self.draw_next)

    @property
    def is_filled(self) -> bool:
        """Tell whether nothing is to be drawn."""
        return not self._waiting

    def place(self, name: str) -> QVBoxLayout:
        """Return a new, empty place; one of the same name is forgotten."""
        self._places[name] = _Place(column(gap=0))
        return self._places[name].box

    def fill(self, name: str, drawing: Drawing, shows: Hashable = ANEW) -> None:
        """Draw into a place in a turn of its own, after those that wait.

        Where `shows` is what the place shows already, or is waiting to show, nothing is drawn.
        """
        place = self._places[name]
        if shows is not ANEW and place.shown == shows:
            return
        place.shown = shows
        self._waiting = deque(each for each in self._waiting if each[0] is not place)
        self._waiting.append((place, shows, drawing))
        self._turn.start(0)

    def forget(self) -> None:
        """Draw nothing of what waits: the page is to show something else."""
        self._waiting.clear()
        self._places.clear()
        self._turn.stop()

    def complete(self) -> None:
        """Draw all that waits in this turn."""
        while self._waiting:
            self.draw_next()

    def draw_next(self) -> None:
        """Draw what waits longest, in the place of what stands there."""
        if self._waiting:
            place, _shows, draw = self._waiting.popleft()
            with keeping_place(lambda: self._root):
                drawn = draw()
                clear(place.box)
                place.box.addWidget(drawn)
                drawn.show()
        if not self._waiting:
            self._turn.stop()
            self.filled.emit()
