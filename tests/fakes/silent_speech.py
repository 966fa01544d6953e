"""A `Speech` that knows voices and never makes a sound."""

from collections.abc import Callable, Sequence

from trainer.app.speech import (
    Speaking,
    SpeechCondition,
    SpeechStatus,
    SpokenLine,
    Unspoken,
    UnspokenReason,
    Voice,
    VoiceGender,
)
from trainer.app.voices import choose_voice

VOICES = (
    Voice("zira", "Zira", "en-US", VoiceGender.FEMALE, "fake"),
    Voice("david", "David", "en-US", VoiceGender.MALE, "fake"),
    Voice("sabina", "Sabina", "es-MX", VoiceGender.FEMALE, "fake"),
    Voice("jorge", "Jorge", "es-MX", VoiceGender.MALE, "fake"),
)


class SilentSpeech:
    """Voices are known from the start; a line asked for comes back without sound, at once."""

    def __init__(self, voices: Sequence[Voice] = VOICES, *, ready: bool = True) -> None:
        self._voices = tuple(voices)
        self._watchers: list[Callable[[SpeechStatus], None]] = []
        self._status = SpeechStatus(SpeechCondition.READY if ready else SpeechCondition.IDLE)
        self.asked: list[SpokenLine] = []

    def start(self) -> None:
        self.become(SpeechStatus(SpeechCondition.READY))

    def become(self, status: SpeechStatus) -> None:
        self._status = status
        for watcher in list(self._watchers):
            watcher(status)

    def watch(self, on_change: Callable[[SpeechStatus], None]) -> Callable[[], None]:
        self._watchers.append(on_change)
        return lambda: self._watchers.remove(on_change)

    def status(self) -> SpeechStatus:
        return self._status

    def voices(self) -> tuple[Voice, ...]:
        return self._voices if self._status.condition is SpeechCondition.READY else ()

    def choose(self, locale: str, gender: VoiceGender) -> Voice | None:
        return choose_voice(self.voices(), locale, gender)

    def prepare(self, lines: Sequence[SpokenLine]) -> None:
        self.asked.extend(lines)

    def cancel_prepared(self) -> None:
        self.asked.clear()

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        self.asked.append(line)
        on_done(Unspoken(line, UnspokenReason.ENGINE_MISSING))

    def close(self) -> None:
        self.become(SpeechStatus(SpeechCondition.CLOSED))
