"""`puente analyze`: the document of the contract, and which of its figures are null when."""

import json
from pathlib import Path
from typing import Any

import pytest

from trainer.cli.main import run

EXAMPLE = Path(__file__).parents[2] / "playthroughs" / "double-charge.yaml"

HEAD = """\
format: 1
id: small
version: 2
title: Small
summary: Small
languages: [en]
channel: chat
level: A2
customer: {name: Ana, voice: female, locales: {en: en-US}}
agent: {company: Us, role: Agent}
start: one
scenes:
"""
GOOD = "  end: {customer: Thanks., ending: resolved}\n"


def scene(name: str, replies: str) -> str:
    return f"  {name}:\n    customer: Hello.\n    replies:\n{replies}"


def reply(name: str, target: str, points: str = "empathy: 3, resolution: 3") -> str:
    return f"      {name}: {{agent: Words., {points}, feedback: Why., next: {target}}}\n"


@pytest.fixture
def analyze(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(scenes: str) -> tuple[int, Any]:
        file = tmp_path / "small.yaml"
        file.write_text(HEAD + scenes, encoding="utf-8")
        status = run(["analyze", str(file), "--format", "json"])
        return status, json.loads(capsys.readouterr().out)

    return ask


def codes(document: Any) -> list[str]:
    return [found["code"] for found in document["diagnostics"]]


def test_the_document_of_the_complete_example(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLE.parent)
    assert run(["analyze", "double-charge.yaml", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    diagnostics, strategies = document.pop("diagnostics"), document.pop("strategies")
    assert document == {
        "scenario": "double-charge",
        "version": 1,
        "states": 8,
        "scenes": {"total": 4, "reachable": 4, "unreachable": []},
        "plays": 6,
        "decisions": {"shortest": 2, "longest": 2},
        "endings": {"resolved": 3, "follow-up": 0, "escalated": 0, "lost": 3},
        "par": {"empathy": 5, "resolution": 6, "register": 0},
        "perfect": [{"scene": "opening", "reply": "own-it"}, {"scene": "verify", "reply": "last-four"}],
        "scores": {
            "empathy": {"lowest": 0, "lowest_accepted": 40},
            "resolution": {"lowest": 0, "lowest_accepted": 50},
            "register": None,
        },
        "random": {"pass_rate": 0.25, "method": "exact"},
    }
    best = {
        "passed": True,
        "outcome": "resolved",
        "scores": {"empathy": 100, "resolution": 100, "register": None},
    }
    worst = {
        "passed": False,
        "outcome": "lost",
        "scores": {"empathy": 20, "resolution": 0, "register": None},
    }
    assert strategies == {
        "longest": {"en": best, "es": best},
        "shortest": {"en": worst, "es": worst},
        "kindest": {"en": best, "es": best},
        "fixer": {"en": best, "es": best},
    }
    assert [found["code"] for found in diagnostics] == ["Q503", "Q504", "Q506", "Q506"]
    for found in diagnostics:
        assert found.pop("message")
        found.pop("code")
        assert found == {"path": "double-charge.yaml", "line": 29, "column": 8, "severity": "warning"}


def test_a_file_with_errors_of_its_own_has_diagnostics_alone(analyze: Any) -> None:
    status, document = analyze(scene("one", reply("a", "nowhere")) + GOOD)
    assert status == 1
    assert document["scenario"] is None
    assert document.keys() == {"scenario", "diagnostics"}
    assert codes(document) == ["R201"]


def test_a_warning_of_its_own_hides_nothing(analyze: Any) -> None:
    sets = "empathy: 3, resolution: 3, sets: [unused]"
    status, document = analyze(scene("one", reply("a", "end", sets)) + GOOD)
    assert (status, document["scenario"]) == (0, "small")
    assert "R203" in codes(document)
    assert document["plays"] == 1


def test_g401_hides_nothing(analyze: Any) -> None:
    status, document = analyze(scene("one", reply("a", "end")) + scene("island", reply("b", "end")) + GOOD)
    assert status == 1
    assert document["scenes"] == {"total": 3, "reachable": 2, "unreachable": ["island"]}
    assert None not in document.values()
    assert "Q503" in codes(document)


def test_g402_hides_what_would_run_into_a_dead_end(analyze: Any) -> None:
    trap = scene("trap", reply("c", "end", "empathy: 3, resolution: 3, when: [mood > 2]"))
    status, document = analyze(scene("one", reply("a", "end") + reply("b", "trap")) + trap + GOOD)
    assert status == 1
    assert (document["strategies"], document["random"]) == (None, None)
    assert document["decisions"] == {"shortest": 1, "longest": 1}
    assert document["scores"]["empathy"] == {"lowest": 100, "lowest_accepted": 100}
    (found,) = [found for found in document["diagnostics"] if found["code"] == "G402"]
    assert found["play"] == ["b"]
    assert (found["line"], found["column"]) == (18, 3)


def test_g402_where_no_play_ends(analyze: Any) -> None:
    status, document = analyze(
        scene("one", reply("a", "end", "empathy: 3, resolution: 3, when: [mood > 2]")) + GOOD
    )
    assert status == 1
    assert codes(document) == ["G404", "G405", "G402", "G408", "G401"]
    assert (document["plays"], document["decisions"]) == (0, None)
    assert document["endings"] == {"resolved": 0, "follow-up": 0, "escalated": 0, "lost": 0}
    assert [document[key] for key in ("par", "perfect", "scores", "strategies", "random")] == [None] * 5


def test_g403_hides_what_has_no_end_and_shows_the_perfect_call(analyze: Any) -> None:
    status, document = analyze(scene("one", reply("a", "end") + reply("b", "one")) + GOOD)
    assert status == 1
    hidden = ("plays", "endings", "decisions", "par", "scores", "strategies", "random")
    assert [document[key] for key in hidden] == [None] * len(hidden)
    assert document["perfect"] == [{"scene": "one", "reply": "a"}]
    assert (document["states"], document["scenes"]["reachable"]) == (2, 2)
    (found,) = [found for found in document["diagnostics"] if found["code"] == "G403"]
    assert (found["play"], found["line"], found["column"]) == ([], 13, 3)


@pytest.mark.parametrize(
    ("replies", "wanted"),
    [
        (reply("a", "lost"), ["G404", "G405"]),
        (reply("a", "end", "empathy: 3, resolution: 3, critical: business"), ["G405"]),
    ],
)
def test_g404_and_g405_hide_what_is_measured_by_the_perfect_call(
    analyze: Any, replies: str, wanted: list[str]
) -> None:
    status, document = analyze(scene("one", replies) + GOOD + "  lost: {customer: Bye., ending: lost}\n")
    assert status == 1
    assert [code for code in codes(document) if code in {"G404", "G405"}] == wanted
    assert [document[key] for key in ("par", "perfect", "scores", "strategies", "random")] == [None] * 5
    assert document["plays"] == 1


def test_g406_hides_the_scores_of_its_dimension(analyze: Any) -> None:
    status, document = analyze(scene("one", reply("a", "end", "empathy: 3")) + GOOD)
    assert status == 1
    assert document["par"] == {"empathy": 3, "resolution": 0, "register": 0}
    assert document["scores"] == {
        "empathy": {"lowest": 100, "lowest_accepted": 100},
        "resolution": None,
        "register": None,
    }
    assert document["strategies"]["kindest"]["en"]["scores"]["resolution"] is None
    assert document["random"] == {"pass_rate": 1.0, "method": "exact"}
    assert "Q503" not in codes(document)


def test_g407_hides_every_figure_but_the_number_of_scenes(analyze: Any) -> None:
    flags = [f"f{number}" for number in range(16)]
    scenes = "".join(
        scene(
            f"s{number}",
            reply(
                "a", f"s{number + 1}" if number < 400 else "end", f"empathy: 3, resolution: 3, sets: [{flag}]"
            )
            + reply(
                "b",
                f"s{number + 1}" if number < 400 else "end",
                f"empathy: 0, resolution: 0, when: [not {flag}]",
            ),
        )
        for number in range(401)
        for flag in [flags[number % 16]]
    )
    status, document = analyze(scenes.replace("  s0:", "  one:", 1) + GOOD)
    assert status == 1
    assert codes(document) == ["G407"]
    assert document["scenes"] == {"total": 402, "reachable": None, "unreachable": None}
    assert (document["scenario"], document["version"]) == ("small", 2)
    hidden = document.keys() - {"scenario", "version", "scenes", "diagnostics"}
    assert all(document[key] is None for key in hidden)
    assert len(hidden) == 9


def test_more_plays_than_python_prints_unasked(analyze: Any) -> None:
    count = 1500
    scenes = "".join(
        scene(f"s{number}", "".join(reply(f"r{each}", f"s{number + 1}") for each in range(6)))
        for number in range(count)
    )
    start = scenes.replace("  s0:", "  one:", 1)
    _, document = analyze(f"{start}  s{count}: {{customer: Thanks., ending: resolved}}\n")
    assert document["plays"] == 6**count


@pytest.mark.parametrize("path", ["missing.yaml", "."])
def test_what_is_no_file_is_a_wrong_call(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", path]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert path in printed.err
    assert printed.err.count("\n") == 1


def test_a_certification_is_no_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "some.yaml"
    file.write_text("certification: x\n", encoding="utf-8")
    assert run(["analyze", str(file)]) == 2
    assert "certification" in capsys.readouterr().err


def test_the_page_tells_the_perfect_call_as_a_dialogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", str(EXAMPLE)]) == 0
    page = capsys.readouterr().out
    assert "Charged twice" in page
    assert "Lucía Herrera: You charged me twice" in page
    assert page.index("I'm sorry, being charged twice") < page.index("Only your account number")
    assert page.index("Thank you. What do you need") < page.index("I can see the refund")
    assert ":29:8: Q504 " in page


def test_the_page_of_a_file_that_cannot_be_read_names_its_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("format: 2\n", encoding="utf-8")
    assert run(["analyze", str(file)]) == 1
    assert "F006" in capsys.readouterr().out
