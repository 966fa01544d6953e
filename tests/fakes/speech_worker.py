"""A speech worker that obeys: it speaks our protocol without an engine, and fails where a test tells it to.

Written by hand against the protocol, not with its module, so that a change of the protocol fails a test.

    speech_worker.py FOLDER [FAULT]

Every text it is asked for is added to `FOLDER/asked.txt`, every start to `FOLDER/starts.txt`. Where
`FOLDER/gate` (a named pipe) is, it opens it at the next line, and goes on when the test closes its end. A
fault that ends in `-once` strikes only while `FOLDER/struck.txt` is not there, and none strikes when
`FOLDER/mended.txt` is there.
"""

import json
import math
import os
import signal
import struct
import sys
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

VOICES = (
    ("mx-f", "Paulina", "es-MX", "female"),
    ("mx-m", "Juan", "es-MX", "male"),
    ("us-f", "Samantha", "en-US", "female"),
    ("us-m", "Alex", "en-US", "male"),
)
FRAMES_A_SECOND = 8000

folder = Path(sys.argv[1])
fault = sys.argv[2] if len(sys.argv) > 2 else ""


def say(**message: Any) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def note(name: str, text: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")


def strikes(name: str) -> bool:
    if (folder / "mended.txt").exists():
        return False
    if fault == name:
        return True
    if fault != f"{name}-once" or (folder / "struck.txt").exists():
        return False
    note("struck.txt", name)
    return True


def hang() -> None:
    threading.Event().wait()


def killed(step: str, before: Callable[[], object] = lambda: None) -> None:
    """Be killed here, where the fault says so, as by a person or for want of memory."""
    if strikes(f"killed-{step}"):
        before()
        os.kill(os.getpid(), signal.SIGKILL)


def write_tone(path: str, seconds: float) -> None:
    tones = (round(8000 * math.sin(frame * 0.3)) for frame in range(round(seconds * FRAMES_A_SECOND)))
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(FRAMES_A_SECOND)
        file.writeframes(b"".join(struct.pack("<h", tone) for tone in tones))


def greet() -> None:
    note("starts.txt", str(os.getpid()))
    killed("before-greeting")
    if strikes("mute"):
        hang()
    if strikes("missing"):
        say(type="unavailable", protocol=2, reason="engine-missing", detail="nothing installed")
        sys.exit(1)
    if strikes("broken"):
        say(type="unavailable", protocol=2, reason="engine-failed", detail="will not open")
        sys.exit(1)
    if strikes("talkative"):
        sys.stdout.write("Audio saved to somewhere\n")
    voices = [
        {"id": number, "name": name, "locale": locale, "gender": gender, "engine": "pretend"}
        for number, name, locale, gender in VOICES
    ]
    protocol = 999 if strikes("foreign") else 2
    say(type="hello", protocol=protocol, engine="pretend", engine_version="7", voices=voices)


def serve(request: dict[str, Any]) -> None:
    note("asked.txt", request["text"])
    if (folder / "gate").exists():
        with (folder / "gate").open("rb") as gate:
            gate.read()
    number, path = request["id"], request["path"]
    killed("before-writing")
    killed("half-written", lambda: Path(path).write_bytes(b"RIFF half a file"))
    if strikes("dies") or (number > 1 and strikes("dies-after-one")):
        Path(path).write_bytes(b"RIFF half a file")
        sys.stderr.write("Segmentation fault\n")
        sys.stderr.flush()
        os._exit(139)
    if strikes("hangs"):
        hang()
    if strikes("rubbish"):
        sys.stdout.buffer.write(b"\x00\xff rubbish " * 10 + b"\n")
        sys.stdout.flush()
    if strikes("endless"):
        sys.stdout.write("x" * (1 << 21))
        sys.stdout.flush()
    if strikes("mixed-up"):
        number += 1
    if strikes("refuses"):
        say(type="not-saved", id=number, detail="the voice is gone")
        sys.exit(1)
    if not strikes("writes-nothing"):
        short = strikes("breaks-off")
        write_tone(path, 0.001 if short else 0.06 * len(request["text"]))
    if strikes("half-file"):
        os.truncate(path, 60)
    killed("before-answering")
    killed("half-answered", lambda: os.write(1, b'{"type":"sav'))
    say(type="saved", id=number)
    killed("after-answering")


greet()
for line in sys.stdin:
    serve(json.loads(line))
