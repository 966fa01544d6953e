"""Who practices on this machine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from trainer.app.ports import Clock, Identifiers, NewTrainee, Records, Trainee
from trainer.i18n import _

__all__ = ["InvalidProfileError", "Profile", "ProfileField", "Profiles"]

LONGEST_NAME = 80
SLOWEST, FASTEST = 0.5, 2.0
_TURNING: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that show nothing, and would turn around the sentence in which a name stands."""


class ProfileField(StrEnum):
    """What of a profile can be wrong."""

    NAME = "name"
    LANGUAGES = "languages"
    SPEECH_RATE = "speech-rate"


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
