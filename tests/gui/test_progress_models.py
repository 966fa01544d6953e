"""The tables of Progress: models that Qt's own tester accepts, cells, headings, and rows that lead on."""

from collections.abc import Iterator

import pytest
from building import double_charge
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from workshop import Workshop

from trainer import i18n
from trainer.app.home import Home
from trainer.app.progress import Development, Selection, TrainingProgress, Wanted
from trainer.paths import assets_folder
from trainer.scenario.model import Dimension
from trainer.ui.progress.figures import call_figures, course_figures, skill_figures
from trainer.ui.progress.tables import FigureTable
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Scheme

BOTH = ("en", "es")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.activate("en")
    yield
    i18n.activate("en")


@pytest.fixture
def seen() -> tuple[Development, Selection]:
    workshop = Workshop(double_charge())
    workshop.play("own-it last-four")
    workshop.clock.go(days=1)
    workshop.play("wait last-four", language="es")
    workshop.clock.go(days=1)
    workshop.play("own-it full-card")
    home = Home(
        records=workshop.records,
        attempts=workshop.attempts,
        library=workshop.library,
        practice=workshop.practice,
        clock=workshop.clock,
    )
    progress = TrainingProgress(
        records=workshop.records,
        attempts=workshop.attempts,
        library=workshop.library,
        home=home,
        clock=workshop.clock,
    )
    development = progress.development(workshop.trainee)
    return development, progress.selection(development, Wanted())


def test_every_model_is_sound(seen: tuple[Development, Selection], qtmodeltester: ModelTester) -> None:
    development, selection = seen
    for model in (
        call_figures(development, selection.calls),
        skill_figures(selection.skills, BOTH),
        course_figures(selection.course, Dimension.EMPATHY, BOTH, development.today),
        call_figures(development, ()),
    ):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt does not type it


def test_the_table_behind_the_chart_has_its_figures(seen: tuple[Development, Selection]) -> None:
    development, selection = seen
    model = course_figures(selection.course, Dimension.EMPATHY, BOTH, development.today)
    rows = [[model.cell(row, column).text for column in range(1, 5)] for row in range(model.rowCount())]
    assert rows == [["80", "1", "–", "0"], ["–", "0", "40", "1"], ["100", "1", "–", "0"]]
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(1, 5)]
    assert headings == ["English", "Calls in English", "Spanish", "Calls in Spanish"]


def test_a_cell_says_in_words_what_its_look_says(seen: tuple[Development, Selection]) -> None:
    development, selection = seen
    model = call_figures(development, selection.calls)
    spoken = [
        model.data(model.index(0, column), Qt.ItemDataRole.AccessibleTextRole)
        for column in range(model.columnCount())
    ]
    assert spoken[2:] == ["English", "Practice", "80", "50, under the mark", "Not passed"]
    under = model.cell(0, 5)
    assert (under.strong, under.underline) == (True, True)


def test_a_skill_says_on_how_many_decisions_it_rests(seen: tuple[Development, Selection]) -> None:
    model = skill_figures(seen[1].skills, BOTH)
    row = next(row for row in range(model.rowCount()) if model.cell(row, 0).text == "Acknowledge emotion")
    assert model.data(model.index(row, 1), Qt.ItemDataRole.AccessibleTextRole) == "100, from 2 decisions"


def test_rows_lead_on_by_key_and_by_mouse(seen: tuple[Development, Selection], qtbot: QtBot) -> None:
    development, selection = seen
    theme = Theme(Scheme.LIGHT, assets_folder())
    table = FigureTable(theme, "All calls", call_figures(development, selection.calls), leads_on=True)
    qtbot.addWidget(table)
    table.resize(900, 300)
    taken: list[int] = []
    table.taken.connect(taken.append)
    table.choose(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    spot = table.visualRect(table.model().index(2, 0)).topLeft() + QPoint(5, 5)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert taken == [1, 2]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_current_row_is_marked_by_a_bar_in_every_theme(
    seen: tuple[Development, Selection], qtbot: QtBot, scheme: Scheme
) -> None:
    development, selection = seen
    theme = Theme(scheme, assets_folder(), 2.0)
    table = FigureTable(theme, "All calls", call_figures(development, selection.calls), leads_on=True)
    qtbot.addWidget(table)
    table.resize(1100, 500)
    table.choose(1)
    picture = table.viewport().grab().toImage()
    middles = [table.visualRect(table.model().index(row, 0)).center().y() for row in (0, 1)]
    bars = [picture.pixelColor(1, y) == theme.color(Color.ACCENT) for y in middles]
    assert bars == [False, True]
