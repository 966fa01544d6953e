"""Measures of a sound, for tests that do not listen."""

import math
from array import array
from collections.abc import Sequence
from pathlib import Path

from trainer.speech.wave_file import read_samples

LOWEST_VOICE_HZ = 65
HIGHEST_VOICE_HZ = 400


def tone(hertz: float, *, seconds: float = 1.0, rate: int = 22050, peak: float = 8000) -> "array[int]":
    """Return the samples of a sine."""
    turn = 2 * math.pi * hertz / rate
    return array("h", (round(peak * math.sin(turn * at)) for at in range(round(seconds * rate))))


def power_at(samples: Sequence[int], rate: int, hertz: float) -> float:
    """Return the power of a sound at one frequency, in decibels, by Goertzel's algorithm."""
    factor = 2 * math.cos(2 * math.pi * hertz / rate)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + factor * last - before
    power = before * before + last * last - factor * before * last
    return 10 * math.log10(max(power, 1e-9) / len(samples))


def pitch(path: Path) -> float:
    """Return the fundamental frequency of a voice in hertz: the median over its loud parts.

    By autocorrelation of parts of 50 ms, one in five.
    """
    samples, rate = read_samples(path)
    step = 2  # half of the samples are plenty for a voice
    thin, thin_rate = samples[::step], rate / step
    length = round(0.05 * thin_rate)
    loud = max(abs(sample) for sample in thin) / 4
    found = []
    for start in range(0, len(thin) - 2 * length, 5 * length):
        part = thin[start : start + 2 * length]
        if max(part) > loud:
            found.append(thin_rate / _period(part, length, thin_rate))
    return sorted(found)[len(found) // 2]


def _period(part: Sequence[int], length: int, rate: float) -> int:
    """Return after how many samples a part is most like itself."""

    def likeness(lag: int) -> float:
        there = part[lag : lag + length]
        product = sum(a * b for a, b in zip(part[:length], there, strict=True))
        return product / math.sqrt(1 + sum(b * b for b in there))

    lags = range(round(rate / HIGHEST_VOICE_HZ), round(rate / LOWEST_VOICE_HZ))
    return max(lags, key=likeness)
