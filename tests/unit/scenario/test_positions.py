"""Places by the keys that lead to them."""

import pytest
from authored import SMALL, changed, read

from trainer.scenario.positions import Positions

CASES = changed(
    ('es: "Un momento."}\n        next: done', 'es: "Un momento."}\n        next: [{scene: done}]'),
    ("customer: Thanks", "customer:\n      - en: Thanks\n        es: |\n          Gracias\n"),
)


@pytest.fixture
def positions() -> Positions:
    return read(CASES).positions


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("scenes",), (15, 1)),
        (("scenes", "opening"), (16, 3)),
        (("scenes", "opening", "replies", "help"), (19, 7)),
        (("customer", "locales", "es"), (12, 24)),
    ],
)
def test_of_keys(positions: Positions, path: tuple[str, ...], place: tuple[int, int]) -> None:
    assert positions.key(*path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("start",), (14, 8)),
        (("scenes", "opening"), (17, 5)),
        (("scenes", "opening", "customer"), (17, 15)),
        (("scenes", "opening", "customer", 0), (17, 15)),
        (("scenes", "opening", "replies", "help", "next"), (21, 15)),
        (("scenes", "opening", "replies", "help", "next", 0), (21, 15)),
        (("scenes", "opening", "replies", "wait", "next", 0), (24, 16)),
        (("scenes", "opening", "replies", "wait", "next", 0, "scene"), (24, 24)),
        (("scenes", "done", "customer", 0), (27, 9)),
        ((), (1, 1)),
    ],
)
def test_of_values(positions: Positions, path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert positions.value(*path) == place


@pytest.mark.parametrize(
    "path",
    [
        ("scenes", "closing"),
        ("start", "x"),
        ("scenes", "done", "customer", 1),
        ("scenes", "done", "customer", "en"),
        ("start", 1),
    ],
)
def test_a_path_that_leads_nowhere(positions: Positions, path: tuple[str | int, ...]) -> None:
    with pytest.raises(KeyError):
        positions.value(*path)
    with pytest.raises(KeyError):
        positions.key(*path, "deeper")


def test_nothing_is_placed_in_a_file_without_a_mapping() -> None:
    with pytest.raises(KeyError):
        read("- a").positions.value("start")
    with pytest.raises(KeyError):
        read("- a").positions.key("start")


def test_a_span_is_what_an_editor_replaces(positions: Positions) -> None:
    start, end, style = positions.span("scenes", "opening", "customer", "es")
    assert (CASES[start:end], style) == ('"¿Bueno?"', '"')
    start, end, style = positions.span("title")
    assert (CASES[start:end], style) == ("Small", "")
    start, end, style = positions.span("scenes", "done", "customer", 0, "es")
    assert (CASES[start:end], style) == ("|\n          Gracias\n\n", "|")
    with pytest.raises(KeyError):
        positions.span("scenes")


def test_spans_count_characters_without_a_byte_order_mark() -> None:
    start, end, _ = read("\ufeff" + changed(("title: Small", "title: 😀"))).positions.span("summary")
    assert changed(("title: Small", "title: 😀"))[start:end] == "A short call."


def test_of_a_key_given_twice_the_last_counts() -> None:
    assert read(SMALL + "start: done\n").positions.value("start") == (28, 8)
