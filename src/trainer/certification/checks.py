"""The checks of a certification among the scenarios it names, one function for each code.

A certification is judged against a library: the files of one call of `check`, or the folders of this machine.
What an examination of a scenario says is handed over as facts, so that this package knows nothing of graphs.
"""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from trainer.certification import catalogue
from trainer.certification.model import Certification, Requirement
from trainer.scenario.diagnostics import Diagnostic, Message, Place, in_order
from trainer.scenario.model import Use
from trainer.scenario.reading import Loaded

__all__ = ["LEAST_DECISIONS", "ScenarioFacts", "bears_on_scoring", "check_certification"]

LEAST_DECISIONS: Final = 12
"""How many decisions the required perfect calls must hold together, so that chance seldom passes."""

SCORING_CODES: Final = ("Q503", "Q504")
GRAPH_CODES: Final = "G"


@dataclass(frozen=True, slots=True)
class ScenarioFacts:
    """What a certification must know of a scenario of the library."""

    id: str
    languages: Collection[str] | None
    """In which it can be played; None where its file has errors that hide it."""
    uses: Collection[Use]
    perfect_decisions: int | None
    """How many decisions its perfect call holds; None where there is none, or it is not known."""
    flaws: tuple[str, ...]
    """The codes of its own diagnostics that bear on scoring."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A scenario as a requirement names it."""

    name: str
    requirement: Requirement
    place: Place


def bears_on_scoring(codes: Iterable[str]) -> tuple[str, ...]:
    """Return those of a scenario's codes that make its scores unsound, each once, in order."""
    return tuple(sorted({code for code in codes if code.startswith(GRAPH_CODES) or code in SCORING_CODES}))


def check_certification(
    loaded: Loaded,
    certification: Certification,
    scenarios: Mapping[str, ScenarioFacts],
    certifications: Mapping[str, Certification | None],
) -> list[Diagnostic]:
    """Return the findings C601 to C606 of a certification, in order.

    `loaded` is its file; `scenarios` and `certifications` are those of the library by id, itself included. Of
    a certification whose own file has errors only the id is known.
    """
    file = _File(loaded, certification)
    return in_order(
        [
            *unknown_scenarios(file, scenarios),
            *unfit_scenarios(file, scenarios),
            *impossible_order(file, certifications),
            *too_many_wanted(file),
            *too_few_decisions(file, scenarios),
            *flawed_scenarios(file, scenarios),
        ]
    )


class _File:
    """A certification and the places of its values."""

    def __init__(self, loaded: Loaded, certification: Certification) -> None:
        self.certification = certification
        self.positions = loaded.positions
        self._path = loaded.file.path

    def named(self) -> Iterator[_Named]:
        """Give every scenario that is named, each time it is."""
        for number, requirement in enumerate(self.certification.requires):
            for place, name in enumerate(requirement.scenarios):
                yield _Named(name, requirement, self.positions.value("requires", number, "scenarios", place))

    def report(self, message: Message, place: Place, **arguments: object) -> Diagnostic:
        """Return a finding at a place."""
        return message.at(self._path, place, arguments)


def unknown_scenarios(file: _File, scenarios: Mapping[str, ScenarioFacts]) -> Iterator[Diagnostic]:
    """C601: a scenario that the library does not have."""
    for each in file.named():
        if each.name not in scenarios:
            near = difflib.get_close_matches(each.name, scenarios, n=1)
            if near:
                message, nearest = catalogue.MISSPELLED_SCENARIO, near[0]
                yield file.report(message, each.place, scenario=each.name, nearest=nearest)
            else:
                yield file.report(catalogue.NO_SUCH_SCENARIO, each.place, scenario=each.name)


def unfit_scenarios(file: _File, scenarios: Mapping[str, ScenarioFacts]) -> Iterator[Diagnostic]:
    """C602: a scenario that cannot be played in a required language, or is not for assessment."""
    for each in file.named():
        facts = scenarios.get(each.name)
        if facts is None or facts.languages is None:
            continue
        lacking = [language for language in each.requirement.languages if language not in facts.languages]
        if lacking:
            message, languages = catalogue.NOT_IN_LANGUAGE, ", ".join(lacking)
            yield file.report(message, each.place, scenario=each.name, languages=languages)
        if Use.ASSESSMENT not in facts.uses:
            yield file.report(catalogue.NOT_FOR_ASSESSMENT, each.place, scenario=each.name)


def impossible_order(file: _File, certifications: Mapping[str, Certification | None]) -> Iterator[Diagnostic]:
    """C603: `after` names an unknown certification, or itself through others."""
    own = file.certification.id
    for number, name in enumerate(file.certification.after):
        place = file.positions.value("after", number)
        if name == own:
            yield file.report(catalogue.AFTER_ITSELF, place)
        elif name not in certifications:
            yield file.report(catalogue.NO_SUCH_CERTIFICATION, place, certification=name)
        elif own in _all_before(name, certifications):
            yield file.report(catalogue.FOLLOWS_ITSELF, place, certification=name)


def too_many_wanted(file: _File) -> Iterator[Diagnostic]:
    """C604: `at_least` over the number of scenarios."""
    for number, requirement in enumerate(file.certification.requires):
        count = len(requirement.scenarios)
        if requirement.at_least > count:
            place = file.positions.value("requires", number, "at_least")
            yield file.report(
                catalogue.MORE_THAN_THERE_ARE, place, at_least=requirement.at_least, count=count
            )


def too_few_decisions(file: _File, scenarios: Mapping[str, ScenarioFacts]) -> Iterator[Diagnostic]:
    """C605: fewer than 12 decisions on the perfect calls together.

    Where a requirement leaves a choice, its shortest calls are counted, since a trainee may choose those; a
    scenario that is required twice, or in two languages, is counted once. Not judged where a perfect call is
    not known.
    """
    counted: dict[str, int] = {}
    for requirement in file.certification.requires:
        lengths = {
            name: facts.perfect_decisions
            for name in requirement.scenarios
            if (facts := scenarios.get(name)) is not None and facts.perfect_decisions is not None
        }
        if len(lengths) < len(requirement.scenarios):
            return
        chosen = sorted(lengths.items(), key=lambda each: each[1])[: requirement.at_least]
        counted.update(chosen)
    count = sum(counted.values())
    if count < LEAST_DECISIONS:
        place = file.positions.key("requires")
        yield file.report(catalogue.TOO_FEW_DECISIONS, place, count=count, least=LEAST_DECISIONS)


def flawed_scenarios(file: _File, scenarios: Mapping[str, ScenarioFacts]) -> Iterator[Diagnostic]:
    """C606: a required scenario has an error or warning of its own that bears on scoring."""
    for each in file.named():
        facts = scenarios.get(each.name)
        if facts is not None and facts.flaws:
            codes = ", ".join(facts.flaws)
            yield file.report(catalogue.FLAWED_SCENARIO, each.place, scenario=each.name, codes=codes)


def _all_before(name: str, certifications: Mapping[str, Certification | None]) -> set[str]:
    """Return every certification that must be held before one, however far back."""
    before: set[str] = set()
    waiting = [name]
    while waiting:
        certification = certifications.get(waiting.pop())
        new = set(certification.after) - before if certification is not None else set()
        before |= new
        waiting.extend(new)
    return before
