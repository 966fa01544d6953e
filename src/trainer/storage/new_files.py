"""New files for an author: never in the place of another, and wholly or not at all.

Beside the file stands the schema by which editors know its form. It is ours, and is brought up to date; a
file of that name that is not ours is left as it is.
"""

import contextlib
import os
from pathlib import Path

from trainer.app.faults import Fault
from trainer.i18n import _
from trainer.storage.scenario_files import At, what_is_at

__all__ = ["UnwritableFileFault", "refresh", "require_free", "write_new"]


class UnwritableFileFault(Fault):
    """A file cannot be written where it was wanted."""


def require_free(path: Path) -> None:
    """Raise `UnwritableFileFault` where there is something at a path already, or no folder for it."""
    if os.path.lexists(path):
        raise UnwritableFileFault(_("{path} is there already; choose another name").format(path=path))
    if what_is_at(path.parent) is not At.FOLDER:
        raise UnwritableFileFault(
            _("there is no folder {path}; make it first, or choose another").format(path=path.parent)
        )


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; raise `UnwritableFileFault` where it is, or cannot be written."""
    require_free(path)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
            except OSError:
                with contextlib.suppress(OSError):
                    path.unlink()
                raise
    except OSError as error:
        raise _unwritable(path, error) from error


def refresh(path: Path, text: str, *, mark: str) -> None:
    """Bring a file of ours up to date, or write it where there is none. Ours are those that hold `mark`.

    Raises `UnwritableFileFault` where a file of that name is not ours, or it cannot be written.
    """
    try:
        present = path.read_text(encoding="utf-8") if os.path.lexists(path) else None
    except UnicodeDecodeError:
        present = ""
    except OSError as error:
        raise _unwritable(path, error) from error
    if present == text:
        return
    if present is not None and mark not in present:
        raise UnwritableFileFault(
            _("{path} is needed for the schema, and holds something else; move it away first").format(
                path=path
            )
        )
    draft = path.with_name(f"{path.name}.part")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> UnwritableFileFault:
    reason = error.strerror or str(error)
    return UnwritableFileFault(
        _(
            "{path} cannot be written ({reason}); choose another folder, or allow your account to write there"
        ).format(path=path, reason=reason)
    )
