"""`puente report`: the figures of a scenario's decisions, and what is hidden of them."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from many_attempts import person, record_assessments

from trainer.cli.main import run

SCENARIOS = Path(__file__).parents[3] / "scenarios"
CHARGE = SCENARIOS / "double-charge.yaml"


def record(people: int) -> None:
    folder = Path(os.environ["PUENTE_DATA"])
    record_assessments(folder, CHARGE, [person(number, f"Person {number}") for number in range(people)])


def items(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["report", "items", "double-charge", "--format", "json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_figure_is_there_from_thirty_on(capsys: pytest.CaptureFixture[str]) -> None:
    record(64)
    document = items(capsys)
    assert {key: value for key, value in document.items() if key != "decisions"} == {
        "scenario": "double-charge",
        "versions": [1],
        "language": None,
        "attempts": "first",
        "count": 64,
        "certainty": "provisional",
    }
    opening = document["decisions"][0]
    assert (opening["scene"], opening["attempts"], opening["certainty"]) == ("opening", 64, "provisional")
    assert 0 < opening["difficulty"] < 1
    assert 0 < opening["discrimination"] < 1
    assert opening["median_seconds"] == 1.0
    assert sum(each["taken"] for each in opening["replies"]) == 64
    best = max(opening["replies"], key=lambda each: each["share"])
    assert best["upper"] > best["lower"]
    (compared,) = opening["languages"]
    assert (compared["languages"], compared["attempts"]) == (["en", "es"], [32, 32])
    assert compared["low"] < compared["difference"] < compared["high"]


def test_under_thirty_every_figure_is_hidden_but_the_number(capsys: pytest.CaptureFixture[str]) -> None:
    record(29)
    document = items(capsys)
    assert (document["count"], document["certainty"]) == (29, "hidden")
    for decision in document["decisions"]:
        assert decision["attempts"] > 0
        assert decision["hints"] == []
        assert {decision[key] for key in ("difficulty", "discrimination", "median_seconds")} == {None}
        assert {each["taken"] for each in decision["replies"]} == {None}
    assert run(["report", "items", "double-charge"]) == 0
    said = capsys.readouterr().out
    assert "29 assessments" in said
    assert "Figures are hidden until there are 30" in said
    assert "Difficulty" not in said


def test_one_language_alone_is_compared_with_none(capsys: pytest.CaptureFixture[str]) -> None:
    record(64)
    document = items(capsys, "--language", "es")
    assert (document["language"], document["count"]) == ("es", 32)
    assert all(each["languages"] == [] for each in document["decisions"])


def test_the_page_says_what_figures_mean(capsys: pytest.CaptureFixture[str]) -> None:
    record(40)
    assert run(["report", "items", str(CHARGE)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "40 assessments, the first of each trainee." in said
    assert "Provisional: under 100 the figures still move." in said
    assert "English and Spanish: hidden (20 and 20 attempts)" in said
    assert "Difficulty is the mean share of the points" in said
    assert "Person" not in said


def test_the_table_has_a_line_for_each_reply(capsys: pytest.CaptureFixture[str]) -> None:
    record(30)
    assert run(["report", "items", "double-charge", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    opening = [row for row in rows if row["scene"] == "opening"]
    assert len(opening) == 4
    assert sum(int(row["taken"]) for row in opening) == 30
    assert len({row["difficulty"] for row in opening}) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["items", "dobule-charge"], 'did you mean "double-charge"?'),
        (["items", "nothing.yaml"], "there is no file nothing.yaml"),
        (["certification", "bilingual-fundation"], 'did you mean "bilingual-foundation"?'),
    ],
)
def test_what_nobody_knows_is_a_wrong_call(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    record(1)
    assert run(["report", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_scenario_without_assessments_has_no_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    record(1)
    assert run(["report", "items", "flight-cancelled", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["count"], document["decisions"]) == (0, [])


def test_reliability_is_of_those_who_took_every_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    record(40)
    mine = Path(os.environ["PUENTE_DATA"]) / "scenarios" / "one.yaml"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text(
        "format: 1\ncertification: one\nversion: 1\ntitle: One\n"
        "requires: [{scenarios: [double-charge], languages: [en]}]\n",
        encoding="utf-8",
    )
    assert run(["report", "certification", "one", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["scenarios"], document["trainees"]) == (["double-charge"], 40)
    # One scenario has no reliability of its own.
    assert document["reliability"]["empathy"] == {
        "trainees": 40,
        "certainty": "provisional",
        "alpha": None,
        "error": None,
    }
    assert run(["report", "certification", "bilingual-foundation"]) == 0
    assert "No dimension is scored in every scenario yet." in capsys.readouterr().out
