"""Which pronunciations of a file nothing asks for: what is written nowhere is perhaps misspelled.

It shows only between files, and only where scenarios are checked along with the pronunciations. What a file
of them holds is searched as it stands, ids and comments included: rather is an author not told of an entry
than told in vain.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from trainer.app.judgement import Judged
from trainer.scenario import pronunciation_catalogue
from trainer.scenario.diagnostics import Diagnostic, excerpt
from trainer.scenario.pronunciations import read_pronunciations
from trainer.scenario.reading import FileKind, load
from trainer.scenario.source import SourceFile

__all__ = ["report_unused"]

MOST_LOOKED_FOR: Final = 2_000
"""Entries; a file of them that is longer is no file of a person, and would be searched for too long."""


class _Entry(NamedTuple):
    written: str
    unused: Diagnostic
    """What is said of it where it is used nowhere."""


def report_unused(judged: Sequence[Judged], read: Callable[[Path], SourceFile]) -> list[Diagnostic]:
    """Return P705 for each pronunciation that no scenario holds; `read` reads a file again."""
    entries = [
        entry for one in judged if one.judgement.kind is FileKind.PRONUNCIATIONS for entry in _entries(one)
    ]
    scenarios = [one.path for one in judged if one.judgement.kind is FileKind.SCENARIO]
    if not scenarios or len(entries) > MOST_LOOKED_FOR:
        return []
    for path in scenarios:
        if not entries:
            break
        entries = list(_not_in(entries, read(path)))
    return [entry.unused for entry in entries]


def _entries(one: Judged) -> Iterator[_Entry]:
    if one.source is None:
        return
    loaded = load(one.source)
    for entry, index in read_pronunciations(loaded).places:
        place = loaded.document.source.place(index)
        arguments = {"written": excerpt(entry.written)}
        yield _Entry(
            entry.written.casefold(), pronunciation_catalogue.NEVER_USED.at(one.path, place, arguments)
        )


def _not_in(entries: Iterable[_Entry], file: SourceFile) -> Iterator[_Entry]:
    text = file.data.decode("utf-8", "replace").casefold()
    return (entry for entry in entries if entry.written not in text)
