"""Everything there is to say about files taken together, for the command line and for an author's desk.

Each layer below knows its own codes: the format F, S, R and T, the analysis G and Q, plans E, certifications
C. Here they meet, since a certification is judged by what is said of the scenarios it requires.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.analysis.examination import diagnose
from trainer.analysis.plans.checks import check_plan, report_stray_plan
from trainer.analysis.proof import Proof
from trainer.certification.checks import ScenarioFacts, bears_on_scoring, check_certification
from trainer.certification.reading import read_certification
from trainer.scenario.collection import Collection, collect
from trainer.scenario.diagnostics import Diagnostic, in_order
from trainer.scenario.reading import FileKind, Loaded, load
from trainer.scenario.source import SourceFile

__all__ = ["Checked", "check_files"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in all files."""

    files: int
    """Plans are not counted: each belongs to its scenario."""
    diagnostics: Sequence[Diagnostic]
    """By path, line, column and code."""
    omitted: int
    """How many problems there are beyond those that are listed; 0 in any file a person could have written."""

    @property
    def errors(self) -> int:
        """Return how many of the findings are errors."""
        return sum(found.is_error for found in self.diagnostics)

    @property
    def warnings(self) -> int:
        """Return how many of the findings are warnings."""
        return len(self.diagnostics) - self.errors


@dataclass(frozen=True, slots=True)
class _Judged:
    """One scenario file: what is said of it and of its plan, and what is proved about it."""

    loaded: Loaded
    proof: Proof | None
    diagnostics: Sequence[Diagnostic]
    omitted: int


def check_files(files: Iterable[SourceFile]) -> Checked:
    """Judge files, each for itself and all together. Of two with one id, the later by path is reported.

    A plan is judged with the scenario that it was read beside; one that comes alone is one too many.
    """
    ordered = sorted(files, key=lambda file: str(file.path))
    collection = collect(load(file) for file in ordered if not file.is_plan)
    judged = [_judge(loaded) for loaded in collection.files if loaded.kind is FileKind.SCENARIO]
    found = [*collection.clashes, *(each for one in judged for each in one.diagnostics)]
    certifications, omitted = _check_certifications(collection, _facts(judged, collection))
    found.extend(certifications)
    found.extend(report_stray_plan(file, None) for file in ordered if file.is_plan)
    omitted += sum(one.omitted for one in judged)
    for loaded in collection.files:
        if loaded.kind is FileKind.PRONUNCIATIONS:
            found.extend(loaded.diagnostics)
            omitted += loaded.omitted
        if loaded.kind is not FileKind.SCENARIO and loaded.file.plan is not None:
            found.append(report_stray_plan(loaded.file.plan, loaded.file))
    return Checked(len(collection.files), in_order(found), omitted)


def _judge(loaded: Loaded) -> _Judged:
    proof = Proof(loaded.scenario) if loaded.scenario is not None else None
    diagnostics, omitted = diagnose(loaded, proof), loaded.omitted
    if loaded.file.plan is not None:
        par = proof.par if proof is not None else None
        plan = check_plan(loaded.file.plan, loaded.scenario, par)
        diagnostics.extend(plan.diagnostics)
        omitted += plan.omitted
    return _Judged(loaded, proof, diagnostics, omitted)


def _facts(judged: Iterable[_Judged], collection: Collection) -> Mapping[str, ScenarioFacts]:
    """Return what certifications must know of the scenarios, by id; of two with one id, of the first."""
    facts = {}
    by_file = {id(one.loaded): one for one in judged}
    for name, loaded in collection.owners.items():
        one = by_file[id(loaded)]
        scenario = loaded.scenario
        perfect = one.proof.perfect if one.proof is not None else None
        facts[name] = ScenarioFacts(
            id=name,
            languages=scenario.languages if scenario is not None else None,
            uses=scenario.use if scenario is not None else (),
            perfect_decisions=len(perfect.moves) if perfect is not None else None,
            flaws=bears_on_scoring(found.code for found in one.diagnostics),
        )
    return facts


def _check_certifications(
    collection: Collection, facts: Mapping[str, ScenarioFacts]
) -> tuple[list[Diagnostic], int]:
    files = [loaded for loaded in collection.files if loaded.kind is FileKind.CERTIFICATION]
    read = [(loaded, read_certification(loaded)) for loaded in files]
    # One whose own file has errors is known all the same.
    known = {file.identity.value: one.certification for file, one in read if file.identity is not None}
    found = [each for _, one in read for each in one.diagnostics]
    for loaded, one in read:
        if one.certification is not None:
            found.extend(check_certification(loaded, one.certification, facts, known))
    return found, sum(one.omitted for _, one in read)
