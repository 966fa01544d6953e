"""The instructor's entrance: set up once, unlocked by its passphrase, locked again by itself.

Behind it stand the center's key and whatever changes what others may rely on. It keeps honest people honest
and leaves a trace of what was done; against whoever owns the disk only the key's encryption holds (see
`docs/security.md`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Generic, TypeVar

from trainer.app.center import PublicKey
from trainer.app.instructor_doors import Doors
from trainer.app.instructor_ports import (
    INSTRUCTOR,
    AuditTrail,
    CenterKey,
    Deed,
    NewAuditEntry,
    Seals,
    Signer,
    WrongPassphraseError,
)
from trainer.app.instructor_strength import check_passphrase
from trainer.app.ports import Clock

__all__ = [
    "IDLE",
    "AlreadySetUpError",
    "Entrance",
    "EntranceState",
    "KeyState",
    "LockedError",
    "NotSetUpError",
]

SignerT = TypeVar("SignerT", bound=Signer)

IDLE: Final = timedelta(minutes=5)
"""Without a touch for so long, the entrance locks itself."""

_KEY_TAKEN: Final = frozenset({Deed.KEY_MADE, Deed.KEY_IMPORTED})


class KeyState(StrEnum):
    """Whether the center's key can sign."""

    NONE = "none"
    """This machine keeps none."""
    LOCKED = "locked"
    """The entrance is locked, or the key is under another passphrase than the entrance."""
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True)
class EntranceState:
    """How the entrance stands."""

    set_up: bool
    """Whether somebody has set a passphrase."""
    unlocked: bool
    key: KeyState
    wait: timedelta
    """For how long no passphrase is taken; zero where one is."""
    locks_in: timedelta
    """After how long it locks itself unless somebody goes on; zero where it is locked."""


class LockedError(ValueError):
    """The entrance is locked. Whoever asks should be shown the way in."""


class NotSetUpError(ValueError):
    """No passphrase has been set yet."""


class AlreadySetUpError(ValueError):
    """A passphrase has been set: it is changed by whoever knows it."""


class Entrance(Generic[SignerT]):
    """The instructor's entrance. Deriving a key takes a good part of a second: not on the interface's thread.

    Every method that writes raises `Fault` where the environment refuses.
    """

    def __init__(  # noqa: PLR0913 - the ports of the entrance, each named
        self,
        *,
        doors: Doors,
        audit: AuditTrail,
        seals: Seals,
        key: CenterKey[SignerT],
        clock: Clock,
        idle: Callable[[], timedelta] = lambda: IDLE,
    ) -> None:
        self._doors = doors
        self._audit = audit
        self._seals = seals
        self._key = key
        self._clock = clock
        self._idle = idle
        self._signer: SignerT | None = None
        self._touched: tuple[float, datetime] | None = None
        """When it was last used, on both clocks; None while it is locked."""

    def state(self) -> EntranceState:
        """Return how it stands; where nobody used it for too long, it is locked on the way."""
        left = self._left()
        key = KeyState.NONE
        if self._key.exists():
            key = KeyState.LOCKED if self._signer is None else KeyState.UNLOCKED
        return EntranceState(
            set_up=self._doors.is_locked(INSTRUCTOR),
            unlocked=bool(left),
            key=key,
            wait=self._doors.remaining(INSTRUCTOR),
            locks_in=left,
        )

    def set_up(self, passphrase: str) -> None:
        """Set the first passphrase, and unlock. Where this machine has a key, it must be the key's.

        Raises `AlreadySetUpError`, `WeakPassphraseError`, `WrongPassphraseError`.
        """
        if self._doors.is_locked(INSTRUCTOR):
            raise AlreadySetUpError("the entrance has a passphrase")
        check_passphrase(passphrase)
        signer = self._key.unlock(passphrase) if self._key.exists() else None
        self._doors.set_secret(INSTRUCTOR, passphrase)
        self._note(Deed.PASSPHRASE_SET)
        self._enter(signer)

    def unlock(self, passphrase: str) -> None:
        """Unlock, and the center's key with it where it is under the same passphrase.

        Raises `NotSetUpError`, `MustWaitError`, `WrongPassphraseError`.
        """
        if not self._doors.is_locked(INSTRUCTOR):
            raise NotSetUpError("the entrance has no passphrase")
        # Whoever opens the key knows the passphrase, even where a change of it was cut short between the two.
        if not self._doors.open(INSTRUCTOR, passphrase, also=lambda: self._opens_own_key(passphrase)):
            raise WrongPassphraseError("not the passphrase of the entrance")
        self._note(Deed.UNLOCKED)
        self._enter(self._signer_of(passphrase))

    def take_key(self, signer: SignerT, deed: Deed, subject: str) -> None:
        """Have a key that was just made or imported at hand. Raises `LockedError`."""
        self.require()
        self._signer = signer
        self._note(deed, subject)

    def lock(self) -> None:
        """Lock. Harmless where it is locked."""
        if self._touched is not None:
            self._leave("")

    def touch(self) -> None:
        """Note that somebody is still there. Raises `LockedError` where it has locked itself."""
        self.require()

    def require(self) -> None:
        """Raise `LockedError` where it is locked; else it stays open for another while."""
        if not self._left():
            raise LockedError("the entrance is locked")
        self._touched = (self._clock.seconds(), self._clock.now())

    def signer(self) -> SignerT | None:
        """Return the center's key; None where there is none or it is under another passphrase.

        Raises `LockedError`.
        """
        self.require()
        return self._signer

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of the entrance and of the key.

        The key is first: cut short between the two, the new passphrase opens both (see `unlock`). Copies of
        the key that were exported stay under the old one. Raises `LockedError`, `MustWaitError`,
        `WeakPassphraseError`, `WrongPassphraseError`.
        """
        self.require()
        check_passphrase(new)
        if not self._doors.open(INSTRUCTOR, old):
            raise WrongPassphraseError("not the passphrase of the entrance")
        if self._signer is not None:
            self._key.change_passphrase(old, new)
        self._doors.set_secret(INSTRUCTOR, new)
        self._note(Deed.PASSPHRASE_CHANGED)

    def begin_again(self, passphrase: str) -> None:
        """Set a passphrase in place of one that was forgotten, and unlock.

        Nobody can open the key anymore: it is kept under a dated name, and a new one has to be made.
        Certificates that were issued remain; who checks them goes on using the old public key. That this was
        done stands in the audit list for good. Raises `NotSetUpError`, `WeakPassphraseError`.
        """
        if not self._doors.is_locked(INSTRUCTOR):
            raise NotSetUpError("the entrance has no passphrase")
        check_passphrase(passphrase)
        # Noted first: whatever comes in between, that somebody tried is known.
        self._note(Deed.PASSPHRASE_FORGOTTEN)
        if self._key.exists():
            self._key.set_aside()
        self._doors.set_secret(INSTRUCTOR, passphrase)
        self._enter(None)

    def _opens_own_key(self, passphrase: str) -> bool:
        """Return whether a passphrase opens a key that was made or taken over behind this entrance.

        Any other was put in its place past the program, by somebody who knows only that one's passphrase.
        """
        signer = self._signer_of(passphrase)
        if signer is None:
            return False
        named = PublicKey(signer.public_key).thumbprint
        return any(each.deed in _KEY_TAKEN and each.subject == named for each in self._audit.deeds())

    def _signer_of(self, passphrase: str) -> SignerT | None:
        if not self._key.exists():
            return None
        try:
            return self._key.unlock(passphrase)
        except WrongPassphraseError:
            return None

    def _enter(self, signer: SignerT | None) -> None:
        self._signer = signer
        self._touched = (self._clock.seconds(), self._clock.now())

    def _left(self) -> timedelta:
        """Return after how long it locks itself; lock it where that is over.

        By both clocks: the one that never goes back stands still while the machine sleeps.
        """
        if self._touched is None:
            return timedelta()
        seconds, moment = self._touched
        by_run = timedelta(seconds=self._clock.seconds() - seconds)
        left = self._idle() - max(by_run, self._clock.now() - moment)
        if left > timedelta():
            return left
        self._leave("idle")
        return timedelta()

    def _leave(self, detail: str) -> None:
        signer, self._signer, self._touched = self._signer, None, None
        self._note(Deed.LOCKED, detail=detail)
        if signer is not None:
            self._seals.seal_end(signer)

    def _note(self, deed: Deed, subject: str = "", *, detail: str = "") -> None:
        self._audit.note(NewAuditEntry(deed, self._clock.now(), subject, detail))
