"""`puente check`: what it prints, in which form and order, and with which status it ends."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from authored import SMALL, changed

from trainer.cli import check
from trainer.cli.main import DEFECT, run

WARNED = changed(("id: small", "id: warned"), ("title: Small", "title: Order #12"))
BROKEN = changed(("id: small", "id: broken"), ("start: opening", "start: openning"))


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUENTE_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def document(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_text_is_one_line_for_each_finding(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", BROKEN)
    assert run(["check", "a.yaml"]) == 1
    printed = capsys.readouterr()
    assert printed.out == 'a.yaml:14:8: R201 no scene is called "openning"; did you mean "opening"?\n'
    assert printed.err == ""


def test_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", BROKEN)
    assert run(["check", "a.yaml", "--format", "json"]) == 1
    assert document(capsys) == {
        "files": 1,
        "errors": 1,
        "warnings": 0,
        "diagnostics": [
            {
                "path": "a.yaml",
                "line": 14,
                "column": 8,
                "code": "R201",
                "severity": "error",
                "message": 'no scene is called "openning"; did you mean "opening"?',
            }
        ],
    }


def test_a_finding_about_a_state_has_its_play(capsys: pytest.CaptureFixture[str]) -> None:
    text = changed(
        (
            "  done:\n",
            "  stuck: {customer: A, replies: {a: {agent: B, when: [mood > 0], next: done}}}\n  done:\n",
        )
    )
    write(
        "a.yaml",
        text.replace(
            'One moment.", es: "Un momento."}\n        next: done', 'A", es: "B"}\n        next: stuck'
        ),
    )
    assert run(["check", "a.yaml", "--format", "json"]) == 1
    plays = {each["code"]: each.get("play") for each in document(capsys)["diagnostics"]}
    assert plays["G402"] == ["wait"]
    assert plays["G408"] is None


def test_github_gets_annotations(capsys: pytest.CaptureFixture[str]) -> None:
    write("100%,a:b.yaml", changed(("title: Small", "title: {en: 100% sure, no, es: '%'}")))
    assert run(["check", "100%,a:b.yaml", "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=100%25%2Ca%3Ab.yaml,line=4,col=24,title=S102::"
        '"no" is taken for a language; if it belongs to the text before the comma, put that text in quotes\n'
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_annotations_hold_no_character_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    write("a\x1b[31m\u202eb\nc\x85.yaml", WARNED)
    run(["check", ".", "--format", "github"])
    assert capsys.readouterr().out.startswith(r"::warning file=a\x1b[31m\u202eb%0Ac\x85.yaml,line=4,")


def test_annotations_of_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", WARNED)
    run(["check", "a.yaml", "--format", "github"])
    assert "::warning file=a.yaml,line=4,col=14,title=F007::" in capsys.readouterr().out


def test_a_warning_ends_with_0_and_strictly_with_1(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = str(repository / "tests" / "unit" / "scenario" / "contract.yaml")
    assert run(["check", example, "--format", "json"]) == 0
    found = document(capsys)
    assert (found["errors"], found["warnings"]) == (0, 4)
    assert [each["code"] for each in found["diagnostics"]] == ["Q503", "Q504", "Q506", "Q506"]
    assert run(["check", "--strict", example]) == 1


def test_where_nothing_is_found_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", "pronunciations: {}\n")
    assert run(["check", "a.yaml", "--strict"]) == 0
    assert capsys.readouterr().out == ""


def test_a_terminal_gets_a_summary_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.yaml", BROKEN)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert run(["check", "a.yaml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == 'a.yaml:14:8: R201 no scene is called "openning"; did you mean "opening"?'
    assert lines[1:] == ["1 file: 1 error, 0 warnings"]


def test_findings_are_sorted_by_path_whatever_the_order_of_the_call(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("b.yaml", BROKEN)
    write("a/c.yml", changed(("version: 1", "version: 0"), ("level: B1", "level: D1")))
    write("a-b.yaml", changed(("id: small", "id: other"), ("level: B1", "level: D1")))
    assert run(["check", "b.yaml", "a", "a-b.yaml", "--format", "json"]) == 1
    found = document(capsys)
    assert found["files"] == 3
    places = [(each["path"], each["line"], each["column"], each["code"]) for each in found["diagnostics"]]
    assert places == sorted(places)
    assert [place[0] for place in places] == [
        "a-b.yaml",
        str(Path("a/c.yml")),
        str(Path("a/c.yml")),
        "b.yaml",
    ]


def test_two_files_with_one_id_are_told_at_the_later(capsys: pytest.CaptureFixture[str]) -> None:
    write("b.yaml", SMALL)
    write("a.yaml", SMALL)
    assert run(["check", "b.yaml", "a.yaml", "--format", "json"]) == 1
    found = [each for each in document(capsys)["diagnostics"] if each["code"] == "R204"]
    assert [(each["path"], each["line"], each["column"]) for each in found] == [("b.yaml", 2, 5)]
    assert "a.yaml" in found[0]["message"]


def test_a_clash_quotes_no_more_of_an_id_than_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.yaml", "b.yaml"):
        write(name, changed(("id: small", f"id: {'x' * 100_000}")))
    run(["check", ".", "--format", "json"])
    (found,) = [each for each in document(capsys)["diagnostics"] if each["code"] == "R204"]
    assert f'"{"x" * 59}…"' in found["message"]


def test_a_clash_hides_nothing_about_the_graph(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", SMALL)
    run(["check", "a.yaml", "--format", "json"])
    alone = [each["code"] for each in document(capsys)["diagnostics"]]
    write("b.yaml", SMALL)
    run(["check", "a.yaml", "b.yaml", "--format", "json"])
    together = [each["code"] for each in document(capsys)["diagnostics"] if each["path"] == "b.yaml"]
    assert sorted(together) == sorted([*alone, "R204"])


def test_an_unreadable_file_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", "\n")
    Path("b.yaml").write_bytes(b"\xff\xfe")
    Path("c.yaml").symlink_to("gone.yaml")
    assert run(["check", ".", "--format", "json"]) == 1
    codes = [(each["path"], each["code"]) for each in document(capsys)["diagnostics"]]
    assert codes == [("a.yaml", "F002"), ("b.yaml", "F001"), ("c.yaml", "F001")]


def test_an_empty_folder_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert run(["check", "empty", "--format", "json"]) == 0
    assert document(capsys) == {"files": 0, "errors": 0, "warnings": 0, "diagnostics": []}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "gone.yaml"],
        ["check", "a.yaml", "gone"],
        ["check", "a.yaml", "--format", "xml"],
        ["check", "a.yaml", "--loud"],
        ["chek", "a.yaml"],
        ["--loud"],
    ],
)
def test_a_wrong_call_ends_with_2_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.yaml", SMALL)
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("puente: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["check", "--help"], ["check", "-h"]])
def test_help_is_to_be_had_everywhere(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    assert "Usage: puente" in capsys.readouterr().out


def test_sentences_speak_the_language_that_is_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.yaml", BROKEN)
    monkeypatch.setenv("PUENTE_LANGUAGE", "es")
    assert run(["check", "a.yaml", "--format", "json"]) == 1
    found = document(capsys)["diagnostics"][0]
    assert (found["code"], found["severity"]) == ("R201", "error")


def test_problems_beyond_those_that_are_listed_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.yaml", "a: 1\n" * 11_000)
    assert run(["check", "a.yaml", "--format", "json"]) == 1
    printed = capsys.readouterr()
    omitted = 10_999 + 11_000 + 12 - len(json.loads(printed.out)["diagnostics"])
    assert printed.err == f"puente: {omitted} further problems are not listed; mend those above first\n"


def test_a_fault_of_our_own_is_one_line_and_is_logged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **_others: object) -> None:
        raise ZeroDivisionError("one over nothing")

    monkeypatch.setattr(check, "check_judged", fail)
    monkeypatch.setenv("PUENTE_DATA", str(tmp_path / "data"))
    write("a.yaml", SMALL)
    assert run(["check", "a.yaml"]) == DEFECT
    printed = capsys.readouterr()
    log = tmp_path / "data" / "logs" / "command.log"
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert str(log) in printed.err
    assert "one over nothing" in log.read_text(encoding="utf-8")


def test_where_not_even_the_log_can_be_written_it_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **_others: object) -> None:
        raise ZeroDivisionError("one over nothing")

    monkeypatch.setattr(check, "check_judged", fail)
    monkeypatch.setenv("PUENTE_DATA", str(write("taken", "")))
    write("a.yaml", SMALL)
    assert run(["check", "a.yaml"]) == DEFECT
    assert capsys.readouterr().err.count("\n") == 1
