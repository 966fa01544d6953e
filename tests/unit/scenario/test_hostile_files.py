"""Files made to break a reader: each is answered, quickly, with a finding that lies inside the file."""

import gc
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from authored import SMALL, listed, read
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.scenario.diagnostics import in_order

PATIENCE = 20.0
"""Seconds, on a busy machine; most of these take a tenth of one."""

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("[" * 40_000, "F001", id="brackets"),
        pytest.param("{" * 40_000, "F001", id="braces"),
        pytest.param("a: " + "[" * 7 * MEGABYTE, "F001", id="millions-of-brackets"),
        pytest.param("- " * 40_000, "F001", id="lists-in-a-line"),
        pytest.param("? " * 40_000, "F001", id="keys-in-a-line"),
        pytest.param("".join(f"{' ' * level}a:\n" for level in range(1500)), "F001", id="a-staircase"),
        pytest.param("a: b: " * 40_000, "F002", id="colons"),
        pytest.param('"' * 40_001, "F002", id="quotes"),
        pytest.param("a: " + "\\" * 40_000, "S102", id="backslashes"),
        pytest.param("&a " * 40_000, "F002", id="anchors"),
        pytest.param("a: !x " + "y" * MEGABYTE, "F004", id="a-tag"),
        pytest.param("a: '" + "b" * 7 * MEGABYTE + "'", "S102", id="one-huge-text"),
        pytest.param("a" * 7 * MEGABYTE + ": b", "F002", id="one-huge-key"),
        pytest.param("%TAG !a! b\n" * 40_000 + "---\na: b", "F002", id="one-directive"),
        pytest.param("".join(f"%TAG !{n}! b\n" for n in range(90_000)), "F002", id="directives"),
        pytest.param("#" * 7 * MEGABYTE, "F002", id="a-comment"),
        pytest.param("\n" * 7 * MEGABYTE, "F002", id="line-breaks"),
        pytest.param("\x00" * MEGABYTE, "F002", id="zeros"),
        pytest.param("a: 1\n" * 300_000, "F003", id="one-key-300000-times"),
        pytest.param("".join(f"a{number}: 1\n" for number in range(300_000)), "S102", id="300000-keys"),
        pytest.param("id: &a [" + "*a, " * 200_000 + "]", "F004", id="aliases"),
        pytest.param(SMALL + "tags: [" + "a, " * 300_000 + "]", "S103", id="a-list"),
    ],
)
def test_an_answer_comes_quickly(text: str, code: str) -> None:
    started = time.perf_counter()
    loaded = read(text)
    assert code in {found.code for found in loaded.diagnostics}
    assert all(found.message for found in loaded.diagnostics)
    assert time.perf_counter() - started < PATIENCE


def test_an_alias_bomb_is_not_unrolled() -> None:
    levels = "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 30)
    )
    assert {found.code for found in read("a0: &a0 [x]\n" + levels).diagnostics} == {"F004", "S101", "S102"}


def test_thousands_of_unknown_scenes_are_reported_without_guessing_for_each() -> None:
    scenes = "".join(
        f"  scene-{number}: {{customer: A, replies: {{a: {{agent: A, next: scena-{number}}}}}}}\n"
        for number in range(1900)
    )
    started = time.perf_counter()
    loaded = read(SMALL + scenes)
    assert len(loaded.diagnostics) == 1900
    assert '"scene-0"' in loaded.diagnostics[0].message
    assert time.perf_counter() - started < PATIENCE


def test_beyond_10000_problems_they_are_only_counted() -> None:
    loaded = read("a: 1\n" * 20_000)
    counts = Counter(found.code for found in loaded.diagnostics)
    assert counts == {"F003": 10_000, "S102": 10_000}
    every = {"F003": 19_999, "S102": 20_000, "S101": 12}
    assert loaded.omitted == sum(every.values()) - len(loaded.diagnostics)
    assert read(SMALL).omitted == 0


def test_the_garbage_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    read(SMALL)
    assert gc.isenabled()
    gc.disable()
    try:
        read(SMALL)
        assert not gc.isenabled()
    finally:
        gc.enable()


SIGNS = "[]{},:#&*!|>'\"%@`?-\t\n\r \\\ufeff\u2028\x07\x85😀é"
WORDS = (
    "en",
    "es",
    "next",
    "when",
    "agent",
    "scenes",
    "format",
    "1",
    "null",
    "<<",
    "---",
    "...",
    "\\t",
    "\\N",
)
PIECES = st.sampled_from([*SIGNS, *WORDS, "\r\n", "- ", ": ", " #"])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw the small file with some pieces put in or written over."""
    text = SMALL
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 12))
        text = text[:place] + "".join(draw(st.lists(PIECES, max_size=4))) + text[place + length :]
    return text


def places(text: str) -> Iterator[tuple[int, int]]:
    """Give the length of each line, and one more line for the end of the file."""
    normal = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate((*normal.split("\n"), ""), 1):
        yield number, len(line)


@settings(max_examples=300, deadline=None)
@given(damaged())
def test_every_finding_lies_inside_the_file(text: str) -> None:
    loaded = read(text)
    lengths = dict(places(text))
    for found in loaded.diagnostics:
        assert found.line in lengths
        assert 1 <= found.column <= lengths[found.line] + 2  # a CRLF is two characters
        assert found.message
    assert list(loaded.diagnostics) == in_order(loaded.diagnostics)
    errors = [found.code for found in loaded.diagnostics if found.is_error]
    assert (loaded.scenario is None) is bool(errors)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_is_answered(text: str) -> None:
    assert listed(text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_at_all_are_answered(data: bytes) -> None:
    assert listed(data)
