"""The records in SQLite: the port that the use cases see, over typed rows that they never do.

Whatever writes is one transaction, durable when the method returns; where the environment refuses, nothing
was written and a `Fault` says what to do. A decision is checked and written in one statement, because the
customer's next line waits for it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    exists,
    func,
    insert,
    select,
    update,
)

from trainer.app.instructor_ports import Deed
from trainer.app.library import fingerprint
from trainer.app.ports import (
    AttemptFacts,
    AttemptState,
    BackupFacts,
    BackupKind,
    Clock,
    DecisionFacts,
    Finish,
    Identifiers,
    NewAttempt,
    Progress,
    Trainee,
)
from trainer.app.record_chain import written_scores
from trainer.storage.attempt_reader import ASKED_AT_ONCE, AttemptReader
from trainer.storage.backups import UnsoundBackupError
from trainer.storage.facts import (
    ATTEMPTS,
    COPIED,
    DECISIONS,
    PROGRESS,
    Values,
    attempt_facts,
    attempt_values,
    decision_facts,
    decision_values,
    ending_values,
    progress_of,
    score_values,
    trainee_facts,
    trainee_values,
)
from trainer.storage.instructor_records import InstructorRecords
from trainer.storage.open_attempts import add_to_open
from trainer.storage.records_file import RecordsFile
from trainer.storage.rows import (
    AttemptRow,
    Base,
    DecisionRow,
    DeedRow,
    EndingRow,
    ScoreRow,
    SignRow,
    SourceRow,
    TraineeRow,
)
from trainer.storage.seals import RecordSeals

__all__ = ["SqliteRecords"]


class SqliteRecords:
    """The facts of this machine, in one file. Opened by `opening.open_records`, which see to its schema."""

    def __init__(
        self, file: RecordsFile, *, clock: Clock, identifiers: Identifiers, release: Callable[[], None]
    ) -> None:
        self.file = file
        self._clock = clock
        self._identifiers = identifiers
        self._release = release
        self._reader = AttemptReader()
        self.seals = RecordSeals(file, clock=clock, identifiers=identifiers)
        self.instructor = InstructorRecords(file, identifiers)

    def add_trainee(self, trainee: Trainee) -> None:
        """Keep a new profile."""
        with self.file.writing() as connection:
            connection.execute(insert(TraineeRow), trainee_values(trainee))
            self._note_profile(connection, Deed.PROFILE_CREATED, trainee)

    def change_trainee(self, trainee: Trainee) -> None:
        """Replace what a profile says; KeyError where there is none."""
        values = trainee_values(trainee)
        del values["id"], values["created_at"]
        with self.file.writing() as connection:
            changed = connection.execute(update(TraineeRow).where(TraineeRow.id == trainee.id).values(values))
            if changed.rowcount != 1:
                raise KeyError(trainee.id)
            self._note_profile(connection, Deed.PROFILE_CHANGED, trainee)

    def trainee(self, trainee: str) -> Trainee:
        """Return one profile; KeyError where there is none."""
        with self.file.reading() as connection:
            row = connection.execute(
                select(TraineeRow.__table__).where(TraineeRow.id == trainee)
            ).one_or_none()
        if row is None:
            raise KeyError(trainee)
        return trainee_facts(row)

    def trainees(self) -> Sequence[Trainee]:
        """Return all profiles, oldest first."""
        query = select(TraineeRow.__table__).order_by(TraineeRow.created_at, TraineeRow.id)
        with self.file.reading() as connection:
            return [trainee_facts(row) for row in connection.execute(query)]

    def begin(self, attempt: NewAttempt) -> None:
        """Keep a new attempt, its source, and of a branch the decisions of its parent."""
        with self.file.writing() as connection:
            connection.execute(_KEEP_SOURCE, {"key": fingerprint(attempt.source), "content": attempt.source})
            self.file.chain.append(connection, AttemptRow, attempt_values(attempt))
            if attempt.parent is not None:
                self._branch(connection, attempt, attempt.parent)

    def decide(self, decision: DecisionFacts) -> None:
        """Keep one decision of an open attempt."""
        self.file.decide(decision_values(decision, self._identifiers.new()))

    def finish(self, last: DecisionFacts, finish: Finish) -> None:
        """Keep the last decision and the end of its attempt, both or neither."""
        with self.file.writing() as connection:
            self._add(connection, DecisionRow, decision_values(last, self._identifiers.new()))
            ending = ending_values(last.attempt, AttemptState.FINISHED, finish.finished_at, finish)
            scores = score_values(last.attempt, finish)
            self._add(connection, EndingRow, ending, scores)
            if scores:
                connection.execute(insert(ScoreRow), scores)
            self.seals.seal_ending(connection, last.attempt, finish.finished_at)
        self.seals.unwatch(last.attempt)

    def close(self, attempt: str, state: AttemptState, at: datetime) -> None:
        """End an open attempt without a result: lost or abandoned."""
        if state not in {AttemptState.LOST, AttemptState.ABANDONED}:
            raise ValueError("an attempt is closed as lost or abandoned")
        with self.file.writing() as connection:
            self._add(connection, EndingRow, ending_values(attempt, state, at), [])
        self.seals.unwatch(attempt)

    def interrupt(self, attempt: str, at: datetime) -> None:
        """Record that an open attempt was left."""
        with self.file.writing() as connection:
            self._add(connection, SignRow, _sign(attempt, "left", at, self._identifiers))
        # Nobody can say who stood by while it was left.
        self.seals.unwatch(attempt)

    def resume(self, attempt: str, at: datetime) -> None:
        """Record that an open attempt goes on, and the interruption where nobody left it in good order."""
        # Counted, not put in the order of their times: somebody may have set the clock back meanwhile.
        left = (
            select(
                func.count().filter(SignRow.kind == "left") > func.count().filter(SignRow.kind == "resumed")
            )
            .select_from(SignRow)
            .where(SignRow.attempt_id == attempt)
        )
        with self.file.writing() as connection:
            if not connection.scalar(left):
                row = connection.execute(ATTEMPTS.where(AttemptRow.id == attempt)).one()
                crashed_at = attempt_facts(row, {}).last_at
                self._add(connection, SignRow, _sign(attempt, "left", crashed_at, self._identifiers))
            self._add(connection, SignRow, _sign(attempt, "resumed", at, self._identifiers))

    def attempt(self, attempt: str) -> AttemptFacts:
        """Return one attempt; KeyError where there is none."""
        with self.file.reading() as connection:
            found = self._reader.read(connection, AttemptRow.id == attempt)
        if not found:
            raise KeyError(attempt)
        return found[0]

    def attempts(self, trainee: str) -> Sequence[AttemptFacts]:
        """Return all attempts of a trainee, newest first."""
        with self.file.reading() as connection:
            return self._reader.read(connection, AttemptRow.trainee_id == trainee)

    def progress(self, trainee: str) -> Progress:
        """Return what a trainee's attempts amount to."""
        with self.file.reading() as connection:
            row = connection.execute(PROGRESS, {"trainee": trainee}).one()
        return progress_of(row)

    def decisions(self, attempt: str) -> Sequence[DecisionFacts]:
        """Return the decisions of one attempt in order."""
        return self.decisions_of([attempt])[attempt]

    def decisions_of(self, attempts: Sequence[str]) -> Mapping[str, Sequence[DecisionFacts]]:
        """Return the decisions of several attempts, by attempt, in order."""
        found: dict[str, list[DecisionFacts]] = {attempt: [] for attempt in attempts}
        query = DECISIONS.order_by(DecisionRow.attempt_id, DecisionRow.number)
        with self.file.reading() as connection:
            for place in range(0, len(attempts), ASKED_AT_ONCE):
                asked = attempts[place : place + ASKED_AT_ONCE]
                for row in connection.execute(query.where(DecisionRow.attempt_id.in_(asked))):
                    found[row.attempt_id].append(decision_facts(row))
        return found

    def source(self, sha256: str) -> bytes:
        """Return the exact file that was played; KeyError where there is none."""
        with self.file.reading() as connection:
            content = connection.scalar(select(SourceRow.content).where(SourceRow.sha256 == sha256))
        if content is None:
            raise KeyError(sha256)
        return content

    def backup(self, kind: BackupKind) -> BackupFacts:
        """Make a backup now, and prove that it opens."""
        with self.file.in_place():
            try:
                return self.file.backups.make(self.file.path, kind, self._clock.now())
            except UnsoundBackupError as error:
                raise self.file.damaged() from error

    def backups(self) -> Sequence[BackupFacts]:
        """Return the backups that exist, newest first."""
        with self.file.in_place():
            return self.file.backups.list()

    def close_file(self) -> None:
        """Let go of the file and of the data folder; nothing can be recorded afterwards."""
        self.file.close()
        self._release()

    def _add(
        self,
        connection: Connection,
        table: type[Base],
        values: Values,
        scores: Sequence[Values] | None = None,
    ) -> None:
        """Insert a fact of an open attempt; of an ending, link its scores with it."""
        written = None
        if scores is not None:
            named = ((each["dimension"], each["numerator"], each["denominator"]) for each in scores)
            written = written_scores(named)
        add_to_open(connection, self.file.chain, table, values, scores=written)

    def _branch(self, connection: Connection, attempt: NewAttempt, parent: str) -> None:
        """Copy the first decisions of a parent, and abandon it for the branch where it is still open."""
        first = and_(DecisionRow.attempt_id == parent, DecisionRow.number <= attempt.branch_length)
        found = connection.execute(select(*COPIED).where(first).order_by(DecisionRow.number))
        copied = found.mappings().all()
        if len(copied) != attempt.branch_length:
            raise ValueError("a branch is no longer than its parent")
        if copied:
            rows = [{"id": self._identifiers.new(), "attempt_id": attempt.id, **row} for row in copied]
            linked = [self.file.chain.link(DecisionRow, row) for row in rows]
            connection.execute(insert(DecisionRow), linked)
        ended = connection.scalar(select(EndingRow.state).where(EndingRow.attempt_id == parent))
        if ended is None:
            ending = ending_values(parent, AttemptState.ABANDONED, attempt.started_at)
            self._add(connection, EndingRow, ending, [])

    def _note_profile(self, connection: Connection, deed: Deed, trainee: Trainee) -> None:
        """Link what a profile is called, so that a name changed past the program shows."""
        values = {
            "id": self._identifiers.new(),
            "deed": deed.value,
            "at": self._clock.now(),
            "subject": trainee.id,
            "detail": trainee.name,
        }
        self.file.chain.append(connection, DeedRow, values)


def _sign(attempt: str, kind: str, at: datetime, identifiers: Identifiers) -> Values:
    return {"id": identifiers.new(), "attempt_id": attempt, "kind": kind, "at": at}


_KEEP_SOURCE = insert(SourceRow).from_select(
    ["sha256", "content"],
    select(
        bindparam("key", type_=SourceRow.sha256.type), bindparam("content", type_=SourceRow.content.type)
    ).where(~exists().where(SourceRow.sha256 == bindparam("key"))),
)
"""Keeps a source once."""
