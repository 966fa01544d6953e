"""The center's key, unlocked: what can be done with it, and nothing that would show it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trainer.app.center import Center, PublicKey, encode_base64url
from trainer.signing.seals import sealed_message
from trainer.signing.tokens import make_token

__all__ = ["CenterKey"]


class CenterKey:
    """Fills the ports `CenterSigner` and `Signer`. `secret` is the 32 bytes of the private half."""

    def __init__(self, secret: bytes, center: Center) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(secret)
        self.center = center

    @cached_property
    def issuer(self) -> PublicKey:
        """The public half."""
        return PublicKey(self._private.public_key().public_bytes_raw())

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the public half."""
        return self.issuer.raw

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self._private.sign(message)

    def sign_token(self, claims: Mapping[str, Any]) -> str:
        """Return claims as a signed token."""
        return make_token(claims, self._private, self.issuer)

    def seal(self, unsealed: bytes) -> str:
        """Return the seal of a file."""
        return encode_base64url(self._private.sign(sealed_message(unsealed)))
