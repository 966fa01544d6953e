"""Beginning a call, resuming it, and trying again from one of its decisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trainer.app.attempts import Attempts, assessments, resumable_until
from trainer.app.call import Call, Desk, Opening, PracticeOnlyError
from trainer.app.faults import UnreadableSourceFault
from trainer.app.library import Library
from trainer.app.ports import (
    AttemptFacts,
    AttemptState,
    Clock,
    Identifiers,
    NewAttempt,
    Records,
    Trainee,
)
from trainer.certification.standing import opens_at
from trainer.scenario.model import Scenario, Text, Use

__all__ = ["Admission", "NotAdmittedError", "NotResumableError", "Obstacle", "OpenAttempt", "Practice"]


class Obstacle(StrEnum):
    """Why a call cannot begin now."""

    LANGUAGE = "language"
    """The scenario is not offered in this language."""
    USE = "use"
    """The scenario is for the other use alone."""
    OPEN = "open"
    """An assessment of this scenario in this language is open: it is resumed, not begun again."""
    WAITING = "waiting"
    """Too many failed; it opens again at a time."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a call can begin now, and if not, why and what then."""

    obstacle: Obstacle | None = None
    open_attempt: str | None = None
    """The attempt to be resumed, where the obstacle is an open one."""
    opens_at: datetime | None = None
    """When it opens again, where the obstacle is a wait."""

    @property
    def granted(self) -> bool:
        """Whether the call can begin."""
        return self.obstacle is None


class NotAdmittedError(ValueError):
    """A call was begun that cannot begin now. Ask `Practice.admission` first."""

    def __init__(self, admission: Admission) -> None:
        super().__init__(f"the call cannot begin: {admission.obstacle}")
        self.admission = admission


class NotResumableError(ValueError):
    """An attempt is over: it has a debrief where it finished, and nothing to resume."""

    def __init__(self, facts: AttemptFacts) -> None:
        super().__init__(f"the attempt is {facts.state}")
        self.facts = facts


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """A call that can be resumed."""

    facts: AttemptFacts
    title: Text
    scenario: Scenario
    until: datetime | None
    """When an assessment is lost unless it goes on; None for practice, which waits."""


class Practice:
    """Calls of this machine's trainees, in practice and assessment."""

    def __init__(  # noqa: PLR0913 - the ports of the largest use case, each named
        self,
        *,
        records: Records,
        attempts: Attempts,
        library: Library,
        clock: Clock,
        identifiers: Identifiers,
        limits_in_practice: Callable[[], bool],
    ) -> None:
        self._records = records
        self._attempts = attempts
        self._library = library
        self._clock = clock
        self._identifiers = identifiers
        self._limits_in_practice = limits_in_practice
        self._calls: dict[str, Call] = {}

    def admission(self, trainee: Trainee, scenario_id: str, language: str, use: Use) -> Admission:
        """Tell whether a call can begin now. KeyError where the library has no such scenario."""
        scenario = self._library.scenario(scenario_id).scenario
        if language not in scenario.languages:
            return Admission(Obstacle.LANGUAGE)
        if use not in scenario.use:
            return Admission(Obstacle.USE)
        if use is Use.PRACTICE:
            return Admission()
        attempts = self._attempts.of(trainee.id)
        for each in attempts:
            if (
                each.state is AttemptState.OPEN
                and each.use is Use.ASSESSMENT
                and (each.scenario, each.language) == (scenario_id, language)
            ):
                return Admission(Obstacle.OPEN, open_attempt=each.id)
        opening = self._next_opening(attempts, scenario_id, language)
        return Admission() if opening is None else Admission(Obstacle.WAITING, opens_at=opening)

    def begin(self, trainee: Trainee, scenario_id: str, language: str, use: Use) -> Call:
        """Begin a call. Raises `NotAdmittedError`, or `Fault` where it cannot be recorded or scored."""
        admission = self.admission(trainee, scenario_id, language, use)
        if not admission.granted:
            raise NotAdmittedError(admission)
        opened = self._library.open(scenario_id)
        attempt = NewAttempt(
            id=self._identifiers.new(),
            trainee=trainee.id,
            scenario=scenario_id,
            version=opened.scenario.version,
            source=opened.source,
            language=language,
            use=use,
            seed=self._identifiers.seed(),
            time_allowance=trainee.time_allowance,
            started_at=self._clock.now(),
        )
        return self._begin(attempt, opened.scenario)

    def resume(self, attempt_id: str) -> Call:
        """Return the call of an open attempt, exactly where its recorded decisions left it.

        A call that this process has open is returned as it is. Raises `NotResumableError` where the attempt
        is over, KeyError where there is none.
        """
        call = self._calls.get(attempt_id)
        if call is not None:
            return call
        facts = self._attempts.get(attempt_id)
        if facts.state is not AttemptState.OPEN:
            raise NotResumableError(facts)
        source = self._records.source(facts.source_sha256)
        scenario = self._library.played(facts.scenario, source)
        opening = self._opening(facts, scenario, source)
        self._records.resume(attempt_id, self._clock.now())
        return self._open(opening)

    def open_attempts(self, trainee: Trainee) -> Sequence[OpenAttempt]:
        """Return what a trainee can resume, newest first; what was interrupted for too long is lost."""
        return self.open_among(self._attempts.of(trainee.id))

    def open_among(self, attempts: Sequence[AttemptFacts]) -> Sequence[OpenAttempt]:
        """Return those of some attempts that can be resumed, in their order.

        One whose scenario only a newer version of the program can read is left for that version.
        """
        found = []
        for facts in attempts:
            if facts.state is not AttemptState.OPEN:
                continue
            try:
                scenario = self._library.played(facts.scenario, self._records.source(facts.source_sha256))
            except UnreadableSourceFault:
                continue
            found.append(OpenAttempt(facts, scenario.title, scenario, resumable_until(facts)))
        return found

    def give_up(self, attempt_id: str) -> None:
        """End an open practice for good, without a result: it counts for nothing. Harmless where it is over.

        Raises `PracticeOnlyError` for an assessment, which goes on or is lost; KeyError where there is none.
        """
        facts = self._attempts.get(attempt_id)
        if facts.use is not Use.PRACTICE:
            raise PracticeOnlyError("an assessment is not given up")
        if facts.state is not AttemptState.OPEN:
            return
        call = self._calls.get(attempt_id)
        if call is not None:
            call.abandon()
        else:
            self._records.close(attempt_id, AttemptState.ABANDONED, self._clock.now())

    def try_again_from(self, attempt_id: str, decision: int) -> Call:
        """Begin a branch that stands before a decision (from 1) of a practice, as an attempt of its own.

        Raises `PracticeOnlyError` for an assessment, ValueError where there is no such decision.
        """
        facts = self._attempts.get(attempt_id)
        if facts.use is not Use.PRACTICE:
            raise PracticeOnlyError("an assessment has no branches")
        if not 1 <= decision <= facts.decisions:
            raise ValueError(f"the attempt has no decision {decision}")
        source = self._records.source(facts.source_sha256)
        branch = NewAttempt(
            id=self._identifiers.new(),
            trainee=facts.trainee,
            scenario=facts.scenario,
            version=facts.version,
            source=source,
            language=facts.language,
            use=Use.PRACTICE,
            seed=facts.seed,
            time_allowance=facts.time_allowance,
            started_at=self._clock.now(),
            parent=facts.id,
            branch_length=decision - 1,
        )
        return self._begin(branch, self._library.played(facts.scenario, source))

    def _begin(self, attempt: NewAttempt, scenario: Scenario) -> Call:
        opening = self._opening(attempt, scenario, attempt.source)
        self._records.begin(attempt)
        return self._open(opening)

    def _opening(self, attempt: NewAttempt | AttemptFacts, scenario: Scenario, source: bytes) -> Opening:
        return Opening(
            attempt=attempt.id,
            trainee=attempt.trainee,
            scenario=scenario,
            # Worked out before anything is recorded: a call that could never be scored must not begin.
            standard=self._library.standard_of(scenario, source),
            language=attempt.language,
            use=attempt.use,
            seed=attempt.seed,
            time_allowance=attempt.time_allowance,
            started_at=attempt.started_at,
        )

    def _open(self, opening: Opening) -> Call:
        desk = Desk(
            records=self._records,
            clock=self._clock,
            limits_in_practice=self._limits_in_practice,
            branch=self.try_again_from,
            ended=self._forget,
        )
        call = Call(opening, self._records.decisions(opening.attempt), desk)
        self._calls[opening.attempt] = call
        self._attempts.note(opening.attempt, going_on=True)
        return call

    def _forget(self, attempt: str) -> None:
        self._calls.pop(attempt, None)
        self._attempts.note(attempt, going_on=False)

    def _next_opening(
        self, attempts: Sequence[AttemptFacts], scenario_id: str, language: str
    ) -> datetime | None:
        """Return when an assessment may start where certifications make the trainee wait."""
        over = assessments(attempts)
        openings = [
            opens_at(certification, over, scenario_id, language, self._clock.now())
            for certification in self._library.certifications.values()
        ]
        return max((each for each in openings if each is not None), default=None)
