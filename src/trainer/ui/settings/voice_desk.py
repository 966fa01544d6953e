"""The voices of this machine, as the settings show them: found, chosen, heard, or missing."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from trainer.app.speech import (
    Speaking,
    SpeechCondition,
    SpeechStatus,
    Spoken,
    SpokenLine,
    Unspoken,
    Voice,
    VoiceGender,
)
from trainer.app.voices import explain, rank_voices, sample_sentence
from trainer.ui.audio import AudioProblem, explain_problem
from trainer.ui.call.voice import Player
from trainer.ui.screen import Stage

_FIRST = "en"
TELEPHONE = "telephone"
"""What is heard where a sentence through the telephone is."""


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """The voice of one locale."""

    locale: str
    voice: Voice | None
    """The one that speaks: the chosen one, else the best; None where its language has none."""
    choices: tuple[Voice, ...]
    """All that may speak it, best first."""
    chosen: bool
    """Whether a person chose it."""

    @property
    def exact(self) -> bool:
        """Tell whether the voice is of this very region."""
        return self.voice is not None and self.voice.locale.replace("_", "-").lower() == self.locale.lower()


class VoiceDesk(QObject):
    """Emits ``changed`` when voices were found or lost, and as a test begins, ends or fails."""

    changed = Signal()
    _status_came = Signal(object)
    _speaking_came = Signal(object)

    def __init__(self, stage: Stage, make_player: Callable[[], Player]) -> None:
        super().__init__()
        self._speech = stage.services.speech
        self._library = stage.services.library
        self._preferences = stage.preferences
        self._make_player = make_player
        self._player: Player | None = None
        self._unwatch: Callable[[], None] | None = None
        self.status: SpeechStatus = self._speech.status()
        self.testing: str | None = None
        """What is being heard: a locale, the id of a voice, or `TELEPHONE`."""
        self.listing = False
        """Whether every voice is listed."""
        self.advised: str | None = None
        """The locale whose installation is explained."""
        self.trouble: dict[str, str] = {}
        """Why a test made no sound, by what was to be heard."""
        # Both come from threads of the synthesizer's own.
        self._status_came.connect(self._take_status, Qt.ConnectionType.QueuedConnection)
        self._speaking_came.connect(self._take_speaking, Qt.ConnectionType.QueuedConnection)

    @property
    def facts(self) -> Hashable:
        """Return all that is shown of the voices: where it is the same, nothing is to be drawn anew."""
        trouble = tuple(sorted(self.trouble.items()))
        shown = (tuple(self.rows()), tuple(self.installed()))
        return (self.status, shown, self.testing, self.listing, self.advised, trouble)

    @property
    def looking(self) -> bool:
        """Tell whether the voices are not known yet."""
        return self.status.condition in {SpeechCondition.IDLE, SpeechCondition.STARTING}

    @property
    def can_speak(self) -> bool:
        """Tell whether any of the library's locales has a voice."""
        return any(row.voice is not None for row in self.rows())

    def open(self) -> None:
        """Look for voices."""
        self._unwatch = self._speech.watch(self._status_came.emit)
        self._speech.start()
        self.status = self._speech.status()

    def close(self) -> None:
        """Stop a test, and listen no more."""
        if self._unwatch is not None:
            self._unwatch()
        if self._player is not None:
            self._player.stop()

    def rows(self) -> list[VoiceRow]:
        """Return a row for each locale in which the library's customers speak, English first."""
        locales = {
            locale
            for entry in self._library.scenarios.values()
            for locale in entry.scenario.customer.locales.values()
        }
        return [self._row(each) for each in sorted(locales, key=lambda each: (each[:2] != _FIRST, each))]

    def choose(self, locale: str, voice: str | None) -> None:
        """Let this voice speak a locale; None for the best one."""
        others = {key: value for key, value in self._preferences.settings.voices.items() if key != locale}
        self._preferences.change(voices=others if voice is None else {**others, locale: voice})

    def explain_installing(self, locale: str) -> None:
        """Show how to install a voice for a locale, or put that away."""
        self.advised = None if self.advised == locale else locale
        self.changed.emit()

    def installed(self) -> list[Voice]:
        """Return every voice of the languages that the library's customers speak, English first."""
        languages = {row.locale.partition("-")[0] for row in self.rows()}
        voices = [voice for voice in self._speech.voices() if voice.locale.partition("-")[0] in languages]
        return sorted(voices, key=lambda each: (each.locale[:2] != _FIRST, each.locale, each.name, each.id))

    def list_all(self, *, wanted: bool) -> None:
        """Show every voice of the library's languages, or only those that speak."""
        self.listing = wanted
        self.changed.emit()

    def test(self, locale: str) -> None:
        """Say a sentence in a locale's voice; asked again, stop."""
        self._say(locale, locale, self._row(locale).voice)

    def hear(self, voice: Voice) -> None:
        """Say a sentence in any voice; asked again, stop."""
        self._say(voice.id, voice.locale, voice)

    def hear_telephone(self, language: str) -> None:
        """Say a sentence of the first customer's locale in a language through the telephone; or stop."""
        rows = self.rows()
        row = next((each for each in rows if each.locale.startswith(language)), rows[0] if rows else None)
        if row is not None:
            self._say(TELEPHONE, row.locale, row.voice, telephone=True)

    def _say(self, what: str, locale: str, voice: Voice | None, *, telephone: bool = False) -> None:
        if self._player is not None:
            self._player.stop()
        if self.testing == what:
            self.testing = None
            self.changed.emit()
            return
        self.testing = what
        self.trouble.pop(what, None)
        self.changed.emit()
        gender = VoiceGender.FEMALE if voice is None else voice.gender or VoiceGender.FEMALE
        line = SpokenLine(
            sample_sentence(locale),
            locale,
            gender,
            rate=self._preferences.settings.speech_rate,
            key=what,
            voice_id="" if voice is None else voice.id,
            telephone=telephone,
        )
        self._speech.speak(line, self._speaking_came.emit)

    def _row(self, locale: str) -> VoiceRow:
        choices = rank_voices(self._speech.voices(), locale, VoiceGender.FEMALE)
        wanted = self._preferences.settings.voices.get(locale)
        chosen = next((voice for voice in choices if voice.id == wanted), None)
        best = choices[0] if choices else None
        return VoiceRow(locale, chosen or best, choices, chosen is not None)

    def _take_status(self, status: SpeechStatus) -> None:
        self.status = status
        self.changed.emit()

    def _take_speaking(self, speaking: Speaking) -> None:
        what = speaking.line.key
        if what != self.testing:
            return
        if isinstance(speaking, Unspoken):
            self.testing = None
            self.trouble[what] = explain(speaking.reason, speaking.line.locale)
            self.changed.emit()
        else:
            self._play(speaking)

    def _play(self, spoken: Spoken) -> None:
        if self._player is None:
            self._player = self._make_player()
            self._player.finished.connect(self._played)
            self._player.failed.connect(self._not_heard)
        self._player.set_volume(self._preferences.settings.volume)
        self._player.play(spoken.path)

    def _not_heard(self, problem: AudioProblem) -> None:
        if self.testing is not None:
            self.trouble[self.testing] = explain_problem(problem)

    def _played(self) -> None:
        self.testing = None
        self.changed.emit()
