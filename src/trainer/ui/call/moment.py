"""A moment that only the eye needs: the mark on the card that was taken, the dots of somebody who types."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

__all__ = ["Moment"]


class Moment(QObject):
    """Lets one thing happen a little later; at once where `enabled` is False (motion is reduced)."""

    def __init__(self) -> None:
        super().__init__()
        self.enabled = True
        self._act: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._happen)

    def then(self, milliseconds: int, act: Callable[[], None]) -> None:
        """Act after this long; instead of whatever was to happen before."""
        self._act = act
        if self.enabled:
            self._timer.start(milliseconds)
        else:
            self._happen()

    def hurry(self) -> None:
        """Let it happen now, where something is to happen."""
        self._timer.stop()
        self._happen()

    def cancel(self) -> None:
        """Let it not happen."""
        self._timer.stop()
        self._act = None

    def _happen(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()
