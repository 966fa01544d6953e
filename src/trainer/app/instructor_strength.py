"""How strong a passphrase is, told before it is taken.

Not by lists of known words: those that exist are of English, and would call a Spanish proverb strong. Counted
are characters that say something new; whoever wants a strong one is told to take several words.
"""

from enum import IntEnum
from itertools import pairwise
from typing import Final

from trainer.i18n import _

__all__ = ["LEAST", "Strength", "WeakPassphraseError", "advice", "check_passphrase", "measure_strength"]

LEAST: Final = 12
"""Characters that say something new, of a passphrase that is taken."""

FAIR: Final = 16
GOOD: Final = 20
LONGEST: Final = 1000
"""Characters; more is no passphrase but a file."""


class Strength(IntEnum):
    """From one that is not taken to one that nobody guesses."""

    TOO_SHORT = 0
    ACCEPTED = 1
    FAIR = 2
    STRONG = 3


class WeakPassphraseError(ValueError):
    """A passphrase is not taken. The text says why and what to take."""


def measure_strength(passphrase: str) -> Strength:
    """Return how strong a passphrase is."""
    told = _telling_characters(passphrase)
    if told < LEAST:
        return Strength.TOO_SHORT
    if told < FAIR:
        return Strength.ACCEPTED
    return Strength.FAIR if told < GOOD else Strength.STRONG


def advice(passphrase: str) -> str:
    """Return one sentence on how strong a passphrase is, for whoever is typing it."""
    return {
        Strength.TOO_SHORT: _(
            "Too short: take four words or more that do not belong together, such as a line only you know."
        ),
        Strength.ACCEPTED: _("It will do. Another word makes it much stronger."),
        Strength.FAIR: _("Good."),
        Strength.STRONG: _("Strong."),
    }[measure_strength(passphrase)]


def check_passphrase(passphrase: str) -> None:
    """Raise `WeakPassphraseError` for a passphrase that is not taken."""
    if len(passphrase) > LONGEST:
        raise WeakPassphraseError(_("Take a passphrase of {most} characters at most.").format(most=LONGEST))
    if measure_strength(passphrase) is Strength.TOO_SHORT:
        raise WeakPassphraseError(advice(passphrase))


def _telling_characters(passphrase: str) -> int:
    """Count characters that say something new.

    A word said again counts once, and so does whatever repeats the character before it or is its neighbor, as
    in "aaaa" and "1234".
    """
    words = " ".join(dict.fromkeys(passphrase.casefold().split()))
    return bool(words) + sum(abs(ord(one) - ord(other)) > 1 for one, other in pairwise(words))
