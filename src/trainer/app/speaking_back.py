"""What can be measured of a reply that the trainee said aloud: pace, pauses and loudness.

Measured, shown beside the same figures of the model voice, and never scored: a microphone, a room and a
person's own way of speaking decide as much of them as skill does. Nothing here understands a word; the pace
is that of the text which was to be said.
"""

import io
import math
import operator
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

__all__ = ["LONGEST_TAKE_S", "Measures", "Pause", "Recording", "RecordingError", "measure_speech"]

LONGEST_TAKE_S: Final = 60
"""No reply takes longer to say; a recording that was forgotten ends by itself."""
FRAME_MS: Final = 10
SHORTEST_PAUSE_MS: Final = 250
"""A shorter silence is part of speaking: the closing of a p or a t, a breath."""
SHORTEST_SOUND_MS: Final = 50
"""A shorter sound is a click of the mouse or of the lips."""
SOFTEST_SPEECH_DB: Final = -60.0
"""In dBFS. Softer sounds are taken for silence, however quiet the room is."""
HARDLY_ANYTHING_DB: Final = -50.0
"""In dBFS. Where even the loudest moments are softer, nobody spoke, or the microphone is off."""
STEADY_NOISE_DB: Final = 6.0
"""Speech rises and falls by more than this; a fan does not."""
STEADY_AND_SOFT_DB: Final = -35.0
ABOVE_ROOM_DB: Final = 9.0
BELOW_SPEECH_DB: Final = 15.0
SILENCE_DB: Final = -100.0
FULL_SCALE: Final = 32768
CLIPPING: Final = 32760
CLIPPED_SHARE: Final = 0.001
SAMPLE_BYTES: Final = 2


class RecordingError(ValueError):
    """The bytes are no recording in the form that is measured."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound of one channel, in 16 bits."""

    samples: Sequence[int]
    rate: int
    """Samples in a second."""

    @classmethod
    def of_wave(cls, data: bytes) -> "Recording":
        """Read a WAV file of 16 bits, the first of its channels; `RecordingError` where it is none."""
        try:
            with wave.open(io.BytesIO(data)) as file:
                channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
                frames = file.readframes(file.getnframes())
        except (EOFError, wave.Error) as fault:
            raise RecordingError(f"no WAV file: {fault!r}") from fault
        if width != SAMPLE_BYTES or not rate:
            raise RecordingError(f"{8 * width} bits at {rate} Hz are not measured")
        samples = array("h")
        samples.frombytes(frames[: len(frames) // SAMPLE_BYTES * SAMPLE_BYTES])
        if sys.byteorder == "big":
            samples.byteswap()
        return cls(samples[::channels], rate)

    @property
    def duration_ms(self) -> int:
        """Return how long it is."""
        return round(1000 * len(self.samples) / self.rate)


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence between two stretches of speech."""

    begin_ms: int
    """From the beginning of the recording."""
    duration_ms: int
    """`SHORTEST_PAUSE_MS` or more."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How something was said. All figures are zero where nobody was heard."""

    duration_ms: int
    """From the first sound of speech to the last, pauses included."""
    words_per_minute: int
    """Of the text that was to be said, over that time."""
    pauses: tuple[Pause, ...]
    loudness_db: float
    """Of the speech without its pauses, in dBFS: 0 is the loudest there is, −20 is comfortable."""
    distorted: bool
    """Whether it was louder than can be recorded."""

    @property
    def heard(self) -> bool:
        """Tell whether there was speech."""
        return self.duration_ms > 0


NOBODY: Final = Measures(0, 0, (), SILENCE_DB, distorted=False)


def measure_speech(recording: Recording, text: str) -> Measures:
    """Measure how `text` was said. A minute of sound takes about a tenth of a second."""
    frame = max(1, recording.rate * FRAME_MS // 1000)
    samples = recording.samples
    powers = [_power(samples[begin : begin + frame]) for begin in range(0, len(samples) - frame + 1, frame)]
    stretches = _stretches_of_speech([_decibels(power) for power in powers])
    if not stretches:
        return NOBODY
    begin, end = stretches[0][0], stretches[-1][1]
    duration_ms = (end - begin) * FRAME_MS
    spoken = [power for first, last in stretches for power in powers[first:last]]
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    clipped = sum(not -CLIPPING < sample < CLIPPING for sample in samples)
    return Measures(
        duration_ms=duration_ms,
        words_per_minute=round(words * 60_000 / duration_ms),
        pauses=tuple(
            Pause(end * FRAME_MS, (begin - end) * FRAME_MS) for (_, end), (begin, _) in pairwise(stretches)
        ),
        loudness_db=round(_decibels(sum(spoken) / len(spoken)), 1),
        distorted=clipped > CLIPPED_SHARE * len(samples),
    )


def _stretches_of_speech(levels: Sequence[float]) -> list[tuple[int, int]]:
    """Return the first frame of each stretch of speech and the first after it; only pauses part them."""
    threshold = _threshold(levels)
    if threshold is None:
        return []
    stretches = list[tuple[int, int]]()
    place = 0
    for loud, frames in groupby(level > threshold for level in levels):
        begin, place = place, place + sum(1 for _ in frames)
        if not loud or (place - begin) * FRAME_MS < SHORTEST_SOUND_MS:
            continue
        if stretches and (begin - stretches[-1][1]) * FRAME_MS < SHORTEST_PAUSE_MS:
            begin = stretches.pop()[0]
        stretches.append((begin, place))
    return stretches


def _threshold(levels: Sequence[float]) -> float | None:
    """Return the level in dBFS that parts speech from the room it was said in; None where nobody spoke."""
    if not levels:
        return None
    ordered = sorted(levels)
    room, speech = ordered[len(ordered) // 10], ordered[len(ordered) * 95 // 100]
    steady = speech - room < STEADY_NOISE_DB and speech < STEADY_AND_SOFT_DB
    if speech < HARDLY_ANYTHING_DB or steady:
        return None
    return max(SOFTEST_SPEECH_DB, min(room + ABOVE_ROOM_DB, speech - BELOW_SPEECH_DB))


def _power(samples: Sequence[int]) -> float:
    """Return the mean square, 1.0 being the loudest there can be."""
    energy: int = sum(map(operator.mul, samples, samples))
    return energy / len(samples) / (FULL_SCALE * FULL_SCALE)


def _decibels(power: float) -> float:
    return max(SILENCE_DB, 10 * math.log10(power)) if power else SILENCE_DB
