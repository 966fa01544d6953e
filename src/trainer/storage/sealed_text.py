"""Text in a file that begins with a digest of itself: what was cut short, or altered, is not believed.

The digest also covers a key, so that one text cannot stand in the place of another.
"""

import hashlib
from typing import Final

__all__ = ["SEAL_LENGTH", "UnsoundTextError", "seal", "unseal"]

SEAL_LENGTH: Final = 64


class UnsoundTextError(ValueError):
    """A text is not what this version of the program would have written."""


def seal(text: str, key: str) -> bytes:
    """Return what to write for an ASCII text under a key."""
    content = text.encode("ascii")
    return _digest(content, key) + content


def unseal(written: bytes, key: str) -> str:
    """Return the text of what was written; `UnsoundTextError` where it is not what was."""
    content = written[SEAL_LENGTH:]
    if written[:SEAL_LENGTH] != _digest(content, key):
        raise UnsoundTextError("it is not what was written")
    return content.decode("ascii")


def _digest(content: bytes, key: str) -> bytes:
    return hashlib.sha256(key.encode() + content).hexdigest().encode()
