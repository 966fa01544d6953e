"""The customer's voice in a call: one line at a time is made into sound, played, heard again, paused.

A voice is never a reason for a call to stop. A line that cannot be spoken is read, so it too comes to its
end: after the time that reading it takes. Whoever waits for `line_over` need not know which it was.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from trainer.app.delivery import Manner, spoken_line
from trainer.app.speech import Speaking, Speech, Spoken, SpokenWord, VoiceGender
from trainer.app.standard import READ_WORDS_A_SECOND
from trainer.app.transcript import Line
from trainer.ui.audio import AudioProblem
from trainer.ui.call.picture import Unheard, VoiceState

__all__ = ["CallerVoice", "Player", "reading_ms"]

_NOTICING_MS: Final = 1000
"""From a line's appearing to somebody's beginning to read it."""

_AHEAD_MS: Final = 50
"""Half of what passes between two reports of a player: on average, a word is shown neither early nor late."""

_SOUND_FIRST_MS: Final = 60
"""How long the window waits before it draws that somebody speaks. A player needs the window's thread between
reading a file and playing it, and drawing held that up by some 15 ms at every line."""

_SLACK_MS: Final = 1500
"""How much longer than its sound a line may take before it is over in any case."""


class Player(Protocol):
    """What plays a sound file, one at a time."""

    @property
    def finished(self) -> SignalInstance:
        """Return the signal that a file was played to its end, or could not be."""

    @property
    def failed(self) -> SignalInstance:
        """Return the signal that the file is not heard, with an `AudioProblem`; ``finished`` follows."""

    @property
    def position_changed(self) -> SignalInstance:
        """Return the signal that gives how far the file is, in ms, some ten times a second."""

    def play(self, file: Path) -> None:
        """Play a file from its beginning, instead of what is being played."""

    def pause(self) -> None:
        """Stand still."""

    def resume(self) -> None:
        """Go on."""

    def stop(self) -> None:
        """Be quiet; ``finished`` is not emitted."""

    def set_volume(self, volume: float) -> None:
        """Play this loud, 0 to 1."""


class CallerVoice(QObject):
    """Speaks the lines of one call. Emits ``changed`` at each new state, ``line_over`` once for each line.

    ``word_changed`` tells of each word as it is heard, where the engine has reported when that is.
    """

    changed = Signal()
    word_changed = Signal()
    line_over = Signal()
    _answered = Signal(int, object)

    def __init__(self, speech: Speech, player: Player) -> None:
        super().__init__()
        self._speech = speech
        self._player = player
        self.manner = Manner(VoiceGender.FEMALE)
        """How the customer speaks from the next line on."""
        self._line: Line | None = None
        self._last: Line | None = None
        """What was said last; what is heard may be a line of before."""
        self.word: SpokenWord | None = None
        """The word that is heard now; None between lines, and where it is not known."""
        self._words: tuple[SpokenWord, ...] = ()
        self._asked = 0
        self.state = VoiceState.QUIET
        """What the voice is doing."""
        self.reason: Unheard | None = None
        """Why the last line has no sound; None where it has."""
        self._heard = False
        self._paused = False
        self._ready: Path | None = None
        # Two limits: a line is over at the latest when it could have been heard once, however often it is
        # heard again; and what is played is over at the latest when its sound is.
        self._due = _single_shot(self, self._note_over)
        self._guard = _single_shot(self, self._finish)
        self._drawing = _single_shot(self, self.changed.emit)
        # A synthesizer answers on a thread of its own.
        self._answered.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        player.finished.connect(self._finish)
        player.failed.connect(self._note_problem)
        player.position_changed.connect(self._note_position)

    def speak(self, line: Line) -> None:
        """Speak a line; what is being spoken is cut off."""
        self._heard = False
        self._due.stop()
        self._last = line
        self._begin(line)

    def read_silently(self, line: Line) -> None:
        """Let a line be read only: a chat's, where nobody wants to hear it."""
        self.hush()
        self._heard = False
        self._line = self._last = line
        self._due.start(reading_ms(line.text))
        self._turn(VoiceState.OFF)

    def replay(self, line: Line | None = None) -> None:
        """Speak the last line again, or another that was said before. It is not over a second time."""
        again = line or self._last
        if again is not None:
            self._begin(again)

    def prepare(self, lines: Sequence[Line]) -> None:
        """Have these lines made into sound ahead: one of them comes next."""
        self._speech.prepare([spoken_line(line, self.manner) for line in lines])

    def change_volume(self, volume: float) -> None:
        """Play this loud from now on, 0 to 1."""
        self._player.set_volume(volume)

    def pause(self) -> None:
        """Stand still in the middle of the line."""
        self._paused = True
        self._due.stop()
        self._guard.stop()
        if self.state is VoiceState.SPEAKING:
            self._player.pause()
            self._turn(VoiceState.PAUSED)

    def unpause(self) -> None:
        """Go on where it stood still."""
        self._paused = False
        if self.state is VoiceState.PAUSED:
            self._go_on()
        elif self._line is not None and self.state in {VoiceState.ABSENT, VoiceState.OFF}:
            self._await_reading(self._line)

    def hush(self) -> None:
        """Be quiet at once; nothing that was asked for is played any more."""
        self._asked += 1
        self._due.stop()
        self._guard.stop()
        self._player.stop()
        self._paused = False
        self._ready = None
        if self.state is not VoiceState.QUIET:
            self._turn(VoiceState.QUIET)

    def close(self) -> None:
        """Be quiet for good: the call was left."""
        self.hush()
        self._line = self._last = None
        self._speech.cancel_prepared()

    def _begin(self, line: Line) -> None:
        self._player.stop()
        self._guard.stop()
        self._paused = False
        self._ready = None
        self._words = ()
        self._line = line
        self._asked += 1
        asked = self._asked
        self._turn(VoiceState.PREPARING)
        self._speech.speak(spoken_line(line, self.manner), lambda answer: self._answered.emit(asked, answer))

    def _receive(self, asked: int, answer: Speaking) -> None:
        if asked != self._asked or self._line is None:
            return
        if isinstance(answer, Spoken):
            self.reason = None
            self._ready, self._words = answer.path, answer.words
            self._guard.setInterval(answer.duration_ms + _SLACK_MS)
            self._due.setInterval(answer.duration_ms + _SLACK_MS)
            if self._paused:
                self._turn(VoiceState.PAUSED)
            else:
                self._go_on()
            return
        self.reason = answer.reason
        self._turn(VoiceState.ABSENT)
        self._await_reading(self._line)

    def _await_reading(self, line: Line) -> None:
        """Let the line be over when it can have been read."""
        if not self._paused and not self._heard and not self._due.isActive():
            self._due.start(reading_ms(line.text))

    def _go_on(self) -> None:
        # The sound comes first: to draw that somebody speaks takes longer than to begin.
        self.state = VoiceState.SPEAKING
        self._drawing.start(_SOUND_FIRST_MS)
        if self._ready is not None:
            # Where there is nothing to play on, this says so at once, and the player keeps time in silence.
            self._player.play(self._ready)
            self._ready = None
        else:
            self._player.resume()
        self._guard.start()
        if not self._heard and not self._due.isActive():
            self._due.start()

    def _note_problem(self, problem: AudioProblem) -> None:
        self.reason = problem
        self._turn(VoiceState.ABSENT)

    def _finish(self) -> None:
        self._guard.stop()
        if self.state is VoiceState.SPEAKING:
            self._turn(VoiceState.QUIET)
        self._note_over()

    def _note_over(self) -> None:
        self._due.stop()
        if not self._heard and self._line is not None:
            self._heard = True
            self.line_over.emit()

    def _note_position(self, place_ms: int) -> None:
        """Tell of the word that is heard at this place of the file."""
        if self.state is VoiceState.SPEAKING and self._words:
            begun = bisect_right(self._words, place_ms + _AHEAD_MS, key=lambda word: word.at_ms)
            self._reach(self._words[begun - 1] if begun else None)

    def _reach(self, word: SpokenWord | None) -> None:
        if word != self.word:
            self.word = word
            self.word_changed.emit()

    def _turn(self, state: VoiceState) -> None:
        self.state = state
        self._drawing.stop()
        if state not in {VoiceState.SPEAKING, VoiceState.PAUSED}:
            self._reach(None)
        self.changed.emit()


def reading_ms(text: str) -> int:
    """Return how long an adult takes to read a line with care, in ms."""
    return _NOTICING_MS + round(1000 * len(text.split()) / READ_WORDS_A_SECOND)


def _single_shot(parent: QObject, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    return timer
