"""Spoken lines that are kept: a line is made once and played as often as it is wanted.

The folder may be shared by two windows, be filled by a center beforehand, and lose power at any moment. So
a file gets its final name only when it is whole, every file is looked at again before it is handed out
(after a power cut a file may have a name and no content), and nothing but the files themselves says what is
there: no index to fall out of step.
"""

import errno
import hashlib
import json
import logging
import os
import shutil
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from trainer.app.speech import SpokenWord, UnspokenReason
from trainer.speech.protocol import words_from_json, words_to_json
from trainer.speech.wave_file import WaveError, measure

FORMAT: Final = 3
"""Part of every key: to be raised when the way a file is made changes."""
DEFAULT_LIMIT_BYTES: Final = 500_000_000
LEFT_FREE_BYTES: Final = 32_000_000
"""The last of a disk belongs to the records of the trainees, not to sounds."""
ROOM_AFTER_PRUNING: Final = 0.9
ABANDONED_AFTER_S: Final = 3600.0
UNFINISHED: Final = ".part"

logger = logging.getLogger(__name__)


class CacheError(Exception):
    """The folder cannot take a file."""

    def __init__(self, reason: UnspokenReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class LineIdentity:
    """Everything that makes two spoken lines the same sound."""

    engine: str
    engine_version: str
    voice_id: str
    words_per_minute: int
    pitch: float
    loudness: float
    telephone: bool
    text: str

    def digest(self) -> str:
        """Return the name of the line's file, without its ending."""
        content = json.dumps([FORMAT, *asdict(self).values()], ensure_ascii=True)
        return hashlib.sha256(content.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class CachedLine:
    """A whole file in the cache."""

    path: Path
    duration_ms: int
    words: tuple[SpokenWord, ...] = ()


class LineCache:
    """A folder of WAV files, bounded in size, the least recently used leaving first.

    `limit_bytes` bounds the files together. What a center has made ahead is looked up in `shared`, which is
    only read. Methods may be called from several threads, and the folder used by several processes.
    """

    def __init__(
        self,
        folder: Path,
        *,
        limit_bytes: int = DEFAULT_LIMIT_BYTES,
        shared: Path | None = None,
        free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._shared = shared
        self._free_bytes = free_bytes
        self._estimated_bytes: int | None = None

    def find(self, identity: LineIdentity) -> CachedLine | None:
        """Return the line where it is kept, and remember that it was wanted."""
        path = self._path(identity)
        try:
            duration_ms = measure(path)
        except WaveError:
            self._discard_damaged(path)
            return self._find_shared(path)
        try:
            os.utime(path)
        except OSError:
            # A folder that a center filled may be read-only: lines are served all the same.
            logger.debug("cannot mark %s as used", path.name)
        return CachedLine(path, duration_ms, _read_words(path))

    def reserve(self) -> Path:
        """Return a new, empty file for an engine to write over; `CacheError` where the folder takes none."""
        unfinished = self._folder / f"{uuid.uuid4().hex}{UNFINISHED}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._free_bytes(self._folder) < LEFT_FREE_BYTES:
                raise CacheError(UnspokenReason.DISK_FULL, f"less than {LEFT_FREE_BYTES} bytes free")
            unfinished.touch(exist_ok=False)
        except OSError as fault:
            raise _fault_of(fault) from fault
        return unfinished

    def keep(self, unfinished: Path, identity: LineIdentity, words: Sequence[SpokenWord] = ()) -> CachedLine:
        """Give a file of `reserve` its name and make room for it; `WaveError` or `CacheError` otherwise."""
        duration_ms = measure(unfinished)
        size = unfinished.stat().st_size
        path = self._path(identity)
        try:
            path.parent.mkdir(exist_ok=True)
            # First the words: a sound without them would be found and believed to have none.
            _write_words(path, words)
            unfinished.replace(path)
        except OSError as fault:
            # Windows lets nobody replace a file that is being played. Another writer made it: its file is
            # as good.
            self.discard(unfinished)
            standing = self.find(identity)
            if standing is None:
                raise _fault_of(fault) from fault
            return standing
        self._make_room(size, path)
        return CachedLine(path, duration_ms, tuple(words))

    def discard(self, unfinished: Path) -> None:
        """Remove a file of `reserve` that will not be kept."""
        try:
            unfinished.unlink(missing_ok=True)
            _words_file(unfinished).unlink(missing_ok=True)
        except OSError as fault:
            logger.debug("cannot remove %s: %s", unfinished.name, fault)

    def fault(self) -> CacheError | None:
        """Return what keeps the folder from taking files now, for telling its faults from the engine's."""
        try:
            self.discard(self.reserve())
        except CacheError as fault:
            return fault
        return None

    def size_bytes(self) -> int:
        """Return the size of all kept files together."""
        return sum(size for _, size, _ in self._kept())

    def count(self) -> int:
        """Return how many lines are kept."""
        return len(self._kept())

    def _find_shared(self, own: Path) -> CachedLine | None:
        """Return the line where a center has made it ahead."""
        if self._shared is None:
            return None
        path = self._shared / own.parent.name / own.name
        try:
            return CachedLine(path, measure(path), _read_words(path))
        except WaveError:
            return None

    def _path(self, identity: LineIdentity) -> Path:
        digest = identity.digest()
        return self._folder / digest[:2] / f"{digest}.wav"

    def _discard_damaged(self, path: Path) -> None:
        if path.exists():
            logger.warning("%s is damaged and will be made again", path.name)
            self.discard(path)

    def _make_room(self, added_bytes: int, newest: Path) -> None:
        """Prune when the files together may be over the limit; the folder is read only then."""
        if self._estimated_bytes is None:
            self._sweep()
            self._estimated_bytes = self.size_bytes()
        else:
            self._estimated_bytes += added_bytes
        if self._estimated_bytes <= self._limit_bytes:
            return
        kept = sorted(self._kept())
        total = sum(size for _, size, _ in kept)
        for _used_at, size, path in kept:
            if total <= self._limit_bytes * ROOM_AFTER_PRUNING:
                break
            if path != newest:
                self.discard(path)
                total -= size
        self._estimated_bytes = total

    def _kept(self) -> list[tuple[float, int, Path]]:
        """Return when each file was last used, its size in bytes, and where it is."""
        found = list[tuple[float, int, Path]]()
        for path in self._folder.glob("??/*.wav"):
            try:
                facts = path.stat()
            except OSError:
                continue  # another process has just removed it
            found.append((facts.st_mtime, facts.st_size, path))
        return found

    def _sweep(self) -> None:
        """Remove what killed programs left unfinished."""
        for path in self._folder.glob(f"*{UNFINISHED}"):
            try:
                age_s = time.time() - path.stat().st_mtime
            except OSError:
                continue
            if age_s > ABANDONED_AFTER_S:
                self.discard(path)


def _words_file(path: Path) -> Path:
    """Return where the moments of a file's words are kept."""
    return path.with_suffix(".words")


def _write_words(path: Path, words: Sequence[SpokenWord]) -> None:
    if words:
        _words_file(path).write_text(json.dumps(words_to_json(words)), encoding="ascii")


def _read_words(path: Path) -> tuple[SpokenWord, ...]:
    """Return when each word is heard; none where that is not known, or no longer."""
    try:
        return words_from_json(json.loads(_words_file(path).read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError, RecursionError):
        return ()


def _fault_of(fault: OSError) -> CacheError:
    full = fault.errno in {errno.ENOSPC, errno.EDQUOT}
    return CacheError(UnspokenReason.DISK_FULL if full else UnspokenReason.FOLDER_NOT_WRITABLE, str(fault))
