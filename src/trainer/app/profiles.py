"""Who practices on this machine."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from trainer.app.instructor_doors import Doors
from trainer.app.instructor_ports import AuditTrail, Deed, NewAuditEntry, WrongPassphraseError
from trainer.app.ports import Clock, Identifiers, NewTrainee, Records, Trainee
from trainer.i18n import _

__all__ = [
    "LONGEST_PIN",
    "InvalidPinError",
    "InvalidProfileError",
    "Pins",
    "Profile",
    "ProfileField",
    "Profiles",
    "check_pin",
]

LONGEST_NAME = 80
SHORTEST_PIN: Final = 4
LONGEST_PIN: Final = 12
"""Digits of a PIN."""
SLOWEST, FASTEST = 0.5, 2.0
_DIGITS: Final = re.compile("[0-9]+")
_TURNING: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that show nothing, and would turn around the sentence in which a name stands."""


class ProfileField(StrEnum):
    """What of a profile can be wrong."""

    NAME = "name"
    LANGUAGES = "languages"
    SPEECH_RATE = "speech-rate"
    PIN = "pin"


class InvalidProfileError(ValueError):
    """A profile cannot be kept as it was filled in. The text says how to mend it."""

    def __init__(self, field: ProfileField, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Profile:
    """A trainee, and what there is to say about them on a tile."""

    trainee: Trainee
    calls: int
    """Finished calls, practice and assessment."""
    passed_assessments: int
    open_calls: int
    """Calls that are not over, as far as is recorded."""
    last_at: datetime | None
    """When this trainee last began, left, resumed or finished a call."""


class Profiles:
    """The people who practice on this machine."""

    def __init__(self, records: Records, clock: Clock, identifiers: Identifiers) -> None:
        self._records = records
        self._clock = clock
        self._identifiers = identifiers

    def list(self) -> Sequence[Profile]:
        """Return every profile, the one that practiced last first."""
        profiles = [self._summarize(trainee) for trainee in self._records.trainees()]
        return sorted(profiles, key=lambda each: each.last_at or each.trainee.created_at, reverse=True)

    def get(self, trainee_id: str) -> Trainee | None:
        """Return one trainee, or None where there is none."""
        try:
            return self._records.trainee(trainee_id)
        except KeyError:
            return None

    def create(self, profile: NewTrainee) -> Trainee:
        """Keep a new profile. Raises `InvalidProfileError`."""
        trainee = Trainee(
            name=_checked_name(profile, [each.name for each in self._records.trainees()]),
            languages=profile.languages,
            interface_language=profile.interface_language,
            speech_rate=profile.speech_rate,
            time_allowance=profile.time_allowance,
            id=self._identifiers.new(),
            created_at=self._clock.now(),
        )
        self._records.add_trainee(trainee)
        return trainee

    def change(self, trainee: Trainee) -> Trainee:
        """Replace what a profile says. Raises `InvalidProfileError`."""
        others = [each.name for each in self._records.trainees() if each.id != trainee.id]
        changed = replace(trainee, name=_checked_name(trainee, others))
        self._records.change_trainee(changed)
        return changed

    def _summarize(self, trainee: Trainee) -> Profile:
        progress = self._records.progress(trainee.id)
        return Profile(
            trainee=trainee,
            calls=progress.calls,
            passed_assessments=progress.passed_assessments,
            open_calls=progress.open_calls,
            last_at=progress.last_at,
        )


class InvalidPinError(ValueError):
    """A PIN is not taken. The text says why."""


class Pins:
    """Trainees' PINs: on a machine that several share, nobody answers under another's name by mistake.

    Nobody needs one. Checking takes some hundredths of a second.
    """

    def __init__(self, doors: Doors, audit: AuditTrail, clock: Clock, require: Callable[[], None]) -> None:
        self._doors = doors
        self._audit = audit
        self._clock = clock
        self._require_instructor = require

    def has_pin(self, trainee_id: str) -> bool:
        """Return whether a profile opens to a PIN alone."""
        return self._doors.is_locked(trainee_id)

    def remaining(self, trainee_id: str) -> timedelta:
        """Return for how long no PIN is taken after wrong ones; zero where one is."""
        return self._doors.remaining(trainee_id)

    def check(self, trainee_id: str, pin: str) -> bool:
        """Return whether this is the PIN of a profile; also where it has none. Raises `MustWaitError`."""
        return not self._doors.is_locked(trainee_id) or self._doors.open(trainee_id, pin)

    def set_pin(self, trainee_id: str, pin: str | None, *, current: str = "") -> None:
        """Set, change, or with None remove a PIN, on giving the `current` one where there is one.

        Raises `InvalidPinError`, `MustWaitError`, `WrongPassphraseError`.
        """
        if pin is not None:
            check_pin(pin)
        if not self.check(trainee_id, current):
            raise WrongPassphraseError("not the PIN of this profile")
        self._doors.set_secret(trainee_id, pin)
        self._audit.note(NewAuditEntry(Deed.PIN_SET, self._clock.now(), trainee_id))

    def reset(self, trainee_id: str) -> None:
        """Remove a PIN that a trainee forgot, behind the instructor's entrance. Raises `LockedError`."""
        self._require_instructor()
        self._doors.set_secret(trainee_id, None)
        self._audit.note(NewAuditEntry(Deed.PIN_RESET, self._clock.now(), trainee_id))


def check_pin(pin: str) -> None:
    """Raise `InvalidPinError` for a PIN that is not taken."""
    if not (_DIGITS.fullmatch(pin) and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise InvalidPinError(
            _("A PIN has {least} to {most} digits.").format(least=SHORTEST_PIN, most=LONGEST_PIN)
        )
    steps = {int(other) - int(one) for one, other in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise InvalidPinError(
            _("Everybody tries this PIN first. Take digits that do not follow one another.")
        )


def _checked_name(profile: NewTrainee, others: Sequence[str]) -> str:
    """Return the name as it is kept, or raise what is wrong with the profile."""
    name = " ".join(_TURNING.sub("", profile.name).split())
    if not name:
        raise InvalidProfileError(ProfileField.NAME, _("Enter a name."))
    if len(name) > LONGEST_NAME:
        raise InvalidProfileError(
            ProfileField.NAME, _("Enter a name of {most} characters at most.").format(most=LONGEST_NAME)
        )
    if name.casefold() in {other.casefold() for other in others}:
        raise InvalidProfileError(
            ProfileField.NAME,
            _("Somebody called {name} is here already. Add a surname or an initial.").format(name=name),
        )
    if not profile.languages:
        raise InvalidProfileError(ProfileField.LANGUAGES, _("Choose at least one language to practice."))
    if not SLOWEST <= profile.speech_rate <= FASTEST:
        raise InvalidProfileError(ProfileField.SPEECH_RATE, _("Choose a speed between half and double."))
    return name
