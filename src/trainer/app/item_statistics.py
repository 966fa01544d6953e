"""What an instructor is told about recorded assessments: of which scenarios there are any, and what they say.

The window asks here what `puente report` asks of its own accord. Records are only read, each time by a
reader of their own, so that whoever practices never waits for a million decisions to be counted.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from trainer.analysis.statistics import first_attempts
from trainer.app.assessment_records import AssessmentRecords
from trainer.app.faults import NothingRecordedFault, ScenarioGoneFault
from trainer.app.item_report import CertificationReport, ItemReport, describe_certification, describe_items
from trainer.app.library import Library
from trainer.certification.model import Certification
from trainer.scenario.model import Scenario, Text

__all__ = ["CertificationFigures", "ItemFigures", "ItemStatistics", "Subject"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A scenario that was assessed."""

    scenario: str
    title: Text | None
    """None where it has left the library."""
    languages: tuple[str, ...]
    """In which it was assessed, sorted."""
    assessments: int
    """How many trainees finished their first assessment of it."""


@dataclass(frozen=True, slots=True, eq=False)
class ItemFigures:
    """A scenario's decisions in figures, and in words where they are known; none is equal to another."""

    report: ItemReport
    scenario: Scenario | None
    """As its file is now; None where it has left the library or cannot be read."""


@dataclass(frozen=True, slots=True, eq=False)
class CertificationFigures:
    """How reliable a certification's scores are; none is equal to another."""

    certification: Certification
    report: CertificationReport


class ItemStatistics:
    """Statistics over everybody's assessments. Nothing here is for the interface's thread.

    Every method raises `Fault` where the environment refuses.
    """

    def __init__(self, open_records: Callable[[], AssessmentRecords], library: Library) -> None:
        self._open_records = open_records
        self._library = library

    def subjects(self) -> tuple[Subject, ...]:
        """Return what was assessed, most assessments first; nothing where nothing is recorded."""
        try:
            records = self._open_records()
        except NothingRecordedFault:
            return ()
        languages: dict[str, set[str]] = {}
        counts: Counter[str] = Counter()
        for each in first_attempts(records.assessments(records.scenarios())):
            languages.setdefault(each.scenario, set()).add(each.language)
            counts[each.scenario] += each.finished
        return tuple(
            Subject(name, self._title(name), tuple(sorted(languages[name])), counts[name])
            for name in sorted(languages, key=lambda name: (-counts[name], name))
        )

    def items(
        self,
        scenario: str,
        *,
        language: str | None = None,
        every_attempt: bool = False,
        wanted: Callable[[], bool] = lambda: True,
    ) -> ItemFigures:
        """Return what the finished assessments of a scenario say, its decisions in the author's order.

        Raises `NoLongerWantedError` soon after `wanted` says that nobody waits for it.
        """
        known = self._open(scenario)
        report = describe_items(
            self._open_records(),
            scenario,
            language=language,
            every_attempt=every_attempt,
            scenes=() if known is None else tuple(known.scenes),
            wanted=wanted,
        )
        return ItemFigures(report, known)

    def reliability(self) -> tuple[CertificationFigures, ...]:
        """Return how reliable the scores of each certification of the library are."""
        try:
            records = self._open_records()
        except NothingRecordedFault:
            return ()
        return tuple(
            CertificationFigures(each, describe_certification(records, each))
            for each in self._library.certifications.values()
        )

    def _title(self, scenario: str) -> Text | None:
        found = self._library.scenarios.get(scenario)
        return None if found is None else found.scenario.title

    def _open(self, scenario: str) -> Scenario | None:
        try:
            return self._library.open(scenario).scenario
        except (KeyError, ScenarioGoneFault):
            return None
