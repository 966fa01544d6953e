"""What can be wrong with what an instructor asks for, as one sentence each; everything else is a defect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeVar

from trainer.app.center import InvalidCenterError
from trainer.app.certificate_template import InvalidTemplateError
from trainer.app.faults import Fault
from trainer.app.instructor import LockedError
from trainer.app.instructor_doors import MustWaitError
from trainer.app.instructor_ports import WrongPassphraseError
from trainer.app.instructor_strength import WeakPassphraseError
from trainer.app.instructor_supervision import NotSupervisedError
from trainer.app.verification import InvalidRevocationsError
from trainer.i18n import _

__all__ = ["MismatchError", "NotGivenError", "Refusal", "attempt", "wrong_passphrase"]

_Result = TypeVar("_Result")


class MismatchError(ValueError):
    """What was typed twice is not the same."""


class NotGivenError(ValueError):
    """Something that is needed was not given. The text says what."""


EXPECTED: Final = (
    Fault,
    InvalidCenterError,
    InvalidRevocationsError,
    InvalidTemplateError,
    LockedError,
    MismatchError,
    MustWaitError,
    NotGivenError,
    NotSupervisedError,
    WeakPassphraseError,
    WrongPassphraseError,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done."""

    sentence: str
    wait: timedelta = timedelta()
    """For how long no passphrase is taken."""
    locked: bool = False
    """Whether the entrance had locked itself meanwhile."""


def attempt(work: Callable[[], _Result]) -> _Result | Refusal:
    """Do something, or return why it cannot be done."""
    try:
        return work()
    except EXPECTED as error:
        return _refusal(error)


def wrong_passphrase() -> str:
    """Return what is said of a passphrase that does not open the entrance."""
    return _("That is not the passphrase. Look whether Caps Lock is on, then try again.")


def _refusal(error: Exception) -> Refusal:
    locked = isinstance(error, LockedError)
    wait = error.remaining if isinstance(error, MustWaitError) else timedelta()
    return Refusal("" if locked else _sentence(error), wait=wait, locked=locked)


def _sentence(error: Exception) -> str:
    match error:
        case MismatchError():
            return _("The two passphrases are not the same. Type both again.")
        case WrongPassphraseError():
            return wrong_passphrase()
        case InvalidRevocationsError():
            return _(
                "This is no revocation list that the center's key signed. Export it anew where it was made."
            )
        case InvalidTemplateError():
            return _("The center's own certificate cannot be drawn: {problem}").format(
                problem=error.problems[0]
            )
        case _:
            return str(error)
