"""Work off the interface's thread: the only place in the window that knows threads.

Work on the records runs on one serial worker, so two writes never meet; anything else has a small pool.
Results come back on the interface's thread. What fails is told apart: a ``Fault`` of the environment has
words for the person, a defect of ours is logged whole and told in one sentence.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from trainer.app.faults import Fault
from trainer.i18n import _
from trainer.ui.garbage import Collector

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_POOL: Final = 2


@dataclass(frozen=True, slots=True)
class Failure:
    """Why work came to nothing: a sentence for the person, and whether the fault is ours."""

    message: str
    defect: bool
    error: BaseException | None = None
    """What was raised, for whoever knows a way on (a ``RecoverableFault`` holds them)."""


class Task:
    """A handle on work under way."""

    def __init__(self, future: "Future[Any]") -> None:
        self._future = future
        self._wanted = True

    def cancel(self) -> None:
        """Drop the work if it has not begun, and its result in any case."""
        self._wanted = False
        self._future.cancel()

    @property
    def wanted(self) -> bool:
        """Tell whether somebody still waits for the result."""
        return self._wanted


class Tasks(QObject):
    """Runs work and brings the result back. Emits ``failed`` with a ``Failure`` that no caller took."""

    failed = Signal(object)
    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = Collector(self)
        self._open = True
        self._records = ThreadPoolExecutor(max_workers=1, thread_name_prefix="records")
        self._pool = ThreadPoolExecutor(max_workers=_POOL, thread_name_prefix="background")
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def database(
        self,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> Task:
        """Run work on the records, after all that was asked for before it."""
        return self._start(self._records, work, done, failed)

    def background(
        self,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> Task:
        """Run other work beside it."""
        return self._start(self._pool, work, done, failed)

    def close(self) -> None:
        """Finish all work on the records, forget other work that has not begun, and wait.

        Nothing lands any more: whoever waited for a result is on the way out too.
        """
        self._open = False
        self._records.shutdown(wait=True)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._collector.close()

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Failure], None] | None,
    ) -> Task:
        future = pool.submit(work)
        task = Task(future)

        def deliver() -> None:
            if not task.wanted or future.cancelled():
                return
            error = future.exception()
            if error is None:
                done(future.result())
            else:
                (failed or self.failed.emit)(explain(error))

        # The worker's thread only posts this to the interface's thread.
        future.add_done_callback(lambda _finished: self._landed.emit(deliver))
        return task

    def _land(self, deliver: Callable[[], None]) -> None:
        if self._open:
            deliver()


def explain(error: BaseException) -> Failure:
    """Return what to tell a person about an error; a defect is logged with all that is known of it."""
    if isinstance(error, Fault):
        _log.warning("fault of the environment: %s", error)
        return Failure(str(error), defect=False, error=error)
    _log.error("defect", exc_info=error)
    return Failure(
        _("Something went wrong on our side. Your calls are safe. The log has the details."),
        defect=True,
        error=error,
    )
