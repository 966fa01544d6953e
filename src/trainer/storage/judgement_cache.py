"""Judgements that are kept, so that a library of a thousand files is judged once and not at every look.

An entry is found by the content of the file and its plan and by the program that judged them, never by a name
or a date: there is nothing to fall out of step. Entries are files of their own that get their name when they
are whole, so that several programs can share the folder and whoever likes may delete it. Each begins with a
digest of the rest: what was cut short, or altered, is not believed and made again.
"""

import hashlib
import logging
import os
import sys
import time
import uuid
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from trainer import __version__, paths
from trainer.app.judgement import Judgement
from trainer.scenario.source import SourceFile
from trainer.storage.judgement_text import decode, encode
from trainer.storage.sealed_text import SEAL_LENGTH, UnsoundTextError, seal, unseal

__all__ = ["JudgementCache", "this_program"]

FOLDER: Final = "checks"
ENDING: Final = ".json"
UNFINISHED: Final = ".part"
LARGEST_ENTRY: Final = 1 << 20
"""In bytes. A file with so many findings is judged each time."""
MOST_ENTRIES: Final = 10_000
MOST_BYTES: Final = 64 << 20
LEFT_AFTER_PRUNING: Final = 0.8
TOUCHED_AFTER_S: Final = 86_400.0
"""How often, at most, an entry is marked as used."""
ABANDONED_AFTER_S: Final = 3_600.0
JUDGES: Final = ("scenario", "engine", "scoring", "analysis", "certification", "app", "storage")
"""The packages on whose code a judgement, or the form in which it is kept, depends."""

_log = logging.getLogger(__name__)


class JudgementCache:
    """A folder of judgements, bounded in number and size, the least recently used leaving first.

    `program` tells apart programs that may judge differently. Nothing here raises: where the folder cannot be
    read or written, nothing is found and nothing is kept.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        program: str | None = None,
        most_entries: int = MOST_ENTRIES,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._folder = paths.cache_folder() / FOLDER if folder is None else folder
        self._program = this_program() if program is None else program
        self._most_entries = most_entries
        self._most_bytes = most_bytes
        self._writable = True

    def find(self, file: SourceFile) -> Judgement | None:
        """Return what was said of a file with this content and this plan, if that is known."""
        key = self._key(file)
        if key is None:
            return None
        path = self._path(key)
        try:
            with path.open("rb") as entry:
                used_at = os.fstat(entry.fileno()).st_mtime
                kept = entry.read(LARGEST_ENTRY + 1)
        except OSError:
            return None
        try:
            judgement = decode(unseal(kept[:LARGEST_ENTRY], key), file)
        except UnsoundTextError as error:
            _log.warning("%s is damaged and will be made again: %s", path.name, error)
            _discard(path)
            return None
        if abs(time.time() - used_at) > TOUCHED_AFTER_S:
            _touch(path)
        return judgement

    def keep(self, file: SourceFile, judgement: Judgement) -> None:
        """Keep what was said of a file."""
        key = self._key(file)
        if key is None or not self._writable:
            return
        text = encode(judgement, file)
        if text is None or len(text) > LARGEST_ENTRY - SEAL_LENGTH:
            return
        draft = self._folder / f"{key}.{uuid.uuid4().hex}{UNFINISHED}"
        try:
            self._make_folder()
            draft.write_bytes(seal(text, key))
            draft.replace(self._path(key))
        except OSError as error:
            # A folder that takes no entries costs time and nothing else. Windows also refuses to replace an
            # entry that another program reads: that one is as good.
            self._writable = self._path(key).exists()
            _log.info("no judgement is kept in %s: %s", self._folder, error)
            _discard(draft)

    def prune(self) -> None:
        """Make room where the entries are too many or too large, and sweep up what was left unfinished."""
        now = time.time()
        kept: list[tuple[float, int, Path]] = []
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    facts = entry.stat()
                    if entry.name.endswith(ENDING):
                        kept.append((facts.st_mtime, facts.st_size, Path(entry.path)))
                    elif entry.name.endswith(UNFINISHED) and now - facts.st_mtime > ABANDONED_AFTER_S:
                        _discard(Path(entry.path))
        except OSError:
            return  # there is no folder, or another program is pruning it too
        count, size = len(kept), sum(size for _, size, _ in kept)
        if count <= self._most_entries and size <= self._most_bytes:
            return
        for _, entry_size, path in sorted(kept):
            if (
                count <= self._most_entries * LEFT_AFTER_PRUNING
                and size <= self._most_bytes * LEFT_AFTER_PRUNING
            ):
                break
            _discard(path)
            count, size = count - 1, size - entry_size

    def _key(self, file: SourceFile) -> str | None:
        """Return the name of a file's entry; None where something could not be read."""
        if file.fault is not None or (file.plan is not None and file.plan.fault is not None):
            return None
        plan = "" if file.plan is None else hashlib.sha256(file.plan.data).hexdigest()
        content = f"{self._program}\n{hashlib.sha256(file.data).hexdigest()}\n{plan}"
        return hashlib.sha256(content.encode()).hexdigest()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{ENDING}"

    def _make_folder(self) -> None:
        # A data folder that somebody chose may be on a drive that is not there now: none is made instead.
        if not paths.is_data_folder_chosen():
            self._folder.mkdir(parents=True, exist_ok=True)
            return
        for folder in (paths.data_folder(), self._folder.parent, self._folder):
            folder.mkdir(exist_ok=True)


@cache
def this_program() -> str:
    """Return what tells this program from any that may judge differently.

    Its version alone does not while it is being worked on, so its files count too, by size and date.
    """
    root = Path(__file__).parent.parent
    modules = sorted(module for package in JUDGES for module in (root / package).rglob("*.py"))
    facts = [(module.name, module.stat()) for module in modules]
    files = [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in facts]
    return "\n".join([__version__, sys.version, yaml.__version__, *files])


def _discard(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.debug("cannot remove %s: %s", path.name, error)


def _touch(path: Path) -> None:
    try:
        os.utime(path)
    except OSError as error:
        _log.debug("cannot mark %s as used: %s", path.name, error)
