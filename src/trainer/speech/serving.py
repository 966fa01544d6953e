"""What every worker does: it greets, and then saves one line for each request, until its input ends.

An engine may hang, crash, or print on standard output whenever it likes; in a process of its own it can do so
without hurting a call. The answers go to the original standard output, which is taken before the engine is
loaded: whatever the engine prints goes to standard error. A worker ends when its standard input does, even
while the engine hangs, so that nothing is left behind by a program that was killed.
"""

import io
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, Protocol

from trainer.app.speech import SpokenWord, UnspokenReason, Voice
from trainer.speech.finishing import finish_file
from trainer.speech.protocol import (
    LONGEST_MESSAGE,
    Answer,
    Hello,
    NotSaved,
    ProtocolError,
    Save,
    Saved,
    Unavailable,
    decode_request,
    encode_answer,
)
from trainer.speech.wave_file import WaveError


class MissingError(Exception):
    """There is no engine of this kind on this machine."""


class SavingError(Exception):
    """The engine did not do what it was asked; it is not to be used again."""


class SavingEngine(Protocol):
    """What a worker asks of its engine."""

    @property
    def name(self) -> str:
        """Return the engine's name."""

    @property
    def version(self) -> str:
        """Return the engine's version."""

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Return the voices that it offers."""

    def save(self, request: Save) -> tuple[SpokenWord, ...]:
        """Write a WAV file of 16 bits, and return when each word is heard, where the engine reports it.

        `SavingError` or `OSError` where it does not.
        """


def serve(open_engine: Callable[[], SavingEngine]) -> int:
    """Serve requests until standard input ends or the engine fails; return the exit code."""
    # Ctrl-C in a terminal reaches every process of the group; this one ends when the program closes its
    # input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = _take_standard_output()
    requests = queue.SimpleQueue[bytes]()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    try:
        engine = open_engine()
    except MissingError as fault:
        _answer(channel, Unavailable(UnspokenReason.ENGINE_MISSING, str(fault)))
        return 1
    except Exception as fault:  # noqa: BLE001 - engines raise whatever they like
        _answer(channel, Unavailable(UnspokenReason.ENGINE_FAILED, repr(fault)))
        return 1
    _answer(channel, Hello(engine.name, engine.version, engine.voices))
    while True:
        try:
            request = decode_request(requests.get())
        except ProtocolError as fault:
            sys.stderr.write(f"{fault}\n")
            return 1
        try:
            words = engine.save(request)
            finish_file(request.path, request.finish)
        except (SavingError, WaveError, OSError) as fault:
            _answer(channel, NotSaved(request.id, str(fault)))
            return 1
        _answer(channel, Saved(request.id, words))


def _take_standard_output() -> BinaryIO:
    """Return a writer on the original standard output, and send everything else printed to standard error."""
    channel = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What an engine prints is there when it dies, and not in a buffer.
        sys.stdout.reconfigure(line_buffering=True)
    return channel


def _answer(channel: BinaryIO, answer: Answer) -> None:
    channel.write(encode_answer(answer))


def _read_requests(requests: "queue.SimpleQueue[bytes]") -> None:
    with os.fdopen(os.dup(0), "rb") as source:
        while line := source.readline(LONGEST_MESSAGE):
            requests.put(line)
    # The program has closed our input, or is gone. The engine may hang: there is no other way out.
    os._exit(0)
