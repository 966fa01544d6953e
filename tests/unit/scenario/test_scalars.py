"""YAML 1.2's core rules."""

import pytest

from trainer.scenario.nodes import ScalarNode
from trainer.scenario.scalars import integer_of, is_string


@pytest.mark.parametrize(
    "written",
    [
        *("", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"),
        *("0", "007", "-1", "+1", "0o17", "0xfF", "1.0", "1.", ".5", "-.5e3", "1e3", "1E-3", "+12.5e+3"),
        *(".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"),
    ],
)
def test_what_is_no_text_unless_it_is_quoted(written: str) -> None:
    assert not is_string(ScalarNode(written, 0, len(written), ""))
    for style in ('"', "'", "|", ">"):
        assert is_string(ScalarNode(written, 0, len(written), style))


@pytest.mark.parametrize(
    "written",
    [
        *("yes", "no", "on", "off", "y", "n", "Yes", "NO", "nULL", "tRUE", "none", "nan", "inf", "-inf"),
        *("1_000", "12:30", "0b1", "0o8", "0xg", "-0x1", "1.2.3", "1e", "e3", ".", "-", "+", "..5", "١"),
        *("2026-01-01", "<<", "=", "true!", "12 "),
    ],
)
def test_what_is_a_text(written: str) -> None:
    assert is_string(ScalarNode(written, 0, len(written), ""))


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("7", 7), ("007", 7), ("-1", -1), ("+12", 12), ("-0", 0), ("0o17", 15), ("0xfF", 255)],
)
def test_whole_numbers(written: str, number: int) -> None:
    assert integer_of(ScalarNode(written, 0, len(written), "")) == number
    assert integer_of(ScalarNode(written, 0, len(written), '"')) is None


@pytest.mark.parametrize("written", ["", "1.0", "1e3", "one", "-0x1", "1_0", "١", "9" * 41])
def test_what_is_none(written: str) -> None:
    assert integer_of(ScalarNode(written, 0, len(written), "")) is None
