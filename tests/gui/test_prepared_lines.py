"""What `puente voices prepare` makes is exactly what the window asks for: no line of a call is made anew."""

from itertools import product
from pathlib import Path

import pytest
from call_rig import Rig, TalkingSpeech, desk_scenario
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.app.speaking_ahead import plan_lines
from trainer.app.speech import SpokenLine
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter


def take_all(qtbot: QtBot, rig: Rig, presenter: CallPresenter, route: tuple[int, ...]) -> None:
    """Play a call to its end: in each scene the reply of this number, or the last."""
    presenter.open()
    for number in route:
        qtbot.waitUntil(lambda: presenter.picture.phase in {Phase.REPLYING, Phase.ENDED})
        rig.player.finish()
        replies = presenter.picture.replies
        if presenter.picture.phase is Phase.REPLYING:
            presenter.take(replies[min(number, len(replies) - 1)].id)
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.ENDED)
    presenter.close()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_call_asks_for_no_line_that_was_not_prepared(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    del qapp
    speech = TalkingSpeech()
    rig = Rig(tmp_path, speech=speech)
    locale = desk_scenario().locale(language)
    rig.preferences.change(speech_rate=1.25, telephone=True, voices={locale: "chosen"})
    scenario, settings = desk_scenario(), rig.preferences.settings
    recordings = rig.stage.services.library.recordings(scenario.id)
    planned = set(plan_lines(scenario, settings, languages=[language], recordings=recordings))
    for route in product(range(2), repeat=2):
        call = rig.workshop.play("", scenario.id, language)
        take_all(qtbot, rig, rig.present(call.attempt), route)
    asked = set[SpokenLine](speech.spoken)
    assert len({(line.key, line.pitch, line.rate, line.loudness) for line in asked}) >= 5
    assert asked <= planned
    assert {(line.rate > 1.0, line.telephone, line.voice_id) for line in asked} == {(True, True, "chosen")}
