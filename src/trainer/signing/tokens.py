"""Signed tokens: JSON Web Tokens in the form that Open Badges 3.0 asks for, signed with Ed25519.

The header holds `alg`, `typ` and the public key as `jwk`, and no `kid`: that would have to be an address at
which the key can be had, and a center need have none. A checker never believes the key of the header; it only
tells from it whether a token that does not fit was signed by somebody else or changed on the way.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from jwt import InvalidTokenError, PyJWS

from trainer.app.center import PublicKey, decode_base64url
from trainer.app.verification import ChangedError, NotACertificateError, WrongKeyError
from trainer.signing.seals import is_signed, sealed_message

__all__ = ["SignatureReader", "make_token", "read_own_token"]

ALGORITHM: Final = "EdDSA"
_TOKEN: Final = re.compile(r"([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.([A-Za-z0-9_-]+)")
_JWS: Final = PyJWS(algorithms=[ALGORITHM])


def make_token(claims: Mapping[str, Any], private: Ed25519PrivateKey, public: PublicKey) -> str:
    """Return claims as a token in its compact form. Equal claims give the same token."""
    payload = json.dumps(claims, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"typ": "JWT", "jwk": dict(public.jwk)}
    return _JWS.encode(payload, private, algorithm=ALGORITHM, headers=headers)


class SignatureReader:
    """Fills the port `Signatures`: checks what a center signed against its public key."""

    def read_token(self, token: str, issuer: PublicKey) -> Mapping[str, Any]:
        """Return the claims of a token that the issuer signed.

        Raises `NotACertificateError`, `WrongKeyError` where another key signed it, `ChangedError` where no
        key that is known did.
        """
        parts = _TOKEN.fullmatch(token)
        if parts is None:
            raise NotACertificateError
        try:
            # The last letter of a signature has bits to spare: of several spellings one is right.
            decode_base64url(parts[2])
            payload = _verified(token, issuer)
        except (InvalidTokenError, ValueError) as error:
            other = _key_named_by(parts[1])
            if other is not None and other != issuer and _signed_by(token, other):
                raise WrongKeyError(other) from error
            raise ChangedError from error
        try:
            claims = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise NotACertificateError from error
        if not isinstance(claims, dict):
            raise NotACertificateError
        return claims

    def is_sealed(self, unsealed: bytes, seal: str, issuer: PublicKey) -> bool:
        """Return whether a seal is the issuer's, of exactly this file."""
        try:
            signature = decode_base64url(seal)
        except ValueError:
            return False
        return is_signed(issuer.raw, sealed_message(unsealed), signature)


def read_own_token(token: str) -> tuple[Mapping[str, Any], PublicKey]:
    """Return the claims of a token and the key that it names and that signed it, whoever's that is.

    Raises `NotACertificateError`, `ChangedError`.
    """
    parts = _TOKEN.fullmatch(token)
    key = None if parts is None else _key_named_by(parts[1])
    if key is None:
        raise NotACertificateError
    return SignatureReader().read_token(token, key), key


def _verified(token: str, key: PublicKey) -> bytes:
    public = Ed25519PublicKey.from_public_bytes(key.raw)
    payload = _JWS.decode(token, public, algorithms=[ALGORITHM])
    if not isinstance(payload, bytes):  # pragma: no cover - what the library promises in words only
        raise TypeError("a payload is bytes")
    return payload


def _signed_by(token: str, key: PublicKey) -> bool:
    try:
        _verified(token, key)
    except (InvalidTokenError, ValueError):
        return False
    return True


def _key_named_by(header: str) -> PublicKey | None:
    """Return the key that a token claims to be signed with; None where it names none that can be."""
    try:
        read = json.loads(decode_base64url(header))
        return PublicKey.from_jwk(read.get("jwk")) if isinstance(read, dict) else None
    except (ValueError, RecursionError):
        return None
