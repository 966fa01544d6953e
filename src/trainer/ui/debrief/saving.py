"""Saves a finished call as PDF beside whatever else is done, and keeps how that goes."""

from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeAlias

from PySide6.QtCore import QLocale, QObject, Signal

from trainer.app.debrief import Debrief
from trainer.app.documents import file_name, paper_of
from trainer.i18n import _
from trainer.ui.screen import Notice, Stage
from trainer.ui.tasks import Failure, Task
from trainer.ui.widgets.marks import Tone

__all__ = ["NotSaved", "PdfSaving", "Saved", "Saving", "SavingState", "saved_sentence"]


@dataclass(frozen=True, slots=True)
class Saving:
    """A document is being set."""

    file: Path


@dataclass(frozen=True, slots=True)
class Saved:
    """The document is where it was wanted."""

    file: Path


@dataclass(frozen=True, slots=True)
class NotSaved:
    """There is no document, and why."""

    message: str


SavingState: TypeAlias = Saving | Saved | NotSaved | None


class PdfSaving(QObject):
    """Saves one document at a time. Emits ``changed`` when ``state`` is new."""

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._task: Task | None = None
        self._canceled = Event()
        self._watched = True
        self.state: SavingState = None

    def name(self, debrief: Debrief) -> str:
        """Return the file name to propose."""
        return file_name(debrief, self._trainee)

    def save(self, debrief: Debrief, file: Path) -> None:
        """Save a call to a file; what was being saved is canceled."""
        self.cancel()
        canceled = self._canceled = Event()
        documents, trainee = self._stage.services.documents, self._trainee
        paper = paper_of(QLocale.territoryToCode(QLocale.system().territory()))
        self._show(Saving(file))

        def work() -> bool:
            return documents.save_debrief(
                debrief, trainee, file, paper=paper, wanted=lambda: not canceled.is_set()
            )

        self._task = self._stage.tasks.background(work, lambda _written: self._finish(file), self._fail)

    def cancel(self) -> None:
        """Give up what is being saved; the file is then as it was."""
        if self._task is not None:
            self._canceled.set()
            self._task.cancel()
            self._task = None
            self._show(None)

    def dismiss(self) -> None:
        """Put away what became of the document."""
        if self._task is None:
            self._show(None)

    def leave(self) -> None:
        """Let the document be finished while the person goes on; what becomes of it is told elsewhere."""
        self._watched = False

    @property
    def _trainee(self) -> str:
        return self._stage.trainee.name if self._stage.trainee is not None else ""

    def _finish(self, file: Path) -> None:
        self._task = None
        if self._watched:
            self._show(Saved(file))
        else:
            self._stage.notify(Notice("document", saved_sentence(file), Tone.POSITIVE))

    def _fail(self, failure: Failure) -> None:
        self._task = None
        if self._watched:
            self._show(NotSaved(failure.message))
        else:
            self._stage.tasks.failed.emit(failure)

    def _show(self, state: SavingState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()


def saved_sentence(file: Path) -> str:
    """Return the words for a document that is saved."""
    return _("Saved as {file}.").format(file=file.name)
