"""Keeps what the path shows: every certification, and the one that is looked at."""

from trainer.app.ports import Trainee
from trainer.app.progress import CertificationReview, Development
from trainer.certification.standing import Part, Status
from trainer.ui.navigator import Brief, CertificationPath, Debrief, Scenarios
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

__all__ = ["PathPresenter", "nearest", "next_part"]


class PathPresenter(Presenter):
    """Emits ``changed`` when the records arrive, and when another certification is looked at."""

    def __init__(self, stage: Stage, route: CertificationPath, trainee: Trainee) -> None:
        super().__init__(stage)
        self.trainee = trainee
        self.development: Development | None = None
        self.failure: Failure | None = None
        self._wanted = route.certification

    @property
    def review(self) -> CertificationReview | None:
        """Return the certification that is looked at; None where there is none, or none is known yet."""
        reviews = () if self.development is None else self.development.certifications
        wanted = (each for each in reviews if each.progress.certification.id == self._wanted)
        return next(wanted, None) or nearest(reviews)

    def open(self) -> None:
        """Fetch the records."""
        progress, trainee = self.stage.services.progress, self.trainee
        if self.failure is not None:
            self.failure = None
            self.changed.emit()
        self.fetch(lambda: progress.development(trainee), self._take, self._fail)

    def uncover(self) -> None:
        """Fetch them again: an assessment may have been taken meanwhile."""
        self.open()

    def look_at(self, certification: str) -> None:
        """Look at another certification."""
        self._wanted = certification
        self.changed.emit()

    def assess(self, scenario: str, language: str) -> None:
        """Open the brief from which an assessment starts."""
        self.stage.navigator.go(Brief(scenario, language, assess=True))

    def read_debrief(self, attempt: str) -> None:
        """Open the debrief of an assessment that counts."""
        self.stage.navigator.go(Debrief(attempt))

    def choose_call(self) -> None:
        """Open the library."""
        self.stage.navigator.go(Scenarios())

    def _take(self, development: Development) -> None:
        self.development = development
        self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        """Say so in place of the content; content that is there already stays, and a strip says so."""
        if self.development is not None:
            self.stage.tasks.failed.emit(failure)
            return
        self.failure = failure
        self.changed.emit()


def nearest(reviews: tuple[CertificationReview, ...]) -> CertificationReview | None:
    """Return the certification that a trainee is at: what is to be renewed, else the first not achieved."""
    order = (Status.EXPIRING, Status.EXPIRED, Status.IN_PROGRESS, Status.NOT_STARTED, Status.ACHIEVED)
    return min(
        reviews,
        key=lambda each: (bool(each.progress.standing.awaited), order.index(each.progress.standing.status)),
        default=None,
    )


def next_part(review: CertificationReview, scenarios: frozenset[str]) -> Part | None:
    """Return the first assessment that is missing and may start now, of scenarios that the library has."""
    missing = (part for each in review.progress.standing.requirements for part in each.missing)
    return next((part for part in missing if part.opens_at is None and part.scenario in scenarios), None)
