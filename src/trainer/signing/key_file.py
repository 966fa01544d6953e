"""The file in which a machine keeps the center's key: encrypted under the instructor's passphrase.

A JSON document: the center and the public half are there to be read, the private half is encrypted by
AES-256-GCM under a key that Argon2id derives from the passphrase. The encryption also covers everything that
can be read, so that nobody can put another name beside the key. The file is for its owner alone, and is
replaced as a whole.
"""

import contextlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from trainer.app.center import (
    Center,
    InvalidCenterError,
    KeyDamagedFault,
    KeyFacts,
    KeyNotSavedFault,
    KeyThereFault,
    NoKeyFault,
    PublicKey,
    decode_base64url,
    encode_base64url,
)
from trainer.app.instructor_ports import WrongPassphraseError
from trainer.signing.center_key import CenterKey
from trainer.signing.passphrases import PASSPHRASE, SALT_BYTES, Effort, derive_key

__all__ = ["KeyFile"]

KIND: Final = "puente-center-key"
VERSION: Final = 1
CIPHER: Final = "aes-256-gcm"
NONCE_BYTES: Final = 12
SECRET_BYTES: Final = 32
LARGEST_FILE: Final = 64 * 1024
"""In bytes; a key file has less than one kibibyte."""

_Document = dict[str, Any]


class KeyFile:
    """Fills the ports `CenterKeys` and `CenterKey` with one file; `effort` is what a guess costs."""

    def __init__(self, file: Path, effort: Effort = PASSPHRASE) -> None:
        self.file = file
        self._effort = effort

    def exists(self) -> bool:
        """Return whether there is a key."""
        return os.path.lexists(self.file)

    def facts(self) -> KeyFacts:
        """Return what is known without the passphrase."""
        return _facts(self._read(), self.file)

    def make(self, center: Center, passphrase: str, at: datetime) -> CenterKey:
        """Make the key, once."""
        if self.exists():
            raise KeyThereFault(self.facts())
        secret = secrets.token_bytes(SECRET_BYTES)
        self._write(secret, center, passphrase, at)
        return CenterKey(secret, center)

    def unlock(self, passphrase: str) -> CenterKey:
        """Return the key unlocked."""
        secret, facts = self._open(passphrase)
        return CenterKey(secret, facts.center)

    def change_passphrase(self, old: str, new: str) -> None:
        """Encrypt the key anew."""
        secret, facts = self._open(old)
        self._write(secret, facts.center, new, facts.made_at)

    def set_aside(self) -> None:
        """Keep a key that nobody can open under a dated name, out of the way of a new one."""
        try:
            named = self.file.stat().st_mtime_ns
            self.file.replace(self.file.with_name(f"{self.file.stem}-{named}{self.file.suffix}"))
        except OSError as error:
            raise KeyNotSavedFault(self.file, error.strerror or str(error)) from error

    def describe(self, center: Center, passphrase: str) -> None:
        """Change what the key says of its center."""
        secret, facts = self._open(passphrase)
        self._write(secret, center, passphrase, facts.made_at)

    def encrypted(self) -> bytes:
        """Return the file."""
        self.facts()
        return self.file.read_bytes()

    def take(self, content: bytes, passphrase: str) -> CenterKey:
        """Keep the key that another machine exported, once its passphrase has opened it."""
        document = _parse(content, None)
        secret = _decrypt(document, passphrase, None)
        facts = _facts(document, None)
        if self.exists() and self.facts().public_key != facts.public_key:
            raise KeyThereFault(self.facts())
        self._replace(content)
        return CenterKey(secret, facts.center)

    def _open(self, passphrase: str) -> tuple[bytes, KeyFacts]:
        document = self._read()
        return _decrypt(document, passphrase, self.file), _facts(document, self.file)

    def _read(self) -> _Document:
        try:
            with self.file.open("rb") as opened:
                content = opened.read(LARGEST_FILE + 1)
        except FileNotFoundError as error:
            raise NoKeyFault from error
        except OSError as error:
            raise KeyDamagedFault(self.file) from error
        return _parse(content, self.file)

    def _write(self, secret: bytes, center: Center, passphrase: str, made_at: datetime) -> None:
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
        document: _Document = {
            "kind": KIND,
            "format": VERSION,
            "center": {"name": center.name, "url": center.url},
            "public": dict(CenterKey(secret, center).issuer.jwk),
            "made_at": made_at.isoformat(),
            "derived_by": {"name": "argon2id", **asdict(self._effort), "salt": encode_base64url(salt)},
            "encrypted_by": {"name": CIPHER, "nonce": encode_base64url(nonce)},
        }
        wrapping = AESGCM(derive_key(passphrase, salt, self._effort))
        encrypted = wrapping.encrypt(nonce, secret, _readable_part(document))
        document["private"] = encode_base64url(encrypted)
        self._replace(json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")

    def _replace(self, content: bytes) -> None:
        draft = self.file.with_name(f".{self.file.name}.{os.getpid()}.part")
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                draft.unlink()
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as written:
                written.write(content)
                written.flush()
                os.fsync(written.fileno())
            draft.replace(self.file)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
            raise KeyNotSavedFault(self.file, error.strerror or str(error)) from error


def _parse(content: bytes, file: Path | None) -> _Document:
    try:
        document = json.loads(content) if len(content) <= LARGEST_FILE else None
    except (ValueError, RecursionError) as error:
        raise KeyDamagedFault(file) from error
    if not isinstance(document, dict) or (document.get("kind"), document.get("format")) != (KIND, VERSION):
        raise KeyDamagedFault(file)
    return document


def _facts(document: _Document, file: Path | None) -> KeyFacts:
    try:
        center = document["center"]
        return KeyFacts(
            center=Center(center["name"], center["url"]),
            public_key=PublicKey.from_jwk(document["public"]),
            made_at=datetime.fromisoformat(document["made_at"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError, InvalidCenterError) as error:
        raise KeyDamagedFault(file) from error


def _decrypt(document: _Document, passphrase: str, file: Path | None) -> bytes:
    """Return the private half; it must be the half of the public one."""
    try:
        derived = document["derived_by"]
        effort = Effort(derived["passes"], derived["memory"], derived["lanes"])
        key = derive_key(passphrase, decode_base64url(derived["salt"]), effort)
        nonce = decode_base64url(document["encrypted_by"]["nonce"])
        encrypted = decode_base64url(document["private"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise KeyDamagedFault(file) from error
    try:
        secret = AESGCM(key).decrypt(nonce, encrypted, _readable_part(document))
    except InvalidTag as error:
        raise WrongPassphraseError("not the passphrase of this key") from error
    except ValueError as error:
        raise KeyDamagedFault(file) from error
    facts = _facts(document, file)
    if len(secret) != SECRET_BYTES or CenterKey(secret, facts.center).issuer != facts.public_key:
        raise KeyDamagedFault(file)
    return secret


def _readable_part(document: Mapping[str, Any]) -> bytes:
    """Return everything but the private half, in one spelling."""
    readable = {name: value for name, value in document.items() if name != "private"}
    return json.dumps(readable, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()
