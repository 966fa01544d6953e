"""Whatever a trainee does in whatever order, crashes included: what is recorded is what was done."""

from pathlib import Path

import pytest
from building import double_charge
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from workshop import Workshop

from trainer.app.call import Call
from trainer.app.faults import DiskFullFault, Fault
from trainer.app.ports import AttemptState
from trainer.app.practice import NotAdmittedError, Obstacle
from trainer.engine.call import advance, start
from trainer.scenario.model import SILENCE, Use


class Trainee(RuleBasedStateMachine):
    """A trainee at the program, beside a plain list of what they did."""

    def __init__(self) -> None:
        super().__init__()
        self.workshop = Workshop(double_charge())
        self.call: Call | None = None
        self.done: dict[str, list[str]] = {}
        """Of each attempt, the replies taken."""
        self.states: dict[str, AttemptState] = {}

    @precondition(lambda self: self.call is None)
    @rule(language=st.sampled_from(["en", "es"]), use=st.sampled_from(list(Use)))
    def begin(self, language: str, use: Use) -> None:
        practice, trainee = self.workshop.practice, self.workshop.trainee
        admission = practice.admission(trainee, "double-charge", language, use)
        if admission.granted:
            self.call = self.workshop.begin(language=language, use=use)
            self._note(self.call, [])
            return
        # Only an open assessment of the same scenario and language is ever in the way.
        assert admission.obstacle is Obstacle.OPEN
        assert self.states[str(admission.open_attempt)] is AttemptState.OPEN
        with pytest.raises(NotAdmittedError):
            self.workshop.begin(language=language, use=use)

    @precondition(lambda self: self.call is not None)
    @rule(choice=st.integers(0, 3), disk_is_full=st.booleans(), seconds=st.floats(0, 30))
    def take(self, choice: int, seconds: float, *, disk_is_full: bool) -> None:
        call = self._going_on()
        choices = [offer.id for offer in call.offered]
        if call.step.silence is not None:
            choices.append(SILENCE)
        reply = choices[choice % len(choices)]
        self.workshop.clock.go(seconds)
        if disk_is_full:
            self.workshop.fake_records.refuse = DiskFullFault(Path("records"))
        before = call.transcript
        try:
            taken = call.take(reply, seconds)
        except Fault:
            assert disk_is_full
            assert call.transcript == before
            return
        assert not disk_is_full
        self.done[call.attempt].append(reply)
        if taken.finish is not None:
            self.states[call.attempt] = AttemptState.FINISHED
            self.call = None

    @precondition(lambda self: self.call is not None and self.call.may_go_back)
    @rule()
    def go_back(self) -> None:
        parent = self._going_on()
        self.call = parent.go_back()
        self.states[parent.attempt] = AttemptState.ABANDONED
        self._note(self.call, self.done[parent.attempt][:-1])

    @precondition(lambda self: self.call is not None)
    @rule()
    def leave(self) -> None:
        self._going_on().leave()
        self.call = None

    @precondition(lambda self: self.call is not None)
    @rule()
    def abandon(self) -> None:
        call = self._going_on()
        call.abandon()
        self.states[call.attempt] = AttemptState.ABANDONED if call.coached else AttemptState.LOST
        self.call = None

    @rule()
    def crash(self) -> None:
        self.workshop.restart()
        self.call = None

    @precondition(lambda self: self.call is None)
    @rule(hours=st.integers(0, 30))
    def come_back(self, hours: int) -> None:
        self.workshop.clock.go(hours=hours)
        found = self.workshop.practice.open_attempts(self.workshop.trainee)
        still_open = {each.facts.id for each in found}
        for attempt, state in self.states.items():
            if state is AttemptState.OPEN and attempt not in still_open:
                facts = self.workshop.records.attempt(attempt)
                assert facts.use is Use.ASSESSMENT
                assert facts.state is AttemptState.LOST
                self.states[attempt] = AttemptState.LOST
        if found:
            self.call = self.workshop.practice.resume(found[0].facts.id)

    @precondition(lambda self: any(self._practiced()))
    @rule(data=st.data())
    def try_again(self, data: st.DataObject) -> None:
        parent = data.draw(st.sampled_from(self._practiced()))
        number = data.draw(st.integers(1, len(self.done[parent])))
        if self.call is not None:
            self.call.leave()
        self.call = self.workshop.practice.try_again_from(parent, number)
        if self.states[parent] is AttemptState.OPEN:
            self.states[parent] = AttemptState.ABANDONED
        self._note(self.call, self.done[parent][: number - 1])

    @invariant()
    def what_is_recorded_is_what_was_done(self) -> None:
        records = self.workshop.records
        for attempt, replies in self.done.items():
            assert [each.event.reply for each in records.decisions(attempt)] == replies
            facts = records.attempt(attempt)
            assert facts.state is self.states[attempt]
            assert (facts.finish is not None) is (facts.state is AttemptState.FINISHED)

    @invariant()
    def the_call_stands_where_its_replies_lead(self) -> None:
        if self.call is None:
            return
        step = start(self.call.scenario)
        for reply in self.done[self.call.attempt]:
            _, step = advance(self.call.scenario, step.state, reply)
        assert self.call.step == step
        assert self.call.number == len(self.done[self.call.attempt]) + 1
        assert len(self.call.transcript) == 2 * self.call.number - 1

    def _note(self, call: Call, replies: list[str]) -> None:
        self.done[call.attempt] = list(replies)
        self.states[call.attempt] = AttemptState.OPEN

    def _going_on(self) -> Call:
        assert self.call is not None
        return self.call

    def _practiced(self) -> list[str]:
        return [
            attempt
            for attempt, replies in self.done.items()
            if replies and self.workshop.records.attempt(attempt).use is Use.PRACTICE
        ]


Trainee.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestOrdersOfActions = Trainee.TestCase
