"""The telephone: it rings while a voice call waits to be answered, softer than any voice."""

from pathlib import Path
from typing import Final, Protocol

__all__ = ["RingPlayer", "Telephone"]

_SOFTER: Final = 0.6
"""Of the volume of voices: a ring is to be noticed, not to startle whoever sits beside."""


class RingPlayer(Protocol):
    """What plays a sound over and over."""

    def play(self, file: Path, *, repeating: bool = False) -> None:
        """Play a file from its beginning."""

    def stop(self) -> None:
        """Be quiet."""

    def set_volume(self, volume: float) -> None:
        """Play this loud, 0 to 1."""


class Telephone:
    """Rings or does not; asking for what is so already changes nothing."""

    def __init__(self, player: RingPlayer, tone: Path) -> None:
        self._player = player
        self._tone = tone
        self.ringing = False

    def ring(self, *, wanted: bool, volume: float) -> None:
        """Ring, or be quiet. `volume` is that of voices, 0 to 1."""
        if wanted == self.ringing:
            return
        self.ringing = wanted
        if wanted:
            self._player.set_volume(volume * _SOFTER)
            self._player.play(self._tone, repeating=True)
        else:
            self._player.stop()
