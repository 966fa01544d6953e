"""Keeps what the settings show beside the voices; every change goes to the preferences."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from trainer.app.ports import BackupFacts, TimeAllowance
from trainer.policy import machine_policy
from trainer.settings import Motion, Settings
from trainer.ui.call.voice import Player
from trainer.ui.screen import Presenter, Stage
from trainer.ui.settings.voice_desk import VoiceDesk
from trainer.ui.tasks import Failure

_UNSEEN = (
    *("captions", "speech_rate", "volume", "voices", "telephone"),
    *("practice_time_limits", "reduced_motion", "backup_folder"),
)
"""Settings that no theme shows: the screen must be told of them."""


class SettingsPresenter(Presenter):
    """Emits ``changed`` when voices, backups or a test are new, or a setting was changed or undone."""

    def __init__(self, stage: Stage, player: Callable[[], Player]) -> None:
        super().__init__(stage)
        self._seen = stage.preferences.settings
        self.voices = VoiceDesk(stage, player)
        self.newest_backup: BackupFacts | None = None
        self.backing_up = False
        self.backup_trouble = ""
        self.voices.changed.connect(self.changed)
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
    def fixed(self) -> frozenset[str]:
        """Return the names of the settings that the center's policy decides."""
        return self.stage.preferences.fixed

    @property
    def fixed_voices(self) -> frozenset[str]:
        """Return the locales whose voice the center's policy decides."""
        return self.stage.preferences.fixed_voices

    @property
    def data_folder_decided(self) -> bool:
        """Tell whether the center's policy decides where everything is kept."""
        return machine_policy().policy.data_folder == self.data_folder

    @property
    def center(self) -> str | None:
        """Return the name of the center that the machine belongs to; None where no policy says so."""
        decided = machine_policy().policy.center
        return None if decided is None else decided.name

    @property
    def can_undo(self) -> bool:
        """Tell whether a change can be taken back."""
        return self.stage.preferences.can_undo

    def open(self) -> None:
        """Look for voices and for the newest backup."""
        self.voices.open()
        self._fetch_backups()
        self.changed.emit()

    def uncover(self) -> None:
        """Look for the newest backup again."""
        self._fetch_backups()

    def close(self) -> None:
        """Stop a test, and listen no more."""
        self.stage.preferences.changed.disconnect(self._follow)
        self.voices.close()
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
        if any(getattr(before, name) != getattr(self._seen, name) for name in _UNSEEN):
            self.changed.emit()
