"""What is wanted now goes before what may come next, and nothing is made twice."""

from speech_studio import line

from trainer.app.speech import Speaking
from trainer.speech.waiting_lines import MOST_PREPARED, Job, Opening, WaitingLines


def ignore(answer: Speaking) -> None:
    """Nobody listens in these tests."""


def take_all(lines: WaitingLines, count: int) -> list[str]:
    taken = list[str]()
    for _ in range(count):
        job = lines.take()
        assert isinstance(job, Job)
        taken.append(job.line.text)
        lines.finish()
    return taken


def test_wanted_lines_come_first_and_in_order() -> None:
    lines = WaitingLines()
    lines.prepare([line("a"), line("b"), line("c")])
    lines.ask(line("x"), ignore)
    lines.ask(line("y"), ignore)
    assert take_all(lines, 5) == ["x", "y", "a", "b", "c"]


def test_a_prepared_line_that_is_wanted_moves_up() -> None:
    lines = WaitingLines()
    lines.prepare([line("a"), line("b"), line("c")])
    lines.ask(line("c", key="now"), ignore)
    assert take_all(lines, 3) == ["c", "a", "b"]


def test_lines_ahead_are_bounded() -> None:
    lines = WaitingLines()
    lines.prepare([line(str(number)) for number in range(1000)])
    taken = take_all(lines, MOST_PREPARED)
    lines.ask(line("last"), ignore)
    assert taken == [str(number) for number in range(MOST_PREPARED)]
    assert take_all(lines, 1) == ["last"]


def test_lines_prepared_before_are_replaced() -> None:
    lines = WaitingLines()
    lines.prepare([line("a"), line("b")])
    lines.prepare([line("c"), line("a")])
    lines.ask(line("end of the others"), ignore)
    assert take_all(lines, 3) == ["end of the others", "c", "a"]


def test_whoever_asks_for_the_same_sound_joins() -> None:
    lines = WaitingLines()
    lines.ask(line("a", key="1"), ignore)
    lines.ask(line("a", key="2"), ignore)
    job = lines.take()
    assert isinstance(job, Job)
    lines.ask(line("a", key="3"), ignore)
    lines.prepare([line("a", key="4")])
    assert job.wanted
    assert [asked.key for asked, _ in lines.finish()] == ["1", "2", "3"]
    lines.ask(line("a", key="5"), ignore)
    assert take_all(lines, 1) == ["a"]


def test_a_line_made_ahead_is_wanted_by_nobody() -> None:
    lines = WaitingLines()
    lines.prepare([line("a")])
    job = lines.take()
    assert isinstance(job, Job)
    assert not job.wanted


def test_the_engine_is_opened_before_any_line() -> None:
    lines = WaitingLines()
    lines.ask(line("a"), ignore)
    lines.open()
    lines.open()
    assert isinstance(lines.take(), Opening)
    assert take_all(lines, 1) == ["a"]


def test_a_closed_queue_gives_back_who_waits_and_takes_no_more() -> None:
    lines = WaitingLines()
    lines.prepare([line("a")])
    lines.ask(line("b", key="1"), ignore)
    lines.ask(line("b", key="2"), ignore)
    assert [asked.key for asked, _ in lines.close()] == ["1", "2"]
    assert lines.take() is None
    assert not lines.ask(line("c"), ignore)
    lines.prepare([line("d")])
    assert lines.close() == []
