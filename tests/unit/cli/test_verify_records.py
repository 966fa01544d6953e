"""`puente verify-records` and `puente audit`: in words and as documents, and what they take."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from facts import at, attempt, decision, finish, trainee
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.audit_words import deed_sentence
from trainer.app.instructor_ports import INSTRUCTOR, AuditEntry, Deed, NewAuditEntry
from trainer.cli.main import run
from trainer.storage.opening import RecordsFolder


@pytest.fixture
def data() -> Path:
    """Return a data folder in which one call was recorded, and something done behind the entrance."""
    folder = Path(os.environ["PUENTE_DATA"])
    records = RecordsFolder(folder, clock=FakeClock(), identifiers=FakeIdentifiers()).open()
    who = trainee("Íñigo Peña")
    records.add_trainee(who)
    begun = attempt(who)
    records.begin(begun)
    records.finish(decision(begun, 1), finish(20))
    for deed, subject in ((Deed.UNLOCKED, ""), (Deed.PIN_RESET, who.id), (Deed.FAILED, INSTRUCTOR)):
        records.instructor.note(NewAuditEntry(deed, at(30), subject))
    records.close_file()
    return folder


def change_a_reply(data: Path) -> None:
    with closing(sqlite3.connect(data / "records" / "puente.db")) as connection:
        connection.execute("UPDATE decisions SET reply = 'wait'")
        connection.commit()


@pytest.mark.usefixtures("data")
def test_whole_records_are_told_and_exit_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify-records"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("The records are as they were written. Chain ")
    assert ": 7 entries since " in said
    assert "No center's key has signed these records." in said


def test_a_changed_reply_is_told_with_whose_it_was(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change_a_reply(data)
    assert run(["verify-records"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "The records are not as they were written: there is 1 finding." in said
    assert "A decision at place 3 was changed" in said
    assert "that Íñigo Peña began on" in said


def test_the_document_names_every_finding(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change_a_reply(data)
    assert run(["verify-records", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["sound"], document["facts"], document["seals"]) == (False, 7, 0)
    assert (document["supervised"], document["keys"]) == ([], [])
    (chain,) = document["chains"]
    assert (chain["origin"], chain["place"], len(chain["link"])) == ("begun", 7, 64)
    (fault,) = document["faults"]
    assert {name: fault[name] for name in ("kind", "chain", "place", "count", "fact")} == {
        "kind": "changed",
        "chain": chain["id"],
        "place": 3,
        "count": 1,
        "fact": "decision",
    }
    assert "Íñigo" in fault["message"]


def test_a_kept_document_shows_what_was_cut_off_since(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify-records", "--format", "json"]) == 0
    kept = tmp_path / "kept.json"
    kept.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["verify-records", "--against", str(kept)]) == 0
    with closing(sqlite3.connect(data / "records" / "puente.db")) as connection:
        connection.execute("DELETE FROM deeds WHERE deed = 'failed'")
        connection.commit()
    assert run(["verify-records"]) == 0
    capsys.readouterr()
    assert run(["verify-records", "--against", str(kept)]) == 1
    assert "The records end before place 7" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", ["", "[]", '{"chains": [{"id": 1}]}', '{"chains": 3}', '{"chains": [{}]}']
)
@pytest.mark.usefixtures("data")
def test_what_is_no_such_document_is_told(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(content, encoding="utf-8")
    assert run(["verify-records", "--against", str(kept)]) == 2
    assert "is no document of puente verify-records" in capsys.readouterr().err
    assert run(["verify-records", "--against", str(tmp_path / "none.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["verify-records", "audit"])
def test_where_nothing_is_recorded_that_is_told(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command]) == 2
    assert capsys.readouterr().err.startswith("puente: ")


@pytest.mark.usefixtures("data")
def test_deeds_are_listed_the_last_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "--most", "3"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    sentences = [
        "A wrong passphrase was entered at the instructor's entrance.",
        "The PIN of Íñigo Peña was reset by an instructor.",
        "The instructor's entrance was unlocked.",
    ]
    places = [said.index(sentence) for sentence in sentences]
    assert places == sorted(places)
    assert run(["audit", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [each["deed"] for each in document["deeds"]] == [
        "failed",
        "pin-reset",
        "unlocked",
        "profile-created",
    ]


@pytest.mark.parametrize("deed", list(Deed))
def test_every_deed_has_a_sentence(deed: Deed) -> None:
    who = trainee("Íñigo Peña")
    said = deed_sentence(AuditEntry(deed, at(1), who.id, "por error"), {who.id: who.name})
    assert said.endswith(".")
    assert "{" not in said
    assert who.id not in said
