"""What a report is made of: the records and the library of this machine's data folder, only read."""

import difflib
from collections.abc import Iterable

import click

from trainer import paths
from trainer.app.faults import Fault
from trainer.app.library import Contents
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.library_folders import LibraryFolders
from trainer.storage.library_index import LibraryIndex
from trainer.storage.records_reader import RecordsReader

__all__ = ["nearest", "open_records", "read_library"]


def open_records() -> RecordsReader:
    """Open the records to read them; `click.ClickException` where there are none, or they cannot be read."""
    try:
        return RecordsReader(paths.data_folder())
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault


def read_library() -> Contents:
    """Return what comes with the program and what this machine's people added."""
    folders = LibraryFolders(
        paths.bundled_scenarios_folder(),
        paths.user_scenarios_folder(),
        JudgementCache(),
        LibraryIndex(paths.cache_folder() / "library.json"),
        shared=paths.shared_scenarios_folders(),
    )
    return folders.all()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the name that somebody may have meant; None where none is near."""
    folded = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(name.casefold(), folded, n=1)
    return folded[near[0]] if near else None
