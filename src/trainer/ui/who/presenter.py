"""Keeps the profiles of this machine, and the one that is being made or changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from trainer.app.ports import NewTrainee, TimeAllowance, Trainee
from trainer.app.profiles import (
    InvalidPinError,
    InvalidProfileError,
    Profile,
    ProfileField,
    check_pin,
)
from trainer.app.services import Services
from trainer.i18n import LANGUAGES
from trainer.ui.navigator import Instructor
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure
from trainer.ui.who.pin_gate import PinAsked, deadline_after, try_pin


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
    has_pin: bool = False
    """Whether the profile opens to a PIN alone, as it is kept."""
    known_pin: str = ""
    """The PIN that opened the form."""
    pin: str = ""
    """A new one; empty leaves all as it is."""
    remove_pin: bool = False


class WhoPresenter(Presenter):
    """Emits ``changed`` when profiles arrive, and when the form opens, closes or finds a problem."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.profiles: Sequence[Profile] | None = None
        self.with_pin: frozenset[str] = frozenset()
        """The ids of those whose profile opens to a PIN alone."""
        self.draft: Draft | None = None
        self.asked: PinAsked | None = None
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
        services = self.stage.services

        def read() -> tuple[Sequence[Profile], frozenset[str]]:
            profiles = services.profiles.list()
            ids = (each.trainee.id for each in profiles)
            return profiles, frozenset(each for each in ids if services.pins.has_pin(each))

        self.fetch(read, self._take, self._fail)

    def uncover(self) -> None:
        """Fetch them again: an instructor may have removed a PIN."""
        self.open()

    def choose_language(self, language: str) -> None:
        """Speak another language from now on."""
        self.stage.preferences.change(interface_language=language)

    def enter(self, trainee: Trainee) -> None:
        """Practice as this trainee, who enters the PIN first where there is one."""
        self._ask_pin(trainee, lambda _pin: self.stage.enter(trainee))

    def go_to_instructor(self) -> None:
        """Go to the instructor's entrance."""
        self.stage.navigator.go(Instructor())

    def try_pin(self, pin: str) -> None:
        """See whether this is the PIN that is asked for."""
        asked = self.asked
        if asked is None or asked.looking or asked.wait is not None or not pin:
            return
        self.asked = replace(asked, looking=True)
        pins, trainee = self.stage.services.pins, asked.trainee.id

        def tell(found: bool | timedelta) -> None:  # noqa: FBT001 - the answer of a task
            if found is True:
                self.asked = None
                asked.then(pin)
            else:
                self.asked = asked.after(found)
                self.changed.emit()

        self.fetch(lambda: try_pin(pins, trainee, pin), tell, self._pin_failed)

    def end_wait(self) -> None:
        """Ask again after a wait."""
        if self.asked is not None:
            self.asked = replace(self.asked, wait=None, wrong=False)
            self.changed.emit()

    def cancel_pin(self) -> None:
        """Ask no more."""
        self.asked = None
        self.changed.emit()

    def _ask_pin(self, trainee: Trainee, then: Callable[[str], None]) -> None:
        if trainee.id not in self.with_pin:
            then("")
            return
        pins = self.stage.services.pins

        def ask(wait: timedelta) -> None:
            self.asked = PinAsked(trainee, then, wait=deadline_after(wait))
            self.changed.emit()

        self.fetch(lambda: pins.remaining(trainee.id), ask)

    def _pin_failed(self, failure: Failure) -> None:
        if self.asked is not None:
            self.asked = replace(self.asked, looking=False, failure=failure)
            self.changed.emit()

    def begin_new(self) -> None:
        """Open the form for a new profile."""
        self.draft = Draft(None, "", LANGUAGES, 1.0, TimeAllowance.AS_AUTHORED)
        self.changed.emit()

    def begin_change(self, trainee: Trainee) -> None:
        """Open the form for a profile that exists, to whoever knows its PIN where it has one."""

        def begin(pin: str) -> None:
            self.draft = Draft(
                trainee,
                trainee.name,
                trainee.languages,
                trainee.speech_rate,
                trainee.time_allowance,
                has_pin=bool(pin),
                known_pin=pin,
            )
            self.changed.emit()

        self._ask_pin(trainee, begin)

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
        services = self.stage.services

        def keep() -> Trainee | InvalidProfileError:
            try:
                return _keep(services, draft, facts)
            except InvalidProfileError as problem:
                return problem
            except InvalidPinError as problem:
                return InvalidProfileError(ProfileField.PIN, str(problem))

        self.fetch(keep, self._kept, self._not_kept)

    def _language_of(self, draft: Draft) -> str:
        return self.interface_language if draft.trainee is None else draft.trainee.interface_language

    def _kept(self, result: Trainee | InvalidProfileError) -> None:
        self.saving = False
        if isinstance(result, InvalidProfileError):
            self.edit(problem=result.field, advice=str(result))
            self.changed.emit()
        elif self.draft is not None and self.draft.trainee is None:
            # Whoever has just made a profile need not prove who it is.
            self.stage.enter(result)
        else:
            self.draft = None
            self.open()

    def _not_kept(self, failure: Failure) -> None:
        self.saving = False
        self.edit(problem=None, advice=failure.message)
        self.changed.emit()

    def _take(self, found: tuple[Sequence[Profile], frozenset[str]]) -> None:
        profiles, self.with_pin = found
        self.profiles = profiles
        if not profiles and self.draft is None:
            self.begin_new()
        else:
            self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()


def _keep(services: Services, draft: Draft, facts: NewTrainee) -> Trainee:
    """Keep a profile and its PIN. Raises `InvalidProfileError`, `InvalidPinError`; then nothing is kept."""
    if draft.pin and not draft.remove_pin:
        check_pin(draft.pin)
    if draft.trainee is None:
        kept = services.profiles.create(facts)
    else:
        kept = services.profiles.change(_changed(draft.trainee, facts))
    if draft.remove_pin:
        services.pins.set_pin(kept.id, None, current=draft.known_pin)
    elif draft.pin:
        services.pins.set_pin(kept.id, draft.pin, current=draft.known_pin)
    return kept


def _changed(trainee: Trainee, facts: NewTrainee) -> Trainee:
    return replace(
        trainee,
        name=facts.name,
        languages=facts.languages,
        speech_rate=facts.speech_rate,
        time_allowance=facts.time_allowance,
    )
