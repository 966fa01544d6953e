"""Keeps what the settings show: voices, a test under way, backups; changes go to the preferences."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal

from trainer.app.ports import BackupFacts, TimeAllowance
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
from trainer.settings import Motion, Settings
from trainer.ui.audio import AudioProblem, explain_problem
from trainer.ui.call.voice import Player
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

_HEARD = ("captions", "speech_rate", "volume", "voices", "practice_time_limits", "reduced_motion")
"""Settings that no theme shows: the screen must be told of them."""

_FIRST = "en"


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


class SettingsPresenter(Presenter):
    """Emits ``changed`` when voices, backups or a test are new, or a setting was changed or undone."""

    _status_came = Signal(object)
    _speaking_came = Signal(object)

    def __init__(self, stage: Stage, player: Callable[[], Player]) -> None:
        super().__init__(stage)
        self._make_player = player
        self._player: Player | None = None
        self._seen = stage.preferences.settings
        self._unwatch: Callable[[], None] | None = None
        self.status: SpeechStatus = stage.services.speech.status()
        self.testing: str | None = None
        self.advised: str | None = None
        """The locale whose installation is explained."""
        self.trouble: dict[str, str] = {}
        """Why a test made no sound, by locale."""
        self.newest_backup: BackupFacts | None = None
        self.backing_up = False
        self.backup_trouble = ""
        # Both come from threads of the synthesizer's own.
        self._status_came.connect(self._take_status, Qt.ConnectionType.QueuedConnection)
        self._speaking_came.connect(self._take_speaking, Qt.ConnectionType.QueuedConnection)
        stage.preferences.changed.connect(self._follow)

    @property
    def settings(self) -> Settings:
        """Return the settings as they are now."""
        return self.stage.preferences.settings

    @property
    def language(self) -> str:
        """Return the interface's language."""
        return self.stage.preferences.language

    @property
    def time_allowance(self) -> TimeAllowance | None:
        """Return the trainee's own adjustment of time limits."""
        return self.stage.trainee.time_allowance if self.stage.trainee is not None else None

    @property
    def data_folder(self) -> Path:
        """Return where everything is kept."""
        return self.stage.services.folders.data

    @property
    def can_undo(self) -> bool:
        """Tell whether a change can be taken back."""
        return self.stage.preferences.can_undo

    @property
    def looking_for_voices(self) -> bool:
        """Tell whether the voices are not known yet."""
        return self.status.condition in {SpeechCondition.IDLE, SpeechCondition.STARTING}

    def open(self) -> None:
        """Look for voices and for the newest backup."""
        speech = self.stage.services.speech
        self._unwatch = speech.watch(self._status_came.emit)
        speech.start()
        self.status = speech.status()
        self._fetch_backups()
        self.changed.emit()

    def uncover(self) -> None:
        """Look for the newest backup again."""
        self._fetch_backups()

    def close(self) -> None:
        """Stop a test, and listen no more."""
        self.stage.preferences.changed.disconnect(self._follow)
        if self._unwatch is not None:
            self._unwatch()
        if self._player is not None:
            self._player.stop()
        super().close()

    def change(self, **values: Any) -> None:
        """Change settings by name."""
        self.stage.preferences.change(**values)

    def reduce_motion(self, *, wanted: bool) -> None:
        """Decide on motion, whatever the system says."""
        self.change(reduced_motion=Motion.REDUCED if wanted else Motion.FULL)

    def undo(self) -> None:
        """Take back the last change."""
        self.stage.preferences.undo()

    # Voices

    def voice_rows(self) -> list[VoiceRow]:
        """Return a row for each locale in which the library's customers speak, English first."""
        library = self.stage.services.library
        locales = {
            locale
            for entry in library.scenarios.values()
            for locale in entry.scenario.customer.locales.values()
        }
        return [self._row(each) for each in sorted(locales, key=lambda each: (each[:2] != _FIRST, each))]

    def choose_voice(self, locale: str, voice: str | None) -> None:
        """Let this voice speak a locale; None for the best one."""
        voices = {key: value for key, value in self.settings.voices.items() if key != locale}
        self.change(voices=voices if voice is None else {**voices, locale: voice})

    def explain_installing(self, locale: str) -> None:
        """Show how to install a voice for a locale, or put that away."""
        self.advised = None if self.advised == locale else locale
        self.changed.emit()

    def test(self, locale: str) -> None:
        """Say a sentence in a locale's voice; stops a test that is under way."""
        if self._player is not None:
            self._player.stop()
        if self.testing == locale:
            self.testing = None
            self.changed.emit()
            return
        row = self._row(locale)
        self.testing = locale
        self.trouble.pop(locale, None)
        self.changed.emit()
        gender = VoiceGender.FEMALE if row.voice is None else row.voice.gender or VoiceGender.FEMALE
        line = SpokenLine(
            sample_sentence(locale),
            locale,
            gender,
            rate=self.settings.speech_rate,
            key=locale,
            voice_id=row.voice.id if row.voice is not None else "",
        )
        self.stage.services.speech.speak(line, self._speaking_came.emit)

    def _row(self, locale: str) -> VoiceRow:
        choices = rank_voices(self.stage.services.speech.voices(), locale, VoiceGender.FEMALE)
        wanted = self.settings.voices.get(locale)
        chosen = next((voice for voice in choices if voice.id == wanted), None)
        best = choices[0] if choices else None
        return VoiceRow(locale, chosen or best, choices, chosen is not None)

    def _take_status(self, status: SpeechStatus) -> None:
        self.status = status
        self.changed.emit()

    def _take_speaking(self, speaking: Speaking) -> None:
        locale = speaking.line.key
        if locale != self.testing:
            return
        if isinstance(speaking, Unspoken):
            self.testing = None
            self.trouble[locale] = explain(speaking.reason, locale)
            self.changed.emit()
        else:
            self._play(speaking)

    def _play(self, spoken: Spoken) -> None:
        if self._player is None:
            self._player = self._make_player()
            self._player.finished.connect(self._played)
            self._player.failed.connect(self._not_heard)
        self._player.set_volume(self.settings.volume)
        self._player.play(spoken.path)

    def _not_heard(self, problem: AudioProblem) -> None:
        if self.testing is not None:
            self.trouble[self.testing] = explain_problem(problem)

    def _played(self) -> None:
        self.testing = None
        self.changed.emit()

    # Backups

    def back_up(self) -> None:
        """Make a backup now."""
        if self.backing_up:
            return
        self.backing_up = True
        self.backup_trouble = ""
        self.changed.emit()
        self.fetch(self.stage.services.backups.make, self._backed_up, self._not_backed_up)

    def _fetch_backups(self) -> None:
        backups = self.stage.services.backups
        self.fetch(lambda: next(iter(backups.list()), None), self._take_backup, self._not_backed_up)

    def _backed_up(self, backup: BackupFacts) -> None:
        self.backing_up = False
        self._take_backup(backup)

    def _take_backup(self, backup: BackupFacts | None) -> None:
        self.newest_backup = backup
        self.changed.emit()

    def _not_backed_up(self, failure: Failure) -> None:
        self.backing_up = False
        self.backup_trouble = failure.message
        self.changed.emit()

    def _follow(self) -> None:
        before, self._seen = self._seen, self.settings
        if any(getattr(before, name) != getattr(self._seen, name) for name in _HEARD):
            self.changed.emit()
