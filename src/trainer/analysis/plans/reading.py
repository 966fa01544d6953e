"""From a file to the plays of a plan, by the same rules for files and problems as a scenario."""

from typing import Any, Final, NamedTuple

from trainer.analysis.plans.catalogue import PLAY_COUNT, TOO_MANY_REPLIES, WANTS_LINE, WANTS_VERDICT
from trainer.analysis.plans.model import PlannedPlay
from trainer.scenario.catalogue import NOT_ALLOWED, WANTS_LIST
from trainer.scenario.diagnostics import Diagnostic, excerpt
from trainer.scenario.judging import Judge
from trainer.scenario.languages import LanguageShape
from trainer.scenario.model import HIGHEST_MOOD, LOWEST_MOOD, CriticalError, Dimension, Outcome
from trainer.scenario.nodes import ListNode, Node, ScalarNode
from trainer.scenario.parsing import Document, parse
from trainer.scenario.shapes import Built, Choice, Fields, Format, Integer, ListOf, Slug, check_repetition
from trainer.scenario.source import SourceFile
from trainer.scoring.card import CriticalMoment, Reason

__all__ = ["LANGUAGE", "MOST_PLAYS", "MOST_REPLIES", "PASSES", "LoadedPlan", "read_plan"]

MOST_PLAYS: Final = 1_000
MOST_REPLIES: Final = 20_000
"""In all plays together. Both are far beyond any plan that a person has written, and are played at once."""

PASSES: Final = "passes"
LANGUAGE: Final = "language"


class LoadedPlan(NamedTuple):
    """What was read of a plan."""

    plays: tuple[PlannedPlay, ...] | None
    """None where the file has an error."""
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    """F and S codes, in order."""
    omitted: int
    """How many problems there are beyond those that are listed."""


class _VerdictShape:
    """`passes`, or the reasons why a call does not pass."""

    _reasons: Final = {each.value: each for each in Reason if each is not Reason.INCOMPLETE}
    _listed: Final = ", ".join(_reasons)

    def read(self, node: Node, judge: Judge) -> tuple[Reason, ...] | None:
        """Return the reasons in the order in which they are listed; none where the call passes."""
        if isinstance(node, ScalarNode) and node.value == PASSES:
            return ()
        if not isinstance(node, ListNode) or not node.items:
            judge.report(WANTS_VERDICT, node, choices=self._listed)
            return None
        seen: set[str] = set()
        for item in node.items:
            if isinstance(item, ScalarNode) and item.value in self._reasons:
                check_repetition(item, seen, judge)
            else:
                written = excerpt(item.value) if isinstance(item, ScalarNode) else ""
                judge.report(NOT_ALLOWED, item, value=written, choices=self._listed)
        return tuple(reason for word, reason in self._reasons.items() if word in seen)


class _LineName:
    """The id of something that the customer says."""

    def read(self, node: Node, judge: Judge) -> str | None:
        """Return the id; whether the scenario has such a line shows when the play is played."""
        if not isinstance(node, ScalarNode) or not node.value:
            judge.report(WANTS_LINE, node)
            return None
        return node.value


def _play(values: dict[str, Any]) -> PlannedPlay:
    return PlannedPlay(
        replies=values["replies"],
        language=values.get(LANGUAGE),
        ending=values["ending"],
        outcome=values["outcome"],
        scores=values["scores"],
        reasons=values["verdict"],
        critical=values.get("critical"),
        mood=values.get("mood"),
        lines=values.get("lines"),
    )


PLAY: Final = Built(
    Fields(
        required={
            "replies": ListOf(Slug(), unique=False, may_be_empty=True),
            "ending": Slug(),
            "outcome": Choice(Outcome),
            "scores": Built(
                Fields(required={}, optional=dict.fromkeys(Dimension, Integer(0, 100))),
                lambda values: {Dimension(name): score for name, score in values.items()},
            ),
            "verdict": _VerdictShape(),
        },
        optional={
            LANGUAGE: LanguageShape(),
            "critical": ListOf(
                Built(
                    Fields(required={"scene": Slug(), "reply": Slug(), "kind": Choice(CriticalError)}),
                    lambda values: CriticalMoment(**values),
                ),
                unique=False,
                may_be_empty=True,
            ),
            "mood": Integer(LOWEST_MOOD, HIGHEST_MOOD),
            "lines": ListOf(_LineName(), unique=False),
        },
    ),
    _play,
)


class _Plays:
    """The plays, at least one, and no more than can be played at once."""

    _plays: Final = ListOf(PLAY, unique=False)

    def read(self, node: Node, judge: Judge) -> tuple[PlannedPlay, ...] | None:
        """Return the plays."""
        if not isinstance(node, ListNode):
            judge.report(WANTS_LIST, node)
            return None
        count = len(node.items)
        if not 1 <= count <= MOST_PLAYS:
            judge.report(PLAY_COUNT, node, high=MOST_PLAYS, count=count)
            return None
        plays = self._plays.read(node, judge)
        replies = sum(len(play.replies) for play in plays or ())
        if replies > MOST_REPLIES:
            judge.report(TOO_MANY_REPLIES, node, high=MOST_REPLIES, count=replies)
        return plays


TOP: Final = Fields(required={"format": Format(), "plays": _Plays()})


def read_plan(file: SourceFile) -> LoadedPlan:
    """Read and judge a plan by itself. Whatever the file holds, this returns."""
    document = parse(file)
    judge = Judge(document)
    values = TOP.read(document.root, judge) if document.root is not None else None
    plays = values["plays"] if values is not None and judge.sound else None
    return LoadedPlan(plays, document, judge.diagnostics(), judge.omitted)
