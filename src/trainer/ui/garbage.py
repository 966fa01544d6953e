"""Cyclic garbage is collected on the interface's thread, and on no other.

Python collects wherever something happens to be allocated. On a worker's thread that would delete widgets
that were left behind in a circle of references, and the process ends when a widget dies on another thread. So
automatic collection rests while the window has workers, and a timer does its work here, a little at a time.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

__all__ = ["Collector"]

_EVERY_MS: Final = 500


class Collector(QObject):
    """Collects as often as Python would, on the thread that made it, until it is closed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed, and the younger ones with it."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Let Python collect again. Harmless a second time.

        It does not ask whether Python did so before: whoever reads a large file at that moment lets the
        collector rest as well, and soon no more.
        """
        self._timer.stop()
        gc.enable()
