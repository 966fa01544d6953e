"""One worker process, from its greeting to its end.

Everything a process may do wrong (not start, greet in another protocol, die, hang, print rubbish) becomes a
`ChildError` with a reason, after which the child is to be ended. Reading happens in threads, since waiting
for a pipe with a time limit is not possible on Windows in any other way.
"""

import logging
import queue
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import IO, Final

from trainer.app.speech import SpokenWord, UnspokenReason
from trainer.speech.protocol import (
    LONGEST_MESSAGE,
    Answer,
    Hello,
    NotSaved,
    ProtocolError,
    Save,
    Saved,
    Unavailable,
    decode_answer,
    encode_request,
)

LAST_WORDS: Final = 20
"""Lines of standard error kept for the log."""
LAST_WORDS_S: Final = 0.25

logger = logging.getLogger(__name__)


class ChildError(Exception):
    """The worker did not do what it was asked, and is not to be used again."""

    def __init__(self, reason: UnspokenReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class Child:
    """A worker: started, then greeted, then asked. For one thread, but for `kill`, which is for any."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start the process; `ChildError` where it does not start."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the program's own worker
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as fault:
            raise ChildError(UnspokenReason.ENGINE_FAILED, f"the worker does not start: {fault}") from fault
        if not (self._process.stdin and self._process.stdout and self._process.stderr):
            raise AssertionError("three pipes were asked for")
        self._requests: Final[IO[bytes]] = self._process.stdin
        self._answers: Final = queue.SimpleQueue[bytes]()
        self._last_words: Final = deque[str](maxlen=LAST_WORDS)
        self._answer_reader: Final = _read(self._read_answers, self._process.stdout)
        self._noise_reader: Final = _read(self._read_noise, self._process.stderr)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def greet(self, *, limit_s: float) -> Hello:
        """Return the worker's first word; `ChildError` where it is another, or does not come in time."""
        answer = self._hear(limit_s)
        match answer:
            case Hello():
                return answer
            case Unavailable(reason, detail):
                raise ChildError(reason, detail)
            case _:
                raise self._failure(f"the greeting is {answer!r}")

    def save(self, request: Save, *, limit_s: float) -> tuple[SpokenWord, ...]:
        """Have one line written, and return when each word is heard, where the engine reports it.

        `ChildError` where it is not written within `limit_s` seconds.
        """
        try:
            self._requests.write(encode_request(request))
            self._requests.flush()
        except (OSError, ValueError) as fault:
            raise self._failure("the worker has died") from fault
        answer = self._hear(limit_s)
        match answer:
            case Saved(request.id, words):
                return words
            case NotSaved(request.id, detail):
                raise self._failure(detail)
            case _:
                raise self._failure(f"the answer to line {request.id} is {answer!r}"[:300])

    def kill(self) -> None:
        """Stop the process at once, from whatever thread; whoever waits for it hears that it died."""
        self._process.kill()

    def end(self) -> None:
        """End the process and let go of all it held. It keeps nothing, so it need not be asked first."""
        self._process.kill()
        self._process.wait()
        try:
            self._requests.close()
        except OSError:
            logger.debug("the worker was gone before it had read its last request")
        self._answer_reader.join()
        self._noise_reader.join()

    def _hear(self, limit_s: float) -> Answer:
        try:
            line = self._answers.get(timeout=limit_s)
        except queue.Empty as fault:
            raise ChildError(UnspokenReason.TIMED_OUT, f"no answer within {limit_s:.1f} s") from fault
        if not line:
            raise self._failure("the worker has died")
        try:
            return decode_answer(line)
        except ProtocolError as fault:
            raise self._failure(str(fault)) from fault

    def _failure(self, detail: str) -> ChildError:
        # What a dying process says last may still be on its way.
        self._noise_reader.join(LAST_WORDS_S)
        said = " | ".join(self._last_words)
        return ChildError(UnspokenReason.ENGINE_FAILED, f"{detail} ({said})" if said else detail)

    def _read_answers(self, source: IO[bytes]) -> None:
        """Hand on every line; an empty one at the end."""
        with source:
            while line := source.readline(LONGEST_MESSAGE):
                self._answers.put(line)
                if not line.endswith(b"\n"):
                    break  # longer than any message: what follows is not worth reading
        self._answers.put(b"")

    def _read_noise(self, source: IO[bytes]) -> None:
        with source:
            for line in source:
                said = line.decode(errors="replace").rstrip()
                self._last_words.append(said)
                logger.debug("worker: %s", said)


def _read(reader: Callable[[IO[bytes]], None], source: IO[bytes]) -> threading.Thread:
    thread = threading.Thread(target=reader, args=(source,), name="speech-pipe", daemon=True)
    thread.start()
    return thread
