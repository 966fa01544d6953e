"""Loudspeakers that do not fall asleep between two lines of a call.

Headsets, and the systems they are plugged into, stop the device some seconds after the last sound, and lose
what they are given while it starts again: the first syllable of a line, whenever a trainee has taken time to
think. So the device is given silence from the first sound until a while after the last, and the first sound
waits until the silence has woken it.
"""

from typing import Final

from PySide6.QtCore import QMetaObject, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioDevice, QSoundEffect

from trainer.paths import assets_folder

__all__ = ["WakefulDevice"]

_WAKING_MS: Final = 400
"""What a sleeping device is given before the first sound. It is heard as nothing: a person who picks up a
telephone takes as long to speak."""
_AWAKE_MS: Final = 120_000
"""How long the device is kept awake after the last sound began. A call that was left open all night keeps
neither a headset nor the computer from sleeping."""


class WakefulDevice(QObject):
    """Keeps one audio device running. Opens it at the first `wake`."""

    awake = Signal()
    """The device runs: what waited for it can be played."""

    def __init__(self, parent: QObject | None = None, *, awake_ms: int = _AWAKE_MS) -> None:
        super().__init__(parent)
        self._silence = QSoundEffect(self)
        self._silence.setLoopCount(QSoundEffect.Loop.Infinite.value)
        self._waking = QTimer(self, singleShot=True, interval=_WAKING_MS)
        self._waking.timeout.connect(self.awake)
        self._drowsy = QTimer(self, singleShot=True, interval=awake_ms)
        self._drowsy.timeout.connect(self.rest)

    @property
    def kept_awake(self) -> bool:
        """Whether the device is given silence now."""
        return self._drowsy.isActive()

    def wake(self) -> bool:
        """Keep the device running, and return whether it runs; `awake` is emitted once it does."""
        if not self.kept_awake:
            self._silence.setSource(QUrl.fromLocalFile(str(assets_folder() / "sounds" / "silence.wav")))
            QMetaObject.invokeMethod(self._silence, "play", Qt.ConnectionType.DirectConnection)
            self._waking.start()
        self._drowsy.start()
        return not self._waking.isActive()

    def rest(self) -> None:
        """Let the device sleep."""
        self._drowsy.stop()
        self._waking.stop()
        QMetaObject.invokeMethod(self._silence, "stop", Qt.ConnectionType.DirectConnection)

    def follow(self, device: QAudioDevice) -> None:
        """Keep another device awake: what waits, and what is played next, waits for that one."""
        waited_for = self._waking.isActive()
        self.rest()
        self._silence.setAudioDevice(device)
        if waited_for:
            self.wake()
