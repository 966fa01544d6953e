"""The statistics on the screen: locked, empty, hidden, shown; decisions chosen; tables; giving up."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from building import double_charge
from looking import cut_texts, nameless_controls, said_by, shown_texts
from many_attempts import person, record_assessments
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.app.item_report import NoLongerWantedError
from trainer.app.item_statistics import ItemFigures, ItemStatistics
from trainer.ui.navigator import Instructor, Statistics
from trainer.ui.progress.tables import FigureTable
from trainer.ui.statistics.chart import DecisionRow
from trainer.ui.statistics.presenter import Chart, StatisticsPresenter
from trainer.ui.theme import load_fonts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PASSPHRASE = "a bridge over calm water"  # noqa: S105 - of a test
EXAMPLE = Path(__file__).parents[1] / "playthroughs" / "double-charge.yaml"

Opened = Callable[..., ShellRig]


@pytest.fixture
def statistics(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Opened]:
    """Return how to open the statistics after so many people were assessed."""
    load_fonts(repository / "assets" / "fonts")
    rigs: list[ShellRig] = []

    def open_statistics(people: int = 0, *, unlocked: bool = True) -> ShellRig:
        if people:
            record_assessments(tmp_path, EXAMPLE, [person(each, f"Person {each}") for each in range(people)])
        rig = ShellRig(qapp, tmp_path, double_charge())
        rigs.append(rig)
        qtbot.addWidget(rig.window)
        rig.start()
        qtbot.waitUntil(lambda: rig.shell.navigator.current is not None)
        assert rig.services is not None
        if unlocked:
            rig.services.instructor().entrance.set_up(PASSPHRASE)
        rig.window.resize(1280, 800)
        rig.shell.navigator.go(Statistics())
        presenter = presenter_of(rig)
        qtbot.waitUntil(lambda: presenter.locked or not presenter.is_counting)
        return rig

    yield open_statistics
    for rig in rigs:
        rig.close()


def presenter_of(rig: ShellRig) -> StatisticsPresenter:
    presenter = rig.shell.presenter
    assert isinstance(presenter, StatisticsPresenter)
    return presenter


def rows(rig: ShellRig) -> list[DecisionRow]:
    return [each for each in rig.window.findChildren(DecisionRow) if each.isVisible()]


def test_nothing_is_told_before_the_entrance_is_unlocked(statistics: Opened) -> None:
    rig = statistics(30, unlocked=False)
    assert not rows(rig)
    assert "The instructor's entrance is locked" in shown_texts(rig.window)
    QTest.mouseClick(rig.find("state-action"), Qt.MouseButton.LeftButton)
    assert rig.shell.navigator.current == Instructor()


def test_an_entrance_that_locks_itself_takes_the_figures_away(statistics: Opened, qtbot: QtBot) -> None:
    rig = statistics(30)
    presenter = presenter_of(rig)
    assert rows(rig)
    rig.workshop.clock.go(6 * 60)
    presenter.look_at_entrance()
    qtbot.waitUntil(lambda: presenter.locked)
    assert not rows(rig)
    assert presenter.figures is None
    assert presenter.reliability is None


def test_without_an_assessment_it_says_what_is_missing(statistics: Opened) -> None:
    rig = statistics()
    assert "No assessment yet" in shown_texts(rig.window)


def test_under_thirty_every_figure_is_hidden_but_the_number(statistics: Opened) -> None:
    rig = statistics(29)
    opening = rows(rig)[0]
    assert opening.accessibleDescription().startswith("29 attempts\n")
    assert "hidden" in opening.accessibleDescription()
    presenter_of(rig).choose("opening")
    said = said_by(rig.window)
    assert "Discrimination:" not in said
    assert "Best reply" not in said
    assert "%" not in said.replace("27%", "")


def test_a_decision_is_told_in_figures_and_in_words(statistics: Opened) -> None:
    rig = statistics(64)
    presenter = presenter_of(rig)
    assert presenter.figures is not None
    opening = presenter.figures.report.decisions[0].statistics
    assert opening.difficulty is not None
    row = rows(rig)[0]
    assert row.accessibleName().startswith("1. ")
    assert "64 attempts\nProvisional\n" in row.accessibleDescription()
    assert f"Difficulty: {opening.difficulty:.0%} of the points are earned" in row.accessibleDescription()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert presenter.scene == "opening"
    texts = shown_texts(rig.window)
    assert "Who took which reply" in texts
    assert f"{opening.seconds:.1f} s" in texts
    assert any("32 and 32 attempts" in each for each in texts)
    QApplication.processEvents()
    assert not cut_texts(rig.window)
    assert not nameless_controls(rig.window)


def test_arrow_keys_go_from_decision_to_decision(statistics: Opened) -> None:
    rig = statistics(30)
    first, second = rows(rig)[:2]
    first.setFocus()
    first.click()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert presenter_of(rig).scene == second.scene
    assert second.hasFocus()
    assert rig.find("statistics-decision").y() > second.y()


def test_one_language_alone_is_compared_with_none(statistics: Opened, qtbot: QtBot) -> None:
    rig = statistics(64)
    presenter = presenter_of(rig)
    presenter.show_language("es")
    qtbot.waitUntil(lambda: presenter.figures is not None and presenter.figures.report.language == "es")
    figures = presenter.figures
    assert figures is not None
    assert figures.report.attempts == 32
    assert "(95 percent interval" not in said_by(rig.window)


def test_every_chart_has_its_table(statistics: Opened) -> None:
    rig = statistics(64)
    presenter = presenter_of(rig)
    presenter.choose("opening")
    for chart in Chart:
        presenter.turn_table(chart)
    decisions, replies = rig.find("statistics-decisions"), rig.find("statistics-replies")
    assert isinstance(decisions, FigureTable)
    assert isinstance(replies, FigureTable)
    headings = [
        decisions.model().headerData(each, Qt.Orientation.Horizontal)
        for each in range(decisions.model().columnCount())
    ]
    assert headings == [
        "Decision",
        "Attempts",
        "Difficulty",
        "Discrimination",
        "Upper less lower",
        "Median time",
        "Between languages",
    ]
    assert presenter.decision is not None
    assert replies.model().rowCount() == len(presenter.decision.statistics.replies)


def test_counting_is_given_up_when_something_else_is_asked_for(
    statistics: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = statistics(30)
    presenter = presenter_of(rig)
    begun, given_up = Event(), Event()
    count = ItemStatistics.items

    def slowly(
        self: ItemStatistics,
        scenario: str,
        *,
        language: str | None,
        every_attempt: bool,
        wanted: Callable[[], bool],
    ) -> ItemFigures:
        while every_attempt:
            begun.set()
            if not wanted():
                given_up.set()
                raise NoLongerWantedError
        return count(self, scenario, language=language, every_attempt=every_attempt, wanted=wanted)

    monkeypatch.setattr(ItemStatistics, "items", slowly)
    presenter.count_every_attempt(wanted=True)
    qtbot.waitUntil(begun.is_set)
    presenter.count_every_attempt(wanted=False)
    qtbot.waitUntil(lambda: presenter.figures is not None)
    assert given_up.wait(2)
    assert presenter.failure is None


def test_back_and_escape_lead_to_the_desk(statistics: Opened) -> None:
    rig = statistics(30)
    QTest.keyClick(rig.window, Qt.Key.Key_Escape)
    assert rig.shell.navigator.current == Instructor()
