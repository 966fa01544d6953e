"""What the program and its speech worker say to each other: one JSON object on a line, each way.

The two ends may be of different builds (a frozen program started with an old worker), so the worker says
first which protocol it speaks. Everything read is checked here, once: what is no message is a
`ProtocolError`, and the other end is not to be trusted any more. Only the standard library, since the
worker has to start fast and small.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from trainer.app.speech import SpokenWord, UnspokenReason, Voice, VoiceGender

PROTOCOL: Final = 2
LONGEST_MESSAGE: Final = 1 << 20
"""In bytes, the line end included. A greeting with 300 voices takes 40,000."""


@dataclass(frozen=True, slots=True)
class Finish:
    """What becomes of a line after the engine has written it."""

    loudness: float = 0.0
    """In decibels above the level that all lines share."""
    telephone: bool = False


class ProtocolError(Exception):
    """The other end said something that is no message of this protocol."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The worker's first word: its engine is open."""

    engine: str
    engine_version: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The worker's first and last word: there is no engine to open, or it would not open."""

    reason: UnspokenReason
    detail: str


@dataclass(frozen=True, slots=True)
class Save:
    """The program asks for one line as a WAV file."""

    id: int
    text: str
    voice_id: str
    words_per_minute: int
    path: Path
    """Where to write; absolute."""
    pitch: float = 0.0
    """In semitones above the voice's own."""
    finish: Finish = Finish()


@dataclass(frozen=True, slots=True)
class Saved:
    """The engine has written the file."""

    id: int
    words: tuple[SpokenWord, ...] = ()
    """Left out of the message where the engine reports none."""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The engine has failed at this line. The worker ends after it: a failed engine is not to be trusted."""

    id: int
    detail: str


Answer: TypeAlias = Hello | Unavailable | Saved | NotSaved


def encode_answer(answer: Answer) -> bytes:
    """Return an answer of the worker as one line of ASCII."""
    match answer:
        case Hello(engine, engine_version, voices):
            return _line(
                type="hello",
                protocol=PROTOCOL,
                engine=engine,
                engine_version=engine_version,
                voices=[_voice_to_json(voice) for voice in voices],
            )
        case Unavailable(reason, detail):
            return _line(type="unavailable", protocol=PROTOCOL, reason=reason.value, detail=detail)
        case Saved(number, ()):
            return _line(type="saved", id=number)
        case Saved(number, words):
            return _line(type="saved", id=number, words=words_to_json(words))
        case NotSaved(number, detail):
            return _line(type="not-saved", id=number, detail=detail)


def decode_answer(line: bytes) -> Answer:
    """Read an answer of the worker; `ProtocolError` where it is none."""
    message = _object(line)
    kind = message.get("type")
    if kind in {"hello", "unavailable"} and message.get("protocol") != PROTOCOL:
        spoken = message.get("protocol")
        raise ProtocolError(f"the worker speaks protocol {spoken!r}, this program speaks {PROTOCOL}")
    try:
        match kind:
            case "hello":
                voices = tuple(map(_voice_from_json, _list(message, "voices")))
                return Hello(_text(message, "engine"), _text(message, "engine_version"), voices)
            case "unavailable":
                return Unavailable(UnspokenReason(_text(message, "reason")), _text(message, "detail"))
            case "saved":
                return Saved(_number(message, "id"), words_from_json(message.get("words", [])))
            case "not-saved":
                return NotSaved(_number(message, "id"), _text(message, "detail"))
    except (KeyError, TypeError, ValueError) as fault:
        raise ProtocolError(f"not a {kind} message: {_shown(line)}") from fault
    raise ProtocolError(f"not an answer: {_shown(line)}")


def encode_request(request: Save) -> bytes:
    """Return a request of the program as one line of ASCII."""
    return _line(
        type="save",
        id=request.id,
        text=request.text,
        voice=request.voice_id,
        words_per_minute=request.words_per_minute,
        path=str(request.path),
        pitch=request.pitch,
        loudness=request.finish.loudness,
        telephone=request.finish.telephone,
    )


def decode_request(line: bytes) -> Save:
    """Read a request of the program; `ProtocolError` where it is none."""
    message = _object(line)
    try:
        if message["type"] != "save":
            raise ProtocolError(f"not a request: {_shown(line)}")
        return Save(
            _number(message, "id"),
            _text(message, "text"),
            _text(message, "voice"),
            _number(message, "words_per_minute"),
            Path(_text(message, "path")),
            _real(message, "pitch"),
            Finish(_real(message, "loudness"), telephone=_truth(message, "telephone")),
        )
    except (KeyError, TypeError) as fault:
        raise ProtocolError(f"not a save message: {_shown(line)}") from fault


def words_to_json(words: Sequence[SpokenWord]) -> list[list[int]]:
    """Return words as JSON holds them: a list of three numbers for each."""
    return [[word.at_ms, word.start, word.length] for word in words]


def words_from_json(message: object) -> tuple[SpokenWord, ...]:
    """Read words; TypeError or ValueError where they are none."""
    if not isinstance(message, list):
        raise TypeError("words")
    words = []
    for at_ms, start, length in message:
        numbers = (at_ms, start, length)
        if any(type(number) is not int or number < 0 for number in numbers):
            raise ValueError("words")
        words.append(SpokenWord(at_ms, start, length))
    return tuple(words)


def _line(**message: object) -> bytes:
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _object(line: bytes) -> dict[str, object]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise ProtocolError(f"not JSON: {_shown(line)}") from fault
    if not isinstance(message, dict):
        raise ProtocolError(f"not a JSON object: {_shown(line)}")
    return message


def _text(message: Mapping[str, object], key: str) -> str:
    value = message[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _number(message: Mapping[str, object], key: str) -> int:
    value = message[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(key)
    return value


def _real(message: Mapping[str, object], key: str) -> float:
    value = message[key]
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(key)
    return float(value)


def _truth(message: Mapping[str, object], key: str) -> bool:
    value = message[key]
    if not isinstance(value, bool):
        raise TypeError(key)
    return value


def _list(message: Mapping[str, object], key: str) -> list[object]:
    value = message[key]
    if not isinstance(value, list):
        raise TypeError(key)
    return value


def _voice_to_json(voice: Voice) -> dict[str, object]:
    return {
        "id": voice.id,
        "name": voice.name,
        "locale": voice.locale,
        "gender": voice.gender,
        "engine": voice.engine,
    }


def _voice_from_json(message: object) -> Voice:
    if not isinstance(message, dict):
        raise TypeError("voices")
    gender = message["gender"]
    return Voice(
        _text(message, "id"),
        _text(message, "name"),
        _text(message, "locale"),
        None if gender is None else VoiceGender(gender),
        _text(message, "engine"),
    )


def _shown(line: bytes) -> str:
    """Return the beginning of a line, fit for a log."""
    return repr(line[:120])
