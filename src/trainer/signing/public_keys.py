"""The public half of a center's key as a file for others: PEM for every tool, JWK for browsers."""

import json
from enum import StrEnum

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from trainer.app.center import PublicKey

__all__ = ["PublicKeyForm", "UnreadableKeyError", "read_public_key", "write_public_key"]

_PEM_MARK = b"-----BEGIN PUBLIC KEY-----"


class PublicKeyForm(StrEnum):
    """How a public key is written."""

    PEM = "pem"
    JWK = "jwk"


class UnreadableKeyError(ValueError):
    """A file does not hold the public half of an Ed25519 key."""


def write_public_key(key: PublicKey, form: PublicKeyForm) -> bytes:
    """Return a public key as a file."""
    if form is PublicKeyForm.JWK:
        return json.dumps(dict(key.jwk) | {"kid": key.thumbprint}, indent=1).encode() + b"\n"
    public = Ed25519PublicKey.from_public_bytes(key.raw)
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public_key(content: bytes) -> PublicKey:
    """Return the public key of a file in either form; `UnreadableKeyError` where it holds none."""
    try:
        if _PEM_MARK in content:
            public = load_pem_public_key(content)
            if not isinstance(public, Ed25519PublicKey):
                raise UnreadableKeyError("a key of another kind")
            return PublicKey(public.public_bytes_raw())
        return PublicKey.from_jwk(json.loads(content))
    except (ValueError, UnsupportedAlgorithm, RecursionError) as error:
        raise UnreadableKeyError("not the public half of an Ed25519 key") from error
