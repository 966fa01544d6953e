"""What the brief decides: which language and use to propose, whether the call can begin, and beginning it."""

import contextlib
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QTimer

from trainer.app.call import Call
from trainer.app.history import Result
from trainer.app.instructor_supervision import NotSupervisedError
from trainer.app.ports import Trainee
from trainer.app.practice import Admission, NotAdmittedError
from trainer.app.scenarios import Card
from trainer.app.services import Services
from trainer.app.speech import VoiceGender
from trainer.i18n import _
from trainer.scenario.model import Channel, Dimension, Use
from trainer.ui.brief.picture import BriefPicture, Facts, Phase
from trainer.ui.brief.telephone import Telephone
from trainer.ui.brief.voice_sample import VoiceSample, sample_line
from trainer.ui.navigator import Brief, Shortcuts
from trainer.ui.navigator import Call as CallRoute
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

__all__ = ["RING_AFTER_MS", "BriefPresenter"]

RING_AFTER_MS: Final = 40
"""Opening a player takes as long as drawing the page: the page is painted first, then the telephone rings."""


class BriefPresenter(Presenter):
    """One scenario before the call. `picture` is what the screen shows."""

    def __init__(self, stage: Stage, route: Brief, sample: VoiceSample, telephone: Telephone) -> None:
        super().__init__(stage)
        self._route = route
        self._sample = sample
        self._telephone = telephone
        self._seen = True
        self.picture = BriefPicture()
        sample.changed.connect(self._show)

    def open(self) -> None:
        """Look up the scenario, what came of it so far, and the voices."""
        trainee = self.stage.trainee
        if trainee is None:
            raise RuntimeError("a brief needs somebody who practices")
        services, scenario = self.stage.services, self._route.scenario
        self._show(phase=Phase.LOADING, fault="")
        self._sample.start()
        self.fetch(lambda: _look_up(services, trainee, scenario), self._found, self._not_found)

    def cover(self) -> None:
        """Be quiet under another screen."""
        self._seen = False
        self._sample.stop()
        self._ring_or_not()

    def uncover(self) -> None:
        """Look up again what may have changed meanwhile: attempts, voices, settings."""
        self._seen = True
        if self.picture.phase is not Phase.ANSWERING:
            self.open()

    def close(self) -> None:
        """Be quiet."""
        self._seen = False
        self._sample.close()
        self._ring_or_not()
        super().close()

    def choose_language(self, language: str) -> None:
        """Take the call in this base language."""
        if language != self.picture.language:
            self._sample.stop()
            self._show(language=language)

    def choose_use(self, use: Use) -> None:
        """Take the call as practice or as assessment."""
        self._show(use=use)

    def switch_time_limits(self, *, on: bool) -> None:
        """Let time limits hold in practice, here and in the next calls, or not."""
        self.stage.preferences.change(practice_time_limits=on)
        self._show()

    def choose_only_listen(self, *, on: bool) -> None:
        """Let this one call only be heard, until its words are asked for; or read it as usual."""
        self._show(only_listen=on)

    def test_voice(self) -> None:
        """Let a sentence in the customer's voice be heard; or be quiet again."""
        facts = self.picture.facts
        if self._sample.playing:
            self._sample.stop()
        elif facts is not None and self.picture.voice is not None:
            settings = self.stage.preferences.settings
            line = sample_line(facts.scenario, self._locale, settings, self.picture.voice.id)
            self._sample.play(line, settings.volume)

    def answer(self) -> None:
        """Begin the call, or go on with the one that is open."""
        picture, trainee = self.picture, self.stage.trainee
        if not picture.can_answer or trainee is None:
            return
        self._sample.stop()
        if picture.admission.open_attempt is not None:
            self.stage.navigator.replace(CallRoute(picture.admission.open_attempt))
            return
        services, scenario = self.stage.services, self._route.scenario
        language, use = picture.language, picture.use
        self._show(phase=Phase.ANSWERING, fault="")
        self.fetch(
            lambda: _begin(services, trainee, scenario, language, use),
            self._begun,
            lambda failure: self._show(phase=Phase.RINGING, fault=failure.message),
        )

    def go_back(self) -> None:
        """Do not take the call now."""
        self.stage.navigator.back()

    def show_keys(self) -> None:
        """Show every key."""
        self.stage.navigator.go(Shortcuts())

    @property
    def _locale(self) -> str:
        facts = self.picture.facts
        return facts.scenario.locale(self.picture.language) if facts is not None else ""

    def _found(self, facts: Facts | None) -> None:
        if facts is None:
            gone = _("This scenario is no longer in the library. Choose another one.")
            self._show(phase=Phase.BROKEN, fault=gone)
            return
        known = self.picture.facts is not None
        language = (
            self.picture.language
            if known
            else _propose_language(facts, self._route.language, self.stage.trainee)
        )
        wanted = Use.ASSESSMENT if self._route.assess and not known else self.picture.use
        use = wanted if wanted in facts.uses else facts.uses[0]
        self._show(phase=Phase.RINGING, facts=facts, language=language, use=use)

    def _not_found(self, failure: Failure) -> None:
        self._show(phase=Phase.BROKEN, fault=failure.message)

    def _begun(self, begun: Call | Admission) -> None:
        if isinstance(begun, Call):
            self.stage.navigator.replace(
                CallRoute(begun.attempt, only_listen=begun.coached and self.picture.only_listen)
            )
        else:
            # Something was recorded since this brief was opened: look again.
            self.open()

    def _show(self, **news: Any) -> None:
        settings, sample = self.stage.preferences.settings, self._sample
        before, picture = self.picture, replace(self.picture, **news)
        facts = picture.facts
        if facts is not None:
            locale = facts.scenario.locale(picture.language)
            gender = VoiceGender(facts.scenario.customer.voice.value)
            picture = replace(
                picture,
                voice=sample.voice(locale, gender, settings.voices.get(locale, "")),
                admission=facts.admissions[picture.language, picture.use],
            )
        self.picture = replace(
            picture,
            speech=sample.status,
            testing=sample.playing,
            unheard=sample.problem,
            captions=settings.captions,
            speech_rate=settings.speech_rate,
            time_limits=settings.practice_time_limits,
            supervised=self._is_supervised(picture),
        )
        if not self._rings:
            self._ring_or_not()
        elif not self._telephone.ringing:
            QTimer.singleShot(RING_AFTER_MS, self, self._ring_or_not)
        if self.picture != before:
            self.changed.emit()

    def _is_supervised(self, picture: BriefPicture) -> bool:
        begins = picture.use is Use.ASSESSMENT and not picture.resumes
        return begins and self.stage.services.supervision.waits()

    @property
    def _rings(self) -> bool:
        """Tell whether a voice call can be answered, and nothing else is to be heard."""
        picture = self.picture
        by_voice = picture.facts is not None and picture.facts.scenario.channel is Channel.VOICE
        return self._seen and by_voice and picture.can_answer and not picture.testing

    def _ring_or_not(self) -> None:
        self._telephone.ring(wanted=self._rings, volume=self.stage.preferences.settings.volume)


def _propose_language(facts: Facts, wanted: str | None, trainee: Trainee | None) -> str:
    """Return the language asked for, else the first of the trainee's that the scenario has."""
    offered = facts.scenario.languages
    wishes = [wanted, *(trainee.languages if trainee is not None else ())]
    return next((each for each in wishes if each is not None and each in offered), offered[0])


def _look_up(services: Services, trainee: Trainee, scenario_id: str) -> Facts | None:
    """Return what there is to say about a scenario; None where the library has it no more."""
    try:
        card = services.catalogue.card(trainee, scenario_id)
    except KeyError:
        return None
    opened = services.library.open(scenario_id)
    scenario, standard = opened.scenario, services.library.standard_of(opened.scenario, opened.source)
    calls = [(language, use) for language in scenario.languages for use in scenario.use]
    counting = {
        language: [
            certification
            for certification in services.library.certifications.values()
            if (scenario_id, language) in certification.pairs()
        ]
        for language in scenario.languages
    }
    limits = [each.limit for found in counting.values() for each in found if each.limit is not None]
    return Facts(
        scenario=scenario,
        decisions=standard.decisions,
        minutes=standard.minutes,
        dimensions=tuple(each for each in Dimension if standard.par[each] > 0),
        admissions={
            (language, use): services.practice.admission(trainee, scenario_id, language, use)
            for language, use in calls
        },
        last=_last_results(card),
        certifications={
            language: tuple(each.title for each in found) for language, found in counting.items()
        },
        limit=min(limits, key=lambda limit: limit.max, default=None),
    )


def _last_results(card: Card) -> dict[tuple[str, Use], Result]:
    return {(language, found.last.use): found.last for language, found in card.results.items()}


def _begin(services: Services, trainee: Trainee, scenario: str, language: str, use: Use) -> Call | Admission:
    """Begin the call, supervised where an instructor asked for it; where it cannot begin, return why."""
    try:
        call = services.practice.begin(trainee, scenario, language, use)
    except NotAdmittedError as refused:
        return refused.admission
    if use is Use.ASSESSMENT and services.supervision.waits():
        # Where it has waited too long in between, the call is one like any other.
        with contextlib.suppress(NotSupervisedError):
            services.supervision.begin(call.attempt)
    return call
