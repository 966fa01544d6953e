"""The telephone rings while a voice call waits, and only then."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bell import Bell
from building import double_charge
from call_rig import Rig, chat_scenario
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.ui.brief.picture import Phase
from trainer.ui.brief.presenter import RING_AFTER_MS, BriefPresenter
from trainer.ui.brief.telephone import Telephone
from trainer.ui.brief.voice_sample import VoiceSample
from trainer.ui.navigator import Brief, Scenarios

TONE = Path("ring.wav")


Opened = Callable[[Rig], tuple[BriefPresenter, Bell]]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    del qapp
    made: list[tuple[Rig, BriefPresenter]] = []

    def open_brief(rig: Rig) -> tuple[BriefPresenter, Bell]:
        route, bell = Brief("double-charge", "en"), Bell()
        rig.navigator.reset(Scenarios())
        rig.navigator.go(route)
        sample = VoiceSample(rig.speech, rig.player)
        presenter = BriefPresenter(rig.stage, route, sample, Telephone(bell, TONE))
        made.append((rig, presenter))
        presenter.open()
        qtbot.waitUntil(lambda: presenter.picture.phase is not Phase.LOADING)
        return presenter, bell

    yield open_brief
    for rig, presenter in made:
        presenter.close()
        rig.tasks.close()


def test_it_rings_until_the_call_is_answered(opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    rig = Rig(tmp_path, double_charge())
    presenter, bell = opened(rig)
    qtbot.waitUntil(lambda: bell.did == ["ring.wav, again and again"])
    assert 0 < bell.volume < rig.stage.preferences.settings.volume

    presenter.answer()

    qtbot.waitUntil(lambda: bell.did[-1] == "quiet")
    assert len(bell.did) == 2


def test_it_is_quiet_under_another_screen_and_when_the_brief_is_left(
    opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    presenter, bell = opened(Rig(tmp_path, double_charge()))
    qtbot.waitUntil(lambda: bool(bell.did))

    presenter.cover()
    assert bell.did[-1] == "quiet"

    presenter.close()
    assert bell.did.count("quiet") == 1


def test_it_does_not_begin_to_ring_once_the_brief_is_left(
    opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    presenter, bell = opened(Rig(tmp_path, double_charge()))
    assert bell.did == []

    presenter.close()

    qtbot.wait(2 * RING_AFTER_MS)
    assert bell.did == []


def test_it_is_quiet_while_the_voice_is_tried(opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    presenter, bell = opened(Rig(tmp_path, double_charge()))
    qtbot.waitUntil(lambda: bool(bell.did))

    presenter.test_voice()

    assert bell.did[1] == "quiet"


def test_a_chat_does_not_ring(opened: Opened, tmp_path: Path) -> None:
    _, bell = opened(Rig(tmp_path, chat_scenario()))

    assert bell.did == []
