"""The page of `puente analyze`: what it tells an instructor, and that what it offers to paste works."""

import json
import shlex
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from trainer import i18n
from trainer.analysis.chance import Chance, Method
from trainer.cli.analysis_figures import describe_chance, whole_number, whole_percent
from trainer.cli.main import run

REPOSITORY = Path(__file__).parents[3]
EXAMPLE = REPOSITORY / "tests" / "playthroughs" / "double-charge.yaml"
BUNDLED = REPOSITORY / "scenarios" / "flight-cancelled.yaml"

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
RATED = "empathy: 3, resolution: 3, feedback: Why."
TRAP = f"""\
  one:
    customer: Hello.
    replies:
      good: {{agent: Words., {RATED}, next: end}}
      trapped: {{agent: Other words., {RATED}, next: trap}}
  trap:
    customer: Hm.
    replies:
      never: {{agent: Words., {RATED}, when: [mood > 2], next: end}}
  end: {{customer: Thanks., ending: resolved}}
"""
LOOP = f"""\
  one:
    customer: Hello.
    replies:
      good: {{agent: Words., {RATED}, next: end}}
      again: {{agent: Other words., {RATED}, next: one}}
  island:
    customer: Nobody comes here.
    replies:
      good: {{agent: Words., {RATED}, next: end}}
  end: {{customer: Thanks., ending: resolved}}
"""
TWO_WAYS_INTO_A_LOOP = f"""\
  one:
    customer: Hello.
    replies:
      calm: {{agent: Words., {RATED}, next: round}}
      cold: {{agent: Other words., {RATED}, mood: -1, next: round}}
  round:
    customer: Hm.
    replies:
      again: {{agent: Words., {RATED}, next: round}}
      done: {{agent: Other words., {RATED}, next: end}}
  end: {{customer: Thanks., ending: resolved}}
"""

Read = Callable[..., str]


@pytest.fixture
def read_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Read]:
    """Return what gives the page of a file, or of scenes below a short head."""
    spoken = i18n.current_language()

    def read(source: Path | str, *, columns: int = 80, language: str = "en") -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("PUENTE_LANGUAGE", language)
        if isinstance(source, str):
            file = tmp_path / "a folder" / "small.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(HEAD + source, encoding="utf-8")
            source = file
        assert run(["analyze", str(source)]) in {0, 1}
        return capsys.readouterr().out

    yield read
    # The command has activated the page's language, and other tests read English.
    i18n.activate(spoken)


def commands(page: str) -> list[list[str]]:
    """Return the calls of `puente play` that a page offers."""
    return [shlex.split(line)[1:] for line in page.splitlines() if line.startswith("    puente play ")]


def played(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert run([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_perfect_call_is_written_out_in_each_language(read_page: Read) -> None:
    page = read_page(EXAMPLE)
    english, spanish = page.index("You charged me twice"), page.index("Me cobraron dos veces")
    assert english < page.index("Only your account number") < page.index("I can see the refund") < spanish
    assert spanish < page.index("Gracias. ¿Qué necesita de mí?") < page.index("Ya veo el reembolso")


def test_the_reader_s_language_comes_first(read_page: Read) -> None:
    page = read_page(EXAMPLE, language="es")
    assert page.index("Me cobraron dos veces") < page.index("You charged me twice")
    assert {each[each.index("--language") + 1] for each in commands(page)[2:]} == {"es"}


def test_each_exchange_names_its_scene_and_reply(read_page: Read) -> None:
    page = read_page(EXAMPLE)
    assert "  1. opening, reply own-it\n    Lucía Herrera: You charged" in page
    assert "  Ending: done (resolved)\n    Lucía Herrera: I can see" in page


def test_the_perfect_call_can_be_pasted(read_page: Read, capsys: pytest.CaptureFixture[str]) -> None:
    offered = commands(read_page(BUNDLED))
    assert [each[each.index("--language") + 1] for each in offered] == ["en", "es"]
    for each in offered:
        result = played(each, capsys)
        assert (result["passed"], result["complete"]) == (True, True)
        assert {each["score"] for each in result["scores"].values()} == {100}


def test_a_habit_that_passes_can_be_pasted(read_page: Read, capsys: pytest.CaptureFixture[str]) -> None:
    page = read_page(EXAMPLE)
    assert page.count("PASSES") == 3
    habits = commands(page[page.index("Habits that should not pass") :])
    assert len(habits) == 3
    assert all(played(each, capsys)["passed"] for each in habits)


def test_a_state_without_reply_can_be_visited(read_page: Read, capsys: pytest.CaptureFixture[str]) -> None:
    page = read_page(TRAP)
    (visit,) = commands(page[page.rindex("What to mend") :])
    result = played(visit, capsys)
    assert [decision["reply"] for decision in result["decisions"]] == ["trapped"]
    assert result["complete"] is False


@pytest.mark.parametrize(("scenes", "wanted"), [(TRAP, ("G402", "trapped")), (LOOP, ("G403", ""))])
def test_check_gives_the_same_play_in_words_and_to_programs(
    read_page: Read, tmp_path: Path, capsys: pytest.CaptureFixture[str], scenes: str, wanted: tuple[str, str]
) -> None:
    code, play = wanted
    read_page(scenes)
    assert run(["check", str(tmp_path)]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if f": {code} " in line]
    assert play in line
    assert run(["check", str(tmp_path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [",".join(each["play"]) for each in found if "play" in each] == [play]


def test_what_cannot_be_played_is_not_offered(read_page: Read) -> None:
    page = read_page(LOOP)
    assert "G403" in page
    assert "go on for ever" in page
    assert commands(page) == []


def test_ways_to_one_mistake_are_told_once(read_page: Read) -> None:
    page = read_page(TWO_WAYS_INTO_A_LOOP)
    assert page.count("G403") == 1
    assert "after calm the call can come back" in " ".join(page.split())
    assert "(1 more way leads to the same.)" in page


def test_scenes_that_no_call_reaches_are_named(read_page: Read) -> None:
    assert "3 scenes, of which no call reaches: island." in read_page(LOOP)


def test_what_is_to_be_mended_is_counted_and_stands_last(read_page: Read) -> None:
    page = read_page(EXAMPLE)
    head, _, findings = page.rpartition("What to mend: 0 errors, 4 warnings\n")
    assert "Before you publish it" in head
    assert [line.split(": ")[1][:4] for line in findings.splitlines() if line.startswith(str(EXAMPLE))] == [
        "Q503",
        "Q504",
        "Q506",
        "Q506",
    ]


def test_a_sound_scenario_is_called_sound(read_page: Read) -> None:
    page = read_page(BUNDLED)
    assert "This scenario is sound" in page
    assert page.endswith("Nothing is to be mended.\n")


@pytest.mark.parametrize("columns", [80, 120])
def test_lines_fit_the_terminal_but_those_to_be_pasted(read_page: Read, columns: int) -> None:
    for line in read_page(BUNDLED, columns=columns).splitlines():
        assert len(line) <= min(columns, 100) or line.startswith("    puente play "), line


def test_there_are_no_control_characters_in_a_pipe(read_page: Read) -> None:
    assert "\x1b" not in read_page(EXAMPLE)


@pytest.mark.parametrize(
    ("rate", "method", "told"),
    [
        (Fraction(0), Method.EXACT, "no call passes"),
        (Fraction(0), Method.SAMPLED, "none of 5,000 trial calls passes"),
        (Fraction(1, 3110), Method.EXACT, "about 1 call of 3,110 passes"),
        (Fraction(1, 40), Method.EXACT, "2.5% of calls pass. That is as it should be"),
        (Fraction(5, 100), Method.EXACT, "5.0% of calls pass. That is as it should be"),
        (Fraction(1, 4), Method.EXACT, "25.0% of calls pass. That is too easy"),
        (
            Fraction(6, 100),
            Method.SAMPLED,
            "about 6.0% of calls pass (5,000 trial calls). That is as it should",
        ),
        (Fraction(8, 100), Method.SAMPLED, "That is too easy"),
    ],
)
def test_chance_is_told_in_words(rate: Fraction, method: Method, told: str) -> None:
    assert told in describe_chance(Chance(rate, method))


def test_figures_that_nobody_would_read_are_told_by_their_size() -> None:
    assert whole_number(1_234_567) == "1,234,567"
    assert whole_number(6**1500) == "over 10^1167"
    assert [whole_percent(part, 1000) for part in (0, 1, 10, 500, 1000)] == [
        "0%",
        "under 1%",
        "1%",
        "50%",
        "100%",
    ]
