"""Keeps a worker running, and knows when to leave it alone.

A child that fails is ended and started again, and the line it failed at is tried once more. One that keeps
failing is given a rest, which grows: a call must not wait for it at every line. After the rest, the next
line tries again; so does a person who asks for it.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from trainer.app.speech import UnspokenReason
from trainer.speech.child import Child, ChildError
from trainer.speech.protocol import Hello

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
Task: TypeAlias = Callable[[Child, Hello], Result]


class EngineError(Exception):
    """The engine cannot be used now."""

    def __init__(self, reason: UnspokenReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a worker, and how often to try. All times in seconds."""

    greeting_s: float = 30.0
    """The first start on Windows generates the bindings of its speech library."""
    line_s: float = 5.0
    per_character_s: float = 0.02
    backoff_s: tuple[float, ...] = (0.0, 0.25, 1.0)
    """Waits before a start, by the number of failures before it in a row; the last one for all further."""
    failures_to_rest: int = 3
    """Failures in a row after which the engine is given a rest."""
    shortest_rest_s: float = 15.0
    longest_rest_s: float = 300.0

    def for_line(self, text: str) -> float:
        """Return how long a text may take."""
        return self.line_s + len(text) * self.per_character_s

    def before_start(self, failures: int) -> float:
        """Return how long to wait before starting again after `failures` in a row, at least one."""
        return self.backoff_s[min(failures, len(self.backoff_s)) - 1]

    def rest(self, rests: int) -> float:
        """Return how long the rest is, after `rests` rests in a row."""
        return float(min(self.shortest_rest_s * 2**rests, self.longest_rest_s))


class Supervisor:
    """Runs tasks with a worker. `run` is for one thread; `forgive` and `close` may be called from any."""

    def __init__(
        self, command: Sequence[str], patience: Patience, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._command: Final = tuple(command)
        self._patience: Final = patience
        self._clock: Final = clock
        self._lock: Final = threading.Lock()
        self._closing: Final = threading.Event()
        self._child: Child | None = None
        self._hello: Hello | None = None
        self._failures = 0
        self._rests = 0
        self._rest_until = 0.0
        self._last_error: ChildError | None = None

    def run(self, task: Task[Result], *, again: Callable[[], bool]) -> Result:
        """Return what `task` makes of a running worker; `EngineError` where it cannot.

        A task tells a failure by `ChildError`. It is run a second time, with a new worker, if `again` says
        so then. Any other exception passes through, and the worker is ended, as nobody knows what state it
        is in.
        """
        if self._last_error is not None and self._resting():
            raise self._refusal(self._last_error)
        try:
            return self._try(task)
        except ChildError as fault:
            self._log("the speech worker failed: %s", fault)
            if self._resting() or self._closing.is_set() or not again():
                raise self._refusal(fault) from fault
        try:
            return self._try(task)
        except ChildError as fault:
            self._log("the speech worker failed again: %s", fault)
            raise self._refusal(fault) from fault

    def forgive(self) -> None:
        """End a rest: the next task tries again."""
        with self._lock:
            self._rest_until = 0.0

    def close(self) -> None:
        """Stop the worker at once, whatever it does, and start no other."""
        self._closing.set()
        with self._lock:
            if self._child is not None:
                self._child.kill()

    def end_child(self) -> None:
        """End the worker, if one runs; the thread of `run` does this last."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.end()

    def _try(self, task: Task[Result]) -> Result:
        finished = False
        try:
            result = task(*self._open())
            finished = True
        except ChildError as fault:
            self._count(fault)
            raise
        finally:
            if not finished:
                self.end_child()
        self._failures = self._rests = 0
        return result

    def _open(self) -> tuple[Child, Hello]:
        """Return the running worker and what it said of itself, started if need be."""
        if self._child is not None and self._hello is not None and self._child.alive:
            return self._child, self._hello
        self.end_child()
        if self._failures:
            self._closing.wait(self._patience.before_start(self._failures))
        if self._closing.is_set():
            raise ChildError(UnspokenReason.CLOSED, "the voice was switched off")
        child = Child(self._command)
        with self._lock:
            self._child = child
            if self._closing.is_set():
                child.kill()
        self._hello = child.greet(limit_s=self._patience.greeting_s)
        logger.info("speech engine: %s %s", self._hello.engine, self._hello.engine_version)
        return child, self._hello

    def _log(self, message: str, fault: ChildError) -> None:
        logger.log(logging.DEBUG if self._closing.is_set() else logging.WARNING, message, fault)

    def _refusal(self, fault: ChildError) -> EngineError:
        """Return what whoever asked is told; a worker that was stopped by us has not failed."""
        reason = UnspokenReason.CLOSED if self._closing.is_set() else fault.reason
        return EngineError(reason, str(fault))

    def _count(self, fault: ChildError) -> None:
        self._failures += 1
        self._last_error = fault
        # What is not installed does not come by trying again at once.
        if self._failures >= self._patience.failures_to_rest or fault.reason is UnspokenReason.ENGINE_MISSING:
            with self._lock:
                self._rest_until = self._clock() + self._patience.rest(self._rests)
            self._rests += 1
            # After it, one failure is enough for the next.
            self._failures = self._patience.failures_to_rest - 1

    def _resting(self) -> bool:
        with self._lock:
            return self._clock() < self._rest_until
