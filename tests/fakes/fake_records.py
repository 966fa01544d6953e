"""Records kept in memory, by the same rules as the real ones: the same tests are run on both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from trainer.app.ports import (
    AttemptFacts,
    AttemptState,
    BackupFacts,
    BackupKind,
    DecisionFacts,
    Fault,
    Finish,
    NewAttempt,
    Progress,
    Trainee,
)
from trainer.scenario.model import Use


@dataclass
class _Attempt:
    new: NewAttempt
    decisions: list[DecisionFacts]
    signs: list[tuple[str, datetime]] = field(default_factory=list)
    """`left` or `resumed`, and when."""
    state: AttemptState = AttemptState.OPEN
    ended_at: datetime | None = None
    finish: Finish | None = None

    def last_at(self) -> datetime:
        moments = [self.new.started_at, *(at for _, at in self.signs)]
        moments.extend(each.taken_at for each in self.decisions[self.new.branch_length :])
        return self.ended_at or max(moments)

    def facts(self) -> AttemptFacts:
        new = self.new
        return AttemptFacts(
            id=new.id,
            trainee=new.trainee,
            scenario=new.scenario,
            version=new.version,
            source_sha256=sha256(new.source).hexdigest(),
            language=new.language,
            use=new.use,
            seed=new.seed,
            time_allowance=new.time_allowance,
            started_at=new.started_at,
            state=self.state,
            parent=new.parent,
            branch_length=new.branch_length,
            decisions=len(self.decisions),
            interruptions=sum(1 for kind, _ in self.signs if kind == "left"),
            last_at=self.last_at(),
            finish=self.finish,
        )


class FakeRecords:
    """`Records` in memory. What is put into `refuse` is raised by the next write, which writes nothing."""

    def __init__(self) -> None:
        self.refuse: Fault | None = None
        self._trainees: dict[str, Trainee] = {}
        self._attempts: dict[str, _Attempt] = {}
        self._sources: dict[str, bytes] = {}
        self._backups: list[BackupFacts] = []

    def add_trainee(self, trainee: Trainee) -> None:
        self._write()
        if trainee.id in self._trainees:
            raise ValueError("a trainee is added once")
        self._trainees[trainee.id] = trainee

    def change_trainee(self, trainee: Trainee) -> None:
        self._write()
        created_at = self._trainees[trainee.id].created_at
        self._trainees[trainee.id] = replace(trainee, created_at=created_at)

    def trainee(self, trainee: str) -> Trainee:
        return self._trainees[trainee]

    def trainees(self) -> Sequence[Trainee]:
        return sorted(self._trainees.values(), key=lambda each: (each.created_at, each.id))

    def begin(self, attempt: NewAttempt) -> None:
        self._write()
        if attempt.id in self._attempts or attempt.trainee not in self._trainees:
            raise ValueError("an attempt begins once, by a trainee who is known")
        copied: list[DecisionFacts] = []
        if attempt.parent is not None:
            parent = self._attempts[attempt.parent]
            if attempt.branch_length > len(parent.decisions):
                raise ValueError("a branch is no longer than its parent")
            copied = [replace(each, attempt=attempt.id) for each in parent.decisions[: attempt.branch_length]]
            if parent.state is AttemptState.OPEN:
                parent.state, parent.ended_at = AttemptState.ABANDONED, attempt.started_at
        self._attempts[attempt.id] = _Attempt(attempt, copied)
        self._sources[sha256(attempt.source).hexdigest()] = attempt.source

    def decide(self, decision: DecisionFacts) -> None:
        self._write()
        self._keep(decision)

    def finish(self, last: DecisionFacts, finish: Finish) -> None:
        self._write()
        attempt = self._keep(last)
        attempt.state, attempt.finish, attempt.ended_at = AttemptState.FINISHED, finish, finish.finished_at

    def close(self, attempt: str, state: AttemptState, at: datetime) -> None:
        self._write()
        if state not in {AttemptState.LOST, AttemptState.ABANDONED}:
            raise ValueError("an attempt is closed as lost or abandoned")
        closed = self._open(attempt)
        closed.state, closed.ended_at = state, at

    def interrupt(self, attempt: str, at: datetime) -> None:
        self._write()
        self._open(attempt).signs.append(("left", at))

    def resume(self, attempt: str, at: datetime) -> None:
        self._write()
        resumed = self._open(attempt)
        if not resumed.signs or resumed.signs[-1][0] != "left":
            resumed.signs.append(("left", resumed.last_at()))
        resumed.signs.append(("resumed", at))

    def attempt(self, attempt: str) -> AttemptFacts:
        return self._attempts[attempt].facts()

    def attempts(self, trainee: str) -> Sequence[AttemptFacts]:
        facts = [each.facts() for each in self._attempts.values() if each.new.trainee == trainee]
        return sorted(facts, key=lambda each: (each.started_at, each.id), reverse=True)

    def progress(self, trainee: str) -> Progress:
        own = [each for each in self._attempts.values() if each.new.trainee == trainee]
        finished = [each for each in own if each.finish is not None]
        moments = [each.new.started_at for each in own]
        moments.extend(at for each in own for _, at in each.signs)
        moments.extend(each.finish.finished_at for each in finished if each.finish is not None)
        return Progress(
            calls=len(finished),
            passed_assessments=sum(
                1
                for each in finished
                if each.new.use is Use.ASSESSMENT and each.finish and each.finish.passed
            ),
            open_calls=sum(1 for each in own if each.state is AttemptState.OPEN),
            last_at=max(moments, default=None),
        )

    def decisions(self, attempt: str) -> Sequence[DecisionFacts]:
        return tuple(self._attempts[attempt].decisions)

    def decisions_of(self, attempts: Sequence[str]) -> Mapping[str, Sequence[DecisionFacts]]:
        return {each: tuple(self._attempts[each].decisions) for each in attempts}

    def source(self, sha256: str) -> bytes:
        return self._sources[sha256]

    def backup(self, kind: BackupKind) -> BackupFacts:
        self._write()
        name = f"backup-{len(self._backups)}"
        moment = max(each.created_at for each in self._trainees.values())
        made = BackupFacts(name, Path("backups") / name, moment, kind, 1)
        self._backups.insert(0, made)
        return made

    def backups(self) -> Sequence[BackupFacts]:
        return tuple(self._backups)

    def _write(self) -> None:
        if self.refuse is not None:
            refusal, self.refuse = self.refuse, None
            raise refusal

    def _keep(self, decision: DecisionFacts) -> _Attempt:
        attempt = self._open(decision.attempt)
        if decision.number != len(attempt.decisions) + 1:
            raise ValueError("decisions are numbered in turn")
        attempt.decisions.append(decision)
        return attempt

    def _open(self, attempt: str) -> _Attempt:
        found = self._attempts[attempt]
        if found.state is not AttemptState.OPEN:
            raise ValueError(f"the attempt is {found.state}")
        return found
