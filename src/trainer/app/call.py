"""A call while it is taken: what the screen shows, and the one way to move on.

A decision is durable before the next line is given away. Where the records refuse it, the call stands where
it stood, and the trainee takes the reply again. A call holds its own scenario; nothing that happens to the
file disturbs it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from trainer.app.ports import AttemptState, Clock, DecisionFacts, Finish, Records, TimeAllowance
from trainer.app.standard import Standard
from trainer.app.transcript import (
    Entry,
    Feedback,
    Line,
    agent_entry,
    agent_line,
    customer_entry,
    customer_line,
)
from trainer.engine.call import Event, Step, advance, start
from trainer.scenario.model import SILENCE, Channel, Scenario, Use
from trainer.scoring.card import score

__all__ = [
    "Call",
    "CallOver",
    "Desk",
    "Offer",
    "Opening",
    "PracticeOnlyError",
    "Taken",
    "shuffle",
]


class PracticeOnlyError(ValueError):
    """An assessment gives no hints and does not go back."""


class CallOver(ValueError):  # noqa: N818 - it is over, which is no fault of anybody
    """The call has ended or was left; nothing more can be done in it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is fixed for the whole of a call."""

    attempt: str
    trainee: str
    scenario: Scenario
    standard: Standard
    language: str
    use: Use
    seed: int
    time_allowance: TimeAllowance
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """What a call works with."""

    records: Records
    clock: Clock
    limits_in_practice: Callable[[], bool]
    """Whether time limits hold in practice; asked at every decision."""
    branch: Callable[[str, int], "Call"]
    """Begins a branch of an attempt that stands before one of its decisions."""
    ended: Callable[[str], None]
    """Told when a call is over or was left."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A reply as it is offered."""

    id: str
    """What `Call.take` takes."""
    line: Line


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a decision. It is recorded."""

    number: int
    said: Entry
    """The agent's entry; its line is None after silence."""
    answer: Entry
    """What the customer says next."""
    mood_before: int
    feedback: Feedback | None
    """Given in practice alone."""
    finish: Finish | None
    """The result, where the call has ended."""

    @property
    def mood(self) -> int:
        """Return the customer's mood after the reply."""
        return self.answer.mood


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a call stands. Replaced as a whole, so that another thread never sees half a move."""

    step: Step
    events: tuple[Event, ...]
    transcript: tuple[Entry, ...]
    finish: Finish | None = None


class Stopwatch:
    """Seconds that are counted while it goes. It goes from the beginning."""

    def __init__(self, clock: Clock, counted: float) -> None:
        self._clock = clock
        self._counted = counted
        self._since: float | None = clock.seconds()

    def seconds(self) -> float:
        """Return the seconds counted until now."""
        return self._counted if self._since is None else self._counted + self._clock.seconds() - self._since

    def stop(self) -> None:
        """Count no more. Harmless where it stands."""
        self._counted = self.seconds()
        self._since = None

    def go(self) -> None:
        """Count on. Harmless where it goes."""
        if self._since is None:
            self._since = self._clock.seconds()


class Call:
    """One attempt being played. Made by `Practice`; use it from one thread at a time, read it from any."""

    def __init__(self, opening: Opening, decisions: Sequence[DecisionFacts], desk: Desk) -> None:
        self.opening = opening
        self.attempt: Final = opening.attempt
        self.scenario: Final = opening.scenario
        """As it was when the attempt began."""
        self.language: Final = opening.language
        self.locale: Final = opening.scenario.locale(opening.language)
        """What the customer speaks."""
        self.use: Final = opening.use
        self.coached: Final = opening.use is Use.PRACTICE
        """Whether feedback, hints and going back are given: in practice."""
        self._desk = desk
        self._position = _replay(opening, decisions)
        self._over = False
        self._held_before = sum(each.held for each in decisions)
        self._held_here = 0.0
        """Seconds on hold since the last decision, in holds that are over."""
        self._holding_since: float | None = None
        """In seconds of the call; None where the customer is not on hold."""
        self._time = Stopwatch(desk.clock, decisions[-1].elapsed if decisions else 0.0)

    @property
    def step(self) -> Step:
        """Return the moment in which the call stands."""
        return self._position.step

    @property
    def line(self) -> Line:
        """Return what the customer said last."""
        return customer_line(self.scenario, self.step, self.language)

    @property
    def number(self) -> int:
        """Return the number of the decision that is due, from 1."""
        return len(self._position.events) + 1

    @property
    def offered(self) -> tuple[Offer, ...]:
        """Return the replies in the order in which they are shown; none at the end of the call."""
        step = self.step
        replies = {reply.id: reply for reply in step.offered}
        return tuple(
            Offer(each, agent_line(self.scenario, step.state.scene, replies[each], self.language))
            for each in shuffle(tuple(replies), self.opening.seed, self.number)
        )

    @property
    def transcript(self) -> tuple[Entry, ...]:
        """Return all that was said, oldest first."""
        return self._position.transcript

    @property
    def finish(self) -> Finish | None:
        """Return the result; None while the call lasts."""
        return self._position.finish

    @property
    def may_go_back(self) -> bool:
        """Whether there is a decision to go back to, and the call allows it."""
        return self.coached and bool(self._position.events) and self.finish is None and not self._over

    def elapsed(self) -> float:
        """Return the seconds of the call until now, without those in which it was interrupted or paused."""
        return self._time.seconds()

    def pause(self) -> None:
        """Stop the call's time; in practice alone. Harmless where it stands."""
        _require_practice(self.use)
        self._time.stop()

    def unpause(self) -> None:
        """Let the call's time go on. Harmless where it does."""
        if not self._over:
            self._time.go()

    @property
    def may_hold(self) -> bool:
        """Whether the customer can be put on hold: on the telephone, while the call goes on."""
        return self.scenario.channel is Channel.VOICE and not self._over

    @property
    def holding(self) -> bool:
        """Whether the customer is on hold."""
        return self._holding_since is not None

    def held(self) -> float:
        """Return the seconds in which the customer was on hold until now; part of the call's own."""
        return self._held_before + self._held_now()

    def hold(self) -> None:
        """Put the customer on hold. The call's time and the time to reply go on. Harmless where on hold."""
        if self.may_hold and self._holding_since is None:
            self._holding_since = self.elapsed()

    def unhold(self) -> None:
        """Go back to the customer. Harmless where not on hold."""
        self._held_here = self._held_now()
        self._holding_since = None

    def silence_seconds(self) -> float | None:
        """Return after how many seconds `silence` is taken; None where this moment has no limit.

        As authored, times the trainee's accommodation. Practice may switch limits off.
        """
        silence = self.step.silence
        factor = self.opening.time_allowance.factor
        if silence is None or factor is None or (self.coached and not self._desk.limits_in_practice()):
            return None
        return silence.after * factor

    def hint(self) -> str | None:
        """Return the skill that this decision exercises, or None where the author named none.

        Raises `PracticeOnlyError` in an assessment.
        """
        _require_practice(self.use)
        return self.step.skill

    def upcoming_lines(self) -> tuple[Line, ...]:
        """Return the customer's lines that any reply offered, or silence, would lead to, each once."""
        choices = [offer.id for offer in self.offered]
        if self.silence_seconds() is not None:
            choices.append(SILENCE)
        steps = (advance(self.scenario, self.step.state, choice)[1] for choice in choices)
        return tuple(dict.fromkeys(customer_line(self.scenario, step, self.language) for step in steps))

    def take(self, choice: str, seconds: float) -> Taken:
        """Take a reply offered, or `silence` where this moment has it, and return what became of it.

        `seconds` counts from when the replies were shown. The decision is durable when this returns. Raises
        `Fault` where it could not be recorded: the call then stands where it stood. Raises `NotOfferedError`
        for a choice that is not offered, `CallOver` after the end.
        """
        self._require_going_on()
        before = self._position
        event, step = advance(self.scenario, before.step.state, choice)
        decision = DecisionFacts(
            attempt=self.attempt,
            number=self.number,
            event=event,
            shown=tuple(offer.id for offer in self.offered),
            taken_at=self._desk.clock.now(),
            seconds=max(0.0, seconds),
            elapsed=self.elapsed(),
            held=self._held_now(),
        )
        finish = _conclude(self.opening, step, (*before.events, event), decision.taken_at)
        if finish is None:
            self._desk.records.decide(decision)
        else:
            self._desk.records.finish(decision, finish)
        self._held_before += decision.held
        self._held_here, self._holding_since = 0.0, None
        self._position = replace(_move(self.opening, before, event, step, decision), finish=finish)
        if finish is not None:
            self._end()
        said, answer = self._position.transcript[-2:]
        return Taken(decision.number, said, answer, before.step.state.mood, said.feedback, finish)

    def go_back(self) -> "Call":
        """Return to the decision before this one, in a branch that is an attempt of its own.

        This call is over then. Raises `PracticeOnlyError` in an assessment, `CallOver` where it cannot.
        """
        _require_practice(self.use)
        self._require_going_on()
        if not self._position.events:
            raise CallOver("there is no decision to go back to")
        branch = self._desk.branch(self.attempt, self.number - 1)
        self._end()
        return branch

    def leave(self) -> None:
        """Leave the call so that it can be resumed. Harmless where it is over."""
        if not self._over:
            self._desk.records.interrupt(self.attempt, self._desk.clock.now())
            self._end()

    def abandon(self) -> None:
        """End the call without a result: a practice is abandoned, an assessment is lost."""
        self._require_going_on()
        state = AttemptState.ABANDONED if self.coached else AttemptState.LOST
        self._desk.records.close(self.attempt, state, self._desk.clock.now())
        self._end()

    def _held_now(self) -> float:
        """Return the seconds on hold since the last decision."""
        since = self._holding_since
        return self._held_here if since is None else self._held_here + max(0.0, self.elapsed() - since)

    def _end(self) -> None:
        self._time.stop()
        self._over = True
        self._desk.ended(self.attempt)

    def _require_going_on(self) -> None:
        if self._over:
            raise CallOver("the call has ended or was left")


def shuffle(replies: Sequence[str], seed: int, decision: int) -> tuple[str, ...]:
    """Return reply ids in the order in which they are shown at a decision.

    The order follows from the attempt's seed and the decision's number alone, so a call that is resumed, on
    any machine and with any version of Python, shows what it showed before.
    """
    return tuple(sorted(replies, key=lambda reply: sha256(f"{seed}/{decision}/{reply}".encode()).digest()))


def _replay(opening: Opening, decisions: Iterable[DecisionFacts]) -> _Position:
    """Return where a call stands after the decisions that are recorded of it."""
    step = start(opening.scenario)
    position = _Position(step, (), (customer_entry(opening.scenario, step, opening.language, 0.0),))
    for decision in decisions:
        event, step = advance(opening.scenario, position.step.state, decision.event.reply)
        position = _move(opening, position, event, step, decision)
    return position


def _move(
    opening: Opening, before: _Position, event: Event, step: Step, decision: DecisionFacts
) -> _Position:
    scenario, language = opening.scenario, opening.language
    said = agent_entry(scenario, decision, language, coached=opening.use is Use.PRACTICE)
    answer = customer_entry(scenario, step, language, decision.elapsed)
    return _Position(step, (*before.events, event), (*before.transcript, said, answer))


def _conclude(opening: Opening, step: Step, events: tuple[Event, ...], at: datetime) -> Finish | None:
    """Return the result of a call that has come to an ending; None where it goes on."""
    if step.ending is None:
        return None
    card = score(events, step.ending, opening.standard.par, opening.scenario.marks)
    return Finish(
        finished_at=at,
        scene=step.state.scene,
        outcome=step.ending,
        scores={
            dimension: None if measured is None else measured.score.as_integer_ratio()
            for dimension, measured in card.dimensions.items()
        },
        passed=card.passed,
        reasons=tuple(reason.value for reason in card.reasons),
        critical=tuple(moment.kind for moment in card.critical),
    )


def _require_practice(use: Use) -> None:
    if use is not Use.PRACTICE:
        raise PracticeOnlyError("an assessment gives no hints and does not go back")
