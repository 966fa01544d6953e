"""Documents as files: whole or not at all, the same from the same call, and canceled in time."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from building import double_charge
from workshop import Workshop

from trainer.app.debrief import Debrief
from trainer.app.documents import (
    FolderGoneFault,
    FullDiskFault,
    NotSavedFault,
    Paper,
    file_name,
    paper_of,
)
from trainer.exports.debrief_document import describe_debrief
from trainer.exports.typst_documents import TypstDocuments, save_file
from trainer.scenario.model import Use


@pytest.fixture
def documents(repository: Path) -> TypstDocuments:
    return TypstDocuments(repository / "assets" / "fonts")


def debrief_of(replies: str = "own-it full-card", use: Use = Use.PRACTICE) -> Debrief:
    workshop = Workshop(double_charge())
    return workshop.debriefs.debrief(workshop.play(replies, use=use).attempt)


def save(documents: TypstDocuments, file: Path, *, wanted: bool = True) -> bool:
    return documents.save_debrief(debrief_of(), "Ana", file, paper=Paper.LETTER, wanted=lambda: wanted)


def test_the_same_call_gives_the_same_bytes_and_replaces_what_was_there(
    documents: TypstDocuments, tmp_path: Path
) -> None:
    file, again = tmp_path / "one.pdf", tmp_path / "two.pdf"
    again.write_text("old")
    assert save(documents, file)
    assert save(documents, again)
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.read_bytes() == again.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["one.pdf", "two.pdf"]


def test_what_is_wanted_no_longer_is_not_written(documents: TypstDocuments, tmp_path: Path) -> None:
    assert not save(documents, tmp_path / "one.pdf", wanted=False)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderGoneFault, match="gone-folder"):
        save_file(b"new", tmp_path / "gone-folder" / "one.pdf")


@pytest.mark.parametrize(
    ("number", "fault"),
    [(errno.ENOSPC, FullDiskFault), (errno.EACCES, NotSavedFault), (errno.EIO, NotSavedFault)],
)
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: type[Exception]
) -> None:
    file = tmp_path / "one.pdf"
    file.write_bytes(b"old")

    def refuse(_handle: int) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(fault, match=r"one\.pdf"):
        save_file(b"new", file)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_in_the_place_of_the_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "one.pdf" / "inside").mkdir(parents=True)
    with pytest.raises(NotSavedFault):
        save_file(b"new", tmp_path / "one.pdf")


def test_names_of_files_are_plain_ascii() -> None:
    name = file_name(debrief_of(), "José Ñandú/../..")
    assert name.startswith("puente-jose-nandu-double-charge-en-20")
    assert name.isascii()
    assert "/" not in name
    assert name.endswith(".pdf")
    assert file_name(debrief_of(), "日本").startswith("puente-double-charge-")


@pytest.mark.parametrize(
    ("territory", "paper"),
    [("MX", Paper.LETTER), ("US", Paper.LETTER), ("CO", Paper.LETTER), ("", Paper.LETTER), ("ES", Paper.A4)],
)
def test_the_paper_is_that_of_the_territory(territory: str, paper: Paper) -> None:
    assert paper_of(territory) is paper


def test_costly_decisions_are_named_first_and_a_perfect_call_names_none() -> None:
    flawed = describe_debrief(debrief_of("wait full-card"), "Ana", Paper.LETTER)
    assert (
        flawed["decisions"]["first"] == "Look first at decisions 2 and 1: they cost the most, in this order."
    )
    perfect = describe_debrief(debrief_of("own-it last-four"), "Ana", Paper.LETTER)
    assert perfect["decisions"]["first"] == ""


def test_after_an_assessment_only_the_reply_taken_is_told() -> None:
    told = describe_debrief(debrief_of("wait full-card", Use.ASSESSMENT), "Ana", Paper.LETTER)
    kinds = [[reply["kind"] for reply in item["replies"]] for item in told["decisions"]["items"]]
    assert kinds == [["you"], ["you"]]


def test_silence_is_told_in_the_language_of_the_interface() -> None:
    told = describe_debrief(debrief_of("own-it silence"), "Ana", Paper.A4)
    line = told["decisions"]["items"][1]["replies"][0]["line"]
    assert line == {"text": "(You said nothing in time.)", "language": "en", "region": None}
    assert told["paper"] == "a4"


def test_time_on_hold_is_a_fact_where_there_was_some() -> None:
    debrief = debrief_of("own-it last-four")
    assert "On hold" not in dict(describe_debrief(debrief, "Ana", Paper.LETTER)["facts"])
    held = replace(debrief, held=67.0)
    assert dict(describe_debrief(held, "Ana", Paper.LETTER)["facts"])["On hold"] == "1 min 7 s"
