"""Documents that are noted instead of set: a test says when one is done, or what stands in its way."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from trainer.app.debrief import Debrief
from trainer.app.documents import NotSavedFault, Paper


class NotedDocuments:
    """Notes what is to be saved. Waits where `hold` was called, until `go`."""

    def __init__(self) -> None:
        self.saved: list[Path] = []
        self.papers: list[Paper] = []
        self.fault: NotSavedFault | None = None
        self._may_go = Event()
        self._may_go.set()

    def hold(self) -> None:
        self._may_go.clear()

    def go(self) -> None:
        self._may_go.set()

    def save_debrief(
        self, _debrief: Debrief, _trainee: str, file: Path, *, paper: Paper, wanted: Callable[[], bool]
    ) -> bool:
        self._may_go.wait(5)
        if not wanted():
            return False
        if self.fault is not None:
            raise self.fault
        self.saved.append(file)
        self.papers.append(paper)
        return True
