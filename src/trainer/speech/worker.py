"""The process that speaks: `python -m trainer.speech.worker`.

An engine may hang, crash, or print on standard output whenever it likes; here it can do so without hurting
a call. The worker answers one request at a time on its original standard output, which it takes for itself
before the engine is loaded: whatever the engine prints goes to standard error. It ends when its standard
input does, even while the engine hangs, so that nothing is left behind by a program that was killed.
"""

import io
import os
import queue
import signal
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import BinaryIO

from trainer.app.speech import UnspokenReason
from trainer.speech.espeak_library import LibraryMissingError, LibrarySource
from trainer.speech.finishing import finish_file
from trainer.speech.protocol import (
    LONGEST_MESSAGE,
    Answer,
    Hello,
    NotSaved,
    ProtocolError,
    Saved,
    Unavailable,
    decode_request,
    encode_answer,
)
from trainer.speech.pyttsx3_engine import EngineError, Pyttsx3Engine
from trainer.speech.wave_file import WaveError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve requests until standard input ends or the engine fails; return the exit code."""
    parser = ArgumentParser(prog="trainer.speech.worker", description=__doc__)
    parser.add_argument(
        "--library", type=LibrarySource, default=LibrarySource.ANY, choices=list(LibrarySource)
    )
    options = parser.parse_args(arguments)
    # Ctrl-C in a terminal reaches every process of the group; this one ends when the program closes its
    # input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = _take_standard_output()
    requests = queue.SimpleQueue[bytes]()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    try:
        engine = Pyttsx3Engine(options.library)
    except LibraryMissingError as fault:
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
            words = engine.save(
                request.text,
                request.voice_id,
                request.words_per_minute,
                request.path,
                pitch=request.pitch,
            )
            finish_file(request.path, request.finish)
        except (EngineError, WaveError, OSError) as fault:
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


if __name__ == "__main__":
    code = main()
    # eSpeak fails an assertion when it is unloaded by the interpreter's end.
    sys.stderr.flush()
    os._exit(code)
