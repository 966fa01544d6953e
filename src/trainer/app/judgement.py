"""What is said of one file whatever stands beside it, and what others must know of it.

Judging a file is the long part of `check`, and its outcome depends on nothing but the file and its plan. So
it is a value that can be made in another process and kept for the next time; what shows only between files
is worked out from such values each time (see `checking`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from trainer.analysis.examination import diagnose
from trainer.analysis.plans.checks import check_plan
from trainer.analysis.proof import Proof
from trainer.app.standard import measure_perfect
from trainer.app.synopsis import Synopsis, summarize
from trainer.scenario.diagnostics import Diagnostic, Place
from trainer.scenario.pronunciations import read_pronunciations
from trainer.scenario.reading import FileKind, Loaded, load
from trainer.scenario.source import SourceFile

__all__ = ["Identity", "Judged", "Judgement", "judge"]


class Identity(NamedTuple):
    """Which one of its kind a file says it is, and where it says so."""

    name: str
    place: Place


class Judgement(NamedTuple):
    """One file, judged for itself."""

    kind: FileKind
    identity: Identity | None
    diagnostics: Sequence[Diagnostic]
    """Of the file in order, then of its plan. Of a certification none: it depends on the files it names; of
    pronunciations all but which of them are never used."""
    omitted: int
    """How many problems there are beyond those that are listed."""
    synopsis: Synopsis | None
    """None where the file is no scenario, or has an error that keeps it from being one."""


class Judged(NamedTuple):
    """A file and what is said of it."""

    path: Path
    plan: Path | None
    """The plan beside it, where it was read too."""
    judgement: Judgement
    source: SourceFile | None
    """The file itself where it is needed again, as is that of a certification, of pronunciations, or of a
    scenario whose lines were recorded."""

    @classmethod
    def of(cls, file: SourceFile, judgement: Judgement) -> "Judged":
        """Return a file with its judgement; what was read of it is kept only where it is needed again."""
        kept = file if judgement.kind is not FileKind.SCENARIO or file.recordings else None
        return cls(file.path, None if file.plan is None else file.plan.path, judgement, kept)


def judge(file: SourceFile) -> Judgement:
    """Read, examine and sum up one file, and play the plan that was read beside it."""
    loaded = load(file)
    identity = _identity(loaded)
    if loaded.kind is FileKind.CERTIFICATION:
        return Judgement(loaded.kind, identity, (), 0, None)
    if loaded.kind is FileKind.PRONUNCIATIONS:
        read = read_pronunciations(loaded)
        return Judgement(loaded.kind, identity, read.diagnostics, read.omitted, None)
    proof = Proof(loaded.scenario) if loaded.scenario is not None else None
    diagnostics, omitted = diagnose(loaded, proof), loaded.omitted
    if file.plan is not None:
        plan = check_plan(file.plan, loaded.scenario, proof.par if proof is not None else None)
        diagnostics.extend(plan.diagnostics)
        omitted += plan.omitted
    synopsis = _summarize(proof) if proof is not None else None
    return Judgement(loaded.kind, identity, diagnostics, omitted, synopsis)


def _identity(loaded: Loaded) -> Identity | None:
    node = loaded.identity
    return None if node is None else Identity(node.value, loaded.document.source.place(node.start))


def _summarize(proof: Proof) -> Synopsis:
    perfect = proof.perfect
    return summarize(proof.scenario, None if perfect is None else measure_perfect(proof.scenario, perfect))
