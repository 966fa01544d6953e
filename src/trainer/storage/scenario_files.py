"""Scenario files on the disk: which there are, and what is in them.

The rules of the format open no file themselves; here is where their bytes come from, for the command line and
the library alike.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from trainer.app.faults import Fault
from trainer.i18n import _
from trainer.scenario.source import DEFAULT_LIMITS, SourceFile

__all__ = ["MissingPathError", "UnreadableFolderFault", "find_files", "read_file"]

SUFFIXES: Final = (".yaml", ".yml")


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


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that paths stand for: a file itself, a folder all YAML files below it, sorted.

    A file that several paths stand for is given once, under the name by which it is met first. Raises
    `MissingPathError` where a path leads nowhere, `UnreadableFolderFault` where a folder cannot be listed.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            files = _below(path)
        elif path.exists():
            files = [path]
        else:
            raise MissingPathError(path)
        for file in files:
            found.setdefault(file.absolute(), file)
    return list(found.values())


def read_file(path: Path) -> SourceFile:
    """Read one file. What cannot be read is said in the result, so that the others can still be judged.

    Of a file over the format's size no more is read than shows that it is.
    """
    try:
        with path.open("rb") as file:
            return SourceFile(path, file.read(DEFAULT_LIMITS.size + 1))
    except OSError as error:
        return SourceFile(path, b"", fault=error.strerror or str(error))


def _below(folder: Path) -> list[Path]:
    """Return the files below a folder. A link that leads nowhere is one, and will be found unreadable."""

    def refuse(error: OSError) -> None:
        raise UnreadableFolderFault(Path(error.filename), error.strerror or str(error)) from error

    files = [
        Path(parent, name)
        for parent, _folders, names in os.walk(folder, onerror=refuse)
        for name in names
        if name.endswith(SUFFIXES)
    ]
    # Whatever else a folder can hold, such as a pipe, would make a reader wait for ever.
    return sorted(file for file in files if file.is_file() or not file.exists())
