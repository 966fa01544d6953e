"""Keeps what Home shows, and begins or resumes the call a trainee chose."""

from collections.abc import Callable
from datetime import datetime

from trainer.app.home import LostAssessment, Overview
from trainer.app.ports import Trainee
from trainer.app.practice import NotAdmittedError, OpenAttempt
from trainer.scenario.model import Use
from trainer.ui.navigator import Brief, Call, CertificationPath, Debrief, Progress, Scenarios
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure


def local_now() -> datetime:
    """Return the time here, aware of its zone."""
    return datetime.now().astimezone()


class HomePresenter(Presenter):
    """Emits ``changed`` when the overview arrives, and when hanging up is to be confirmed."""

    def __init__(self, stage: Stage, trainee: Trainee, now: Callable[[], datetime] = local_now) -> None:
        super().__init__(stage)
        self.trainee = trainee
        self.now = now
        self.overview: Overview | None = None
        self.failure: Failure | None = None
        self.confirming = False
        """Whether the trainee is asked if the waiting call may end for good."""
        self._busy = False
        self._seen: set[str] = set()
        """The attempts whose loss was put away."""

    @property
    def waiting(self) -> OpenAttempt | None:
        """Return the call that waits to be resumed; it comes before any recommendation."""
        return self.overview.open_calls[0] if self.overview and self.overview.open_calls else None

    def open(self) -> None:
        """Fetch the overview."""
        self.failure = None
        home, trainee = self.stage.services.home, self.trainee
        self.fetch(lambda: home.overview(trainee), self._take, self._fail)

    def uncover(self) -> None:
        """Fetch it again: a call may have been taken."""
        self._busy = False
        self.open()

    def go_on(self) -> None:
        """Do what the first button says: resume, practice, or read the brief of an assessment."""
        waiting = self.waiting
        next_call = self.overview.next_call if self.overview is not None else None
        if waiting is not None:
            self._resume(waiting)
        elif next_call is not None and next_call.recommendation.use is Use.PRACTICE:
            self._begin(next_call.recommendation.scenario, next_call.recommendation.language)
        else:
            self.read_brief()

    def read_brief(self) -> None:
        """Open the brief of the recommended call."""
        next_call = self.overview.next_call if self.overview is not None else None
        if next_call is not None:
            chosen = next_call.recommendation
            self.stage.navigator.go(Brief(chosen.scenario, chosen.language))

    def read_brief_of(self, lost: LostAssessment) -> None:
        """Open the brief of an assessment that was lost."""
        self.stage.navigator.go(Brief(lost.scenario, lost.language))

    def choose_another(self) -> None:
        """Open the library."""
        self.stage.navigator.go(Scenarios())

    def see_progress(self) -> None:
        """Open the screen with all calls, and how scores have moved."""
        self.stage.navigator.go(Progress())

    def see_path(self, certification: str) -> None:
        """Open the way to a certification, with the evidence for it."""
        self.stage.navigator.go(CertificationPath(certification))

    def review(self, attempt: str) -> None:
        """Open the debrief of a call."""
        self.stage.navigator.go(Debrief(attempt))

    @property
    def lost(self) -> tuple[LostAssessment, ...]:
        """Return the assessments that were lost, and that the trainee has not put away here."""
        found = self.overview.lost if self.overview is not None else ()
        return tuple(each for each in found if each.attempt not in self._seen)

    def put_away(self, attempt: str) -> None:
        """Tell no more of an assessment that was lost."""
        self._seen.add(attempt)
        self.changed.emit()

    def ask_to_hang_up(self, *, wanted: bool) -> None:
        """Ask whether the waiting practice may end for good, or stop asking."""
        self.confirming = wanted
        self.changed.emit()

    def hang_up(self) -> None:
        """End the waiting practice for good."""
        waiting = self.waiting
        if waiting is None or self._busy:
            return
        self._busy = True
        practice = self.stage.services.practice
        self.fetch(
            lambda: practice.give_up(waiting.facts.id), lambda _done: self._settled(), self._failed_to_go
        )

    def _begin(self, scenario: str, language: str) -> None:
        if self._busy:
            return
        self._busy = True
        practice, trainee = self.stage.services.practice, self.trainee

        def begin() -> str | None:
            try:
                return practice.begin(trainee, scenario, language, Use.PRACTICE).attempt
            except NotAdmittedError:
                return None

        self.fetch(begin, self._begun, self._failed_to_go)

    def _begun(self, attempt: str | None) -> None:
        self._busy = False
        if attempt is None:
            self.open()
        else:
            self.stage.navigator.go(Call(attempt))

    def _resume(self, waiting: OpenAttempt) -> None:
        self.stage.navigator.go(Call(waiting.facts.id))

    def _settled(self) -> None:
        self._busy = False
        self.confirming = False
        self.open()

    def _failed_to_go(self, failure: Failure) -> None:
        self._busy = False
        self.stage.tasks.failed.emit(failure)

    def _take(self, overview: Overview) -> None:
        self.overview = overview
        self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()
