"""A sound that is stopped just after it began, again and again: the window never waits for Qt's threads."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.ui.audio import AudioPlayer, ringing_tone

pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "pa_context_connect")


@pytest.mark.timeout(60)
def test_stopping_at_once_never_hangs(qapp: QApplication, qtbot: QtBot) -> None:
    del qapp
    # Each turn stops at another moment of what Qt does in its threads while a file begins.
    for turn in range(40):
        player = AudioPlayer()
        player.play(ringing_tone(), repeating=True)
        qtbot.wait(1 + turn % 20 * 2)
        player.stop()
        player.deleteLater()

    assert not player.playing
