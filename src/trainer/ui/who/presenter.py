"""Keeps the profiles of this machine, and the one that is being made or changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from trainer.app.ports import NewTrainee, TimeAllowance, Trainee
from trainer.app.profiles import InvalidProfileError, Profile, ProfileField
from trainer.i18n import LANGUAGES
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure


@dataclass(frozen=True, slots=True)
class Draft:
    """A profile as it stands in the form. ``trainee`` is the one that is changed, None for a new one."""

    trainee: Trainee | None
    name: str
    languages: tuple[str, ...]
    speech_rate: float
    time_allowance: TimeAllowance
    problem: ProfileField | None = None
    advice: str = ""
    """What to do about the problem."""


class WhoPresenter(Presenter):
    """Emits ``changed`` when profiles arrive, and when the form opens, closes or finds a problem."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.profiles: Sequence[Profile] | None = None
        self.draft: Draft | None = None
        self.failure: Failure | None = None
        self.saving = False

    @property
    def interface_language(self) -> str:
        """Return the language of the interface, which the form shows and changes at once."""
        return self.stage.preferences.language

    @property
    def first_run(self) -> bool:
        """Tell whether nobody has a profile on this machine yet."""
        return self.profiles is not None and not self.profiles

    def open(self) -> None:
        """Fetch the profiles."""
        self.failure = None
        self.fetch(self.stage.services.profiles.list, self._take, self._fail)

    def choose_language(self, language: str) -> None:
        """Speak another language from now on."""
        self.stage.preferences.change(interface_language=language)

    def enter(self, trainee: Trainee) -> None:
        """Practice as this trainee."""
        self.stage.enter(trainee)

    def begin_new(self) -> None:
        """Open the form for a new profile."""
        self.draft = Draft(None, "", LANGUAGES, 1.0, TimeAllowance.AS_AUTHORED)
        self.changed.emit()

    def begin_change(self, trainee: Trainee) -> None:
        """Open the form for a profile that exists."""
        self.draft = Draft(
            trainee, trainee.name, trainee.languages, trainee.speech_rate, trainee.time_allowance
        )
        self.changed.emit()

    def edit(self, **values: Any) -> None:
        """Take what was typed or chosen in the form, by the draft's names; nothing is drawn anew."""
        if self.draft is not None:
            self.draft = replace(self.draft, **values)

    def practice_language(self, language: str, *, wanted: bool) -> None:
        """Take a language into the practice, or out of it; their order stays the same."""
        if self.draft is not None:
            chosen = {*self.draft.languages, language} if wanted else {*self.draft.languages} - {language}
            self.edit(languages=tuple(each for each in LANGUAGES if each in chosen))

    def cancel(self) -> None:
        """Close the form and forget what was typed."""
        if not self.first_run and not self.saving:
            self.draft = None
            self.changed.emit()

    def save(self) -> None:
        """Keep the profile; a new one practices at once, a changed one is back among the others."""
        draft = self.draft
        if draft is None or self.saving:
            return
        self.saving = True
        facts = NewTrainee(
            name=draft.name,
            languages=draft.languages,
            interface_language=self._language_of(draft),
            speech_rate=draft.speech_rate,
            time_allowance=draft.time_allowance,
        )
        profiles = self.stage.services.profiles

        def keep() -> Trainee | InvalidProfileError:
            try:
                if draft.trainee is None:
                    return profiles.create(facts)
                return profiles.change(_changed(draft.trainee, facts))
            except InvalidProfileError as problem:
                return problem

        self.fetch(keep, self._kept, self._not_kept)

    def _language_of(self, draft: Draft) -> str:
        return self.interface_language if draft.trainee is None else draft.trainee.interface_language

    def _kept(self, result: Trainee | InvalidProfileError) -> None:
        self.saving = False
        if isinstance(result, InvalidProfileError):
            self.edit(problem=result.field, advice=str(result))
            self.changed.emit()
        elif self.draft is not None and self.draft.trainee is None:
            self.enter(result)
        else:
            self.draft = None
            self.open()

    def _not_kept(self, failure: Failure) -> None:
        self.saving = False
        self.edit(problem=None, advice=failure.message)
        self.changed.emit()

    def _take(self, profiles: Sequence[Profile]) -> None:
        self.profiles = profiles
        if not profiles and self.draft is None:
            self.begin_new()
        else:
            self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()


def _changed(trainee: Trainee, facts: NewTrainee) -> Trainee:
    return replace(
        trainee,
        name=facts.name,
        languages=facts.languages,
        speech_rate=facts.speech_rate,
        time_allowance=facts.time_allowance,
    )
