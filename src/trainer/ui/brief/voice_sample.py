"""Hearing the customer's voice before the call: which voice it is, and a sentence to try it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from trainer.app.delivery import customer_manner, spoken_line
from trainer.app.speech import Speaking, Speech, SpeechStatus, Spoken, SpokenLine, Voice, VoiceGender
from trainer.app.transcript import Line
from trainer.app.voices import pick_voice, sample_sentence
from trainer.scenario.model import Scenario
from trainer.settings import Settings
from trainer.ui.audio import AudioProblem
from trainer.ui.call.voice import Player

__all__ = ["VoiceSample"]


class VoiceSample(QObject):
    """One voice at a time. Emits ``changed`` where the voices, or whether one is heard, did."""

    changed = Signal()
    _noticed = Signal(object)
    _answered = Signal(int, object)

    def __init__(self, speech: Speech, player: Player) -> None:
        super().__init__()
        self._speech = speech
        self._player = player
        self._asked = 0
        self.status = speech.status()
        self.playing = False
        self.problem: AudioProblem | None = None
        # A synthesizer tells everything on threads of its own.
        self._noticed.connect(self._note, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._stop_watching = speech.watch(self._noticed.emit)
        player.finished.connect(self._finish)
        player.failed.connect(self._note_problem)

    def start(self) -> None:
        """Have the voices looked up, where nobody did so far."""
        self._speech.start()
        self._note(self._speech.status())

    def voice(self, locale: str, gender: VoiceGender, chosen: str) -> Voice | None:
        """Return the voice that would speak: the one ``chosen`` by its id, or the best where it is gone."""
        return pick_voice(self._speech.voices(), locale, gender, chosen)

    def play(self, line: SpokenLine, volume: float) -> None:
        """Let a sentence be heard; what is being heard is cut off."""
        self._asked += 1
        asked = self._asked
        self._player.stop()
        self._player.set_volume(volume)
        self.playing = True
        self.problem = None
        self.changed.emit()
        self._speech.speak(line, lambda answer: self._answered.emit(asked, answer))

    def stop(self) -> None:
        """Be quiet."""
        self._asked += 1
        self._player.stop()
        if self.playing:
            self.playing = False
            self.changed.emit()

    def close(self) -> None:
        """Be quiet, and hear no more of the voices. Harmless a second time."""
        stop_watching, self._stop_watching = self._stop_watching, _nothing
        stop_watching()
        self.stop()

    def _note(self, status: SpeechStatus) -> None:
        self.status = status
        self.changed.emit()

    def _receive(self, asked: int, answer: Speaking) -> None:
        if asked != self._asked:
            return
        if isinstance(answer, Spoken):
            self._player.play(answer.path)
            return
        self.playing = False
        self.status = self._speech.status()
        self.changed.emit()

    def _note_problem(self, problem: AudioProblem) -> None:
        self.problem = problem
        self.changed.emit()

    def _finish(self) -> None:
        self.playing = False
        self.changed.emit()


def _nothing() -> None:
    """Stop watching what is watched no more."""


def sample_line(scenario: Scenario, locale: str, settings: Settings, voice_id: str) -> SpokenLine:
    """Return a sentence of the place, as the customer of a scenario says it when the call begins."""
    line = Line("sample", sample_sentence(locale), locale, mood=scenario.customer.mood)
    manner = replace(customer_manner(scenario, locale, settings), voice_id=voice_id)
    return spoken_line(line, manner)
