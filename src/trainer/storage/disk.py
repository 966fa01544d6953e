"""Files that are there wholly or not at all, and stay there when the power fails."""

import contextlib
import os
from pathlib import Path

__all__ = ["copy_durably", "replace_durably"]

CHUNK = 1 << 20


def replace_durably(draft: Path, target: Path) -> None:
    """Put a finished draft in the place of `target`, in one step that survives a power cut."""
    _sync(draft)
    draft.replace(target)
    _sync_folder(target.parent)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file to a name that nothing has yet; the copy appears whole."""
    draft = target.with_name(f"{target.name}.part")
    with source.open("rb") as original, draft.open("wb") as copy:
        while chunk := original.read(CHUNK):
            copy.write(chunk)
    replace_durably(draft, target)


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make a new name durable. Windows has no such thing to do, and refuses to open a folder."""
    with contextlib.suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
