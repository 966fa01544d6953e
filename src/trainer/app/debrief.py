"""A finished call looked at again: the verdict, its reasons, and every decision beside the perfect call.

All of it is a fold of the recorded events over the scenario as it was played; a later edit of the file
changes nothing. What an assessment keeps to itself is left out here, not in the screen: neither the better
reply nor any reply that was not taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.app.library import Library
from trainer.app.ports import AttemptFacts, DecisionFacts, Finish, Records
from trainer.app.standard import Standard
from trainer.app.transcript import Line, agent_line, best_reply, customer_line, feedback_text, taken_line
from trainer.engine.call import Rating, State, advance, enter, start
from trainer.scenario.model import (
    CriticalError,
    Dimension,
    Outcome,
    Reply,
    Scenario,
    Text,
    Use,
)
from trainer.scoring.card import CriticalMoment, DimensionScore, Reason, score

__all__ = [
    "Debrief",
    "Debriefs",
    "DimensionReview",
    "NotFinishedError",
    "ReviewedDecision",
    "ReviewedReply",
]


class NotFinishedError(ValueError):
    """An attempt has no result, so there is nothing to look at again."""


@dataclass(frozen=True, slots=True)
class DimensionReview:
    """One dimension of the result beside its mark."""

    measured: DimensionScore
    mark: int
    """What the scenario asks for, 1 to 100."""

    @property
    def reached(self) -> bool:
        """Whether the mark was reached."""
        return self.measured.score >= self.mark


@dataclass(frozen=True, slots=True)
class ReviewedReply:
    """A reply that was offered, and what it would have earned."""

    id: str
    line: Line
    points: Mapping[Dimension, int]
    """0 to 3; only the dimensions that the scene rates."""
    critical: CriticalError | None


@dataclass(frozen=True, slots=True)
class ReviewedDecision:
    """One decision looked at again."""

    number: int
    """From 1."""
    scene: str
    skill: str | None
    customer: Line
    taken: Line | None
    """None where nothing was said in time."""
    ratings: Mapping[Dimension, Rating]
    """Points earned and available; only the dimensions that the scene rates."""
    critical: CriticalError | None
    feedback: Text | None
    """The author's words on the reply taken, in every language they are written in."""
    seconds: float
    """From when the replies were shown."""
    elapsed: float
    """Seconds of the call at the decision."""
    mood_before: int
    mood: int
    perfect: ReviewedReply | None
    """What the perfect call says at this moment; None in an assessment."""
    others: tuple[ReviewedReply, ...]
    """The other replies offered, in the order in which they were shown; none in an assessment."""

    @property
    def costs(self) -> Mapping[Dimension, int]:
        """Return what the best reply would have earned more, on each dimension rated."""
        return {dimension: rating.available - rating.earned for dimension, rating in self.ratings.items()}

    @property
    def taken_was_best(self) -> bool:
        """Whether no reply offered was better."""
        return self.taken is not None and self.critical is None and not any(self.costs.values())


@dataclass(frozen=True, slots=True)
class Debrief:
    """A finished call looked at again."""

    attempt: AttemptFacts
    scenario: Scenario
    """As it was played."""
    finish: Finish
    passed: bool
    reasons: tuple[Reason, ...]
    """Why it did not pass, in the order in which reasons are listed; empty where it did."""
    dimensions: Mapping[Dimension, DimensionReview | None]
    """All three; None where the scenario never scores it."""
    critical: tuple[CriticalMoment, ...]
    outcome: Outcome
    accepted: tuple[Outcome, ...]
    """The outcomes that pass."""
    ending: Line
    """What the customer says last."""
    seconds: float
    """How long the call took, interruptions left out."""
    held: float
    """How many of those seconds the customer was on hold."""
    moods: tuple[int, ...]
    """The customer's mood at the start and after each decision."""
    perfect_moods: tuple[int, ...]
    """The same in the perfect call."""
    decisions: tuple[ReviewedDecision, ...]

    @property
    def by_cost(self) -> tuple[ReviewedDecision, ...]:
        """Return the decisions with the one first from which most is to be learned.

        Critical errors come first, then what cost most; of equal ones the earlier.
        """
        return tuple(
            sorted(self.decisions, key=lambda each: (each.critical is None, -sum(each.costs.values())))
        )

    @property
    def finished_at(self) -> datetime:
        """Return when the call ended."""
        return self.finish.finished_at

    @property
    def may_try_again(self) -> bool:
        """Whether a decision can be tried again from: in practice."""
        return self.attempt.use is Use.PRACTICE


class Debriefs:
    """Finished calls, looked at again."""

    def __init__(self, records: Records, library: Library) -> None:
        self._records = records
        self._library = library

    def debrief(self, attempt_id: str) -> Debrief:
        """Look at a finished attempt again.

        Raises `NotFinishedError` where it has no result, KeyError where there is none of that id, and
        `UnreadableSourceFault` where this version cannot read the scenario any more.
        """
        facts = self._records.attempt(attempt_id)
        if facts.finish is None:
            raise NotFinishedError(f"the attempt is {facts.state}")
        source = self._records.source(facts.source_sha256)
        scenario = self._library.played(facts.scenario, source)
        standard = self._library.standard_of(scenario, source)
        return _debrief(facts, facts.finish, scenario, standard, self._records.decisions(attempt_id))


def _debrief(
    facts: AttemptFacts,
    finish: Finish,
    scenario: Scenario,
    standard: Standard,
    decisions: Sequence[DecisionFacts],
) -> Debrief:
    events = [decision.event for decision in decisions]
    card = score(events, finish.outcome, standard.par, scenario.marks)
    reviewed = _review(facts, scenario, decisions)
    last = decisions[-1]
    ending = enter(scenario, State(finish.scene, last.event.flags, last.event.mood))
    return Debrief(
        attempt=facts,
        scenario=scenario,
        finish=finish,
        passed=finish.passed,
        reasons=tuple(map(Reason, finish.reasons)),
        dimensions={
            dimension: None if measured is None else DimensionReview(measured, scenario.marks.mark(dimension))
            for dimension, measured in card.dimensions.items()
        },
        critical=card.critical,
        outcome=finish.outcome,
        accepted=scenario.marks.outcomes,
        ending=customer_line(scenario, ending, facts.language),
        seconds=last.elapsed,
        held=sum(decision.held for decision in decisions),
        moods=(scenario.customer.mood, *(event.mood for event in events)),
        perfect_moods=standard.moods,
        decisions=reviewed,
    )


def _review(
    facts: AttemptFacts, scenario: Scenario, decisions: Sequence[DecisionFacts]
) -> tuple[ReviewedDecision, ...]:
    reviewed = []
    step = start(scenario)
    for decision in decisions:
        event = decision.event
        told = _alternatives(scenario, decision, facts.language) if facts.use is Use.PRACTICE else None
        reviewed.append(
            ReviewedDecision(
                number=decision.number,
                scene=event.scene,
                skill=event.skill,
                customer=customer_line(scenario, step, facts.language),
                taken=taken_line(scenario, event, facts.language),
                ratings=event.ratings,
                critical=event.critical,
                feedback=feedback_text(scenario, event),
                seconds=decision.seconds,
                elapsed=decision.elapsed,
                mood_before=step.state.mood,
                mood=event.mood,
                perfect=None if told is None else told[0],
                others=() if told is None else told[1],
            )
        )
        _, step = advance(scenario, step.state, event.reply)
    return tuple(reviewed)


def _alternatives(
    scenario: Scenario, decision: DecisionFacts, language: str
) -> tuple[ReviewedReply | None, tuple[ReviewedReply, ...]]:
    """Return the best reply offered, and all that were neither taken nor that one."""
    scene = scenario.scenes[decision.event.scene]
    replies = {reply.id: reply for reply in scene.replies}
    best = best_reply(scene, decision.event.offered)
    left_out = {decision.event.reply, None if best is None else best.id}
    others = [replies[each] for each in decision.shown if each not in left_out]
    return (
        None if best is None else _reviewed(scenario, scene.id, best, language),
        tuple(_reviewed(scenario, scene.id, reply, language) for reply in others),
    )


def _reviewed(scenario: Scenario, scene: str, reply: Reply, language: str) -> ReviewedReply:
    points = {dimension: reply.points(dimension) for dimension in Dimension}
    return ReviewedReply(
        id=reply.id,
        line=agent_line(scenario, scene, reply, language),
        points={dimension: value for dimension, value in points.items() if value is not None},
        critical=reply.critical,
    )
