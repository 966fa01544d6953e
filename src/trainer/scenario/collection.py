"""Many files taken together: what only shows between them, and which of them are which.

A library opens even where some of its files are broken; the sound ones are there, and of each of the others
it is known what is wrong with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trainer.scenario import catalogue
from trainer.scenario.diagnostics import Diagnostic, excerpt, in_order
from trainer.scenario.model import Scenario
from trainer.scenario.reading import FileKind, Loaded

__all__ = ["Collection", "collect"]


@dataclass(frozen=True, slots=True)
class Collection:
    """Files that were read together, in the order in which they were given."""

    files: Sequence[Loaded]
    clashes: Sequence[Diagnostic]
    """R204: ids that an earlier file has already."""
    owners: Mapping[str, Loaded] = field(repr=False)
    """For each scenario's id, the first file that has it."""

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        """Return the scenarios that can be used, by id: of two with one id, the first."""
        return {name: file.scenario for name, file in self.owners.items() if file.scenario is not None}

    def diagnostics_of(self, loaded: Loaded) -> list[Diagnostic]:
        """Return what is wrong with one file, its clash with another included, in order."""
        clashes = [each for each in self.clashes if each.path == loaded.file.path]
        return in_order([*loaded.diagnostics, *clashes])


def collect(files: Iterable[Loaded]) -> Collection:
    """Take files together. Two of different kinds never clash."""
    files = tuple(files)
    first: dict[tuple[FileKind, str], Loaded] = {}
    clashes = []
    for loaded in files:
        identity = loaded.identity
        if identity is None:
            continue
        owner = first.setdefault((loaded.kind, identity.value), loaded)
        if owner is not loaded:
            place = loaded.document.source.place(identity.start)
            arguments = {"id": excerpt(identity.value), "other": owner.file.path}
            clashes.append(catalogue.SAME_ID.at(loaded.file.path, place, arguments))
    owners = {name: loaded for (kind, name), loaded in first.items() if kind is FileKind.SCENARIO}
    return Collection(files, tuple(clashes), owners)
