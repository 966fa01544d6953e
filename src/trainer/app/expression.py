"""How a customer speaks: a voice of their own, and the mood they are in.

A machine has one or two voices for a locale. So that two customers in a row do not sound the same, each
speaks a little higher or lower, faster or slower than the voice itself: as much as people of one age and sex
differ, and always the same for the same name. The mood comes on top, smaller still: a trainee is to hear it,
not to be told by it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["FASTEST_CUSTOMER", "HIGHEST_CUSTOMER", "MOODS", "NATURAL", "Expression", "express"]

PITCH_STEPS: Final = 6
"""Steps of half a semitone, up and down. A listener tells two of them apart."""
PITCH_STEP: Final = 0.5
RATE_STEPS: Final = 2
RATE_STEP: Final = 0.04
HIGHEST_CUSTOMER: Final = PITCH_STEPS * PITCH_STEP
"""In semitones, either way, without the mood: within what speakers of one sex differ by."""
FASTEST_CUSTOMER: Final = 1 + RATE_STEPS * RATE_STEP
"""A factor of the natural pace, without the mood."""


@dataclass(frozen=True, slots=True)
class Expression:
    """What makes a line sound other than its voice alone."""

    rate: float = 1.0
    """A factor of the pace."""
    pitch: float = 0.0
    """In semitones."""
    loudness: float = 0.0
    """In decibels."""

    def __add__(self, other: "Expression") -> "Expression":
        return Expression(self.rate * other.rate, self.pitch + other.pitch, self.loudness + other.loudness)


NATURAL: Final = Expression()

MOODS: Final[Mapping[int, Expression]] = MappingProxyType(
    {
        -3: Expression(rate=1.09, pitch=1.0, loudness=3.0),
        -2: Expression(rate=1.06, pitch=0.7, loudness=2.0),
        -1: Expression(rate=1.04, pitch=0.3, loudness=1.0),
        0: NATURAL,
        1: Expression(rate=0.97, pitch=-0.2, loudness=-0.5),
        2: Expression(rate=0.99, pitch=0.2),
        3: Expression(rate=1.03, pitch=0.8, loudness=0.5),
    }
)
"""Anger is faster, higher and louder, calm slower and softer, joy higher (K. R. Scherer, Vocal communication
of emotion, Speech Communication 40, 2003); the sizes are ours, small on purpose."""


def express(customer: str, mood: int) -> Expression:
    """Return how the customer of this name speaks in a mood of -3 to 3."""
    digest = hashlib.sha256(customer.encode("utf-8", "replace")).digest()
    pitch = digest[0] % (2 * PITCH_STEPS + 1) - PITCH_STEPS
    rate = digest[1] % (2 * RATE_STEPS + 1) - RATE_STEPS
    return Expression(1 + rate * RATE_STEP, pitch * PITCH_STEP) + MOODS[min(3, max(-3, mood))]
