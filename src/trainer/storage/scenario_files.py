"""Scenario files on the disk: which there are, and what is in them.

The rules of the format open no file themselves; here is where their bytes come from, for the command line and
the library alike.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from trainer.scenario.source import DEFAULT_LIMITS, SourceFile

__all__ = ["MissingPathError", "find_files", "read_file"]

SUFFIXES: Final = frozenset({".yaml", ".yml"})


class MissingPathError(ValueError):
    """A path was named at which there is nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"there is no file or folder {path}")
        self.path = path


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that paths stand for: a file itself, a folder all `*.yaml` and `*.yml` below it, sorted.

    A file that several paths stand for is given once. Raises `MissingPathError` where a path leads nowhere.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_below(path)))
        elif path.exists():
            found[path] = None
        else:
            raise MissingPathError(path)
    return list(found)


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
    return sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
