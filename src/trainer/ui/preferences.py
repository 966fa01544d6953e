"""What a person chose, as the window uses it: at once on the screen, soon on the disk, undone if wished.

The settings file waits for the disk at each change; that wait belongs to the worker, not to a slider.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from trainer.app.faults import NotWritableFault
from trainer.i18n import system_language
from trainer.settings import LARGEST_TEXT, SMALLEST_TEXT, Motion, Settings, SettingsFile
from trainer.ui.tasks import Tasks
from trainer.ui.theme import Theme, scheme_for
from trainer.ui.tokens import Scheme

_REMEMBERED: Final = 50


class Preferences(QObject):
    """The settings now. Emits ``changed`` at every change, whoever made it."""

    changed = Signal()

    def __init__(self, file: SettingsFile, folder: Path, tasks: Tasks) -> None:
        super().__init__()
        self._file = file
        self._folder = folder
        self._tasks = tasks
        self._settings = file.current
        self._before: list[Settings] = []

    @property
    def settings(self) -> Settings:
        """Return the settings as they are now."""
        return self._settings

    @property
    def fixed(self) -> frozenset[str]:
        """Return the names of the settings that the center's policy decides."""
        return self._file.fixed

    @property
    def fixed_voices(self) -> frozenset[str]:
        """Return the locales whose voice the center's policy decides."""
        return self._file.fixed_voices

    @property
    def language_fixed(self) -> bool:
        """Tell whether the center's policy decides the interface's language."""
        return "interface_language" in self.fixed

    @property
    def set_aside(self) -> Path | None:
        """Return where a settings file that could not be read was put; None where it could be."""
        return self._file.set_aside

    @property
    def language(self) -> str:
        """Return the interface's language: the one chosen, or the system's."""
        return self._settings.interface_language or system_language()

    @property
    def can_undo(self) -> bool:
        """Tell whether a person changed something that can be undone."""
        return bool(self._before)

    def change(self, **values: Any) -> None:
        """Change settings by name for good, so that ``undo`` brings the old ones back."""
        before = self._settings
        if self._file.governed(replace(before, **values)) == before:
            return
        self._before = [*self._before[-_REMEMBERED:], before]
        self._hold(values)

    def note(self, **values: Any) -> None:
        """Keep what nobody chose in the settings: the window's place, who practiced last."""
        noted = self._file.governed(replace(self._settings, **values))
        if noted != self._settings:
            self._settings = noted
            self._save(values)

    def undo(self) -> None:
        """Take back the last change that was not undone yet."""
        if not self._before:
            return
        before = self._before.pop()
        kept = ("window", "last_trainee")
        self._hold(
            {
                name: getattr(before, name)
                for name in Settings.__dataclass_fields__
                if name not in kept and getattr(before, name) != getattr(self._settings, name)
            }
        )

    def forget_changes(self) -> None:
        """Make the changes so far final: another person's hands are on the keyboard."""
        self._before.clear()

    def theme(self, assets: Path, system: Scheme, *, system_reduces_motion: bool) -> Theme:
        """Return the theme that these settings make."""
        settings = self._settings
        reduced = settings.reduced_motion is Motion.REDUCED or (
            settings.reduced_motion is Motion.SYSTEM and system_reduces_motion
        )
        scale = min(LARGEST_TEXT, max(SMALLEST_TEXT, settings.text_scale))
        scheme = scheme_for(settings.appearance, system)
        return Theme(scheme=scheme, assets=assets, scale=scale, reduced_motion=reduced)

    def _hold(self, values: dict[str, Any]) -> None:
        self._settings = self._file.governed(replace(self._settings, **values))
        self._save(values)
        self.changed.emit()

    def _save(self, values: dict[str, Any]) -> None:
        self._tasks.database(lambda: self._write(values), lambda _done: None)

    def _write(self, values: dict[str, Any]) -> None:
        try:
            self._file.change(**values)
        except OSError as error:
            raise NotWritableFault(self._folder) from error
