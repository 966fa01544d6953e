"""From a file to a certification, by the same rules for files, Texts and problems as a scenario.

The Texts must be written in every language that the certification requires, and may be in others, since it is
also read by people who use the interface in those.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.judging import Judge
from trainer.scenario.languages import LANGUAGE, LanguageShape
from trainer.scenario.model import Dimension
from trainer.scenario.nodes import ListNode, MapNode, ScalarNode
from trainer.scenario.reading import Loaded
from trainer.scenario.shapes import Built, Fields, Format, Integer, ListOf, Slug
from trainer.scenario.texts import TextShape

__all__ = ["TOP", "LoadedCertification", "read_certification"]

REQUIRES: Final = "requires"
LANGUAGES: Final = "languages"
MOST_DAYS: Final = 36_500
"""A hundred years: more is a slip of the hand, and no calendar can hold much more."""
MOST_ATTEMPTS: Final = 1_000


@dataclass(frozen=True, slots=True)
class LoadedCertification:
    """What was read of one certification file."""

    certification: Certification | None
    """None where the file has an error."""
    diagnostics: tuple[Diagnostic, ...]
    """F, S and T codes, in order."""
    omitted: int
    """How many problems there are beyond those that are listed."""


def _requirement(values: dict[str, Any]) -> Requirement:
    scenarios = values["scenarios"]
    return Requirement(scenarios, values[LANGUAGES], values.get("at_least", len(scenarios)))


def _days(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(days=number)


LANGUAGE_LIST: Final = ListOf(LanguageShape(), unique=True)
REQUIREMENTS: Final = ListOf(
    Built(
        Fields(
            required={"scenarios": ListOf(Slug(), unique=True), LANGUAGES: LANGUAGE_LIST},
            optional={"at_least": Integer(1)},
        ),
        _requirement,
    ),
    unique=False,
)


TEXT: Final = TextShape()
MARK: Final = Integer(1, 100)
DAYS: Final = Integer(1, MOST_DAYS)
TOP: Final = Fields(
    required={
        "format": Format(),
        "certification": Slug(),
        "version": Integer(1),
        "title": TEXT,
        REQUIRES: REQUIREMENTS,
    },
    optional={
        "description": TEXT,
        "after": ListOf(Slug(), unique=True, may_be_empty=True),
        "marks": Built(
            Fields(required={}, optional=dict.fromkeys(Dimension, MARK)),
            lambda values: {Dimension(name): mark for name, mark in values.items()},
        ),
        "window_days": DAYS,
        "attempts": Built(
            Fields(required={"max": Integer(1, MOST_ATTEMPTS), "wait_days": Integer(0, MOST_DAYS)}),
            lambda values: AttemptLimit(values["max"], timedelta(days=values["wait_days"])),
        ),
        "valid_days": DAYS,
    },
)


def read_certification(loaded: Loaded) -> LoadedCertification:
    """Judge a file that is a certification, and return what it says where it has no error."""
    judge = Judge(loaded.document)
    certification = None
    if judge.document.root is not None:
        judge.speak(_required_languages(judge.document.root), complete=False)
        values = TOP.read(judge.document.root, judge)
        if values is not None and judge.sound:
            certification = _certification(values)
    return LoadedCertification(certification, judge.diagnostics(), judge.omitted)


def _required_languages(root: MapNode) -> tuple[str, ...]:
    """Return the languages of all requirements, which are wanted before the requirements are judged."""
    requirements = [
        item
        for key, node in root.entries
        if key.value == REQUIRES and isinstance(node, ListNode)
        for item in node.items
        if isinstance(item, MapNode)
    ]
    languages = [
        language.value
        for requirement in requirements
        for key, node in requirement.entries
        if key.value == LANGUAGES and isinstance(node, ListNode)
        for language in node.items
        if isinstance(language, ScalarNode)
    ]
    return tuple(dict.fromkeys(each for each in languages if LANGUAGE.fullmatch(each)))


def _certification(values: dict[str, Any]) -> Certification:
    return Certification(
        id=values["certification"],
        version=values["version"],
        title=values["title"],
        description=values.get("description"),
        requires=values[REQUIRES],
        after=values.get("after", ()),
        marks=values.get("marks", {}),
        window=_days(values.get("window_days")),
        limit=values.get("attempts"),
        validity=_days(values.get("valid_days")),
    )
