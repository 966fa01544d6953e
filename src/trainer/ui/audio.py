"""Sound files, heard. Imports QtMultimedia, so it is imported by the screens that play, never at start.

`QMediaPlayer`, of the three players that Qt has. `QSoundEffect` starts sooner but can neither pause nor
tell where it is; `QAudioSink` starts in 1 ms instead of 10 but plays raw samples only, leaves opening,
seeking and the draining of its buffer to us, and costs hardly less memory (21 MB against 24). The media
player reads in a thread of its own, pauses, changes pace without changing pitch, and plays the recordings
that scenarios may bring in other formats. Where no device is there to play on, it keeps time in silence: a
line is over when it would have been heard, so a call goes on the same.
"""

from enum import StrEnum
from pathlib import Path
from typing import Final, assert_never

from PySide6.QtCore import QMetaObject, QObject, Qt, QUrl, Signal, SignalInstance
from PySide6.QtMultimedia import QAudio, QAudioOutput, QMediaDevices, QMediaPlayer

from trainer.i18n import _
from trainer.paths import assets_folder
from trainer.ui.wakefulness import WakefulDevice

__all__ = ["AudioPlayer", "AudioProblem", "explain_problem", "ringing_tone"]

_SLOWEST: Final = 0.5
_FASTEST: Final = 2.0


class AudioProblem(StrEnum):
    """Why nothing is heard."""

    NO_DEVICE = "no-device"
    """No loudspeaker or headset is connected, or the system's sound service does not run."""
    UNREADABLE_FILE = "unreadable-file"


def explain_problem(problem: AudioProblem) -> str:
    """Return, for the trainee, why nothing is heard and what to do about it."""
    match problem:
        case AudioProblem.NO_DEVICE:
            return _(
                "No loudspeaker or headset was found. Connect one to hear the call; captions show every line."
            )
        case AudioProblem.UNREADABLE_FILE:
            return _("This line could not be played. Captions show every line.")
        case _:
            assert_never(problem)


def ringing_tone() -> Path:
    """Return the sound of a telephone that rings, made to be repeated."""
    return assets_folder() / "sounds" / "ring.wav"


class AudioPlayer(QObject):
    """Plays sound files, one at a time. Opens the system's audio at the first of them."""

    started = Signal()
    """A file is heard: after `play`, `replay` and `resume`, and after the device has been woken."""
    finished = Signal()
    """A file was played to its end, or could not be; not emitted after `stop`."""
    failed = Signal(AudioProblem)
    """The file of `play` is not heard. `finished` follows, at once or when it would have ended."""
    problem_changed = Signal()
    """A device came or went."""
    position_changed = Signal(int)
    """How far the file is, in ms; some ten times a second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices: QMediaDevices | None = None
        self._player: QMediaPlayer | None = None
        self._output: QAudioOutput | None = None
        self._wakeful: WakefulDevice | None = None
        self._waiting = False
        """Whether a file is played as soon as the device is awake."""
        self._file: Path | None = None
        self._active = False
        self._repeating = False
        self._volume = 1.0
        self._rate = 1.0

    @property
    def problem(self) -> AudioProblem | None:
        """Return why nothing would be heard now, None where it would."""
        self._open()
        return None if QMediaDevices.audioOutputs() else AudioProblem.NO_DEVICE

    @property
    def playing(self) -> bool:
        """Whether a file is being played now, neither paused nor over."""
        return self._player is not None and self._player.isPlaying()

    @property
    def position_ms(self) -> int:
        """Return how far the file is."""
        return self._player.position() if self._player else 0

    @property
    def duration_ms(self) -> int:
        """Return how long the file is; 0 before it is read."""
        return self._player.duration() if self._player else 0

    def play(self, file: Path, *, repeating: bool = False) -> None:
        """Play a file from its beginning, instead of what is being played; `repeating` until `stop`."""
        player = self._open()
        self.stop()
        self._file = file
        self._repeating = repeating
        self._active = True
        player.setLoops(QMediaPlayer.Loops.Infinite if repeating else QMediaPlayer.Loops.Once)
        # Without this, a file of the same name would not be read again.
        player.setSource(QUrl())
        player.setSource(QUrl.fromLocalFile(str(file)))
        if self.problem is not None:
            _tell(player, "play")
            self.failed.emit(AudioProblem.NO_DEVICE)
        elif self._wakeful is None or self._wakeful.wake():
            _tell(player, "play")
        else:
            self._waiting = True

    def replay(self) -> None:
        """Play the last file again, from its beginning."""
        if self._file is not None:
            self.play(self._file, repeating=self._repeating)

    def pause(self) -> None:
        """Stand still."""
        self._waiting = False
        if self._player is not None and self._active:
            _tell(self._player, "pause")

    def resume(self) -> None:
        """Go on after `pause`."""
        self._waiting = False
        if self._player is not None and self._active:
            _tell(self._player, "play")

    def stop(self) -> None:
        """Be quiet; `finished` is not emitted."""
        self._active = self._waiting = False
        if self._player is not None:
            _tell(self._player, "stop")

    def set_volume(self, volume: float) -> None:
        """Play this loud, 0 to 1, as a person judges loudness."""
        self._volume = min(max(volume, 0.0), 1.0)
        if self._output is not None:
            self._output.setVolume(self._linear_volume())

    def set_rate(self, rate: float) -> None:
        """Play at this factor of the file's pace, 0.5 to 2.0, at the same pitch."""
        self._rate = min(max(rate, _SLOWEST), _FASTEST)
        if self._player is not None:
            self._player.setPlaybackRate(self._rate)

    def _open(self) -> QMediaPlayer:
        """Return the media player, made when first needed: it loads some 20 MB of codecs."""
        if self._player is not None:
            return self._player
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._follow_devices)
        self._output = QAudioOutput(self)
        self._output.setVolume(self._linear_volume())
        self._wakeful = WakefulDevice(self)
        self._wakeful.awake.connect(self._begin)
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._output)
        self._player.setPlaybackRate(self._rate)
        self._player.playbackStateChanged.connect(self._note_state)
        self._player.mediaStatusChanged.connect(self._note_status)
        self._player.errorOccurred.connect(self._note_error)
        self._player.positionChanged.connect(self._note_position)
        for known, signal in (
            (self._devices, self._devices.audioInputsChanged),
            (self._output, self._output.mutedChanged),
            (self._player, self._player.loopsChanged),
        ):
            _settle_overrides(known, signal)
        return self._player

    def _linear_volume(self) -> float:
        scale = QAudio.VolumeScale
        return QAudio.convertVolume(self._volume, scale.CubicVolumeScale, scale.LinearVolumeScale)

    def _follow_devices(self) -> None:
        """Play on where the system plays now: a headset was plugged in, or out."""
        if self._output is not None:
            self._output.setDevice(QMediaDevices.defaultAudioOutput())
        if self._wakeful is not None:
            self._wakeful.follow(QMediaDevices.defaultAudioOutput())
        self.problem_changed.emit()

    def _begin(self) -> None:
        """Play what waited for the device to be awake."""
        if self._waiting:
            self.resume()

    def _note_position(self, place_ms: int) -> None:
        if self._active:
            self.position_changed.emit(place_ms)

    def _note_state(self, state: QMediaPlayer.PlaybackState) -> None:
        if state is QMediaPlayer.PlaybackState.PlayingState and self._active:
            self.started.emit()

    def _note_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.EndOfMedia and self._active:
            self._active = False
            self.finished.emit()

    def _note_error(self, _error: QMediaPlayer.Error, _text: str) -> None:
        if self._active:
            self._active = False
            self.failed.emit(AudioProblem.UNREADABLE_FILE)
            self.finished.emit()


# Qt's player has threads of its own. The interface's thread waits for them when a file begins and ends, and
# they may want Python meanwhile. Whoever holds Python and waits then waits for ever: a sound that was stopped
# just after it began hung the window. The two functions below keep either side from it.


def _tell(player: QMediaPlayer, slot: str) -> None:
    """Call a slot of Qt's player, Python let go of meanwhile; PySide does so for `invokeMethod` alone."""
    QMetaObject.invokeMethod(player, slot, Qt.ConnectionType.DirectConnection)


def _settle_overrides(known: QObject, signal: SignalInstance) -> None:
    """Let PySide look now for what Python overrides of an object that the player's threads speak to.

    There is nothing, and once that is known these threads need no Python to find it out.
    """
    made = signal.connect(known.objectName)
    signal.disconnect(made)
