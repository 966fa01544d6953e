"""One reply at a time, said aloud: recorded, measured, and heard beside the model voice.

Nothing is recorded before somebody asks for it, and what was recorded is gone when the next reply is taken or
the call is left, unless it was kept. Nothing of it is scored or stored with the attempt.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from trainer.app.call import Call
from trainer.app.delivery import model_manner, spoken_line
from trainer.app.speaking_back import Measures, Recording, RecordingError, measure_speech
from trainer.app.speech import Speaking, Speech, Spoken
from trainer.app.transcript import Line, Speaker
from trainer.settings import Settings
from trainer.ui.call.voice import Player
from trainer.ui.speaking_back.microphone import Microphone, RecordingFault
from trainer.ui.speaking_back.takes import Takes
from trainer.ui.tasks import Tasks

__all__ = ["Booth", "BoothPicture", "Playing", "Stand"]


class Stand(Enum):
    """How far a reply is."""

    AWAY = auto()
    """Nobody asked for it."""
    READY = auto()
    RECORDING = auto()
    MEASURING = auto()
    TAKEN = auto()
    """It was recorded and measured."""


class Playing(Enum):
    """What is being heard."""

    NOTHING = auto()
    MINE = auto()
    MODEL = auto()


@dataclass(frozen=True, slots=True)
class BoothPicture:
    """What there is to show."""

    stand: Stand = Stand.AWAY
    line: Line | None = None
    """The reply that is to be said; None before the first."""
    mine: Measures | None = None
    model: Measures | None = None
    """None until the model voice has spoken, or where none speaks."""
    playing: Playing = Playing.NOTHING
    kept: bool = False
    fault: RecordingFault | None = None


class Booth(QObject):
    """Belongs to one call in practice. Emits ``changed`` when ``picture`` is new."""

    changed = Signal()
    _answered = Signal(object, object)

    def __init__(  # noqa: PLR0913 - what it works with
        self,
        *,
        microphone: Callable[[], Microphone],
        player: Callable[[], Player],
        speech: Speech,
        tasks: Tasks,
        takes: Takes,
        settings: Callable[[], Settings],
        recordings: Callable[[str], Path | None] = lambda _scenario: None,
    ) -> None:
        """Record nothing yet. `recordings` gives the folder of a scenario's recorded lines by its id."""
        super().__init__()
        self._make_microphone = microphone
        self._make_player = player
        self._microphone: Microphone | None = None
        self._player: Player | None = None
        self._speech = speech
        self._tasks = tasks
        self._takes = takes
        self._settings = settings
        self._recordings = recordings
        self._call: Call | None = None
        self._take: Path | None = None
        self._model: Path | None = None
        self.picture = BoothPicture()
        # A synthesizer answers on a thread of its own.
        self._answered.connect(self._receive_model, Qt.ConnectionType.QueuedConnection)

    def follow(self, call: Call | None) -> None:
        """Turn to the reply that was taken last; what was recorded of the one before goes."""
        said = [] if call is None else [entry for entry in call.transcript if entry.speaker is Speaker.AGENT]
        line = said[-1].line if said else None
        if call is self._call and line == self.picture.line:
            return
        self._call = call
        self._clear()
        self.picture = BoothPicture(line=line)
        self.changed.emit()

    def toggle(self) -> None:
        """Open the booth, or put it away with what was recorded in it."""
        if self.picture.line is None:
            return
        opening = self.picture.stand is Stand.AWAY
        self._clear()
        microphone = self._open_microphone() if opening else None
        self.picture = BoothPicture(
            stand=Stand.READY if opening else Stand.AWAY,
            line=self.picture.line,
            fault=None if microphone is None or microphone.there else RecordingFault.NO_MICROPHONE,
        )
        self.changed.emit()

    def record(self) -> None:
        """Record from now on, anew where there is a recording."""
        if self.picture.stand not in {Stand.READY, Stand.TAKEN}:
            return
        self._quiet()
        self._drop_take()
        try:
            self._take = self._takes.begin()
        except OSError:
            self._note_fault(RecordingFault.NOT_WRITABLE)
            return
        self._show(stand=Stand.RECORDING, mine=None, kept=False, fault=None)
        self._open_microphone().record(self._take)

    def stop(self) -> None:
        """Finish the recording."""
        if self.picture.stand is Stand.RECORDING:
            self._open_microphone().stop()

    def play_mine(self) -> None:
        """Hear the recording; asked again, be quiet."""
        self._play(Playing.MINE, self._take)

    def play_model(self) -> None:
        """Hear the reply in the model voice; asked again, be quiet."""
        if self._model is not None:
            self._play(Playing.MODEL, self._model)
        else:
            self._ask_model(play=True)

    def keep(self) -> None:
        """Let the recording stay when the call is left."""
        line, take = self.picture.line, self._take
        if line is None or take is None or self.picture.stand is not Stand.TAKEN or self.picture.kept:
            return
        self._quiet()
        try:
            self._take = self._takes.keep(take, line.text)
        except OSError:
            self._note_fault(RecordingFault.NOT_WRITABLE)
            return
        self._show(kept=True)

    def close(self) -> None:
        """Forget everything that was not kept: the call was left."""
        self._clear()
        self._call = None
        self.picture = BoothPicture()
        self._takes.forget()

    # What comes back

    def _note_stopped(self) -> None:
        take, line = self._take, self.picture.line
        if take is None or line is None:
            return
        self._show(stand=Stand.MEASURING)
        self._tasks.background(
            lambda: _measure(take, line.text),
            lambda measures: self._note_measures(take, measures),
        )
        self._ask_model(play=False)

    def _note_measures(self, take: Path, measures: Measures | None) -> None:
        if take != self._take:
            return
        if measures is None:
            self._note_fault(RecordingFault.NOT_WRITABLE)
        else:
            self._show(stand=Stand.TAKEN, mine=measures)

    def _note_fault(self, fault: RecordingFault) -> None:
        self._drop_take()
        self._show(stand=Stand.READY, mine=None, fault=fault)

    def _ask_model(self, *, play: bool) -> None:
        call, line = self._call, self.picture.line
        if call is None or line is None or (self._model is not None and not play):
            return
        scenario = call.scenario
        manner = model_manner(scenario, self._settings(), self._recordings(scenario.id))
        self._speech.speak(
            spoken_line(line, manner), lambda answer: self._answered.emit(answer, (line, play))
        )

    def _receive_model(self, answer: Speaking, asked: "tuple[Line, bool]") -> None:
        line, play = asked
        if line != self.picture.line or self.picture.stand is Stand.AWAY or not isinstance(answer, Spoken):
            return
        self._model = answer.path
        if self.picture.model is None:
            self._tasks.background(
                lambda: _measure(answer.path, line.text),
                lambda measures: self._show(model=measures) if line == self.picture.line else None,
            )
        if play:
            self._play(Playing.MODEL, answer.path)

    # What is heard

    def _play(self, what: Playing, file: Path | None) -> None:
        if self.picture.stand in {Stand.AWAY, Stand.RECORDING} or file is None:
            return
        again = self.picture.playing is what
        self._quiet()
        if again:
            return
        if self._player is None:
            self._player = self._make_player()
            self._player.finished.connect(lambda: self._show(playing=Playing.NOTHING))
        self._player.set_volume(self._settings().volume)
        self._show(playing=what)
        self._player.play(file)

    def _quiet(self) -> None:
        if self._player is not None:
            self._player.stop()
        if self.picture.playing is not Playing.NOTHING:
            self._show(playing=Playing.NOTHING)

    def _open_microphone(self) -> Microphone:
        if self._microphone is None:
            self._microphone = self._make_microphone()
            self._microphone.stopped.connect(self._note_stopped)
            self._microphone.failed.connect(self._note_fault)
        return self._microphone

    def _clear(self) -> None:
        if self._microphone is not None:
            self._microphone.give_up()
        if self._player is not None:
            self._player.stop()
        self._drop_take()
        self._model = None

    def _drop_take(self) -> None:
        """Remove the recording unless it was kept."""
        if self._take is not None and not self.picture.kept:
            self._take.unlink(missing_ok=True)
        self._take = None

    def _show(self, **news: Any) -> None:
        self.picture = replace(self.picture, **news)
        self.changed.emit()


def _measure(file: Path, text: str) -> Measures | None:
    """Return how something was said; None where the file is no whole recording."""
    try:
        return measure_speech(Recording.of_wave(file.read_bytes()), text)
    except (OSError, RecordingError):
        return None
