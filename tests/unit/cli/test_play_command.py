"""`puente play`: the document of the contract, every way of being wrong, and a call taken by a person."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from trainer.cli.main import run

PLAYTHROUGHS = Path(__file__).parents[2] / "playthroughs"
EXAMPLE = PLAYTHROUGHS / "double-charge.yaml"
FOR_ASSESSMENT = PLAYTHROUGHS / "loop-with-a-way-out.yaml"
Captured = pytest.CaptureFixture[str]


def play(capsys: Captured, *arguments: str, file: Path = EXAMPLE) -> tuple[int, Any]:
    status = run(["play", str(file), "--format", "json", *arguments])
    return status, json.loads(capsys.readouterr().out)


def type_in(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))


def test_the_document_of_a_finished_call(capsys: Captured) -> None:
    status, document = play(capsys, "--language", "es", "--replies", "own-it,full-card")
    assert status == 0
    decisions = document.pop("decisions")
    assert document == {
        "scenario": "double-charge",
        "version": 1,
        "language": "es",
        "complete": True,
        "ending": {"scene": "done", "outcome": "resolved", "accepted": True},
        "scores": {
            "empathy": {"score": 80, "earned": 4, "available": 5, "cost": 1, "par": 5},
            "resolution": {"score": 50, "earned": 3, "available": 6, "cost": 3, "par": 6},
            "register": None,
        },
        "critical": [{"scene": "verify", "reply": "full-card", "kind": "compliance"}],
        "passed": False,
        "reasons": ["resolution", "critical"],
        "mood": 0,
    }
    assert decisions == [
        {
            "scene": "opening",
            "line": "scenes/opening/customer",
            "offered": ["own-it", "wait"],
            "reply": "own-it",
            "empathy": {"earned": 3, "available": 3},
            "resolution": {"earned": 3, "available": 3},
            "register": None,
            "mood": 0,
            "flags": ["apologized"],
        },
        {
            "scene": "verify",
            "line": "scenes/verify/customer/0",
            "offered": ["last-four", "full-card"],
            "reply": "full-card",
            "empathy": {"earned": 1, "available": 2},
            "resolution": {"earned": 0, "available": 3},
            "register": None,
            "mood": 0,
            "flags": ["apologized"],
        },
    ]


def test_a_call_that_passes_has_no_reasons(capsys: Captured) -> None:
    status, document = play(capsys, "--replies", "own-it, last-four")
    assert (status, document["passed"], document["reasons"]) == (0, True, [])
    assert document["language"] == "en"


def test_silence_is_a_reply(capsys: Captured) -> None:
    _, document = play(capsys, "--replies", "wait,silence")
    assert document["ending"] == {"scene": "hung-up", "outcome": "lost", "accepted": False}
    assert document["reasons"] == ["empathy", "resolution", "outcome"]
    last = document["decisions"][-1]
    assert (last["reply"], last["offered"], last["mood"], last["flags"]) == (
        "silence",
        ["last-four", "full-card"],
        -3,
        [],
    )


@pytest.mark.parametrize(("replies", "decisions"), [("own-it", 1), ("", 0)])
def test_replies_that_run_out_leave_the_call_incomplete(
    capsys: Captured, replies: str, decisions: int
) -> None:
    status, document = play(capsys, "--replies", replies)
    assert status == 0
    assert (document["complete"], document["ending"], document["passed"]) == (False, None, False)
    assert document["reasons"] == ["incomplete"]
    points = 3 * decisions
    assert document["scores"] == {
        "empathy": {"score": None, "earned": points, "available": points, "cost": 0, "par": 5},
        "resolution": {"score": None, "earned": points, "available": points, "cost": 0, "par": 6},
        "register": None,
    }
    assert len(document["decisions"]) == decisions


@pytest.mark.parametrize(
    ("replies", "named"),
    [
        ("own-it,wait", ['"verify"', '"wait"', "last-four, full-card, silence"]),
        ("silence", ['"opening"', '"silence"', "own-it, wait"]),
        ("own-it,,last-four", ['"verify"', '""']),
        ("own-it,last-four,full-card", ['"done"', '"full-card"']),
    ],
)
def test_what_is_not_offered_is_a_wrong_call(capsys: Captured, replies: str, named: list[str]) -> None:
    assert run(["play", str(EXAMPLE), "--replies", replies, "--format", "json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    for each in named:
        assert each in printed.err


@pytest.mark.parametrize(
    "arguments", [["--language", "fr"], ["--format", "xml"], ["--seed", "x"], ["--unknown"]]
)
def test_a_wrong_call_says_so_in_one_line(capsys: Captured, arguments: list[str]) -> None:
    assert run(["play", str(EXAMPLE), "--replies", "", *arguments]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)


def test_a_language_that_is_not_offered_names_those_that_are(capsys: Captured) -> None:
    assert run(["play", str(EXAMPLE), "--replies", "", "--language", "fr"]) == 2
    assert "en, es" in capsys.readouterr().err


def unplayable(kind: str) -> str:
    text = EXAMPLE.read_text(encoding="utf-8")
    return {
        "R201": text.replace("next: done", "next: nowhere"),
        "G403": text.replace("next: done", "next: verify"),
        "G404": text.replace("ending: resolved", "ending: escalated"),
        "G405": text.replace("        empathy: 2\n", "        empathy: 0\n"),
    }[kind]


@pytest.mark.parametrize("kind", ["R201", "G403", "G404", "G405"])
@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize("replies", [["--replies", "own-it"], []], ids=["replies", "person"])
def test_a_file_that_cannot_be_played_answers_as_analyze_does(
    tmp_path: Path, capsys: Captured, kind: str, form: str, replies: list[str]
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(unplayable(kind), encoding="utf-8")
    assert run(["analyze", str(file), "--format", form]) == 1
    wanted = capsys.readouterr().out
    assert kind in wanted
    assert run(["play", str(file), "--format", form, *replies]) == 1
    assert capsys.readouterr().out == wanted


def test_a_file_that_is_missing_is_a_wrong_call(capsys: Captured) -> None:
    assert run(["play", "missing.yaml", "--replies", ""]) == 2
    assert "missing.yaml" in capsys.readouterr().err


def test_the_text_is_the_call_and_what_it_came_to(capsys: Captured) -> None:
    assert run(["play", str(EXAMPLE), "--language", "es", "--replies", "own-it,full-card"]) == 0
    page = capsys.readouterr().out
    assert page.index("Me cobraron dos veces") < page.index("Lamento mucho") < page.index("Gracias. ¿Qué")
    assert "Not passed" in page
    assert "Empathy: 80 of 100" in page
    assert "Resolution: 50 of 100" in page
    assert "Resolution is under its mark." in page
    assert "against the rules that protect data" in page
    assert "Nunca pida el número completo de la tarjeta." in page


def test_the_text_of_an_incomplete_call_says_so(capsys: Captured) -> None:
    assert run(["play", str(EXAMPLE), "--replies", "own-it"]) == 0
    assert "did not come to its end" in capsys.readouterr().out


def choose(capsys: Captured, monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str) -> str:
    type_in(monkeypatch, typed)
    assert run(["play", str(EXAMPLE), "--language", "es", "--seed", "3", *arguments]) == 0
    return capsys.readouterr().out


def number_of(page: str, words: str) -> str:
    """Return the number under which words were offered."""
    return next(line for line in page.splitlines() if words in line).split()[0]


def test_a_person_takes_a_call_by_numbers(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    first = number_of(choose(capsys, monkeypatch, ""), "Lamento mucho")
    second = number_of(choose(capsys, monkeypatch, f"{first}\n"), "Solo su número")
    page = choose(capsys, monkeypatch, f"{first}\n{second}\n")
    assert page.index("Me cobraron dos veces") < page.index("Gracias. ¿Qué necesita") < page.index("Ya veo")
    assert "Mood: Impatient" in page
    assert "Well done" in page
    assert "Passed" in page
    assert "costliest" not in page


def test_feedback_follows_a_reply_that_could_be_better(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = number_of(choose(capsys, monkeypatch, ""), "A veces se quita solo")
    page = choose(capsys, monkeypatch, f"{wait}\n S \n")
    assert "El cliente ya esperó." in page
    assert "say nothing" in page
    assert "Not passed" in page
    assert "The costliest decision (6 points)" in page


def test_what_is_no_answer_is_asked_again(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    page = choose(capsys, monkeypatch, "\n9\ns\nhello\nq\n")
    assert page.count("Please type one of: 1, 2, or q to leave.") == 4
    assert "You left the call" in page


def test_the_seed_decides_the_order_alone(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = set()
    for seed in range(12):
        type_in(monkeypatch, "q\n")
        assert run(["play", str(EXAMPLE), "--seed", str(seed)]) == 0
        pages.add(capsys.readouterr().out)
    assert len(pages) == 2


def test_a_person_may_interrupt(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=interrupt))
    assert run(["play", str(EXAMPLE)]) == 0
    assert "You left the call" in capsys.readouterr().out


def test_a_call_of_a_person_can_end_in_a_document(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "1\n")
    assert run(["play", str(EXAMPLE), "--format", "json", "--seed", "1"]) == 0
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert (document["complete"], len(document["decisions"])) == (False, 1)
    assert "Lucía Herrera" in printed.err


def test_what_is_for_assessment_alone_is_not_practiced(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "q\n")
    assert run(["play", str(FOR_ASSESSMENT)]) == 2
    assert "assessment" in capsys.readouterr().err
    assert run(["play", str(FOR_ASSESSMENT), "--replies", "see,tomorrow"]) == 0


def test_a_dead_end_is_left(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace(
        "    silence: {after: 20, mood: -1, next: hung-up}\n", ""
    )
    for name in ("last-four", "full-card"):
        text = text.replace(f"      {name}:\n", f"      {name}:\n        when: [apologized]\n")
    file = tmp_path / "stuck.yaml"
    file.write_text(text, encoding="utf-8")
    page = ""
    for typed in ("1\n", "2\n"):
        type_in(monkeypatch, typed)
        assert run(["play", str(file), "--seed", "3"]) == 0
        page += capsys.readouterr().out
    assert "Nothing can be said here" in page
