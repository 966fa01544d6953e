"""What the center's key signs besides tokens: seals of files, and messages of other parts of the program.

What is signed of a file begins with words of its own, so that no seal can be shown as a signature of anything
else.
"""

import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

__all__ = ["is_signed", "sealed_message"]

PURPOSE: Final = b"puente file seal 1\n"


def sealed_message(unsealed: bytes) -> bytes:
    """Return what is signed of a file whose seal is still blank."""
    return PURPOSE + hashlib.sha256(unsealed).digest()


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether a key made this signature of this message; never raises for nonsense."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
