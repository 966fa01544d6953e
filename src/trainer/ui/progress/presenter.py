"""Keeps what Progress shows: which calls are wanted, what they amount to, and how it is looked at."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import Any

from trainer.app.certificates import IssuedCertificate
from trainer.app.ports import Trainee
from trainer.app.progress import Development, Selection, Wanted
from trainer.scenario.model import Dimension
from trainer.ui.navigator import Brief, Certificate, CertificationPath, Debrief, Scenarios
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

__all__ = ["Chart", "Page", "ProgressPresenter"]


class Page(Enum):
    """What the screen shows below its filters."""

    OVERVIEW = auto()
    """The charts, and the certifications."""
    CALLS = auto()
    """Every call, as a table."""


class Chart(Enum):
    """A chart that has a table behind it."""

    SCORES = auto()
    SKILLS = auto()


class ProgressPresenter(Presenter):
    """Emits ``changed`` when the records arrive, and whenever something else is to be looked at."""

    def __init__(self, stage: Stage, trainee: Trainee) -> None:
        super().__init__(stage)
        self.trainee = trainee
        self.development: Development | None = None
        self.selection: Selection | None = None
        """What the wanted calls amount to; while others are fetched, what it was before."""
        self.issued: Mapping[str, IssuedCertificate] = {}
        """The newest certificate of each certification that has one."""
        self.failure: Failure | None = None
        self.wanted = Wanted()
        self.dimension = Dimension.EMPATHY
        self.page = Page.OVERVIEW
        self.tables: frozenset[Chart] = frozenset()
        """The charts whose table is shown in their place."""
        self.all_skills = False
        """Whether the chart of the skills shows all of them, not the weakest alone."""
        self.chosen: str | None = None
        """The attempt whose debrief was opened last."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages to be shown: those of the trainee and of the calls, or the one wanted."""
        if self.wanted.language is not None:
            return (self.wanted.language,)
        return self.every_language

    @property
    def every_language(self) -> tuple[str, ...]:
        """Return the languages that can be asked for."""
        recorded = self.development.languages if self.development is not None else ()
        return tuple(sorted({*self.trainee.languages, *recorded}))

    def open(self) -> None:
        """Fetch the records."""
        services, trainee, wanted = self.stage.services, self.trainee, self.wanted

        def read() -> tuple[Development, Selection, Mapping[str, IssuedCertificate]]:
            development = services.progress.development(trainee)
            newest_last = reversed(services.certificates.issued(trainee.id))
            issued = {each.certification: each for each in newest_last}
            return development, services.progress.selection(development, wanted), issued

        if self.failure is not None:
            self.failure = None
            self.changed.emit()
        self.fetch(read, self._take, self._fail)

    def uncover(self) -> None:
        """Fetch them again: a call may have been taken meanwhile."""
        self.open()

    def look_for(self, **values: Any) -> None:
        """Change which calls are wanted, by the names of `Wanted`."""
        wanted = replace(self.wanted, **values)
        if wanted == self.wanted:
            return
        self.wanted = wanted
        self._select()

    def show_all(self) -> None:
        """Want every call again."""
        self.wanted = Wanted()
        self._select()

    def show_dimension(self, dimension: Dimension) -> None:
        """Let the course of the scores be that of another dimension."""
        self.dimension = dimension
        self.changed.emit()

    def turn_to(self, page: Page) -> None:
        """Show the charts, or every call."""
        self.page = page
        self.changed.emit()

    def turn_table(self, chart: Chart) -> None:
        """Show the table behind a chart in its place, or the chart again."""
        self.tables ^= {chart}
        self.changed.emit()

    def turn_skills(self) -> None:
        """Show every skill, or the weakest alone."""
        self.all_skills = not self.all_skills
        self.changed.emit()

    def review(self, attempt: str) -> None:
        """Open the debrief of a call."""
        self.chosen = attempt
        self.stage.navigator.go(Debrief(attempt))

    def show_certificate(self, certificate: str) -> None:
        """Open an issued certificate."""
        self.stage.navigator.go(Certificate(certificate))

    def read_brief(self, scenario: str, language: str) -> None:
        """Open the brief of what a certification still asks for."""
        self.stage.navigator.go(Brief(scenario, language))

    def see_path(self, certification: str) -> None:
        """Open the way to a certification."""
        self.stage.navigator.go(CertificationPath(certification))

    def choose_call(self) -> None:
        """Open the library."""
        self.stage.navigator.go(Scenarios())

    def _select(self) -> None:
        # The controls say at once what is wanted; what it amounts to follows.
        self.changed.emit()
        development, wanted = self.development, self.wanted
        if development is None:
            return
        progress = self.stage.services.progress
        self.fetch(lambda: progress.selection(development, wanted), self._take_selection)

    def _take(self, found: tuple[Development, Selection, Mapping[str, IssuedCertificate]]) -> None:
        self.development, selection, self.issued = found
        if self.dimension not in self.development.dimensions:
            self.dimension = Dimension.EMPATHY
        if selection.wanted == self.wanted:
            self.selection = selection
            self.changed.emit()
        else:
            self._select()

    def _take_selection(self, selection: Selection) -> None:
        if selection.wanted == self.wanted:
            self.selection = selection
            self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        """Say so in place of the content; content that is there already stays, and a strip says so."""
        if self.development is not None:
            self.stage.tasks.failed.emit(failure)
            return
        self.failure = failure
        self.changed.emit()
