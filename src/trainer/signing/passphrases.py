"""Passphrases and PINs, kept so that whoever reads the disk must pay for every guess (Argon2id).

Two uses that must not be confused: a hash is kept to recognize a passphrase again, a key is derived to
encrypt with and kept nowhere. They have salts of their own, so that neither says anything of the other.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import hash_secret_raw

__all__ = ["KEY_BYTES", "PASSPHRASE", "PIN", "SALT_BYTES", "Argon2Passphrases", "Effort", "derive_key"]

KEY_BYTES: Final = 32
"""The length of a derived key."""

SALT_BYTES: Final = 16
"""The length of a salt, as RFC 9106 recommends."""

MOST_PASSES_OR_LANES: Final = 16
LEAST_MEMORY: Final = 8
MOST_MEMORY: Final = 1 << 20

_SPACES: Final = re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class Effort:
    """What one guess costs. Raises `ValueError` for what would be no cost, or more than a machine can give.

    The bounds are for efforts that are read from a file: a stranger's file must not fill the memory.
    """

    passes: int
    """1 to 16."""
    memory: int
    """In KiB, 8 for each lane to 1 GiB."""
    lanes: int
    """1 to 16; computed at the same time where there are as many cores."""

    def __post_init__(self) -> None:
        """Hold the bounds."""
        counts = all(1 <= each <= MOST_PASSES_OR_LANES for each in (self.passes, self.lanes))
        if not (counts and LEAST_MEMORY * self.lanes <= self.memory <= MOST_MEMORY):
            raise ValueError(f"no sound effort for Argon2: {self}")


PASSPHRASE: Final = Effort(passes=3, memory=64 * 1024, lanes=4)
"""For what guards the center's key: the second recommendation of RFC 9106, section 4."""

PIN: Final = Effort(passes=2, memory=19 * 1024, lanes=1)
"""For a trainee's PIN, typed at every start: the least that OWASP's cheat sheet of password storage advises.

No effort saves four digits from whoever can read the disk; it slows down who merely looks.
"""


class Argon2Passphrases:
    """Recognizes a passphrase again. What is kept names its own effort, so that the effort can grow."""

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._hasher = PasswordHasher(
            time_cost=effort.passes, memory_cost=effort.memory, parallelism=effort.lanes, type=Type.ID
        )

    def hash(self, passphrase: str) -> str:
        """Return what to keep of a passphrase, in the PHC string format, under a new salt."""
        return self._hasher.hash(_prepared(passphrase))

    def verify(self, passphrase: str, kept: str) -> bool:
        """Return whether this is the passphrase; never where `kept` is no hash that could have been made."""
        if _effort_of(kept) is None:
            return False
        try:
            return self._hasher.verify(kept, _prepared(passphrase))
        except (VerificationError, InvalidHashError):
            return False

    def needs_rehash(self, kept: str) -> bool:
        """Return whether `kept` was made with another effort than is asked for today."""
        return _effort_of(kept) != self._effort


def derive_key(passphrase: str, salt: bytes, effort: Effort) -> bytes:
    """Return the key of `KEY_BYTES` bytes that a passphrase stands for. The salt must be kept beside."""
    if len(salt) < SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes or more")
    return hash_secret_raw(
        _prepared(passphrase),
        salt,
        time_cost=effort.passes,
        memory_cost=effort.memory,
        parallelism=effort.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _prepared(passphrase: str) -> bytes:
    """Return a passphrase as RFC 8265 compares it: composed, with plain spaces.

    An ñ is one character on one keyboard and two on another; it must open the same lock.
    """
    return unicodedata.normalize("NFC", _SPACES.sub(" ", passphrase)).encode()


def _effort_of(kept: str) -> Effort | None:
    try:
        found = extract_parameters(kept)
        effort = Effort(found.time_cost, found.memory_cost, found.parallelism)
    except (InvalidHashError, ValueError):
        return None
    return effort if found.type is Type.ID else None
