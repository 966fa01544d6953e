"""A moment that only the eye needs: the mark on the card that was taken, the dots of somebody who types."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

__all__ = ["Moment"]


class Moment(QObject):
    """Lets one thing happen a little later; without delay where `enabled` is False (motion is reduced).

    Without delay still means after what was shown before has been painted.
    """

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
        self._timer.start(milliseconds if self.enabled else 0)

    def cancel(self) -> None:
        """Let it not happen."""
        self._timer.stop()
        self._act = None

    def _happen(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()
