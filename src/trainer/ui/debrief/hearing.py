"""Hearing lines of a finished call again: the customer's in the customer's voice, yours in another.

Sound is made off the interface's thread and played when it is there; a line that has no voice is said so in
a strip, once.
"""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from trainer.app.speech import Speaking, Speech, Spoken, SpokenLine, UnspokenReason, VoiceGender
from trainer.app.transcript import Line
from trainer.app.voices import explain
from trainer.scenario.model import Scenario
from trainer.ui.call.voice import Player
from trainer.ui.screen import Notice, Stage
from trainer.ui.widgets.marks import Tone

__all__ = ["Hearing", "LineHearing"]


class Hearing(Protocol):
    """Speaks one line at a time."""

    def hear(self, line: Line, scenario: Scenario) -> None:
        """Speak a line of a scenario, instead of what is being spoken."""

    def hush(self) -> None:
        """Be quiet."""

    def close(self) -> None:
        """Be quiet for good."""


class LineHearing(QObject):
    """Speaks through the synthesizer and a player."""

    _answered = Signal(int, object)

    def __init__(self, stage: Stage, speech: Speech, player: Player) -> None:
        super().__init__()
        self._stage = stage
        self._speech = speech
        self._player = player
        self._asked = 0
        # A synthesizer answers on a thread of its own.
        self._answered.connect(self._play, Qt.ConnectionType.QueuedConnection)

    def hear(self, line: Line, scenario: Scenario) -> None:
        """Speak a line; the trainee's have a voice of the other gender, to tell the two apart."""
        self._player.stop()
        self._asked += 1
        asked = self._asked
        settings = self._stage.preferences.settings
        customer = VoiceGender(scenario.customer.voice.value)
        gender = _other(customer) if line.id.endswith("/agent") else customer
        wanted = SpokenLine(line.text, line.locale, gender, rate=settings.speech_rate, key=line.id)
        if gender is customer:
            wanted = replace(wanted, voice_id=settings.voices.get(line.locale, ""))
        self._speech.speak(wanted, lambda answer: self._answered.emit(asked, answer))

    def hush(self) -> None:
        """Be quiet."""
        self._asked += 1
        self._player.stop()

    def close(self) -> None:
        """Be quiet for good."""
        self.hush()

    def _play(self, asked: int, answer: Speaking) -> None:
        if asked != self._asked:
            return
        if isinstance(answer, Spoken):
            self._player.set_volume(self._stage.preferences.settings.volume)
            self._player.play(answer.path)
        elif answer.reason is not UnspokenReason.CLOSED:
            sentence = explain(answer.reason, answer.line.locale)
            self._stage.notify(Notice("voice", sentence, Tone.CAUTION, everywhere=True))


def _other(gender: VoiceGender) -> VoiceGender:
    return VoiceGender.MALE if gender is VoiceGender.FEMALE else VoiceGender.FEMALE
