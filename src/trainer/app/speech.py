"""The port through which a call speaks: what is asked of a synthesizer, and every answer it may give.

A voice is never a reason for a call to stop. So nothing here raises for a fault of the machine: a line that
cannot be spoken comes back as `Unspoken` with a reason a person can act upon, and the captions carry on.
Nothing here waits either: every method returns at once, and results arrive through callbacks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from trainer.scenario.spans import Segment

NATURAL_RATE: Final = 1.0
SLOWEST_RATE: Final = 0.5
FASTEST_RATE: Final = 2.0
HIGHEST_PITCH: Final = 6.0
"""In semitones, either way: half an octave. Beyond it a voice is a caricature."""
LOUDEST: Final = 6.0
"""In decibels, either way."""


class VoiceGender(StrEnum):
    """What a scenario asks for in `customer.voice`; the values are those of the format."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an installed engine offers."""

    id: str
    """The engine's own name for it, opaque to everybody else."""
    name: str
    """What a person reads in a list of voices."""
    locale: str
    """BCP 47, such as `es-MX`, `es-419` or `es`."""
    gender: VoiceGender | None
    """None where the engine does not say."""
    engine: str
    """The engine's name, such as `espeak`, `sapi5` or `nsss`."""


PAUSE_FOR_MISSING_VOICE_MS: Final = 400
"""As long as a word or two: a listener hears that something was said there."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line to be spoken, as plain text, and how."""

    text: str
    locale: str
    """BCP 47 locale of the line's text, such as `es-CO`. Never spoken by a voice of another language."""
    voice: VoiceGender
    rate: float = NATURAL_RATE
    """A factor of the voice's natural pace, clamped to `SLOWEST_RATE` … `FASTEST_RATE`."""
    key: str = ""
    """The caller's name for the line, such as its line id: handed back. It changes the sound only where the
    line was recorded."""
    voice_id: str = ""
    """A `Voice.id` that a person chose for this locale. Where empty, not installed or of the other gender,
    the best is chosen."""
    pitch: float = 0.0
    """In semitones above the voice's natural pitch, as far as the engine can; within `HIGHEST_PITCH`."""
    loudness: float = 0.0
    """In decibels above the level that all lines share; within `LOUDEST`."""
    telephone: bool = False
    """Whether it is heard through a telephone line."""
    recordings: Path | None = None
    """The folder of what people recorded for this scenario; a line is looked up there by its `key`."""
    written: str = ""
    """The text as people read it, where a voice is to say it otherwise; empty where it is `text`."""
    segments: tuple[Segment, ...] = ()
    """Where the line switches languages: its parts in order, each for a voice of the part's own language and
    otherwise of the same kind; `text` then holds them all. Else empty.

    A part whose language has no voice here is a pause of `PAUSE_FOR_MISSING_VOICE_MS`, and the captions carry
    it: never is it spoken by a voice of another language. Where the line's own locale has none, nothing is.
    """


class UnspokenReason(StrEnum):
    """Why a line has no sound. `trainer.app.voices.explain` has the words for people."""

    NO_VOICE_FOR_LOCALE = "no-voice-for-locale"
    ENGINE_MISSING = "engine-missing"
    ENGINE_FAILED = "engine-failed"
    TIMED_OUT = "timed-out"
    DISK_FULL = "disk-full"
    FOLDER_NOT_WRITABLE = "folder-not-writable"
    NOTHING_TO_SAY = "nothing-to-say"
    TOO_LONG = "too-long"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of a line, and when it is heard."""

    at_ms: int
    """From the beginning of the sound."""
    start: int
    """Where the word begins in the line's text, in characters from 0."""
    length: int
    """In characters."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line has become a WAV file, ready to be played. The file is the cache's: read it, do not move it."""

    line: SpokenLine
    path: Path
    duration_ms: int
    voice: Voice
    cached: bool
    """True where the file was there before it was asked for."""
    words: tuple[SpokenWord, ...] = ()
    """In the order in which they are heard; none where the engine does not report them."""


@dataclass(frozen=True, slots=True)
class Unspoken:
    """A line has no sound; the captions stand in for it."""

    line: SpokenLine
    reason: UnspokenReason
    detail: str = ""
    """For the log, in English; never shown to a trainee."""


Speaking: TypeAlias = Spoken | Unspoken


class SpeechCondition(StrEnum):
    """How the synthesizer is doing."""

    IDLE = "idle"
    """Not started yet; the first request starts it."""
    STARTING = "starting"
    """The engine is being opened; the voices are not known yet."""
    READY = "ready"
    DEGRADED = "degraded"
    """No line can be spoken for now: captions stand in, and the reason is to be shown."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SpeechStatus:
    """The synthesizer's state at a moment."""

    condition: SpeechCondition
    reason: UnspokenReason | None = None
    """Set exactly where the condition is `DEGRADED`."""
    detail: str = ""
    """For the log and for the doctor, in English; never shown to a trainee."""
    engine: str = ""
    """The engine's name and version, once known, such as `espeak 1.52.0`."""

    @property
    def healthy(self) -> bool:
        """Whether lines may be expected to be spoken."""
        return self.condition in {SpeechCondition.IDLE, SpeechCondition.STARTING, SpeechCondition.READY}


class Speech(Protocol):
    """Turns lines into sound files. One lives as long as the program.

    Callbacks run on a thread of the synthesizer's own: they must return soon and must not raise, and a window
    carries what they say over to its own thread. Methods may be called from any thread, and return at once.
    """

    def start(self) -> None:
        """Open the engine ahead of the first line; where degraded, try again now. Harmless where open."""

    def watch(self, on_change: Callable[[SpeechStatus], None]) -> Callable[[], None]:
        """Call `on_change` at every change of the status, until the function given back is called."""

    def status(self) -> SpeechStatus:
        """How the synthesizer is doing now."""

    def voices(self) -> tuple[Voice, ...]:
        """Give the voices installed, as far as known: none until the condition was `READY` once."""

    def choose(self, locale: str, gender: VoiceGender) -> Voice | None:
        """Give the voice that would speak a line of this locale.

        The exact locale, then the same language of the nearest region, then the same language; among equals
        the gender asked for. A neural voice of the same part of the world comes before them, unless it is of
        the other gender. None where the language has no voice: never that of another language.
        """

    def prepare(self, lines: Sequence[SpokenLine]) -> None:
        """Make these lines ahead, in this order, behind every line that is being asked for.

        Replaces what an earlier call asked for and has not begun: those lines can no longer come next.
        """

    def cancel_prepared(self) -> None:
        """Forget the lines asked for by `prepare` that have not begun."""

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        """Make this line before all prepared ones; `on_done` is called once, with its file or the reason.

        A line being prepared at this moment is joined, not made twice.
        """

    def close(self) -> None:
        """End the engine's process. Lines still waiting are answered with `UnspokenReason.CLOSED`."""
