"""Everything there is to say about files taken together, for the command line and for an author's desk.

Each layer below knows its own codes: the format F, S, R, T and P, the analysis G and Q, plans E,
certifications C. Here they meet, since a certification is judged by what is said of the scenarios that it
requires.

A file is judged for itself once (see `judgement`), perhaps in another process or another time; here is what
shows only between files, worked out each time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.analysis.plans.checks import report_stray_plan
from trainer.app.judgement import Judged, judge
from trainer.app.stale_recordings import report_stale_recordings
from trainer.app.unused_pronunciations import report_unused
from trainer.certification.checks import ScenarioFacts, bears_on_scoring, check_certification
from trainer.certification.reading import read_certification
from trainer.scenario import catalogue
from trainer.scenario.diagnostics import Diagnostic, excerpt, in_order
from trainer.scenario.reading import FileKind, load
from trainer.scenario.source import SourceFile

__all__ = ["Checked", "check_files", "check_judged", "judge_files", "owners_and_clashes"]


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


def check_files(files: Iterable[SourceFile]) -> Checked:
    """Judge files, each for itself and all together. Of two with one id, the later by path is reported.

    A plan is judged with the scenario that it was read beside; one that comes alone is one too many.
    """
    plans: list[SourceFile] = []
    kept = list(_without_plans(files, plans))
    by_path = {file.path: file for file in kept}
    return check_judged(list(judge_files(kept)), plans, read=by_path.__getitem__)


def judge_files(files: Iterable[SourceFile]) -> Iterator[Judged]:
    """Judge files one after another, each for itself."""
    for file in files:
        yield Judged.of(file, judge(file))


def check_judged(
    judged: Iterable[Judged],
    stray_plans: Iterable[SourceFile] = (),
    *,
    read: Callable[[Path], SourceFile] | None = None,
) -> Checked:
    """Tell all that there is to say about files that were judged one by one, in whatever order.

    `read` reads one of them again, to tell which pronunciations are never used; without it, nobody is told.
    """
    ordered = sorted(judged, key=lambda one: str(one.path))
    owners, found = owners_and_clashes(ordered)
    found.extend(report_stray_plan(plan.path, None) for plan in stray_plans)
    omitted = 0
    for one in ordered:
        found.extend(one.judgement.diagnostics)
        omitted += one.judgement.omitted
        if one.judgement.kind is not FileKind.SCENARIO and one.plan is not None:
            found.append(report_stray_plan(one.plan, one.path))
    for one in ordered:
        if one.judgement.kind is FileKind.SCENARIO and one.source is not None:
            found.extend(report_stale_recordings(one.source))
    if read is not None:
        found.extend(report_unused(ordered, read))
    certifications, further = _check_certifications(ordered, _facts(owners))
    return Checked(len(ordered), in_order([*found, *certifications]), omitted + further)


def _without_plans(files: Iterable[SourceFile], plans: list[SourceFile]) -> Iterator[SourceFile]:
    """Give the files that are no plans, and put those that are aside."""
    for file in files:
        if file.is_plan:
            plans.append(file)
        else:
            yield file


def owners_and_clashes(ordered: Iterable[Judged]) -> tuple[dict[str, Judged], list[Diagnostic]]:
    """Return the first file of each scenario's id, and R204 for every id that an earlier file has.

    Two files of different kinds never clash.
    """
    first: dict[tuple[FileKind, str], Judged] = {}
    clashes = []
    for one in ordered:
        identity = one.judgement.identity
        if identity is None:
            continue
        owner = first.setdefault((one.judgement.kind, identity.name), one)
        if owner is not one:
            arguments = {"id": excerpt(identity.name), "other": owner.path}
            clashes.append(catalogue.SAME_ID.at(one.path, identity.place, arguments))
    return {name: one for (kind, name), one in first.items() if kind is FileKind.SCENARIO}, clashes


def _facts(owners: Mapping[str, Judged]) -> Mapping[str, ScenarioFacts]:
    """Return what certifications must know of the scenarios, by id."""
    facts = {}
    for name, one in owners.items():
        synopsis = one.judgement.synopsis
        facts[name] = ScenarioFacts(
            id=name,
            languages=synopsis.languages if synopsis is not None else None,
            uses=synopsis.use if synopsis is not None else (),
            perfect_decisions=synopsis.decisions if synopsis is not None else None,
            flaws=bears_on_scoring(found.code for found in one.judgement.diagnostics),
        )
    return facts


def _check_certifications(
    judged: Iterable[Judged], facts: Mapping[str, ScenarioFacts]
) -> tuple[list[Diagnostic], int]:
    read = [
        (loaded, read_certification(loaded))
        for one in judged
        if one.judgement.kind is FileKind.CERTIFICATION and one.source is not None
        if (loaded := load(one.source))
    ]
    # One whose own file has errors is known all the same.
    known = {file.identity.value: one.certification for file, one in read if file.identity is not None}
    found = [each for _, one in read for each in one.diagnostics]
    for loaded, one in read:
        if one.certification is not None:
            found.extend(check_certification(loaded, one.certification, facts, known))
    return found, sum(one.omitted for _, one in read)
