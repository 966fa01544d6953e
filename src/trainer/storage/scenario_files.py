"""Scenario files on the disk: which there are, and what is in them.

The rules of the format open no file themselves; here is where their bytes come from, for the command line and
the library alike.
"""

import os
import stat
from collections.abc import Iterable
from enum import Enum, auto
from pathlib import Path
from typing import Final

from trainer.app.faults import Fault
from trainer.app.recordings import audio_folder, read_manifest
from trainer.i18n import _
from trainer.scenario.source import DEFAULT_LIMITS, PLAN_SUFFIX, SourceFile

__all__ = [
    "SUFFIXES",
    "At",
    "MissingPathError",
    "UnreadableFolderFault",
    "find_files",
    "read_file",
    "read_with_plan",
    "what_is_at",
]

SUFFIXES: Final = (".yaml", ".yml")


class At(Enum):
    """What a path leads to."""

    NOTHING = auto()
    FILE = auto()
    FOLDER = auto()


class MissingPathError(ValueError):
    """A path was named at which there is nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"there is no file or folder {path}")
        self.path = path


class UnreadableFolderFault(Fault):
    """A folder was named, or stands below one, whose files cannot be listed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("The folder {path} cannot be listed ({reason}). Allow your account to open it.").format(
                path=path, reason=reason
            )
        )
        self.path = path
        self.reason = reason


def find_files(paths: Iterable[Path], *, plans: bool = False) -> list[Path]:
    """Return the files that paths stand for: a file itself, a folder all YAML files below it, sorted.

    With `plans`, a plan stands for the scenario beside it, or for itself where there is none. A file that
    several paths stand for is given once, under the name by which it is met first. Raises
    `MissingPathError` where a path leads nowhere, `UnreadableFolderFault` where a folder cannot be listed.
    """
    found: dict[str, Path] = {}
    for path in paths:
        at = what_is_at(path)
        if at is At.NOTHING:
            raise MissingPathError(path)
        suffixes = (*SUFFIXES, PLAN_SUFFIX) if plans else SUFFIXES
        for named in _below(path, suffixes) if at is At.FOLDER else [path]:
            file = _planned(named) if plans else named
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def what_is_at(path: Path) -> At:
    """Tell what a path leads to. What may not be looked at is a file: reading it says why it may not."""
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return At.FILE
    except OSError:
        return At.NOTHING
    return At.FOLDER if stat.S_ISDIR(mode) else At.FILE


def read_file(path: Path) -> SourceFile:
    """Read one file. What cannot be read is said in the result, so that the others can still be judged.

    Of a file over the format's size no more is read than shows that it is.
    """
    try:
        with path.open("rb") as file:
            return SourceFile(path, file.read(DEFAULT_LIMITS.size + 1))
    except OSError as error:
        return SourceFile(path, b"", fault=error.strerror or str(error))


def read_with_plan(path: Path) -> SourceFile:
    """Read one file and, where a plan or recordings of its name lie beside it, that plan and their list."""
    file, plan = read_file(path), path.with_suffix(PLAN_SUFFIX)
    if not file.is_plan:
        file = file._replace(recordings=_noted_recordings(path))
    if file.is_plan or not os.path.lexists(plan) or _is_special(plan) or _planned(plan) != path:
        return file
    return file._replace(plan=read_file(plan))


def _noted_recordings(scenario: Path) -> tuple[tuple[str, str], ...]:
    """Return the recordings that are there and whose text was noted, each with the digest of that text."""
    folder = audio_folder(scenario)
    noted = read_manifest(folder)
    return tuple((name, digest) for name, digest in sorted(noted.items()) if (folder / name).is_file())


def _planned(path: Path) -> Path:
    """Return the scenario beside a plan; a file that is no plan, or has none beside it, itself."""
    if not path.name.endswith(PLAN_SUFFIX):
        return path
    beside = (path.with_suffix(suffix) for suffix in SUFFIXES)
    return next((each for each in beside if os.path.lexists(each) and not each.is_dir()), path)


def _below(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Return the files below a folder. A link that leads nowhere is one, and will be found unreadable."""

    def refuse(error: OSError) -> None:
        raise UnreadableFolderFault(Path(error.filename), error.strerror or str(error)) from error

    files = [
        Path(parent, name)
        for parent, _folders, names in os.walk(folder, onerror=refuse)
        for name in names
        if name.endswith(suffixes)
    ]
    return sorted(file for file in files if not _is_special(file))


def _is_special(path: Path) -> bool:
    """Tell whether a path is neither a file nor nothing, such as a pipe: its reader would wait for ever."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False
