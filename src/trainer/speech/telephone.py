"""The sound of a telephone line: a narrow band, and a little noise.

Agents hear their customers so all day, and it is harder than a clear voice: Spanish and English both lose
what tells `s` from `f`. The band is that of the telephone network, 300 to 3400 Hz (ITU-T G.712). Filters are
those of R. Bristow-Johnson's Audio EQ Cookbook, in series so that each pair is a Butterworth filter of the
fourth order.

In plain Python a second of sound at 22,050 Hz takes some 15 ms: half of the samples are enough for what is
left of the band, and the second pair of filters sees only those.
"""

import math
import random
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LOWEST_HZ: Final = 300.0
HIGHEST_HZ: Final = 3400.0
NOISE_DBFS: Final = -52.0
"""The power of the noise: some thirty decibels below the voice, to be heard in its pauses and no more."""
BUTTERWORTH_Q: Final = (0.541196100, 1.306562965)
"""Quality of the two halves of a filter of the fourth order."""
ENOUGH_FOR_BAND: Final = 11_000
"""Samples a second that hold the band, with room for the slope of the filter."""
NOISE_SEED: Final = 3400
"""The same line sounds the same each time."""
BLOCK: Final = 1 << 14
"""Samples filtered at a time."""
_BYTE_DBFS: Final = 10 * math.log10(256**2 / 12 / 32768**2)
"""The power of bytes of evenly distributed chance, taken as samples."""
_NOISE_FACTOR: Final = 10 ** ((NOISE_DBFS - _BYTE_DBFS) / 20)


@dataclass(slots=True)
class Section:
    """A filter of the second order: y = b0·x + b1·x' + b2·x'' − a1·y' − a2·y''."""

    b0: float
    b1: float
    b2: float
    a1: float
    a2: float
    first: float = 0.0
    """What the transposed direct form keeps from one sample to the next, in two numbers."""
    second: float = 0.0

    def filter(self, sound: Sequence[float]) -> list[float]:
        """Return what comes out as `sound` goes on from the sound before."""
        b0, b1, b2, a1, a2 = self.b0, self.b1, self.b2, self.a1, self.a2
        first, second = self.first, self.second
        passed = list[float]()
        keep = passed.append
        for sample in sound:
            out = b0 * sample + first
            first = b1 * sample - a1 * out + second
            second = b2 * sample - a2 * out
            keep(out)
        self.first, self.second = first, second
        return passed


def low_pass(cut_hz: float, rate: int, quality: float) -> Section:
    """Return a filter that lets pass what is below `cut_hz`."""
    cosine, alpha = _angle(cut_hz, rate, quality)
    side, whole = (1 - cosine) / 2, 1 + alpha
    return Section(side / whole, 2 * side / whole, side / whole, -2 * cosine / whole, (1 - alpha) / whole)


def high_pass(cut_hz: float, rate: int, quality: float) -> Section:
    """Return a filter that lets pass what is above `cut_hz`."""
    cosine, alpha = _angle(cut_hz, rate, quality)
    side, whole = (1 + cosine) / 2, 1 + alpha
    return Section(side / whole, -2 * side / whole, side / whole, -2 * cosine / whole, (1 - alpha) / whole)


def through_telephone(samples: Sequence[int], rate: int) -> tuple["array[int]", int]:
    """Return samples of one channel as they come out of a telephone, and their rate a second.

    Block by block, since a sample takes sixteen times the memory while it is filtered. The rate is halved
    while the half is enough. The level of the voice falls with what the band cuts off.
    """
    step = 1
    while rate // step >= 2 * ENOUGH_FOR_BAND:
        step *= 2
    above = [low_pass(HIGHEST_HZ, rate, quality) for quality in BUTTERWORTH_Q]
    below = [high_pass(LOWEST_HZ, rate // step, quality) for quality in BUTTERWORTH_Q]
    noise = random.Random(NOISE_SEED)  # noqa: S311 - nothing to guess
    heard = array("h")
    for start in range(0, len(samples), BLOCK):
        sound: Sequence[float] = _with_noise(samples[start : start + BLOCK], noise)
        for section in above:
            sound = section.filter(sound)
        sound = sound[::step]
        for section in below:
            sound = section.filter(sound)
        heard.extend([max(-32768, min(32767, round(sample))) for sample in sound])
    return heard, rate // step


def _with_noise(samples: Sequence[int], noise: random.Random) -> list[float]:
    hisses = array("b", noise.randbytes(len(samples)))
    return [sample + _NOISE_FACTOR * hiss for sample, hiss in zip(samples, hisses, strict=True)]


def _angle(cut_hz: float, rate: int, quality: float) -> tuple[float, float]:
    angle = 2 * math.pi * cut_hz / rate
    return math.cos(angle), math.sin(angle) / (2 * quality)
