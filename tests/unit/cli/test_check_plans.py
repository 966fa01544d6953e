"""`puente check` and the plans beside scenarios."""

import json
from pathlib import Path
from typing import Any

import pytest

from trainer.cli.main import run

PLAYTHROUGHS = Path(__file__).parents[2] / "playthroughs"
SCENARIO = (PLAYTHROUGHS / "double-charge.yaml").read_text(encoding="utf-8")
PLAN = (PLAYTHROUGHS / "double-charge.plan").read_text(encoding="utf-8")
WRONG = PLAN.replace("ending: done", "ending: hung-up", 1)
CERTIFICATION = """\
format: 1
certification: first
version: 1
title: First
requires: [{scenarios: [double-charge], languages: [en]}]
"""


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUENTE_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    status = run(["check", *arguments, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def errors(document: Any) -> list[str]:
    return [
        f"{found['path']}:{found['line']}:{found['column']} {found['code']}"
        for found in document["diagnostics"]
        if found["severity"] == "error"
    ]


@pytest.mark.parametrize("path", ["a.yaml", "a.plan", "."])
def test_a_scenario_its_plan_and_their_folder_are_checked_alike(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.yaml", SCENARIO)
    write("a.plan", WRONG)
    status, document = check(capsys, path)
    assert (status, document["files"], document["errors"]) == (1, 1, 1)
    assert document.keys() == {"files", "errors", "warnings", "diagnostics"}
    (found,) = (each for each in document["diagnostics"] if each["severity"] == "error")
    assert found == {
        "path": "a.plan",
        "line": 6,
        "column": 13,
        "code": "E805",
        "severity": "error",
        "message": 'the plan expects the call to end in the scene "hung-up", and it ends in "done"; '
        "mend the scenario, or this value",
    }


def test_a_plan_that_comes_true_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", SCENARIO)
    alone = check(capsys, "a.yaml")
    write("a.plan", PLAN)
    assert check(capsys, "a.yaml") == alone
    assert alone[0] == 0


def test_a_changed_plan_is_judged_again(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", SCENARIO)
    for plan, status in ((PLAN, 0), (WRONG, 1), (PLAN, 0)):
        write("a.plan", plan)
        assert check(capsys, "a.yaml")[0] == status
    Path("a.plan").unlink()
    assert check(capsys, "a.yaml")[0] == 0


@pytest.mark.parametrize("path", ["gone.plan", "."])
def test_a_plan_alone_is_one_error(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("gone.plan", "anything: at all\n")
    status, document = check(capsys, path)
    assert (status, document["files"], errors(document)) == (1, 0, ["gone.plan:1:1 E801"])
    assert 'no scenario "gone.yaml"' in document["diagnostics"][0]["message"]


def test_a_plan_beside_a_certification_is_one_error(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", SCENARIO)
    write("first.yaml", CERTIFICATION)
    write("first.plan", PLAN)
    status, document = check(capsys, ".")
    assert (status, document["files"], errors(document)) == (1, 2, ["first.plan:1:1 E801"])


def test_a_scenario_with_errors_is_not_judged_twice(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", SCENARIO.replace("start: opening", "start: openin"))
    write("a.plan", WRONG)
    assert errors(check(capsys, ".")[1]) == ["a.yaml:29:8 R201"]
    write("a.yaml", SCENARIO.replace("        next: done\n", "        next: opening\n"))
    assert {each.split()[1] for each in errors(check(capsys, ".")[1])} == {"G403", "G405"}


def test_a_path_of_no_plan_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", SCENARIO)
    assert run(["check", "a.plan"]) == 2
    assert "a.plan" in capsys.readouterr().err


def test_annotations_name_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", SCENARIO)
    write("a.plan", WRONG)
    assert run(["check", "a.yaml", "--format", "github"]) == 1
    assert "::error file=a.plan,line=6,col=13,title=E805::" in capsys.readouterr().out
