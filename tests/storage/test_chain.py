"""Every fact that is recorded is chained; what is done to it past the program is found and named."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from facts import at, attempt, decision, finish, trainee
from fake_instructor import FakeSigner
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.faults import NoRoomToReadFault, NotChainedFault, RecordsDamagedFault
from trainer.app.instructor_ports import Deed, LockFacts, NewAuditEntry
from trainer.app.ports import AttemptState, BackupKind, Trainee
from trainer.app.record_chain import ChainHead
from trainer.app.record_chain_examination import (
    ChainOrigin,
    Examination,
    FaultKind,
    examine_records,
)
from trainer.app.record_chain_words import chain_sentence, fault_sentence, seal_sentence, summary
from trainer.scenario.model import Use
from trainer.signing.seals import is_signed
from trainer.signing.tokens import read_own_token
from trainer.storage.chain_reader import ChainReader
from trainer.storage.database import make_engine, writing
from trainer.storage.migrations import REVISIONS, upgrade
from trainer.storage.open_attempts import NotOpenError
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords
from trainer.storage.seals import LONGEST_WATCH

Open = Callable[[], SqliteRecords]
ROWS = Path(__file__).parent / "rows"
FAR = """INSERT INTO signs (id, attempt_id, kind, at, chain, place, link)
    SELECT 'forged-{place}', id, 'left', started_at, chain, {place}, zeroblob(32)
    FROM attempts WHERE place = 3"""


def examine(folder: RecordsFolder, *kept: ChainHead) -> Examination:
    return examine_records(ChainReader(folder.data), is_signed, kept, check_token=read_own_token)


def told(found: Examination) -> list[tuple[FaultKind, int | None]]:
    return [(fault.kind, fault.place) for fault in found.faults]


def tamper(folder: RecordsFolder, *statements: str) -> None:
    with closing(sqlite3.connect(folder.file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def record_everything(records: SqliteRecords) -> Trainee:
    """Record at least one fact of every kind, a branch among them."""
    who = trainee()
    records.add_trainee(who)
    records.change_trainee(replace(who, name="Xóchitl Ramos Peña"))
    done, parent, lost = attempt(who, 1), attempt(who, 100), attempt(who, 200, use=Use.ASSESSMENT)
    records.begin(done)
    records.decide(replace(decision(done, 1), seconds=3, elapsed=-0.0))  # whole, and the zero SQLite loses
    records.finish(decision(done, 2), finish(21))
    records.begin(parent)
    for number in (1, 2):
        records.decide(decision(parent, number))
    records.begin(attempt(who, 150, parent=parent.id, branch_length=2))
    records.begin(lost)
    records.interrupt(lost.id, at(210))
    records.resume(lost.id, at(220))
    records.close(lost.id, AttemptState.LOST, at(300))
    records.instructor.note(NewAuditEntry(Deed.KEY_MADE, at(400), "clave", "año «ñ» \U0001f511"))
    records.seals.seal_end(FakeSigner())
    return who


@pytest.fixture
def recorded(folder: RecordsFolder, open_records: Open) -> RecordsFolder:
    """Return a folder with facts of every kind, let go of."""
    record_everything(open_records())
    open_records().close_file()
    return folder


def test_everything_that_is_recorded_follows(recorded: RecordsFolder) -> None:
    found = examine(recorded)
    assert found.sound
    assert summary(found) == "The records are as they were written."
    with closing(sqlite3.connect(recorded.file)) as connection:
        tables = ("attempts", "decisions", "signs", "endings", "deeds", "seals")
        counts = [connection.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in tables]  # noqa: S608 - our names
    assert counts == [4, 6, 2, 3, 3, 1]
    assert found.facts == sum(counts)
    assert [each.facts.origin for each in found.chains] == [ChainOrigin.BEGUN]


def test_a_chain_goes_on_where_it_was_when_records_are_opened_again(
    recorded: RecordsFolder, open_records: Open
) -> None:
    before = examine(recorded)
    open_records().add_trainee(trainee("Kevin Nguyen"))
    after = examine(recorded)  # beside the open window
    assert after.sound
    assert after.facts == before.facts + 1
    assert len(after.chains) == 1


def test_what_is_refused_takes_no_place(folder: RecordsFolder, open_records: Open) -> None:
    records = open_records()
    who = trainee()
    records.add_trainee(who)
    begun = attempt(who)
    records.begin(begun)
    for _ in range(2):
        with pytest.raises(NotOpenError):
            records.decide(decision(begun, 2))
    records.decide(decision(begun, 1))
    records.close(begun.id, AttemptState.ABANDONED, at(50))
    with pytest.raises(NotOpenError):
        records.interrupt(begun.id, at(60))
    records.begin(attempt(who, 70))
    found = examine(folder)
    assert found.sound
    assert found.facts == 5


TAMPERED: Sequence[tuple[str, Sequence[str], list[tuple[FaultKind, int | None]], str]] = [
    (
        "a reply",
        ["UPDATE decisions SET reply = 'wait' WHERE place = 4"],
        [(FaultKind.CHANGED, 4)],
        "A decision at place 4 was changed",
    ),
    (
        "points",
        ["UPDATE decisions SET resolution_earned = 3 WHERE place = 5"],
        [(FaultKind.CHANGED, 5)],
        "the call “double-charge” that Xóchitl Ramos Peña began on",
    ),
    (
        "a verdict",
        ["UPDATE endings SET passed = 1 WHERE place = 6"],
        [(FaultKind.CHANGED, 6)],
        "The result of a call at place 6 was changed",
    ),
    (
        "a score",
        ["UPDATE scores SET numerator = 100, denominator = 1 WHERE dimension = 'empathy'"],
        [(FaultKind.CHANGED, 6)],
        "The result of a call at place 6 was changed",
    ),
    (
        "a score more",
        ["INSERT INTO scores SELECT attempt_id, 'register', 100, 1 FROM endings WHERE place = 6"],
        [(FaultKind.CHANGED, 6)],
        "The result of a call at place 6 was changed",
    ),
    (
        "the clock",
        ["UPDATE attempts SET started_at = '2026-01-01 00:00:00.000000' WHERE place = 3"],
        [(FaultKind.CHANGED, 3)],
        "The beginning of a call at place 3 was changed",
    ),
    (
        "somebody else's call",
        [
            """INSERT INTO trainees SELECT 'other', 'Otra', languages, interface_language, speech_rate,
            time_allowance, created_at FROM trainees""",
            "UPDATE attempts SET trainee_id = 'other' WHERE place = 3",
        ],
        [(FaultKind.CHANGED, 3), (FaultKind.RENAMED, None)],
        "The profile “Otra” was made or renamed",
    ),
    (
        "a decision gone",
        ["DELETE FROM decisions WHERE place = 4"],
        [(FaultKind.MISSING, 4)],
        "At place 4, 1 entry",
    ),
    (
        "a whole call gone",
        [
            "DELETE FROM scores",
            "DELETE FROM endings WHERE place = 6",
            "DELETE FROM decisions WHERE place IN (4, 5)",
            "DELETE FROM attempts WHERE place = 3",
        ],
        [(FaultKind.MISSING, 3)],
        "From place 3 on, 4 entries of the records are missing.",
    ),
    (
        "an interruption gone, and the gap closed",
        [
            "DELETE FROM signs WHERE kind = 'left'",
            *(
                f"UPDATE {table} SET place = place - 1 WHERE place > 15"  # noqa: S608 - our names
                for table in ("signs", "endings", "deeds", "seals")
            ),
        ],
        [(FaultKind.CHANGED, 15)],
        "An interruption or resumption of a call at place 15 was changed, or what stood right before it",
    ),
    (
        "a decision put in",
        [
            """INSERT INTO signs (id, attempt_id, kind, at)
            SELECT 'forged', id, 'left', started_at FROM attempts WHERE place = 3"""
        ],
        [(FaultKind.INSERTED, None)],
        "was written by something other than Puente.",
    ),
    (
        "two that changed places",
        [
            "UPDATE decisions SET place = 99 WHERE place = 4",
            "UPDATE decisions SET place = 4 WHERE place = 8",
            "UPDATE decisions SET place = 8 WHERE place = 99",
        ],
        [
            (FaultKind.REORDERED, 4),
            (FaultKind.REORDERED, 8),
        ],
        "A decision at place 4 stood elsewhere",
    ),
    (
        "a deed",
        ["UPDATE deeds SET deed = 'unlocked' WHERE deed = 'key-made'"],
        [(FaultKind.CHANGED, 18)],
        "An entry of the audit list at place 18 was changed",
    ),
    ("a name", ["UPDATE trainees SET name = 'Otra'"], [(FaultKind.RENAMED, None)], "The profile “Otra”"),
    (
        "a kept file",
        ["UPDATE sources SET content = X'00'"],
        [(FaultKind.SOURCE_CHANGED, None)],
        "The kept file of a played scenario was changed",
    ),
    (
        "the chain's own row",
        ["UPDATE chains SET number = 7"],
        [(FaultKind.INSERTED, None)] * 19,
        "was written by something other than Puente.",
    ),
    (
        "a text for a kept file",
        ["UPDATE sources SET content = content || ' '"],
        [(FaultKind.SOURCE_CHANGED, None)],
        "The kept file of a played scenario was changed",
    ),
    (
        "a link that is none",
        ["UPDATE decisions SET link = 'abc' WHERE place = 4"],
        [(FaultKind.MISSING, 4), (FaultKind.INSERTED, None)],
        "A decision was written by something other than Puente.",
    ),
    (
        "a place that is none",
        ["UPDATE decisions SET place = 'abc' WHERE place = 4"],
        [(FaultKind.MISSING, 4), (FaultKind.INSERTED, None)],
        "A decision was written by something other than Puente.",
    ),
    (
        "what stands far behind the end",
        [FAR.format(place=9999), FAR.format(place=10000), FAR.format(place=20001)],
        [(FaultKind.INSERTED, 9999), (FaultKind.INSERTED, 10000), (FaultKind.INSERTED, 20001)],
        "An interruption or resumption of a call at place 9,999 was put in afterwards.",
    ),
    (
        "a number without end",
        ["UPDATE decisions SET seconds = 9e999 WHERE place = 4"],
        [(FaultKind.CHANGED, 4)],
        "A decision at place 4 was changed",
    ),
    (
        "a moment that is none",
        ["UPDATE attempts SET started_at = 'never' WHERE place = 3"],
        [(FaultKind.CHANGED, 3)],
        "The beginning of a call at place 3 was changed",
    ),
]


@pytest.mark.parametrize(
    ("statements", "expected", "words"), [each[1:] for each in TAMPERED], ids=[e[0] for e in TAMPERED]
)
def test_what_is_done_past_the_program_is_found_and_named(
    recorded: RecordsFolder,
    statements: Sequence[str],
    expected: list[tuple[FaultKind, int | None]],
    words: str,
) -> None:
    tamper(recorded, *statements)
    found = examine(recorded)
    # Where places were moved or rows are gone, the sealed end is not where it was either.
    by_seal = {FaultKind.REWRITTEN, FaultKind.CUT}
    assert [each for each in told(found) if each[0] not in by_seal] == expected
    said = [fault_sentence(fault) for fault in found.faults]
    assert any(words in sentence for sentence in said), said
    assert summary(found).startswith("The records are not as they were written")


def test_a_text_that_cannot_be_read_is_damage(recorded: RecordsFolder) -> None:
    tamper(recorded, "UPDATE decisions SET scene = CAST(X'FF' AS TEXT) WHERE place = 4")
    with pytest.raises(RecordsDamagedFault):
        examine(recorded)


def test_a_sealed_end_that_was_cut_off_is_missed(folder: RecordsFolder, open_records: Open) -> None:
    records = open_records()
    record_everything(records)
    begun = attempt(records.trainees()[0], 500)
    records.begin(begun)
    records.seals.seal_end(FakeSigner())
    records.close_file()
    tamper(folder, "DELETE FROM attempts WHERE place = 20")
    assert told(examine(folder)) == [(FaultKind.MISSING, 20)]
    tamper(folder, "DELETE FROM seals WHERE place = 21", "DELETE FROM seals WHERE place = 19")
    # With every seal gone there is nothing left on this disk that knows of the end.
    assert examine(folder).sound


def test_an_end_that_was_kept_elsewhere_is_missed_without_any_seal(recorded: RecordsFolder) -> None:
    (kept,) = [each.head for each in examine(recorded).chains]
    tamper(recorded, "DELETE FROM seals", "DELETE FROM deeds WHERE place = 18")
    assert examine(recorded).sound
    (fault,) = examine(recorded, kept).faults
    assert (fault.kind, fault.place, fault.count) == (FaultKind.CUT, 18, 2)
    assert fault_sentence(fault) == (
        "The records end before place 18: at least 2 entries were cut off at the end."
    )


def test_another_chain_in_place_of_one_that_was_kept_is_found(recorded: RecordsFolder) -> None:
    gone = ChainHead("0199aaaa-0000-7000-8000-00000000dead", 3, b"" * 32)
    (fault,) = examine(recorded, gone).faults
    assert fault.kind is FaultKind.CHAIN_LOST
    assert "0199aaaa-0000-7000-8000-00000000dead" in fault_sentence(fault)


def test_a_seal_that_was_touched_is_false(recorded: RecordsFolder) -> None:
    tamper(recorded, "UPDATE seals SET sealed_place = 3")
    assert told(examine(recorded)) == [(FaultKind.CHANGED, 19), (FaultKind.SEAL_FALSE, None)]


def test_the_keys_that_signed_are_told(recorded: RecordsFolder, open_records: Open) -> None:
    found = examine(recorded)
    assert found.keys == {FakeSigner().public_key}
    assert FakeSigner().public_key.hex() in seal_sentence(found)
    records = open_records()
    records.seals.seal_end(FakeSigner(2))
    found = examine(recorded)
    assert found.seals == 2
    assert "by the keys" in seal_sentence(found)


class Supervised:
    """One assessment that is watched, in records over a clock that can be moved."""

    def __init__(self, data: Path) -> None:
        self.clock = FakeClock()
        self.folder = RecordsFolder(data, clock=self.clock, identifiers=FakeIdentifiers())
        self.records = self.folder.open()
        who = trainee()
        self.records.add_trainee(who)
        self.attempt = attempt(who, use=Use.ASSESSMENT)
        self.records.begin(self.attempt)
        self.records.seals.watch(self.attempt.id, FakeSigner())

    def finish(self) -> Examination:
        self.records.finish(decision(self.attempt, 1), finish(20))
        self.records.close_file()
        return examine(self.folder)


def test_a_supervised_ending_is_countersigned_with_it(tmp_path: Path) -> None:
    supervised = Supervised(tmp_path)
    assert supervised.records.seals.watched(supervised.attempt.id)
    assert supervised.records.seals.countersigned([supervised.attempt.id]) == frozenset()
    found = supervised.finish()
    assert found.sound
    assert found.supervised == {supervised.attempt.id}
    assert not supervised.records.seals.watched(supervised.attempt.id)
    tamper(supervised.folder, "UPDATE endings SET passed = 1")
    assert (FaultKind.CHANGED, 4) in told(examine(supervised.folder))


def test_what_was_left_or_took_too_long_is_not_countersigned(tmp_path: Path) -> None:
    left = Supervised(tmp_path / "left")
    left.records.interrupt(left.attempt.id, at(5))
    left.records.resume(left.attempt.id, at(6))
    assert left.finish().supervised == frozenset()
    late = Supervised(tmp_path / "late")
    late.clock.go(LONGEST_WATCH)
    assert late.records.seals.watched(late.attempt.id)
    late.clock.go(1)
    assert late.finish().supervised == frozenset()


def test_which_of_many_attempts_are_countersigned(tmp_path: Path) -> None:
    supervised = Supervised(tmp_path)
    records, first = supervised.records, supervised.attempt
    records.finish(decision(first, 1), finish(20))
    assert records.seals.countersigned([first.id, "another"]) == {first.id}
    records.close_file()


def test_old_records_are_chained_by_their_upgrade_which_says_so(tmp_path: Path) -> None:
    folder = RecordsFolder(tmp_path, clock=FakeClock(), identifiers=FakeIdentifiers())
    folder.file.parent.mkdir()
    engine = make_engine(folder.file, references=False)
    with writing(engine) as connection:
        upgrade(connection, REVISIONS[:2])
    engine.dispose()
    tamper(folder)
    with closing(sqlite3.connect(folder.file)) as connection:
        connection.executescript((ROWS / "0002.sql").read_text(encoding="utf-8"))
    with pytest.raises(NotChainedFault, match="earlier version"):
        examine(folder)
    records = folder.open()
    records.add_trainee(trainee("Nueva"))
    records.close_file()
    found = examine(folder)
    # The rows of the test do not hold the file that their digest names.
    assert told(found) == [(FaultKind.SOURCE_CHANGED, None)]
    upgraded, begun = found.chains
    assert (upgraded.facts.origin, upgraded.head.place) == (ChainOrigin.UPGRADED, 15)
    assert (begun.facts.origin, begun.head.place) == (ChainOrigin.BEGUN, 1)
    assert begun.facts.after == upgraded.head.link
    assert "it proves nothing" in chain_sentence(upgraded)
    tamper(folder, "DELETE FROM deeds WHERE chain = 1 AND place = 15")
    # Nothing stands behind it in its own chain, but another chain goes on from it.
    assert (FaultKind.CHAIN_LOST, None) in told(examine(folder))


def test_restored_records_go_on_in_a_chain_of_their_own(folder: RecordsFolder, open_records: Open) -> None:
    records = open_records()
    record_everything(records)
    records.backup(BackupKind.ON_DEMAND)
    kept = examine(folder).chains[0].head
    records.begin(attempt(records.trainees()[0], 600))
    records.close_file()
    folder.use_backup()
    open_records().add_trainee(trainee("Nueva"))
    found = examine(folder, kept)
    assert found.sound
    first, second = found.chains
    assert second.facts.origin is ChainOrigin.RESTORED
    assert (second.facts.after, second.head.place) == (first.head.link, 1)
    assert "a backup was put in place" in chain_sentence(second)


def test_records_whose_chains_somebody_emptied_can_still_be_written(
    recorded: RecordsFolder, open_records: Open
) -> None:
    tamper(recorded, "DELETE FROM chains")
    open_records().add_trainee(trainee("Nueva"))
    found = examine(recorded)
    # The old facts stand in the place of the new chain's, which is not theirs.
    assert told(found) == [(FaultKind.CHANGED, 1), (FaultKind.CHAIN_LOST, 18)]
    assert [each.head.place for each in found.chains] == [20]


def test_deeds_and_doors_are_kept(folder: RecordsFolder, open_records: Open) -> None:
    kept = open_records().instructor
    assert kept.lock("instructor") == LockFacts(None)
    kept.keep_lock("instructor", LockFacts("hash", 2, at(5)))
    for second, deed in enumerate((Deed.KEY_MADE, Deed.UNLOCKED, Deed.LOCKED)):
        kept.note(NewAuditEntry(deed, at(second), "subject", "detail"))
    again = open_records().instructor
    assert again.lock("instructor") == LockFacts("hash", 2, at(5))
    again.keep_lock("instructor", LockFacts(None))
    assert again.lock("instructor") == LockFacts(None)
    last, first = again.deeds(most=2)
    assert (last.deed, last.at, last.subject, last.detail) == (Deed.LOCKED, at(2), "subject", "detail")
    assert first.deed is Deed.UNLOCKED
    assert len(again.deeds()) == 3
    assert examine(folder).sound


def test_a_full_disk_is_told_as_what_it_is_to_somebody_who_only_reads(recorded: RecordsFolder) -> None:
    refusal = sqlite3.OperationalError("database or disk is full")
    refusal.sqlite_errorcode = sqlite3.SQLITE_FULL
    with (
        pytest.raises(NoRoomToReadFault, match="so the records cannot be read"),
        ChainReader(recorded.data).viewing(),
    ):
        raise refusal
