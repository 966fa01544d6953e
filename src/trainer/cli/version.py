"""What `puente --version` tells: of Puente and of what it stands on, as a report of a fault needs it."""

import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from trainer import __version__
from trainer.app.speaking_ahead import await_voices
from trainer.bootstrap import open_voices
from trainer.i18n import _, ngettext

__all__ = ["version_lines"]

QT: Final = "PySide6-Essentials"
"""The distribution whose number is that of the Qt it brings."""


def version_lines() -> Iterator[str]:
    """Give the version of Puente, then those of Python, Qt, SQLite and the voices, a line each."""
    # Worded as every command words it, whatever the language: programs read this line.
    yield f"puente, version {__version__}"
    frozen = getattr(sys, "frozen", False)
    told = _("Python {version}, inside this program") if frozen else _("Python {version}")
    yield told.format(version=platform.python_version())
    try:
        yield _("Qt {version}").format(version=version(QT))
    except PackageNotFoundError:  # as where the system's own PySide6 is used
        yield _("Qt of this system")
    yield _("SQLite {version}").format(version=sqlite3.sqlite_version)
    yield _voices()


def _voices() -> str:
    """Open the engine to ask it: what it is called says nothing of whether it runs."""
    with (
        tempfile.TemporaryDirectory(prefix="puente-version-", ignore_cleanup_errors=True) as folder,
        closing(open_voices(Path(folder))) as speech,
    ):
        engine = await_voices(speech).engine
        count = len(speech.voices())
    if not count:
        return _("No voices; “puente doctor” tells why")
    return ngettext("{count} voice of {engine}", "{count} voices of {engine}", count).format(
        count=count, engine=engine
    )
