"""What a training center has decided for a whole machine, in one file that only its administrators write.

It is read before the first window is painted, and by every command: the standard library, one small file.
What is sound in it holds, what is not is told, and nothing that somebody wrote into it keeps Puente from
opening. `puente schema policy` prints the schema of the file.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from trainer.i18n import LANGUAGES, N_, _, format_list

__all__ = [
    "FORMAT",
    "KEYS",
    "POLICY_VARIABLE",
    "CenterPolicy",
    "Mode",
    "Policy",
    "PolicyProblem",
    "PolicyRead",
    "Updates",
    "machine_policy",
    "policy_file",
    "read_policy",
]

POLICY_VARIABLE: Final = "PUENTE_POLICY"
"""The environment variable that names another file, for those who try one out."""
FORMAT: Final = 1
LARGEST_BYTES: Final = 256 * 1024
LONGEST_CENTER: Final = 120


class Mode(StrEnum):
    """In what a scenario may be taken; the values are those of `use` in scenarios."""

    PRACTICE = "practice"
    ASSESSMENT = "assessment"


class Updates(StrEnum):
    """When Puente looks for a newer version of itself. It never does, and this says so."""

    NEVER = "never"


@dataclass(frozen=True, slots=True)
class CenterPolicy:
    """The center that the machine belongs to."""

    name: str
    key_file: Path | None = None
    """The public half of its key: by it scenario packs are known as the center's."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is decided; None or empty where nothing is."""

    data_folder: Path | None = None
    scenario_folders: tuple[Path, ...] = ()
    """Read beside those of this machine, such as a share of the network."""
    interface_language: str | None = None
    modes: tuple[Mode, ...] = tuple(Mode)
    """What may be done here; all of it where nothing is said."""
    voices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Locale to the id of the voice that speaks it."""
    center: CenterPolicy | None = None
    backup_folder: Path | None = None
    updates: Updates = Updates.NEVER


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """Something in the file that does not hold; worded when it is told, in the language of that moment."""

    message: str
    """A msgid."""
    values: Mapping[str, str]
    wanted: str = ""
    """A msgid of what should stand there, for `{wanted}` in the message."""

    def __str__(self) -> str:
        """Return the sentence."""
        wanted = _(self.wanted) if self.wanted else ""
        return _(self.message).format(**self.values, wanted=wanted)


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """A policy as far as it is sound, and where it came from."""

    file: Path
    present: bool
    """Whether there is such a file at all."""
    policy: Policy = Policy()
    keys: tuple[str, ...] = ()
    """What of it holds, by the names of the file."""
    problems: tuple[PolicyProblem, ...] = ()

    def describe_problems(self) -> str:
        """Return one line on what does not hold; empty where everything does."""
        if not self.problems:
            return ""
        told = _("the policy {file} does not hold in full: {problems}; an administrator can mend it")
        return told.format(file=self.file, problems=format_list(list(map(str, self.problems))))


def policy_file() -> Path:
    """Return where this machine's policy lies, whether or not there is one."""
    named = os.environ.get(POLICY_VARIABLE)
    if named:
        return Path(named).absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Puente" / "policy.json"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Puente/policy.json")
    return Path("/etc/puente/policy.json")


def machine_policy() -> PolicyRead:
    """Return this machine's policy, read anew only where its file has changed."""
    file = policy_file()
    try:
        found = file.stat()
    except OSError:
        # Also where it may not be looked at: what an administrator hides from an account is not for it.
        return PolicyRead(file, present=False)
    return _read_known(file, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _read_known(file: Path, _changed_ns: int, _size: int) -> PolicyRead:
    return read_policy(file)


def read_policy(file: Path) -> PolicyRead:
    """Read a policy; never raises, whatever is in the file."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        return _unread(file, N_("it cannot be read ({reason})"), reason=error.strerror or str(error))
    if len(content) > LARGEST_BYTES:
        return _unread(file, N_("it is larger than any policy"))
    try:
        # An editor of Windows may have put its mark at the beginning.
        document = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        place = {"line": str(error.lineno), "column": str(error.colno)}
        return _unread(file, N_("it is not JSON (line {line}, column {column})"), **place)
    except (ValueError, RecursionError):
        return _unread(file, N_("it is not JSON in UTF-8"))
    if not isinstance(document, dict):
        return _unread(file, N_("it is not a JSON object"))
    return _take_in(file, document)


def _take_in(file: Path, document: Mapping[str, Any]) -> PolicyRead:
    if document.get("format") != FORMAT:
        return _unread(file, N_("it does not say “format”: {format}"), format=str(FORMAT))
    policy, keys, problems = Policy(), [], []
    for key, value in document.items():
        if key in {"format", "$schema"}:
            continue
        sound = _SOUND.get(key)
        if sound is None:
            problems.append(PolicyProblem(N_("“{key}” is not known"), {"key": key}))
            continue
        try:
            policy = replace(policy, **{key: sound(value)})
        except (TypeError, ValueError) as error:
            problems.append(PolicyProblem(N_("“{key}” is not {wanted}"), {"key": key}, wanted=str(error)))
        else:
            keys.append(key)
    return PolicyRead(file, present=True, policy=policy, keys=tuple(keys), problems=tuple(problems))


def _unread(file: Path, message: str, **values: str) -> PolicyRead:
    return PolicyRead(file, present=True, problems=(PolicyProblem(message, values),))


def _folder(value: Any) -> Path:
    """Return a folder; `~`, `$USER`, `%LOCALAPPDATA%` and the like are those of whoever practices."""
    wanted = N_("a whole path, with variables that are set")
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError(wanted)
    folder = Path(os.path.expandvars(value))
    try:
        folder = folder.expanduser()
    except RuntimeError as error:  # nobody's home folder
        raise ValueError(wanted) from error
    # What is not set stays as it is written, and is no folder that anybody meant.
    if not folder.is_absolute() or "$" in str(folder) or "%" in str(folder):
        raise ValueError(wanted)
    return folder


def _folders(value: Any) -> tuple[Path, ...]:
    if not isinstance(value, list):
        raise TypeError(N_("a list of whole paths"))
    return tuple(_folder(each) for each in value)


def _language(value: Any) -> str:
    if value not in LANGUAGES:
        raise ValueError(N_("“en” or “es”"))
    return str(value)


def _modes(value: Any) -> tuple[Mode, ...]:
    wanted = N_("a list of “practice” and “assessment”, of one at least")
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        raise TypeError(wanted)
    if not set(value) <= set(Mode):
        raise ValueError(wanted)
    return tuple(mode for mode in Mode if mode in value)


def _voices(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) and each for each in value.values()):
        raise TypeError(N_("a voice for each locale"))
    return MappingProxyType(dict(value))


def _center(value: Any) -> CenterPolicy:
    wanted = N_("a center with a “name” and, if it has one, a “key_file”")
    if not isinstance(value, dict) or not set(value) <= {"name", "key_file"}:
        raise TypeError(wanted)
    name = value.get("name")
    if not isinstance(name, str) or not name.strip() or not name.isprintable() or len(name) > LONGEST_CENTER:
        raise ValueError(wanted)
    key_file = value.get("key_file")
    return CenterPolicy(" ".join(name.split()), None if key_file is None else _folder(key_file))


def _updates(value: Any) -> Updates:
    if value != Updates.NEVER:
        raise ValueError(N_("“never”, which is all there is"))
    return Updates.NEVER


_SOUND: Final[Mapping[str, Callable[[Any], Any]]] = {
    "data_folder": _folder,
    "scenario_folders": _folders,
    "interface_language": _language,
    "modes": _modes,
    "voices": _voices,
    "center": _center,
    "backup_folder": _folder,
    "updates": _updates,
}
"""What makes each part of a value of the file, or raises what is wanted, as a msgid."""

KEYS: Final = tuple(_SOUND)
"""Everything that can be decided, by the names of the file, which are those of `Policy`."""
