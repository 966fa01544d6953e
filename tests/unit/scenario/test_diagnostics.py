"""Findings: their sentences, their data, and what they quote."""

from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import pytest

from trainer.analysis import catalogue as analysis
from trainer.certification import catalogue as certification
from trainer.scenario import catalogue as scenario
from trainer.scenario.diagnostics import Code, Message, Place, Severity, excerpt

CODE = Code("X100", Severity.WARNING, "when", "where")


def test_a_sentence_is_filled_when_it_is_read() -> None:
    found = CODE.says('no "{name}" here').at(Path("a.yaml"), Place(3, 5), {"name": "door"})
    assert found.message == 'no "door" here'
    assert not found.is_error


def test_the_data_of_a_finding_are_those_of_the_command_line() -> None:
    found = CODE.says("so").at(Path("b") / "a.yaml", Place(3, 5), {})
    assert found.as_data() == {
        "path": str(Path("b/a.yaml")),
        "line": 3,
        "column": 5,
        "code": "X100",
        "severity": "warning",
        "message": "so",
    }
    assert list(found.as_data()) == ["path", "line", "column", "code", "severity", "message"]


def test_a_finding_about_a_state_has_the_play_that_leads_there() -> None:
    found = CODE.says("so").at(Path("a.yaml"), Place(1, 1), {}, ("own-it", "wait"))
    assert found.as_data()["play"] == ["own-it", "wait"]
    assert "play" in CODE.says("so").at(Path("a.yaml"), Place(1, 1), {}, ()).as_data()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("short", "short"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("a" * 61, "a" * 59 + "…"),
        ("a" * 60, "a" * 60),
        ("bell\x07", "bell "),
    ],
)
def test_what_is_quoted_fits_a_sentence(value: str, shown: str) -> None:
    assert excerpt(value) == shown


def every_message() -> Iterable[Message]:
    for module in (scenario, analysis, certification):
        yield from (value for value in vars(module).values() if isinstance(value, Message))


def test_every_code_has_sentences_and_every_sentence_a_known_code() -> None:
    codes = {*scenario.CODES, *analysis.CODES, *certification.CODES}
    assert {message.code for message in every_message()} == codes
    assert len({code.code for code in codes}) == len(codes)


@pytest.mark.parametrize("message", tuple(every_message()), ids=lambda message: message.template[:40])
def test_sentences_name_their_placeholders_and_are_one_line(message: Message) -> None:
    names = [name for _, name, _, _ in Formatter().parse(message.template) if name is not None]
    assert all(name.isidentifier() for name in names)
    assert "\n" not in message.template
    assert not message.template.endswith(".")
