"""The library's folders: what comes with the program, and what this machine's people added.

A center may keep a thousand files. What is in those that were seen before is known at once; the window opens
with these, and the others are looked into meanwhile.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Final

from trainer.app.checking import judge_files
from trainer.app.contents import take_in_judged
from trainer.app.judgement import Judged
from trainer.app.library import Contents
from trainer.scenario.reading import FileKind
from trainer.scenario.source import SourceFile
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.judging import judge_one, judge_paths, look_up, spare_processes
from trainer.storage.library_index import LibraryIndex, stamps
from trainer.storage.scenario_files import UnreadableFolderFault, find_files, read_file

__all__ = ["LibraryFolders"]

AT_ONCE_BYTES: Final = 1_600_000
"""So much is looked into before the library is shown, in about half a second: what comes with the program."""

_log = logging.getLogger(__name__)


class LibraryFolders:
    """Reads the bundled folder, that of this machine's people, and then those that they share with others.

    Safe to use from several threads.
    """

    def __init__(
        self,
        bundled: Path,
        own: Path,
        cache: JudgementCache,
        index: LibraryIndex,
        *,
        shared: Sequence[Path] = (),
    ) -> None:
        self._bundled = bundled
        self._folders = (bundled, own, *shared)
        self._cache = cache
        self._index = index
        self._left = Event()

    def known(self) -> Contents:
        """Return what is known at once: every file that was seen before, and new ones if they are few."""
        paths, unlisted = self._find()
        stamped = stamps(paths)
        noted = self._index.find(stamped)
        known, unknown = look_up([path for path in paths if path not in noted], self._cache)
        news = [one for one in known if one.judgement.kind is FileKind.SCENARIO]
        known.extend(noted.values())
        room = AT_ONCE_BYTES
        while unknown and unknown[0][1] <= room:
            path, size = unknown.pop(0)
            news.append(judge_one(path, self._cache))
            known.append(news[-1])
            room -= size
        if news:
            self._index.keep(known, stamped)
        return self._take_in(paths, [*known, *unlisted], waiting=len(unknown))

    def all(self) -> Contents:
        """Look into every file. This may take a while; `leave` lets it end soon, with what there is then."""
        paths, unlisted = self._find()
        stamped = stamps(paths)
        with closing(judge_paths(paths, self._cache, processes=spare_processes())) as judged:
            found = list(self._while_wanted(judged))
        self._index.keep(found, stamped)
        return self._take_in(paths, [*found, *unlisted], waiting=0)

    def leave(self) -> None:
        """Let whatever is going on end: nobody waits for it any more."""
        self._left.set()

    def _find(self) -> tuple[list[Path], list[Judged]]:
        """Return the files of both folders; a folder that cannot be listed is as a broken file."""
        paths: list[Path] = []
        unlisted: list[SourceFile] = []
        for folder in self._folders:
            if not folder.is_dir():
                continue
            try:
                paths.extend(find_files([folder]))
            except UnreadableFolderFault as fault:
                _log.warning("%s", fault)
                unlisted.append(SourceFile(fault.path, b"", fault=fault.reason))
        return paths, list(judge_files(unlisted))

    def _take_in(self, paths: Iterable[Path], judged: Iterable[Judged], *, waiting: int) -> Contents:
        place = {path: number for number, path in enumerate(paths)}
        ordered = sorted(judged, key=lambda one: place.get(one.path, len(place)))
        return take_in_judged(ordered, self._bundled, read_file, waiting=waiting)

    def _while_wanted(self, judged: Iterable[Judged]) -> Iterator[Judged]:
        for one in judged:
            yield one
            if self._left.is_set():
                return
