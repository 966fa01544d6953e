"""The records read for reports: beside an open window, in whatever state attempts are."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from facts import at, attempt, decision, finish, trainee

from trainer.app.faults import NewerRecordsFault, NothingRecordedFault, RecordsDamagedFault
from trainer.app.ports import AttemptState, NewAttempt, Trainee
from trainer.scenario.model import Dimension, Use
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords
from trainer.storage.records_reader import RecordsReader

DAY = 24 * 3600


def assessed(records: SqliteRecords, who: Trainee, seconds: float = 1, scenario: str = "a") -> NewAttempt:
    begun = attempt(who, seconds, use=Use.ASSESSMENT, scenario=scenario)
    records.begin(begun)
    return begun


def test_what_ended_is_read_while_the_window_is_open(folder: RecordsFolder) -> None:
    records = folder.open()
    who, other = trainee("Ana"), trainee("Eva", 5)
    for each in (who, other):
        records.add_trainee(each)
    done, lost = assessed(records, who), assessed(records, who, 50, "b")
    records.decide(decision(done, 1))
    records.finish(decision(done, 2), replace(finish(21), passed=True))
    records.close(lost.id, AttemptState.LOST, at(90))
    practice = attempt(who, 200)
    records.begin(practice)
    records.finish(decision(practice, 1), finish(300))
    try:
        reader = RecordsReader(folder.data)
        assert [each.name for each in reader.trainees()] == ["Ana", "Eva"]
        facts = reader.facts(None, at(1000))
        assert list(facts) == [who.id]
        first, second = sorted(facts[who.id], key=lambda each: each.finished_at)
        assert (first.attempt, first.finished_at, first.passed) == (done.id, at(21), True)
        assert first.scores[Dimension.EMPATHY] == Fraction(250, 3)
        assert (second.attempt, second.finished_at, second.scores, second.passed) == (
            lost.id,
            at(90),
            {},
            False,
        )
        assert reader.facts([other.id], at(1000)) == {}
        assert reader.scenarios() == ["a", "b"]
        found = {each.attempt: each.finished for each in reader.assessments(["a", "b", "c"])}
        assert found == {done.id: True, lost.id: False}
        ((named, decisions),) = reader.decisions("a")
        assert (named, len(decisions)) == (done.id, 2)
        # Empathy 2 of 3, resolution 0 of 3, register not rated.
        assert decisions[0] == ("opening", "own-it", ("own-it", "wait"), 2, 6, 4.25)
        assert list(reader.decisions("b")) == []
        assert set(reader.scores(["a", "b"])) == {done.id}
    finally:
        records.close_file()


@pytest.mark.parametrize(("late", "lost"), [(-1e-6, False), (0, False), (1e-6, True)])
def test_an_assessment_that_nobody_resumed_in_time_is_lost(
    folder: RecordsFolder,
    late: float,
    lost: bool,  # noqa: FBT001 - a case's expected answer
) -> None:
    records = folder.open()
    who = trainee()
    records.add_trainee(who)
    going_on = assessed(records, who)
    records.decide(decision(going_on, 1))
    records.interrupt(going_on.id, at(40))
    records.close_file()
    found = RecordsReader(folder.data).facts(None, at(40 + DAY) + timedelta(seconds=late))
    assert [each.finished_at for each in found.get(who.id, ())] == ([at(40 + DAY)] if lost else [])
    # Only told, not settled: that is for the window.
    records = folder.open()
    assert records.attempt(going_on.id).state is AttemptState.OPEN
    records.close_file()


def test_where_nothing_is_recorded_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(NothingRecordedFault):
        RecordsReader(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_records_of_a_newer_version_are_left_alone(folder: RecordsFolder) -> None:
    folder.open().close_file()
    with sqlite3.connect(folder.file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerRecordsFault):
        RecordsReader(folder.data)


def test_what_is_no_database_is_damaged(folder: RecordsFolder) -> None:
    folder.open().close_file()
    folder.file.write_bytes(b"no database at all " * 100)
    with pytest.raises(RecordsDamagedFault):
        RecordsReader(folder.data)


def test_somebody_elses_database_is_damaged(folder: RecordsFolder) -> None:
    folder.file.parent.mkdir(parents=True)
    with sqlite3.connect(folder.file) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    connection.close()
    with pytest.raises(RecordsDamagedFault):
        RecordsReader(folder.data)


def test_an_empty_file_holds_nothing(folder: RecordsFolder) -> None:
    folder.file.parent.mkdir(parents=True)
    folder.file.write_bytes(b"")
    with pytest.raises(NothingRecordedFault):
        RecordsReader(folder.data)
