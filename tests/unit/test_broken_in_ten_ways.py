"""The demonstration of `tools/broken_in_ten_ways.py`: each break is found at its line, in both languages."""

import re
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

BROKEN_AT = {
    "R201": "verfy\n",
    "G401": "rebooked: {",
    "T301": "en: Please put the card away",
    "G403": "opening:\n",
    "G402": "boiling:\n",
    "G405": "opening\n",
    "Q503": "opening\n",
    "Q506": "opening\n",
    "T304": "Le dije mal lo de la maleta, discúlpeme. Déjela con nosotros, te llega",
    "F002": ": I have to get there.",
}
"""What stands in the broken file from the place on that is reported."""


@pytest.fixture
def demonstration(repository: Path) -> Mapping[str, Any]:
    return runpy.run_path(str(repository / "tools" / "broken_in_ten_ways.py"))


def sound(demonstration: Mapping[str, Any]) -> list[str]:
    text: str = demonstration["SCENARIO"].read_text(encoding="utf-8")
    return text.splitlines(keepends=True)


def test_nothing_is_found_before_it_is_broken(demonstration: Mapping[str, Any]) -> None:
    assert demonstration["found_in"](sound(demonstration)) == []


def test_it_is_broken_in_ten_different_ways(demonstration: Mapping[str, Any]) -> None:
    assert [one.code for one in demonstration["BREAKS"]] == list(BROKEN_AT)


@pytest.mark.parametrize("number", range(10), ids=list(BROKEN_AT))
def test_a_break_is_found_where_it_is(demonstration: Mapping[str, Any], number: int) -> None:
    one = demonstration["BREAKS"][number]
    lines = demonstration["broken"](one, sound(demonstration))
    (found,) = [each for each in demonstration["found_in"](lines) if each.code == one.code]
    assert lines[found.line - 1][found.column - 1 :].startswith(BROKEN_AT[one.code])


@pytest.mark.parametrize(
    ("language", "last"), [("en", "10 of 10 found."), ("es", "Se encontraron 10 de 10.")]
)
def test_it_can_be_read_in_both_languages(
    demonstration: Mapping[str, Any],
    language: str,
    last: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PUENTE_LANGUAGE", language)
    assert demonstration["main"]() == 0
    printed = capsys.readouterr().out
    assert printed.endswith(f"{last}\n")
    assert set(BROKEN_AT) <= set(re.findall(r"\.yaml:\d+:\d+: ([A-Z]\d{3}) ", printed))
