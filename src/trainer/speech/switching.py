"""A line that switches languages: its parts, each by a voice of its own language, in one file.

What a call plays is one file for each line, whose pauses, captions and end it knows. So the parts are made as
lines are, each kept for itself, and joined here.
"""

import json
from array import array
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from trainer.app.speech import PAUSE_FOR_MISSING_VOICE_MS, Speaking, Spoken, SpokenLine, SpokenWord
from trainer.speech.cache import LineIdentity
from trainer.speech.plan import Plan
from trainer.speech.wave_file import read_samples, write_samples

ENGINE: Final = "joined"
FORMAT: Final = "1"
"""Part of every key: to be raised when parts are joined otherwise."""
QUIET: Final = 200
"""Samples within this are silence, some 44 decibels below full scale."""
REST_S: Final = 0.06
"""What is left of the silence at the seams: who switches languages in a sentence does not pause for it."""
LONGEST_SILENCE_S: Final = 1.5
"""How far from its ends the silence of a part is looked for."""


def parts_of(line: SpokenLine) -> list[SpokenLine]:
    """Return the parts of a line as lines of their own. A chosen voice speaks only its own locale."""
    return [
        replace(
            line,
            text=segment.words,
            locale=segment.locale,
            voice_id=line.voice_id if segment.locale == line.locale else "",
            recordings=None,
            segments=(),
        )
        for segment in line.segments
    ]


def joined_identity(line: SpokenLine, plans: Sequence[Plan | None]) -> LineIdentity:
    """Return what makes a joined line the same sound: its parts, in order; None for one without voice."""
    digests = [None if plan is None else plan.identity.digest() for plan in plans]
    return LineIdentity(
        engine=ENGINE,
        engine_version=FORMAT,
        voice_id="",
        words_per_minute=0,
        pitch=0.0,
        loudness=0.0,
        telephone=line.telephone,
        text=json.dumps([line.text, digests]),
    )


def join_parts(parts: Sequence[tuple[SpokenLine, Speaking | None]], path: Path) -> tuple[SpokenWord, ...]:
    """Write the sounds of parts one after another; return when each word of the whole is heard.

    A part without a voice is a pause; one without words (None) is nothing. Raises `WaveError` or `OSError`.
    """
    sounds = [read_samples(made.path) if isinstance(made, Spoken) else None for _, made in parts]
    rate = max((sound[1] for sound in sounds if sound is not None), default=8000)
    whole = array("h")
    words = list[SpokenWord]()
    place = 0
    for (part, made), sound in zip(parts, sounds, strict=True):
        if isinstance(made, Spoken) and sound is not None:
            samples, cut = _without_edges(_at_rate(*sound, rate), rate)
            at_ms = round(1000 * (len(whole) - cut) / rate)
            words += [
                SpokenWord(max(0, at_ms + word.at_ms), place + word.start, word.length) for word in made.words
            ]
            whole.extend(samples)
        elif made is not None:
            whole.extend(array("h", bytes(2 * round(rate * PAUSE_FOR_MISSING_VOICE_MS / 1000))))
        place += len(part.text)
    write_samples(path, whole, rate)
    return tuple(words)


def _at_rate(samples: "array[int]", rate: int, wanted: int) -> "array[int]":
    """Return samples at a higher rate, each new one between its neighbors on a straight line."""
    if rate == wanted or not samples:
        return samples
    count = len(samples) * wanted // rate
    padded = [*samples, samples[-1]]
    result = array("h")
    for number in range(count):
        before, rest = divmod(number * rate, wanted)
        result.append((padded[before] * (wanted - rest) + padded[before + 1] * rest) // wanted)
    return result


def _without_edges(samples: "array[int]", rate: int) -> tuple["array[int]", int]:
    """Return samples with little silence at both ends, and how many were cut off at the beginning."""
    search, rest = min(len(samples), round(rate * LONGEST_SILENCE_S)), round(rate * REST_S)
    first = next((at for at in range(search) if abs(samples[at]) > QUIET), 0)
    behind = next((at for at in range(search) if abs(samples[-1 - at]) > QUIET), 0)
    start = max(0, first - rest)
    return samples[start : len(samples) - max(0, behind - rest)], start
