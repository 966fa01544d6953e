from trainer.ui.scenarios.rows import Rows

IDS = ["a", "b", "c", "d", "e", "f", "g"]


def rows(heights: dict[str, int], columns: int = 3) -> Rows:
    return Rows(IDS, heights, columns=columns, gap=10, guess=100)


def test_what_is_not_known_is_as_high_as_what_is_known_on_average() -> None:
    assert rows({}).height == 3 * 100 + 2 * 10
    assert rows({"a": 80, "d": 60}).height == 80 + 60 + 70 + 2 * 10


def test_a_row_is_as_high_as_its_highest_card() -> None:
    found = rows({"a": 80, "b": 120, "c": 60, "d": 50})
    assert [found.spot(place, 320) for place in (0, 1, 3)] == [
        (0, 0, 100, 120),
        (110, 0, 100, 120),
        (0, 130, 100, 50),
    ]


def test_what_reaches_into_a_span_is_found_by_whole_rows() -> None:
    found = rows({})
    assert found.between(0, 99) == range(3)
    assert found.between(105, 111) == range(6)
    assert found.between(330, 900) == range(0)
    assert found.between(-50, -1) == range(0)
    assert found.between(-50, 5000) == range(7)


def test_without_cards_there_is_no_height() -> None:
    empty = Rows([], {}, columns=3, gap=10, guess=100)
    assert (empty.height, empty.between(0, 100), empty.row_at(5)) == (0, range(0), 0)
