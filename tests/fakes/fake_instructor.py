"""The ports of the instructor's entrance in memory: passphrases in the clear, a key that can be seen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trainer.app.center import Center, KeyFacts, KeyThereFault, NoKeyFault
from trainer.app.instructor_ports import (
    AuditEntry,
    Deed,
    LockFacts,
    NewAuditEntry,
    Signer,
    WrongPassphraseError,
)
from trainer.signing.center_key import CenterKey as CenterSigningKey


@dataclass
class PlainSecrets:
    """`Secrets` that can be read; `outdated` are those that should be made again."""

    outdated: set[str] = field(default_factory=set)
    verified: int = 0

    def hash(self, passphrase: str) -> str:
        return f"plain:{passphrase}"

    def verify(self, passphrase: str, kept: str) -> bool:
        self.verified += 1
        return kept in {f"plain:{passphrase}", f"old:{passphrase}"}

    def needs_rehash(self, kept: str) -> bool:
        return kept.startswith("old:")


@dataclass
class FakeDeeds:
    """`AuditTrail` and `Locks`; what is kept survives whoever asks for it."""

    entries: list[AuditEntry] = field(default_factory=list)
    locks: dict[str, LockFacts] = field(default_factory=dict)

    def note(self, entry: NewAuditEntry) -> None:
        number = str(len(self.entries) + 1)
        self.entries.append(AuditEntry(entry.deed, entry.at, entry.subject, entry.detail, number))

    def deeds(self, most: int | None = None) -> Sequence[AuditEntry]:
        return self.entries[::-1][:most]

    def lock(self, door: str) -> LockFacts:
        return self.locks.get(door, LockFacts(None))

    def keep_lock(self, door: str, facts: LockFacts) -> None:
        self.locks[door] = facts

    def done(self) -> list[Deed]:
        return [each.deed for each in self.entries]


class FakeSigner:
    """A real key of Ed25519, made of a seed."""

    def __init__(self, seed: int = 1) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)

    @property
    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class FakeKey:
    """`CenterKey` in memory; where `passphrase` is None there is no key."""

    def __init__(self, passphrase: str | None = None) -> None:
        self.passphrase = passphrase
        self.aside = 0
        self.signer = FakeSigner()

    def exists(self) -> bool:
        return self.passphrase is not None

    def unlock(self, passphrase: str) -> FakeSigner:
        if passphrase != self.passphrase:
            raise WrongPassphraseError("not this one")
        return self.signer

    def change_passphrase(self, old: str, new: str) -> None:
        self.unlock(old)
        self.passphrase = new

    def set_aside(self) -> None:
        self.passphrase = None
        self.aside += 1


class FakeCenterKeys:
    """`CenterKeys` in memory, with a real key; a file of it is its passphrase."""

    def __init__(self) -> None:
        self.key: CenterSigningKey | None = None
        self.passphrase = ""
        self.made_at = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.aside = 0

    def exists(self) -> bool:
        return self.key is not None

    def facts(self) -> KeyFacts:
        if self.key is None:
            raise NoKeyFault
        return KeyFacts(self.key.center, self.key.issuer, self.made_at)

    def make(self, center: Center, passphrase: str, at: datetime) -> CenterSigningKey:
        if self.key is not None:
            raise KeyThereFault(self.facts())
        self.key, self.passphrase = CenterSigningKey(bytes(range(32)), center), passphrase
        self.made_at = at
        return self.key

    def unlock(self, passphrase: str) -> CenterSigningKey:
        if self.key is None or passphrase != self.passphrase:
            raise WrongPassphraseError("not this one")
        return self.key

    def change_passphrase(self, old: str, new: str) -> None:
        self.unlock(old)
        self.passphrase = new

    def describe(self, center: Center, passphrase: str) -> None:
        self.unlock(passphrase)
        self.key = CenterSigningKey(bytes(range(32)), center)

    def encrypted(self) -> bytes:
        return self.passphrase.encode()

    def take(self, content: bytes, passphrase: str) -> CenterSigningKey:
        if content.decode() != passphrase:
            raise WrongPassphraseError("not this one")
        return self.make(Center("Another machine"), passphrase, self.made_at)

    def set_aside(self) -> None:
        self.key = None
        self.aside += 1


class FakeSeals:
    """`Seals` that note what was asked of them."""

    def __init__(self) -> None:
        self.ends: list[Signer] = []
        self.watches: dict[str, Signer] = {}

    def seal_end(self, signer: Signer) -> None:
        self.ends.append(signer)

    def watch(self, attempt: str, signer: Signer) -> None:
        self.watches[attempt] = signer

    def watched(self, attempt: str) -> bool:
        return attempt in self.watches

    def countersigned(self, attempts: Collection[str]) -> frozenset[str]:
        return frozenset(attempts) & self.watches.keys()
