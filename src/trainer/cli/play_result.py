"""What a call in the terminal came to, for programs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.engine.call import Event, Step
from trainer.scenario.model import Dimension, Scenario, Text
from trainer.scoring.card import DimensionScore, Reason, find_critical, measure, score

__all__ = ["PlayedCall", "result_data"]


class PlayedCall(NamedTuple):
    """A call as far as it was played."""

    scenario: Scenario
    language: str
    par: Mapping[Dimension, int]
    events: Sequence[Event]
    step: Step
    """Where it stands, or has ended."""

    @property
    def measured(self) -> Mapping[Dimension, DimensionScore | None]:
        """What each dimension came to so far."""
        return measure(self.events, self.par)

    def words(self, text: Text) -> str:
        """Return a text as it is said in this call."""
        return text.spoken(self.scenario.locale(self.language))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it did not pass; empty where it did."""
        if self.step.ending is None:
            return (Reason.INCOMPLETE,)
        return score(self.events, self.step.ending, self.par, self.scenario.marks).reasons


def result_data(call: PlayedCall) -> dict[str, object]:
    """Return what the JSON of `play` says."""
    outcome = call.step.ending
    complete = outcome is not None
    return {
        "scenario": call.scenario.id,
        "version": call.scenario.version,
        "language": call.language,
        "complete": complete,
        "ending": {
            "scene": call.step.state.scene,
            "outcome": outcome,
            "accepted": outcome in call.scenario.marks.outcomes,
        }
        if complete
        else None,
        "scores": {
            dimension: None if measured is None else _score_data(measured, complete=complete)
            for dimension, measured in call.measured.items()
        },
        "critical": [
            {"scene": moment.scene, "reply": moment.reply, "kind": moment.kind}
            for moment in find_critical(call.events)
        ],
        "passed": not call.reasons,
        "reasons": list(call.reasons),
        "mood": call.step.state.mood,
        "decisions": [_decision_data(event) for event in call.events],
    }


def _score_data(measured: DimensionScore, *, complete: bool) -> dict[str, int | None]:
    return {
        "score": measured.shown if complete else None,
        "earned": measured.earned,
        "available": measured.available,
        "cost": measured.cost,
        "par": measured.par,
    }


def _decision_data(event: Event) -> dict[str, object]:
    ratings: dict[str, object] = {
        dimension: None
        if (rating := event.ratings.get(dimension)) is None
        else {"earned": rating.earned, "available": rating.available}
        for dimension in Dimension
    }
    return {
        "scene": event.scene,
        "line": event.line,
        "offered": list(event.offered),
        "reply": event.reply,
        **ratings,
        "mood": event.mood,
        "flags": sorted(event.flags),
    }
