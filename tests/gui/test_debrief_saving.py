"""Saving a debrief from the window: asked where, done beside everything else, told how it went."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from call_rig import Rig
from noted_documents import NotedDocuments
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from trainer import i18n
from trainer.app.documents import NotSavedFault, Paper
from trainer.ui.debrief.hearing import Hearing
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.debrief.saving import NotSaved, Saved, Saving
from trainer.ui.debrief.screen import DebriefScreen
from trainer.ui.navigator import Debrief
from trainer.ui.screen import Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Scheme
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def no_hearing(_stage: Stage) -> Hearing:
    raise AssertionError("nobody wants to hear")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.tasks.close()
    i18n.activate("en")


@pytest.fixture
def documents(rig: Rig) -> Iterator[NotedDocuments]:
    noted = rig.stage.services.documents
    assert isinstance(noted, NotedDocuments)
    yield noted
    noted.go()


@pytest.fixture
def presenter(rig: Rig, qtbot: QtBot) -> DebriefPresenter:
    call = rig.workshop.play("wait full-card")
    made = DebriefPresenter(rig.stage, Debrief(call.attempt), no_hearing)
    made.open()
    qtbot.waitUntil(lambda: made.debrief is not None)
    return made


@pytest.fixture
def screen(presenter: DebriefPresenter, qtbot: QtBot, repository: Path) -> DebriefScreen:
    theme = Theme(Scheme.LIGHT, repository / "assets", 1.0, reduced_motion=True)
    made = DebriefScreen(presenter, theme)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def strips(screen: DebriefScreen) -> list[Strip]:
    return [each for each in screen.findChildren(Strip) if each.isVisible()]


def press(screen: QWidget, name: str) -> None:
    button = screen.findChild(QWidget, name)
    assert button is not None
    click: Callable[[], None] = getattr(button, "click")  # noqa: B009 - both kinds of button have it
    click()


def test_a_call_is_saved_where_it_was_wanted(
    presenter: DebriefPresenter, documents: NotedDocuments, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "one.pdf"
    presenter.save(file)
    assert presenter.saving.state == Saving(file)
    qtbot.waitUntil(lambda: presenter.saving.state == Saved(file))
    assert documents.saved == [file]
    assert documents.papers == [Paper.LETTER]


def test_what_stands_in_the_way_is_told_and_put_away(
    presenter: DebriefPresenter, documents: NotedDocuments, tmp_path: Path, qtbot: QtBot
) -> None:
    fault = documents.fault = NotSavedFault(tmp_path / "one.pdf")
    presenter.save(tmp_path / "one.pdf")
    qtbot.waitUntil(lambda: presenter.saving.state == NotSaved(str(fault)))
    presenter.saving.dismiss()
    assert presenter.saving.state is None


def test_what_is_canceled_is_not_written(
    presenter: DebriefPresenter, documents: NotedDocuments, rig: Rig, tmp_path: Path
) -> None:
    documents.hold()
    presenter.save(tmp_path / "one.pdf")
    presenter.saving.cancel()
    assert presenter.saving.state is None
    documents.go()
    rig.tasks.close()
    assert documents.saved == []


def test_a_person_who_goes_on_is_told_elsewhere(
    presenter: DebriefPresenter, documents: NotedDocuments, rig: Rig, tmp_path: Path, qtbot: QtBot
) -> None:
    documents.hold()
    presenter.save(tmp_path / "one.pdf")
    presenter.close()
    documents.go()
    qtbot.waitUntil(lambda: len(rig.notices) == 1)
    assert "one.pdf" in rig.notices[0].text
    assert documents.saved == [tmp_path / "one.pdf"]


def test_the_window_asks_where_and_proposes_a_name(
    screen: DebriefScreen, documents: NotedDocuments, tmp_path: Path, qtbot: QtBot
) -> None:
    press(screen, "debrief-save")
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    (proposed,) = dialog.selectedFiles()
    assert Path(proposed).name.startswith("puente-mariana-ortega-double-charge-en-")
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.emit(str(tmp_path / "mine.pdf"))
    dialog.reject()
    qtbot.waitUntil(lambda: documents.saved == [tmp_path / "mine.pdf"])
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "debrief-open") is not None)
    assert [each.accessibleName() for each in strips(screen)] == ["Saved as mine.pdf."]
    assert screen.findChild(QWidget, "debrief-folder") is not None


def test_the_window_lets_one_cancel_meanwhile(
    screen: DebriefScreen, presenter: DebriefPresenter, documents: NotedDocuments, tmp_path: Path
) -> None:
    documents.hold()
    presenter.save(tmp_path / "one.pdf")
    (strip,) = strips(screen)
    assert "one.pdf" in strip.accessibleName()
    assert strip.button is not None
    strip.button.click()
    assert not strips(screen)


def test_decisions_are_gone_through_by_what_they_cost(
    presenter: DebriefPresenter, screen: DebriefScreen, qtbot: QtBot
) -> None:
    assert (presenter.number, presenter.order) == (2, (1, 2))
    press(screen, "debrief-by-cost")
    assert (presenter.number, presenter.order) == (2, (2, 1))
    rows = [screen.findChild(QWidget, f"decision-{number}") for number in presenter.order]
    second, first = rows
    assert second is not None
    assert first is not None
    qtbot.waitUntil(lambda: second.y() < first.y())
    presenter.go(-1)
    assert presenter.number == 2
    presenter.go(1)
    assert presenter.number == 1
    press(screen, "debrief-by-cost")
    assert presenter.order == (1, 2)


def test_the_list_says_that_it_is_by_cost_also_where_that_moves_nothing(
    rig: Rig, qtbot: QtBot, repository: Path
) -> None:
    call = rig.workshop.play("wait last-four")
    presenter = DebriefPresenter(rig.stage, Debrief(call.attempt), no_hearing)
    presenter.open()
    qtbot.waitUntil(lambda: presenter.debrief is not None)
    screen = DebriefScreen(presenter, Theme(Scheme.LIGHT, repository / "assets", 1.0, reduced_motion=True))
    qtbot.addWidget(screen)
    before = presenter.order
    press(screen, "debrief-by-cost")
    assert presenter.order == before
    assert "2 decisions, by cost" in [each.text() for each in screen.findChildren(Text)]
