"""How loud a line is, and the gain that makes every line as loud as the next.

Engines, voices and recordings differ by ten decibels and more; a trainee would turn the volume up and down
between two calls. ITU-R BS.1770 measures this best, and takes a tenth of a second for each second of sound
in plain Python. What is measured here is its idea without its filter: the mean power of the parts in which
somebody speaks. For voices the two agree within a decibel or two.
"""

import math
from array import array
from collections.abc import Sequence
from operator import mul
from typing import Final

FULL_SCALE: Final = 32768.0
"""Samples are of 16 bits throughout."""
TARGET_DBFS: Final = -24.0
"""The level of every line, in decibels below full scale. eSpeak NG's peaks lie 20 dB above it,
and the angriest customer needs room."""
HIGHEST_PEAK_DBFS: Final = -1.0
"""What no sample goes above; a line that would is left less loud, since cut peaks crackle."""
BLOCK_S: Final = 0.05
SILENCE_DBFS: Final = -55.0
"""A block below this is a pause, whatever the line."""
_GAIN_BITS: Final = 15
"""Whole numbers are multiplied twice as fast as they are rounded."""
PAUSE_DB: Final = 10.0
"""A block this far below the mean of the others is a pause in this line, as in BS.1770."""


def speech_level(samples: Sequence[int], rate: int) -> float | None:
    """Return the mean power of what is spoken, in dBFS; None where all is silence.

    `samples` are of one channel, `rate` is in samples a second.
    """
    length = max(1, round(rate * BLOCK_S))
    blocks = [samples[start : start + length] for start in range(0, len(samples), length)]
    powers = [sum(map(mul, block, block)) / len(block) for block in blocks]
    spoken = [power for power in powers if power > _power(SILENCE_DBFS)]
    if not spoken:
        return None
    mean = sum(spoken) / len(spoken)
    loud = [power for power in spoken if power > mean * 10 ** (-PAUSE_DB / 10)]
    return 10 * math.log10(sum(loud) / len(loud) / FULL_SCALE**2)


def matching_gain(samples: Sequence[int], rate: int, *, louder_db: float) -> float:
    """Return the factor that brings speech to `TARGET_DBFS` and `louder_db` above it; 1 for silence."""
    level = speech_level(samples, rate)
    if level is None:
        return 1.0
    highest_sample, lowest_sample = max(samples), min(samples)
    wanted: float = 10 ** ((TARGET_DBFS + louder_db - level) / 20)
    highest: float = FULL_SCALE * 10 ** (HIGHEST_PEAK_DBFS / 20) / max(highest_sample, -lowest_sample)
    return min(wanted, highest)


def amplify(samples: Sequence[int], gain: float) -> "array[int]":
    """Return samples multiplied by a gain under which none leaves 16 bits."""
    factor = int(gain * (1 << _GAIN_BITS))
    return array("h", [sample * factor >> _GAIN_BITS for sample in samples])


def _power(dbfs: float) -> float:
    return float(FULL_SCALE**2 * 10 ** (dbfs / 10))
