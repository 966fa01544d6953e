"""`puente standing`: whose standing is told, in words and as a document, beside an open window."""

import json
import os
from pathlib import Path

import pytest
from fake_time import FakeClock, FakeIdentifiers
from many_attempts import identity, person, record_assessments

from trainer.cli.main import run
from trainer.storage.opening import RecordsFolder

CHARGE = Path(__file__).parents[3] / "scenarios" / "double-charge.yaml"


@pytest.fixture
def data() -> Path:
    """Return a data folder with three people in it, two of whom have one name."""
    folder = Path(os.environ["PUENTE_DATA"])
    names = ["Ana López", "Íñigo Peña", "Ana López"]
    record_assessments(folder, CHARGE, [person(number, name) for number, name in enumerate(names)])
    return folder


@pytest.mark.usefixtures("data")
def test_the_document_tells_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["standing", "--trainee", "íñigo  peña", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    (trainee,) = document["trainees"]
    assert (trainee["id"], trainee["name"]) == (identity(1), "Íñigo Peña")
    names = [each["certification"] for each in trainee["certifications"]]
    assert names == ["bilingual-foundation", "chat-specialist", "senior-support", "spanish-voice"]
    foundation, chat = trainee["certifications"][:2]
    assert {key: foundation[key] for key in ("version", "status", "held", "awaited", "expires_at")} == {
        "version": 1,
        "status": "in-progress",
        "held": False,
        "awaited": [],
        "expires_at": None,
    }
    assert chat["awaited"] == ["bilingual-foundation"]
    requirement, unseen = foundation["requirements"]
    assert [(part["scenario"], part["language"]) for part in unseen["parts"]] == [
        ("high-water-bill", "en"),
        ("high-water-bill", "es"),
        ("power-outage", "en"),
        ("power-outage", "es"),
    ]
    assert (requirement["at_least"], requirement["done"], requirement["met"]) == (4, 0, False)
    assert len(requirement["parts"]) == 8
    assert set(requirement["parts"][0]) == {
        "scenario",
        "language",
        "attempt",
        "passed_at",
        "counts_until",
        "failures",
        "opens_at",
    }


@pytest.mark.usefixtures("data")
def test_everybody_of_one_name_is_shown_with_an_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["standing", "--trainee", "Ana López"]) == 0
    said = capsys.readouterr().out
    assert f"Ana López ({identity(0)})" in said
    assert f"Ana López ({identity(2)})" in said
    assert "Íñigo" not in said
    assert "Bilingual support, foundation: in progress" in said
    assert "“Bilingual support, foundation” must be held first." in said


@pytest.mark.usefixtures("data")
def test_one_of_them_is_named_by_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["standing", "--trainee", identity(2), "--format", "json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["trainees"]] == [identity(2)]


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("name", "said"), [("Ana Lopes", 'did you mean "Ana López"?'), ("Zoe", "leave --trainee out")]
)
def test_an_unknown_name_is_a_wrong_call(name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["standing", "--trainee", name]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1


def test_without_records_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["standing"]) == 2
    assert "PUENTE_DATA" in capsys.readouterr().err


def test_it_reads_while_the_window_holds_the_folder(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = RecordsFolder(data, clock=FakeClock(), identifiers=FakeIdentifiers()).open()
    try:
        records.add_trainee(person(77, "Just arrived"))
        assert run(["standing", "--trainee", "Just arrived", "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["trainees"]
        assert {each["status"] for each in found["certifications"]} == {"not-started"}
    finally:
        records.close_file()


def test_nothing_of_the_records_is_changed(data: Path) -> None:
    file = data / "records" / "puente.db"
    before = file.read_bytes()
    assert run(["standing"]) == 0
    assert run(["report", "items", "double-charge"]) == 0
    assert file.read_bytes() == before
