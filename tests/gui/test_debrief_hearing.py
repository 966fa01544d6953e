"""Hearing a finished call's lines again: whose voice, how loud, and what is said where there is none."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from building import double_charge
from call_rig import StillPlayer, TalkingSpeech
from pytestqt.qtbot import QtBot
from silent_speech import SilentSpeech

from trainer.app.speech import Speaking, Spoken, SpokenLine, VoiceGender
from trainer.app.transcript import Line
from trainer.settings import Settings
from trainer.ui.audio import AudioProblem, explain_problem
from trainer.ui.debrief.hearing import LineHearing

CUSTOMER = Line("scenes/opening/customer", "Hello?", "es-MX")
YOURS = Line("scenes/opening/replies/own-it/agent", "Good morning.", "es-MX")


def line_hearing(speech: SilentSpeech, player: StillPlayer, settings: Settings | None = None) -> LineHearing:
    chosen = settings or Settings()
    return LineHearing(speech, player, lambda: chosen, explain_problem, lambda _id: None)


def test_customer_and_trainee_have_voices_of_their_own(qtbot: QtBot) -> None:
    speech, player = TalkingSpeech(), StillPlayer()
    settings = replace(Settings(), speech_rate=1.25, volume=0.4, voices={"es-MX": "sabina"})
    heard = line_hearing(speech, player, settings)
    for line in (CUSTOMER, YOURS):
        heard.hear(line, double_charge())
        qtbot.waitUntil(lambda: player.did[-1].startswith("play"))
        assert heard.heard == line.id
        player.finish()
        assert heard.heard is None
    assert [(each.voice, each.voice_id, each.rate) for each in speech.spoken] == [
        (VoiceGender.FEMALE, "sabina", 1.25),
        (VoiceGender.MALE, "", 1.25),
    ]
    assert player.volume == pytest.approx(0.4)


def test_why_there_is_no_voice_is_said(qtbot: QtBot) -> None:
    heard = line_hearing(SilentSpeech(), StillPlayer())
    heard.hear(CUSTOMER, double_charge())
    qtbot.waitUntil(lambda: bool(heard.problem))
    assert "speech program" in heard.problem
    assert heard.heard is None


def test_why_nothing_is_heard_is_said(qtbot: QtBot) -> None:
    heard = line_hearing(TalkingSpeech(), StillPlayer(AudioProblem.NO_DEVICE))
    heard.hear(CUSTOMER, double_charge())
    qtbot.waitUntil(lambda: bool(heard.problem))
    assert "loudspeaker" in heard.problem
    heard.hush()
    assert not heard.problem


class SlowSpeech(SilentSpeech):
    """Answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[SpokenLine, Callable[[Speaking], None]]] = []

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        self.waiting.append((line, on_done))

    def answer(self) -> None:
        for line, on_done in self.waiting:
            on_done(Spoken(line, Path("line.wav"), 100, self._voices[0], cached=False))
        self.waiting.clear()


def test_a_sound_that_comes_too_late_is_not_played(qtbot: QtBot) -> None:
    speech, player = SlowSpeech(), StillPlayer()
    heard = line_hearing(speech, player)
    heard.hear(CUSTOMER, double_charge())
    heard.hear(YOURS, double_charge())
    speech.answer()
    qtbot.waitUntil(lambda: "play line.wav" in player.did)
    assert player.did.count("play line.wav") == 1
    heard.hear(CUSTOMER, double_charge())
    heard.hush()
    speech.answer()
    with qtbot.assertNotEmitted(heard.changed, wait=50):
        pass
    assert player.did.count("play line.wav") == 1
