"""Trying the parts of an installed copy: each is told, and none that fails hides another."""

from collections.abc import Callable

from trainer.app.self_test import NotWorkingError, Part, part_name, try_parts


def failing(error: Exception) -> Callable[[], str]:
    def probe() -> str:
        raise error

    return probe


def test_every_part_is_tried_whatever_became_of_those_before() -> None:
    tried = list(
        try_parts(
            [
                (Part.RECORDS, lambda: "written and read"),
                (Part.LIBRARY, failing(NotWorkingError("nothing is there"))),
                (Part.SPEECH, failing(FileNotFoundError("no\n  libespeak"))),
                (Part.CERTIFICATE, failing(KeyError())),
                (Part.WINDOW, lambda: "painted"),
            ]
        )
    )
    assert [(one.part, one.works, one.text) for one in tried] == [
        (Part.RECORDS, True, "written and read"),
        (Part.LIBRARY, False, "nothing is there"),
        (Part.SPEECH, False, "FileNotFoundError: no libespeak"),
        (Part.CERTIFICATE, False, "KeyError"),
        (Part.WINDOW, True, "painted"),
    ]


def test_each_part_is_told_when_it_is_done_and_not_at_the_end() -> None:
    done = list[Part]()

    def probe(part: Part) -> Callable[[], str]:
        return lambda: done.append(part) or "done"  # type: ignore[func-returns-value]  # in one line

    telling = try_parts([(part, probe(part)) for part in Part])
    assert next(telling).part is Part.RECORDS
    assert done == [Part.RECORDS]


def test_every_part_has_a_name() -> None:
    assert len({part_name(part) for part in Part}) == len(Part)
