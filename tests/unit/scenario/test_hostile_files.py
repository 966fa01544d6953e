"""Files made to break a reader: each is answered, quickly, with a finding that lies inside the file."""

import gc
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from authored import SMALL, brief, changed, listed, read
from fuzzing import Case, attempt
from hostile import KINDS, measure
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.scenario.catalogue import SAME_ID
from trainer.scenario.diagnostics import Place, in_order
from trainer.scenario.reading import load
from trainer.scenario.source import Limits, SourceFile

PATIENCE = 5.0
"""Seconds of the processor's time; most of these take a tenth of one."""

MEGABYTE = 1024 * 1024


MODEST = 64 * 1024
"""Bytes: enough that what grows with the square of the size takes minutes."""

MOST_MEMORY = 500_000_000


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_hostile_file_is_answered_at_once(kind: str) -> None:
    _, taken, wrong = attempt(Case(KINDS[kind](MODEST).encode(), None))
    assert wrong is None
    assert taken < PATIENCE


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_every_kind_of_hostile_file_of_8_mib_is_answered_quickly(capsys: pytest.CaptureFixture[str]) -> None:
    # One process for each, so that the memory of one is not that of another.
    with ProcessPoolExecutor(mp_context=get_context("spawn"), max_workers=2, max_tasks_per_child=1) as pool:
        measured = dict(zip(KINDS, pool.map(measure, KINDS), strict=True))
    with capsys.disabled():
        for kind, one in sorted(measured.items(), key=lambda item: -item[1].seconds):
            print(f"{kind:32} {one.seconds:5.2f} s {one.peak / 1e6:5.0f} MB  {' '.join(one.codes)}")  # noqa: T201 - a long run tells what it has seen
    assert all(one.codes for one in measured.values())
    assert max(one.seconds for one in measured.values()) < PATIENCE
    assert max(one.peak for one in measured.values()) < MOST_MEMORY


def test_a_file_of_too_many_values_is_read_to_the_limit_only() -> None:
    source = SourceFile(Path("small.yaml"), b"tags: [a, b, c]\nformat: 2\na: 1\na: 2\n")
    limits = Limits(events=8)
    # Beginnings of the stream, the document, the mapping and the list, the key and three values.
    assert [brief(found) for found in load(source, limits).diagnostics] == ["1:14:F001"]
    assert "1:14:F001" not in [brief(found) for found in load(source, Limits(events=30)).diagnostics]


def test_a_list_longer_than_any_is_reported_once_and_not_judged() -> None:
    limits = Limits(items=2)
    source = SourceFile(Path("small.yaml"), f"{SMALL}tags: [A, B, C]\n".encode())
    assert [brief(found) for found in load(source, limits).diagnostics] == ["28:7:S103"]
    assert [brief(found) for found in load(source).diagnostics] == ["28:8:S103", "28:11:S103", "28:14:S103"]


def test_more_flags_than_any_conversation_has_are_reported_at_the_first_beyond() -> None:
    text = changed(('"Un momento."}\n', '"Un momento."}\n        sets: [a, b, a-b, c]\n        when: [z]\n'))
    found = load(SourceFile(Path("small.yaml"), text.encode()), Limits(flags=2)).diagnostics
    assert [brief(each) for each in found] == ["24:22:S103"]


def test_what_is_no_mapping_is_called_so_however_much_there_is_of_it() -> None:
    found = load(SourceFile(Path("small.yaml"), b"# a\n" + b"- a\n" * 100), Limits(events=50)).diagnostics
    assert [brief(each) for each in found] == ["2:1:F002"]


def test_why_reading_ended_is_listed_behind_however_many_problems() -> None:
    found = load(SourceFile(Path("small.yaml"), b"a: 1\n" * 9 + b"b: [a"), Limits(problems=3)).diagnostics
    assert [brief(each) for each in found] == ["2:1:F003", "3:1:F003", "4:1:F003", "10:4:F002"]


def test_of_millions_of_control_characters_the_first_are_listed_and_all_are_counted() -> None:
    loaded = read("a: b" + "\x07\t\u202e" * 300_000 + "\n")
    found = [found for found in loaded.diagnostics if found.code == "F005"]
    assert (len(found), found[-1].column) == (10_000, 10_004)
    assert loaded.omitted == 890_000


@pytest.mark.parametrize("turn", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_no_text_turns_the_direction_of_writing(turn: str) -> None:
    assert listed(changed(("A short call.", f"A {turn}short call."))) == ["5:12:F005"]
    escape = f'"A \\u{ord(turn):04x}short call."'
    assert listed(changed(("A short call.", escape))) == ["5:10:F005"]
    assert listed(f"# {turn}\n" + SMALL) == ["1:3:F005"]


def test_signs_that_join_letters_are_part_of_texts() -> None:
    assert listed(changed(("A short call.", "👩\u200d💻 e\u0301 \u200e+52"))) == []


def test_no_message_and_no_path_does_anything_but_be_read() -> None:
    path = Path("a\x1b[31m\n\u202e\udcff.yaml")
    found = load(SourceFile(path, 'id: "\\u202e"\n"\\e[31m\u2067\u200b": 1\n'.encode())).diagnostics
    clash = SAME_ID.at(path, Place(1, 1), {"id": "a", "other": path})
    for each in (*found, clash):
        assert each.message.isprintable()
        assert each.where.isprintable()
        assert each.where.startswith(r"a\x1b[31m\x0a\u202e\udcff.yaml:")


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
        pytest.param("a: 1\n" * 100_000, "F003", id="one-key-100000-times"),
        pytest.param("".join(f"a{number}: 1\n" for number in range(100_000)), "S102", id="100000-keys"),
        pytest.param("id: &a [" + "*a, " * 200_000 + "]", "F004", id="aliases"),
        pytest.param(SMALL + "tags: [" + "a, " * 100_000 + "]", "S103", id="a-list"),
    ],
)
def test_an_answer_comes_quickly(text: str, code: str) -> None:
    started = time.process_time()
    loaded = read(text)
    assert code in {found.code for found in loaded.diagnostics}
    assert all(found.message for found in loaded.diagnostics)
    assert time.process_time() - started < PATIENCE


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
    started = time.process_time()
    loaded = read(SMALL + scenes)
    assert len(loaded.diagnostics) == 1900
    assert '"scene-0"' in loaded.diagnostics[0].message
    assert time.process_time() - started < PATIENCE


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
