"""A training center as an issuer of certificates: who it is, and the two halves of its key.

The private half signs and never leaves the adapter that keeps it; whoever holds a `Signer` has unlocked it.
The public half is a plain value: it is in every certificate, and is handed to whoever checks one.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Protocol

from trainer.app.faults import Fault
from trainer.i18n import _

__all__ = [
    "PUBLIC_KEY_BYTES",
    "Center",
    "CenterKeys",
    "CenterSigner",
    "InvalidCenterError",
    "KeyDamagedFault",
    "KeyFacts",
    "KeyNotSavedFault",
    "KeyThereFault",
    "NoKeyFault",
    "OtherKeyFault",
    "PublicKey",
    "decode_base64url",
    "encode_base64url",
]

PUBLIC_KEY_BYTES: Final = 32
LONGEST_NAME: Final = 120
LONGEST_URL: Final = 300
_DID: Final = "did:jwk:"
_WEB: Final = ("https://", "http://")


class InvalidCenterError(ValueError):
    """A center's name or address cannot be put on a certificate. The text says how to mend it."""


@dataclass(frozen=True, slots=True)
class Center:
    """Who issues. Raises `InvalidCenterError`."""

    name: str
    url: str | None = None
    """Its page, where it has one; nothing is ever fetched from there."""

    def __post_init__(self) -> None:
        """Hold what certificates can show."""
        if not self.name.strip() or not self.name.isprintable() or len(self.name) > LONGEST_NAME:
            raise InvalidCenterError(
                _("Enter the center's name, of {most} characters at most.").format(most=LONGEST_NAME)
            )
        if self.url is not None and not (
            self.url.startswith(_WEB) and len(self.url) <= LONGEST_URL and self.url.isascii()
        ):
            raise InvalidCenterError(
                _("“{url}” is no address of a page; write one that begins with https://").format(url=self.url)
            )


@dataclass(frozen=True)
class PublicKey:
    """The public half of an Ed25519 key: 32 bytes. Raises `ValueError` for any other number."""

    raw: bytes

    def __post_init__(self) -> None:
        """Hold the length."""
        if len(self.raw) != PUBLIC_KEY_BYTES:
            raise ValueError(f"an Ed25519 public key has {PUBLIC_KEY_BYTES} bytes")

    @cached_property
    def jwk(self) -> Mapping[str, str]:
        """The key as a JSON Web Key (RFC 8037)."""
        return {"crv": "Ed25519", "kty": "OKP", "x": encode_base64url(self.raw)}

    @cached_property
    def thumbprint(self) -> str:
        """What names the key in short: the SHA-256 thumbprint of RFC 7638, in base64url."""
        return encode_base64url(hashlib.sha256(self._canonical()).digest())

    @cached_property
    def did(self) -> str:
        """What names the issuer: the key itself, so that nobody need be asked whose key it is."""
        return _DID + encode_base64url(self._canonical())

    @classmethod
    def from_jwk(cls, jwk: Any) -> "PublicKey":
        """Return the key of a JSON Web Key; `ValueError` where it is none of this kind."""
        if not isinstance(jwk, Mapping) or (jwk.get("kty"), jwk.get("crv")) != ("OKP", "Ed25519"):
            raise ValueError("no Ed25519 key")
        x = jwk.get("x")
        if not isinstance(x, str):
            raise ValueError("a key without a value")  # noqa: TRY004 - whatever is wrong in a file is one error
        return cls(decode_base64url(x))

    def _canonical(self) -> bytes:
        return json.dumps(self.jwk, separators=(",", ":"), sort_keys=True).encode()


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What is known of the center's key while it is locked."""

    center: Center
    public_key: PublicKey
    made_at: datetime


class CenterSigner(Protocol):
    """The center's key, unlocked; also a `trainer.app.instructor_ports.Signer`."""

    @property
    def center(self) -> Center:
        """The center as its certificates name it."""

    @property
    def issuer(self) -> PublicKey:
        """The public half."""

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the public half."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the Ed25519 signature."""

    def sign_token(self, claims: Mapping[str, Any]) -> str:
        """Return claims as a signed JSON Web Token in its compact form."""

    def seal(self, unsealed: bytes) -> str:
        """Return the seal of a file whose place in it is still blank, 86 signs of base64url."""


class CenterKeys(Protocol):
    """Where this machine keeps the center's key, which is also a `trainer.app.instructor_ports.CenterKey`.

    Every method raises `Fault` where the environment refuses, and `WrongPassphraseError` where a passphrase
    does not open the key.
    """

    def exists(self) -> bool:
        """Return whether there is a key."""

    def facts(self) -> KeyFacts:
        """Return what is known without the passphrase; `NoKeyFault`, `KeyDamagedFault`."""

    def make(self, center: Center, passphrase: str, at: datetime) -> CenterSigner:
        """Make the key, once, and keep it encrypted; `KeyThereFault` where there is one."""

    def unlock(self, passphrase: str) -> CenterSigner:
        """Return the key unlocked; `WrongPassphraseError`."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Encrypt the key anew; `WrongPassphraseError`. Copies that were exported keep the old one."""

    def describe(self, center: Center, passphrase: str) -> None:
        """Change what certificates issued from now on say of the center; `WrongPassphraseError`."""

    def encrypted(self) -> bytes:
        """Return the key as it is kept, for another machine of the center."""

    def take(self, content: bytes, passphrase: str) -> CenterSigner:
        """Keep the key that another machine exported; `WrongPassphraseError`, `KeyThereFault`.

        The same key may be taken again: its passphrase is then that of the file.
        """


class NoKeyFault(Fault):
    """The center has no key on this machine yet."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This machine has no key of the center yet. Make one with “puente key new”, or bring it "
                "from another machine of the center with “puente key import”."
            )
        )


class OtherKeyFault(Fault):
    """Another key signed a certificate: sealed with this one, its files would look forged."""

    def __init__(self, key: PublicKey) -> None:
        super().__init__(
            _(
                "This certificate was signed with another key than the one this machine has now ({key}), so "
                "only its .jwt and .json can be written anew. Hand out the files that were made when it was "
                "issued."
            ).format(key=key.thumbprint)
        )


class KeyThereFault(Fault):
    """A key is made once: another would make every certificate of the first look forged."""

    def __init__(self, facts: KeyFacts) -> None:
        super().__init__(
            _(
                "This machine already has the key of {center} ({key}). A second one would not be known to "
                "those who check its certificates; nothing was changed."
            ).format(center=facts.center.name, key=facts.public_key.thumbprint)
        )


class KeyDamagedFault(Fault):
    """The file of the key is not what was written."""

    def __init__(self, file: Path | None) -> None:
        where = _("The file") if file is None else str(file)
        super().__init__(
            _(
                "{file} is not the key of a center, or it is damaged. Take the copy that was exported when "
                "the "
                "key was made: “puente key import”."
            ).format(file=where)
        )


class KeyNotSavedFault(Fault):
    """The key could not be written."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(
            _(
                "{file} could not be written ({reason}). Allow your account to write there, free some "
                "space, then "
                "try again."
            ).format(file=file, reason=reason)
        )


def encode_base64url(content: bytes) -> str:
    """Return bytes in base64url without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def decode_base64url(text: str) -> bytes:
    """Return the bytes of base64url without padding; `ValueError` for anything but the one right spelling."""
    if not text.isascii():
        raise ValueError("not base64url")
    content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if encode_base64url(content) != text:
        raise ValueError("not the one spelling of these bytes")
    return content
