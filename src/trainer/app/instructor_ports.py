"""What the instructor's entrance needs of the world outside: secrets, the center's key, and the audit list.

They stand apart from `ports`, because a call needs none of it: whoever only practices never loads a key.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

__all__ = [
    "INSTRUCTOR",
    "AuditEntry",
    "AuditTrail",
    "CenterKey",
    "Deed",
    "LockFacts",
    "Locks",
    "NewAuditEntry",
    "Seals",
    "Secrets",
    "SignatureCheck",
    "Signer",
    "SignerT_co",
    "WrongPassphraseError",
]

INSTRUCTOR = "instructor"
"""The door of the instructor's entrance; every other door is named by the id of its trainee."""


class WrongPassphraseError(ValueError):
    """The passphrase does not open this."""


class Secrets(Protocol):
    """Recognizes a passphrase or PIN again without keeping it."""

    def hash(self, passphrase: str) -> str:
        """Return what to keep of a passphrase."""

    def verify(self, passphrase: str, kept: str) -> bool:
        """Return whether this is the passphrase of which `kept` was made."""

    def needs_rehash(self, kept: str) -> bool:
        """Return whether `kept` was made with less effort than is asked for today."""


class Signer(Protocol):
    """The center's key while it is unlocked."""

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the Ed25519 public key."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the Ed25519 signature."""


class SignatureCheck(Protocol):
    """Checks a signature."""

    def __call__(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Return whether the key made this signature of this message; never raises for nonsense."""


SignerT_co = TypeVar("SignerT_co", bound=Signer, covariant=True)


class CenterKey(Protocol[SignerT_co]):
    """The center's key as it is kept on this machine, encrypted under the instructor's passphrase.

    Every method raises `Fault` where the environment refuses.
    """

    def exists(self) -> bool:
        """Return whether this machine keeps a key."""

    def unlock(self, passphrase: str) -> SignerT_co:
        """Return the key. Raises `WrongPassphraseError`."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Encrypt the key anew, in one step that survives a power cut. Raises `WrongPassphraseError`."""

    def set_aside(self) -> None:
        """Keep an encrypted key that nobody can open under a dated name, out of the way of a new one."""


class Deed(StrEnum):
    """What is done behind the instructor's entrance, or at its door."""

    PASSPHRASE_SET = "passphrase-set"  # noqa: S105 - a deed, no secret
    PASSPHRASE_CHANGED = "passphrase-changed"  # noqa: S105 - the same
    PASSPHRASE_FORGOTTEN = "passphrase-forgotten"  # noqa: S105 - the same
    """The entrance was begun again without the old passphrase."""
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    FAILED = "failed"
    """A wrong passphrase or PIN."""
    CLOCK_SET_BACK = "clock-set-back"
    """The clock was before the last failed try when somebody came to the door."""
    KEY_MADE = "key-made"
    KEY_IMPORTED = "key-imported"
    KEY_EXPORTED = "key-exported"
    CERTIFICATE_ISSUED = "certificate-issued"
    CERTIFICATE_RENEWED = "certificate-renewed"
    CERTIFICATE_REVOKED = "certificate-revoked"
    REVOCATIONS_TAKEN = "revocations-taken"
    """A revocation list of another machine was taken."""
    PROFILE_CREATED = "profile-created"
    PROFILE_CHANGED = "profile-changed"
    """The detail is the name from then on."""
    PIN_SET = "pin-set"
    PIN_RESET = "pin-reset"
    SUPERVISED = "supervised"
    """An assessment was begun under supervision. Whether it ended so, its countersignature tells."""
    RECORDS_IMPORTED = "records-imported"
    RECORDS_VERIFIED = "records-verified"


@dataclass(frozen=True, slots=True)
class NewAuditEntry:
    """Something that was done."""

    deed: Deed
    at: datetime
    subject: str = ""
    """The id of what it was done to: a trainee, an attempt, a certificate, a key; empty where nothing."""
    detail: str = ""
    """What an id does not say, such as a reason for a revocation; as somebody wrote it, in any language."""


@dataclass(frozen=True, slots=True)
class AuditEntry(NewAuditEntry):
    """A recorded deed."""

    id: str = ""


class AuditTrail(Protocol):
    """The list of deeds: appended, chained with all other facts, never changed."""

    def note(self, entry: NewAuditEntry) -> None:
        """Append a deed, durably. Raises `Fault` where the environment refuses."""

    def deeds(self, most: int | None = None) -> Sequence[AuditEntry]:
        """Return what was done, the last first; at most so many."""


@dataclass(frozen=True, slots=True)
class LockFacts:
    """What is kept of one door."""

    secret: str | None
    """The hash of the passphrase or PIN; None where none is set."""
    failures: int = 0
    """Wrong tries since the last right one."""
    failed_at: datetime | None = None
    """When the last of them was; None where there was none."""


class Locks(Protocol):
    """What is kept of doors. Every method that writes returns only once the write is durable."""

    def lock(self, door: str) -> LockFacts:
        """Return what is kept of a door; of one that nobody ever locked, that it has no secret."""

    def keep_lock(self, door: str, facts: LockFacts) -> None:
        """Replace what is kept of a door."""


class Seals(Protocol):
    """Signatures of the center's key over the chain of the records."""

    def seal_end(self, signer: Signer) -> None:
        """Sign the last fact, and with it all before it, durably. Where there is none, do nothing."""

    def watch(self, attempt: str, signer: Signer) -> None:
        """Countersign the ending of an attempt when it is written, together with it.

        Until the attempt is left or closed, for two hours at most.
        """

    def watched(self, attempt: str) -> bool:
        """Return whether the ending of an attempt would be countersigned."""

    def countersigned(self, attempts: Collection[str]) -> frozenset[str]:
        """Return those of some attempts whose endings are countersigned."""
