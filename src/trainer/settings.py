"""What a person chose for the program as a whole, in one small file of the data folder.

It is read before the first window is painted, so it costs next to nothing: the standard library, no
database. It is replaced as a whole, so that a power cut leaves the old file or the new one. What this
version does not know is kept, so that going back to an older version loses nothing.
"""

import contextlib
import json
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from trainer.policy import Policy, machine_policy

__all__ = [
    "LARGEST_TEXT",
    "SMALLEST_TEXT",
    "Appearance",
    "Motion",
    "Settings",
    "SettingsFile",
    "WindowPlace",
]

SMALLEST_TEXT: Final = 0.8
LARGEST_TEXT: Final = 2.0
SLOWEST_SPEECH: Final = 0.5
FASTEST_SPEECH: Final = 2.0

FILE_NAME: Final = "settings.json"


class Appearance(StrEnum):
    """The colors of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Motion(StrEnum):
    """Whether motion is reduced: as the system asks, always, or never."""

    SYSTEM = "system"
    REDUCED = "on"
    FULL = "off"


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window stood, in pixels of the screen."""

    x: int
    y: int
    width: int
    height: int
    maximized: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen, each with the value it has where nobody chose."""

    interface_language: str | None = None
    """`en` or `es`; that of the system where None."""
    appearance: Appearance = Appearance.SYSTEM
    text_scale: float = 1.0
    """`SMALLEST_TEXT` to `LARGEST_TEXT`."""
    reduced_motion: Motion = Motion.SYSTEM
    captions: bool = True
    speech_rate: float = 1.0
    """A factor of the voice's natural pace, 0.5 to 2.0."""
    volume: float = 1.0
    """0.0 to 1.0."""
    voices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Locale (`es-MX`) to the id of the voice chosen for it."""
    telephone: bool = False
    """Whether customers of voice calls are heard through a telephone line; a beginner need not."""
    practice_time_limits: bool = True
    """Whether the time limits of scenarios hold in practice; in assessments they always do."""
    backup_folder: Path | None = None
    """The folder, on another disk, that gets a copy of each backup; none where None."""
    last_trainee: str | None = None
    window: WindowPlace | None = None


class SettingsFile:
    """The settings of one data folder: what they are now, and the one way to change them.

    What a `policy` decides holds, whatever a person chose; their choice is kept for the day on which it is
    free again. Where None is given it is that of this machine. Reading never fails. A file that is damaged is
    set aside under another name, which `set_aside` then gives.
    """

    def __init__(self, folder: Path, policy: Policy | None = None) -> None:
        self._path = folder / FILE_NAME
        self._policy = machine_policy().policy if policy is None else policy
        self.set_aside: Path | None = None
        self._known = self._read()
        self._own = _decode(self._known)

    @property
    def current(self) -> Settings:
        """Return the settings as they are now."""
        return self.governed(self._own)

    @property
    def fixed(self) -> frozenset[str]:
        """Return the names of the settings that the policy decides as a whole."""
        decided = ("interface_language", "backup_folder")
        return frozenset(name for name in decided if getattr(self._policy, name) is not None)

    @property
    def fixed_voices(self) -> frozenset[str]:
        """Return the locales whose voice the policy decides."""
        return frozenset(self._policy.voices)

    def governed(self, settings: Settings) -> Settings:
        """Return settings with what the policy decides in the place of what they say."""
        decided = {name: getattr(self._policy, name) for name in self.fixed}
        voices = MappingProxyType({**settings.voices, **self._policy.voices})
        return replace(settings, voices=voices, **decided)

    def change(self, **values: Any) -> Settings:
        """Replace some of the settings by name, and keep them. Numbers are brought into their range.

        They hold for this run even where the file cannot be written; `OSError` then says why it cannot. What
        the policy decides stays as it is.
        """
        free = {name: value for name, value in values.items() if name not in self.fixed}
        if "voices" in free:
            free["voices"] = self._own_voices(free["voices"])
        self._own = _clamped(replace(self._own, **free))
        self._known = {**self._known, **_encode(self._own)}
        self._write()
        return self.current

    def _own_voices(self, chosen: Mapping[str, str]) -> Mapping[str, str]:
        """Return what a person chose: of a locale that is decided, what they chose before that."""
        own = {locale: voice for locale, voice in self._own.voices.items() if locale in self.fixed_voices}
        return {**{k: v for k, v in chosen.items() if k not in self.fixed_voices}, **own}

    def _read(self) -> dict[str, Any]:
        try:
            text = self._path.read_bytes()
        except OSError:
            return {}
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        kept = self._path.with_name(f"settings-damaged-{moment}.json")
        with contextlib.suppress(OSError):  # a folder that cannot be written: the file stays where it is
            self._path.replace(kept)
            self.set_aside = kept
        return {}

    def _write(self) -> None:
        self._path.parent.mkdir(exist_ok=True)
        draft = self._path.with_name(f"{FILE_NAME}.{os.getpid()}.part")
        try:
            with draft.open("w", encoding="utf-8") as file:
                json.dump(self._known, file, ensure_ascii=False, indent=2, sort_keys=True)
                file.write("\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
        finally:
            draft.unlink(missing_ok=True)


def _encode(settings: Settings) -> dict[str, Any]:
    values = {each.name: getattr(settings, each.name) for each in fields(Settings)}
    place = settings.window
    return {
        **values,
        "voices": dict(settings.voices),
        "backup_folder": None if settings.backup_folder is None else str(settings.backup_folder),
        "window": None if place is None else {each.name: getattr(place, each.name) for each in fields(place)},
    }


def _decode(known: Mapping[str, Any]) -> Settings:
    """Return settings; whatever is lacking or makes no sense is as if nobody had chosen."""
    values: dict[str, Any] = {}
    for name, sound in _SOUND.items():
        if name in known:
            with contextlib.suppress(TypeError, ValueError, OverflowError):
                values[name] = sound(known[name])
    return _clamped(Settings(**values))


def _clamped(settings: Settings) -> Settings:
    return replace(
        settings,
        text_scale=min(LARGEST_TEXT, max(SMALLEST_TEXT, settings.text_scale)),
        speech_rate=min(FASTEST_SPEECH, max(SLOWEST_SPEECH, settings.speech_rate)),
        volume=min(1.0, max(0.0, settings.volume)),
        voices=MappingProxyType(dict(settings.voices)),
    )


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _folder(value: Any) -> Path | None:
    text = _text(value)
    if not text:
        return None
    folder = Path(text)
    if "\0" in text or not folder.is_absolute():
        raise ValueError("not a whole path")
    return folder


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("not a number")
    return float(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def _voices(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError("not a mapping")
    return {locale: voice for locale, voice in value.items() if isinstance(voice, str)}


def _window(value: Any) -> WindowPlace | None:
    if value is None:
        return None
    numbers = [int(_number(value[name])) for name in ("x", "y", "width", "height")] if _whole(value) else []
    if not numbers:
        raise TypeError("not a place of a window")
    x, y, width, height = numbers
    return WindowPlace(x, y, width, height, maximized=_truth(value.get("maximized", False)))


def _whole(value: Any) -> bool:
    return isinstance(value, dict) and {"x", "y", "width", "height"} <= set(value)


_SOUND: Final[Mapping[str, Callable[[Any], Any]]] = {
    "interface_language": _text,
    "appearance": Appearance,
    "text_scale": _number,
    "reduced_motion": Motion,
    "captions": _truth,
    "speech_rate": _number,
    "volume": _number,
    "voices": _voices,
    "telephone": _truth,
    "practice_time_limits": _truth,
    "backup_folder": _folder,
    "last_trainee": _text,
    "window": _window,
}
"""What makes each setting of a value of the file, or raises TypeError, ValueError or OverflowError."""
