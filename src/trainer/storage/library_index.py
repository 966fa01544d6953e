"""What the library's files were when the window last looked, so that it opens without reading them all.

A file whose size, dates and place on the disk are those that were noted is taken for what it was. That is
believed for the list alone that the window opens with: a call reads its file, "look again" and `check` read
all. As git does, a file that changed within the last moments before it was noted is not noted at all, since a
second change might leave its dates as they are.
"""

import json
import logging
import os
import time
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from trainer.app.contents import concerns_library
from trainer.app.judgement import Judged
from trainer.scenario.reading import FileKind
from trainer.scenario.source import SourceFile
from trainer.storage.judgement_cache import this_program
from trainer.storage.judgement_text import decode, encode
from trainer.storage.sealed_text import UnsoundTextError, seal, unseal

__all__ = ["LibraryIndex", "Stamp", "stamps"]

Stamp: TypeAlias = tuple[int, int, int, int]
"""Of a file: bytes, when its content and when anything of it changed last in nanoseconds, and its inode."""

LARGEST: Final = 32 << 20
"""In bytes; a library of ten thousand files stays below."""
SETTLED_NS: Final = 2_000_000_000
"""The coarsest dates that a file system keeps, those of FAT, are two seconds apart."""

_log = logging.getLogger(__name__)


def stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """Return the stamps of files, but for those that are not there. Take them before the files are read."""
    found = {}
    for path in paths:
        try:
            facts = path.stat()
        except OSError:
            continue
        found[path] = (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)
    return found


class LibraryIndex:
    """One file with what was noted of all others. Nothing here raises; what is not known is read."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def find(self, stamped: Mapping[Path, Stamp]) -> dict[Path, Judged]:
        """Return the judgements of the files that are what they were, as far as the library asks for them."""
        try:
            with self._file.open("rb") as file:
                rows = json.loads(unseal(file.read(LARGEST), this_program()))
            known = {row[0]: row for row in rows}
            return {
                path: _judged(path, known[str(path)][5])
                for path, stamp in stamped.items()
                if str(path) in known and tuple(known[str(path)][1:5]) == stamp
            }
        except OSError:
            return {}
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            _log.info("%s will be made again: %s", self._file.name, error)
            return {}

    def keep(self, judged: Iterable[Judged], stamped: Mapping[Path, Stamp]) -> None:
        """Note what files are, in the place of all that was noted before."""
        latest = time.time_ns() - SETTLED_NS
        rows = []
        for one in judged:
            stamp = stamped.get(one.path)
            if stamp is None or max(stamp[1:3]) > latest or one.judgement.kind is not FileKind.SCENARIO:
                continue
            text = _text(one)
            if text is not None:
                rows.append([str(one.path), *stamp, text])
        written = seal(json.dumps(rows), this_program())
        if len(written) > LARGEST:
            return
        draft = self._file.with_name(f"{self._file.name}.{uuid.uuid4().hex}.part")
        try:
            # Nothing is made in the stead of a data folder that is not there now.
            self._file.parent.mkdir(exist_ok=True)
            draft.write_bytes(written)
            draft.replace(self._file)
        except OSError as error:
            _log.info("%s cannot be kept: %s", self._file.name, error)
            _discard(draft)


def _text(one: Judged) -> str | None:
    concerning = [each for each in one.judgement.diagnostics if concerns_library(each, one.path)]
    return encode(one.judgement._replace(diagnostics=concerning), SourceFile(one.path, b""))


def _judged(path: Path, text: str) -> Judged:
    file = SourceFile(path, b"")
    judgement = decode(text, file)
    if judgement.kind is not FileKind.SCENARIO:
        raise UnsoundTextError("only scenarios are noted")
    return Judged.of(file, judgement)


def _discard(draft: Path) -> None:
    try:
        os.unlink(draft)  # noqa: PTH108 - missing is the usual case
    except OSError:
        _log.debug("there is no %s to remove", draft.name)
