"""The `Speech` port, filled: lines in, sound files out, whatever becomes of the engine.

Two threads. One makes lines with the worker, one after the other. The other answers what the cache already
holds, so that a line that was spoken before is heard at once even while the engine is busy, hangs or is
gone.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from trainer.app.speech import (
    Speaking,
    SpeechCondition,
    SpeechStatus,
    Spoken,
    SpokenLine,
    Unspoken,
    UnspokenReason,
    Voice,
    VoiceGender,
)
from trainer.app.voices import choose_voice
from trainer.child_programs import child_command
from trainer.speech.cache import LineCache
from trainer.speech.engines import Engine, Planner, WorkerEngine
from trainer.speech.line_maker import LineMaker
from trainer.speech.piper_voices import find_voices
from trainer.speech.plan import find_obstacle, plan_line
from trainer.speech.recorded import plan_recording
from trainer.speech.supervisor import EngineError, Patience, Supervisor
from trainer.speech.waiting_lines import Job, OnDone, Opening, WaitingLines

CLOSING_S: Final = 5.0
NEURAL_LINE_S: Final = 30.0
"""A neural voice is loaded with its first line, which took 4 s on two slow processors."""

logger = logging.getLogger(__name__)

Value = TypeVar("Value")


def worker_command() -> tuple[str, ...]:
    """Return the command of the worker that speaks with the system's engine."""
    return child_command("trainer.speech.worker")


def neural_command(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the command of the worker that speaks with neural voices below folders; empty without any."""
    if not find_voices(folders):
        return ()
    return (*child_command("trainer.speech.piper_worker"), *map(str, folders))


class Synthesizer:
    """Speaks through worker processes, and keeps what was spoken in a cache.

    `command` starts the worker of the system's engine, `neural` that of a neural one, `recordings` that which
    reads what people recorded; without a command there is no such engine, but for the system's.
    """

    def __init__(  # noqa: PLR0913 - three engines, and what tests replace
        self,
        cache: LineCache,
        *,
        command: Sequence[str] | None = None,
        neural: Sequence[str] = (),
        recordings: Sequence[str] = (),
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        limits = patience or Patience()

        def engine(command: Sequence[str], planner: Planner, patience: Patience) -> Engine:
            return WorkerEngine(Supervisor(command, patience, clock), patience, planner, cache.fault)

        speaking = [engine(command or worker_command(), plan_line, limits)]
        if neural:
            slow = replace(limits, line_s=max(limits.line_s, NEURAL_LINE_S))
            speaking.insert(0, engine(neural, plan_line, slow))
        reading = engine(recordings, plan_recording, limits) if recordings else None
        self._maker: Final = LineMaker(cache, speaking, reading)
        self._lines: Final = WaitingLines()
        self._answering: Final = ThreadPoolExecutor(1, "speech-answers")
        self._making: Final = threading.Thread(target=self._make_lines, name="speech", daemon=True)
        self._lock: Final = threading.RLock()
        self._watchers: Final = list[Callable[[SpeechStatus], None]]()
        self._status = SpeechStatus(SpeechCondition.IDLE)

    # The port

    def start(self) -> None:
        """Open the engine ahead of the first line; where degraded, try again now."""
        self._maker.forgive()
        self._lines.open()
        self._run()

    def watch(self, on_change: Callable[[SpeechStatus], None]) -> Callable[[], None]:
        """Call `on_change` at every change of the status, until the function given back is called."""
        with self._lock:
            self._watchers.append(on_change)

        def stop() -> None:
            with self._lock:
                if on_change in self._watchers:
                    self._watchers.remove(on_change)

        return stop

    def status(self) -> SpeechStatus:
        """Return how the synthesizer is doing now."""
        return self._status

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices installed, as far as known."""
        return self._maker.voices

    def choose(self, locale: str, gender: VoiceGender) -> Voice | None:
        """Return the voice that would speak a line of this locale."""
        return choose_voice(self.voices(), locale, gender)

    def prepare(self, lines: Sequence[SpokenLine]) -> None:
        """Make these lines ahead, in the place of those that were to be made ahead and have not begun."""
        spoken = [line for line in lines if find_obstacle(line.text) is None]
        self._lines.prepare(spoken)
        if spoken:
            self._run()

    def cancel_prepared(self) -> None:
        """Forget the lines to be made ahead that have not begun."""
        self._lines.prepare(())

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        """Make this line before all prepared ones, and call `on_done` with its file or the reason."""
        with self._lock:
            closed = self._status.condition is SpeechCondition.CLOSED
            if not closed:
                self._answering.submit(self._answer, line, on_done)
        if closed:  # no thread is left to say it on
            _call(on_done, Unspoken(line, UnspokenReason.CLOSED))

    def close(self) -> None:
        """End the worker, and answer the lines still waiting. Not to be called from a callback."""
        begun = self._set_status(SpeechStatus(SpeechCondition.CLOSED)) is not SpeechCondition.IDLE
        self._maker.close()
        self._answering.shutdown()
        for line, on_done in self._lines.close():
            _call(on_done, Unspoken(line, UnspokenReason.CLOSED))
        if begun and self._making.ident is not None:
            self._making.join(CLOSING_S)

    # On the thread that answers

    def _answer(self, line: SpokenLine, on_done: OnDone) -> None:
        """Answer what needs no engine; queue the rest."""
        known = self._maker.recall(line)
        if known is not None:
            _call(on_done, known)
            return
        self._run()
        self._lines.ask(line, on_done)

    # On the thread that makes lines

    def _make_lines(self) -> None:
        while (task := self._lines.take()) is not None:
            if isinstance(task, Opening):
                self._open_engine()
            else:
                self._make_line(task)
        self._maker.end()

    def _open_engine(self) -> None:
        try:
            self._maker.open()
        except EngineError as fault:
            self._set_status(SpeechStatus(SpeechCondition.DEGRADED, fault.reason, str(fault)))
        except Exception as fault:
            # The outermost boundary of this thread: without it no line would be answered any more.
            logger.exception("the engine could not be opened")
            self._set_status(
                SpeechStatus(SpeechCondition.DEGRADED, UnspokenReason.ENGINE_FAILED, repr(fault))
            )
        else:
            self._set_ready()

    def _make_line(self, job: Job) -> None:
        try:
            result = self._maker.make(job.line, again=lambda: job.wanted)
        except Exception as fault:
            # The same: whoever waits has to be answered.
            logger.exception("a line could not be made")
            result = Unspoken(job.line, UnspokenReason.ENGINE_FAILED, repr(fault))
        waiting = self._lines.finish()
        self._report(result, wanted=bool(waiting))
        for line, on_done in waiting:
            _call(on_done, replace(result, line=line))

    # What is known of the engine

    def _run(self) -> None:
        """Start the thread that makes lines, once."""
        with self._lock:
            if self._status.condition is SpeechCondition.IDLE:
                self._making.start()
                self._set_status(SpeechStatus(SpeechCondition.STARTING))

    def _set_ready(self) -> None:
        self._set_status(SpeechStatus(SpeechCondition.READY, engine=", ".join(self._maker.names)))

    def _report(self, result: Speaking, *, wanted: bool) -> None:
        """Show whether lines can be spoken. One made ahead that failed is tried again when it is wanted."""
        match result:
            case Spoken() | Unspoken(reason=UnspokenReason.NO_VOICE_FOR_LOCALE):
                self._set_ready()
            case Unspoken(reason=reason, detail=detail) if wanted:
                self._set_status(SpeechStatus(SpeechCondition.DEGRADED, reason, detail))

    def _set_status(self, status: SpeechStatus) -> SpeechCondition:
        """Change the status unless closed, tell the watchers, and return the condition before."""
        with self._lock:
            before = self._status
            if before == status or before.condition is SpeechCondition.CLOSED:
                return before.condition
            self._status = status
            watchers = tuple(self._watchers)
        for watcher in watchers:
            _call(watcher, status)
        return before.condition


def _call(callback: Callable[[Value], None], value: Value) -> None:
    """Call what somebody else gave us; its faults are logged, and stop no thread of ours."""
    try:
        callback(value)
    except Exception:
        logger.exception("a callback of the synthesizer raised")
