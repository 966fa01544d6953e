"""Hearing lines of a finished call again: the customer's in the customer's voice, yours in another.

Sound is made off the interface's thread and played when it is there. A line that has no voice is no reason to
stop: what stands in the way is said in a sentence, with what to do about it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

from trainer.app.delivery import customer_manner, model_manner, spoken_line
from trainer.app.speech import Speaking, Speech, Spoken, UnspokenReason
from trainer.app.transcript import Line
from trainer.app.voices import explain
from trainer.scenario.model import Scenario
from trainer.settings import Settings

__all__ = ["Hearing", "LineHearing", "Player"]


class Player(Protocol):
    """What plays a sound file, one at a time."""

    @property
    def finished(self) -> SignalInstance:
        """Return the signal that a file was played to its end, or could not be."""

    @property
    def failed(self) -> SignalInstance:
        """Return the signal that a file is not heard, with the player's own word for the reason."""

    def play(self, file: Path) -> None:
        """Play a file from its beginning, instead of what is being played."""

    def stop(self) -> None:
        """Be quiet; ``finished`` is not emitted."""

    def set_volume(self, volume: float) -> None:
        """Play this loud, 0 to 1."""


class Hearing(Protocol):
    """Speaks one line at a time."""

    @property
    def changed(self) -> SignalInstance:
        """Return the signal that another line is heard, or none, or that one has no voice."""

    @property
    def heard(self) -> str | None:
        """Return the id of the line that is being made or heard; None where it is quiet."""

    @property
    def problem(self) -> str:
        """Return why the last line was not heard and what to do about it; empty where it was."""

    def hear(self, line: Line, scenario: Scenario) -> None:
        """Speak a line of a scenario, instead of what is being spoken."""

    def hush(self) -> None:
        """Be quiet, and forget the problem."""


class LineHearing(QObject):
    """Speaks through the synthesizer and a player.

    ``settings`` gives the settings as they are now; ``explain_player`` has the words for what the player's
    ``failed`` says; ``recordings`` gives the folder of a scenario's recorded lines by its id.
    """

    changed = Signal()
    _answered = Signal(int, object)

    def __init__(
        self,
        speech: Speech,
        player: Player,
        settings: Callable[[], Settings],
        explain_player: Callable[[Any], str],
        recordings: Callable[[str], Path | None],
    ) -> None:
        super().__init__()
        self._speech = speech
        self._player = player
        self._settings = settings
        self._explain_player = explain_player
        self._recordings = recordings
        self._asked = 0
        self._heard: str | None = None
        self._problem = ""
        # A synthesizer answers on a thread of its own.
        self._answered.connect(self._play, Qt.ConnectionType.QueuedConnection)
        player.finished.connect(self._finish)
        player.failed.connect(self._note_failure)

    @property
    def heard(self) -> str | None:
        """Return the id of the line that is being made or heard."""
        return self._heard

    @property
    def problem(self) -> str:
        """Return why the last line was not heard."""
        return self._problem

    def hear(self, line: Line, scenario: Scenario) -> None:
        """Speak a line; the trainee's have a voice of the other gender, to tell the two apart."""
        self._player.stop()
        self._asked += 1
        asked = self._asked
        self._heard, self._problem = line.id, ""
        self.changed.emit()
        settings = self._settings()
        recordings = self._recordings(scenario.id)
        agent = line.id.endswith("/agent")
        manner = (
            model_manner(scenario, settings, recordings)
            if agent
            else customer_manner(scenario, line.locale, settings, recordings)
        )
        self._speech.speak(spoken_line(line, manner), lambda answer: self._answered.emit(asked, answer))

    def hush(self) -> None:
        """Be quiet, and forget the problem."""
        self._asked += 1
        self._player.stop()
        if self._heard is not None or self._problem:
            self._heard, self._problem = None, ""
            self.changed.emit()

    def _play(self, asked: int, answer: Speaking) -> None:
        if asked != self._asked:
            return
        if isinstance(answer, Spoken):
            self._player.set_volume(self._settings().volume)
            self._player.play(answer.path)
        elif answer.reason is not UnspokenReason.CLOSED:
            self._problem = explain(answer.reason, answer.line.locale)
            self._finish()

    def _finish(self) -> None:
        self._heard = None
        self.changed.emit()

    def _note_failure(self, problem: object) -> None:
        self._problem = self._explain_player(problem)
        self.changed.emit()
