"""The ways in which a line can become sound, behind one small Protocol.

In order of preference: what people recorded for the scenario, a neural voice where somebody installed one,
the system's own engine. Each runs in a process of its own, speaks the same protocol, and fails alone:
where one does, the next takes over, and where none is left the captions do.
"""

from collections.abc import Callable
from typing import Final, Protocol, TypeAlias

from trainer.app.speech import SpokenLine, SpokenWord, UnspokenReason
from trainer.speech.child import Child, ChildError
from trainer.speech.plan import Plan
from trainer.speech.protocol import Hello, Save
from trainer.speech.supervisor import Patience, Supervisor
from trainer.speech.wave_file import WaveError, check_length, measure

Planner: TypeAlias = Callable[[SpokenLine, Hello | None], Plan | None]
"""Decides how an engine would speak a line, by what it said of itself, if it did; None where it cannot."""


class Engine(Protocol):
    """Makes sound of lines. `plan` may be called from any thread, as may `forgive` and `close`; else one."""

    @property
    def hello(self) -> Hello | None:
        """Return what the engine last said of itself; None before it was open."""

    def open(self, *, again: Callable[[], bool]) -> None:
        """Open the engine, where it is not; `EngineError` where it does not open."""

    def plan(self, line: SpokenLine) -> Plan | None:
        """Return how the engine would speak a line; None where it cannot, or is not open yet."""

    def write(self, plan: Plan, request: Save, *, again: Callable[[], bool]) -> tuple[SpokenWord, ...]:
        """Write a line to the request's path, and return when each word is heard, where that is known.

        `again` says, after a failure, whether to try once more. Raises `EngineError`, or what the excuse of
        the engine is where the failure was not its own.
        """

    def forgive(self) -> None:
        """End a rest that the engine was given after it had failed."""

    def close(self) -> None:
        """Stop what it does, at once."""

    def end(self) -> None:
        """Let go of its process; the thread that writes does this last."""


class WorkerEngine:
    """An engine in a worker process. `excuse` gives what else is to blame when a line is not written."""

    def __init__(
        self,
        supervisor: Supervisor,
        patience: Patience,
        planner: Planner,
        excuse: Callable[[], Exception | None],
    ) -> None:
        self._supervisor: Final = supervisor
        self._patience: Final = patience
        self._planner: Final = planner
        self._excuse: Final = excuse
        self._hello: Hello | None = None

    @property
    def hello(self) -> Hello | None:
        """Return what the engine last said of itself; None before it was open."""
        return self._hello

    def open(self, *, again: Callable[[], bool]) -> None:
        """Open the engine, where it is not; `EngineError` where it does not open."""
        self._hello = self._supervisor.run(lambda _, hello: hello, again=again)

    def plan(self, line: SpokenLine) -> Plan | None:
        """Return how the engine would speak a line; None where it cannot, or is not open yet."""
        return self._planner(line, self._hello)

    def write(self, plan: Plan, request: Save, *, again: Callable[[], bool]) -> tuple[SpokenWord, ...]:
        """Have a line written, and look at what was."""

        def task(child: Child, hello: Hello) -> tuple[SpokenWord, ...]:
            self._hello = hello
            try:
                words = child.save(request, limit_s=self._patience.for_line(request.text))
                check_length(measure(request.path), request.text, plan.rate)
            except (ChildError, WaveError) as fault:
                cause = self._excuse()
                if cause is not None:
                    raise cause from fault
                if isinstance(fault, ChildError):
                    raise
                raise ChildError(UnspokenReason.ENGINE_FAILED, str(fault)) from fault
            return words

        return self._supervisor.run(task, again=again)

    def forgive(self) -> None:
        """End a rest: the next line tries again."""
        self._supervisor.forgive()

    def close(self) -> None:
        """Stop the worker at once, whatever it does, and start no other."""
        self._supervisor.close()

    def end(self) -> None:
        """End the worker, if one runs."""
        self._supervisor.end_child()
