"""Keeps what the statistics show: of which scenario, language and attempts, and which decision is looked at.

Counting a million decisions takes seconds. It is done beside the records' own thread, by a reader of its own,
and given up as soon as something else is asked for; nobody's call waits for it.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final, TypeVar

from PySide6.QtCore import QTimer

from trainer.app.instructor import LockedError
from trainer.app.item_report import ReportedDecision
from trainer.app.item_statistics import CertificationFigures, ItemFigures, Subject
from trainer.app.services import Services
from trainer.ui.navigator import Instructor
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure, Task

__all__ = ["LOOK_EVERY_MS", "Chart", "StatisticsPresenter"]

_Result = TypeVar("_Result")

LOOK_EVERY_MS: Final = 10_000
"""How often it is looked whether the entrance has locked itself."""


class Chart(Enum):
    """A chart that has a table behind it."""

    DECISIONS = auto()
    REPLIES = auto()


class StatisticsPresenter(Presenter):
    """Emits ``changed`` when figures arrive, and whenever something else is to be looked at."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.locked = False
        """Whether the entrance is locked: nothing is shown then."""
        self.subjects: tuple[Subject, ...] | None = None
        """None until they are known."""
        self.subject: Subject | None = None
        self.language: str | None = None
        """Of which language alone the attempts are; None for all."""
        self.every_attempt = False
        self.figures: ItemFigures | None = None
        """None while they are counted."""
        self.reliability: tuple[CertificationFigures, ...] | None = None
        self.failure: Failure | None = None
        self.scene: str | None = None
        """Whose decision is looked at; None where nobody chose one yet."""
        self.tables: frozenset[Chart] = frozenset()
        """The charts whose table is shown in their place."""
        self._question: object = None
        """What is being counted; an answer to anything else comes too late."""
        self._counting: dict[str, Task] = {}
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_EVERY_MS)
        self._watch.timeout.connect(self.look_at_entrance)

    @property
    def decision(self) -> ReportedDecision | None:
        """Return the decision that is looked at."""
        decisions = () if self.figures is None else self.figures.report.decisions
        return next((each for each in decisions if each.statistics.scene == self.scene), None)

    @property
    def is_counting(self) -> bool:
        """Tell whether figures are still on their way."""
        if self.locked or self.failure is not None:
            return False
        waits = self.figures is None if self.subjects else self.subjects is None
        return waits or self.reliability is None

    def open(self) -> None:
        """Come in where the entrance is unlocked, and ask what was assessed."""
        self.failure = None
        self.changed.emit()
        self._enter(self._ask_subjects)

    def uncover(self) -> None:
        """Look again: the entrance may have been locked meanwhile, or unlocked."""
        self.open()

    def close(self) -> None:
        """Count no more."""
        self._give_up()
        super().close()

    def show_subject(self, subject: Subject) -> None:
        """Look at another scenario."""
        self.subject, self.scene = subject, None
        if self.language not in subject.languages:
            self.language = None
        self._enter(self._count)

    def show_language(self, language: str | None) -> None:
        """Look at the assessments of one language alone, or of all."""
        self.language = language
        self._enter(self._count)

    def count_every_attempt(self, *, wanted: bool) -> None:
        """Count later attempts of a trainee beside the first, or the first alone."""
        self.every_attempt = wanted
        self._enter(self._count)

    def choose(self, scene: str) -> None:
        """Look at a decision."""
        if scene != self.scene:
            self.scene = scene
            self.changed.emit()

    def turn_table(self, chart: Chart) -> None:
        """Show the table behind a chart in its place, or the chart again."""
        self.tables ^= {chart}
        self.changed.emit()

    def leave(self) -> None:
        """Go back to the desk, or to its entrance."""
        navigator = self.stage.navigator
        if isinstance(navigator.previous, Instructor):
            navigator.back()
        else:
            navigator.replace(Instructor())

    # The entrance

    def _enter(self, go_on: Callable[[], None]) -> None:
        """Go on where the entrance is unlocked, and keep it so for another while."""
        services = self.stage.services

        def entered(unlocked: bool) -> None:  # noqa: FBT001 - the answer of a task
            self._stand(locked=not unlocked)
            if unlocked:
                go_on()

        self.fetch(lambda: _touch(services), entered, self._fail)

    def look_at_entrance(self) -> None:
        """Look whether the entrance has locked itself; what is shown is put away then."""
        services = self.stage.services

        def answer(unlocked: bool) -> None:  # noqa: FBT001 - the answer of a task
            self._stand(locked=not unlocked)

        self.fetch(lambda: services.instructor().entrance.state().unlocked, answer)

    def _stand(self, *, locked: bool) -> None:
        """Put away what is shown once the entrance is locked."""
        if locked:
            self._give_up()
            self.subjects, self.subject, self.figures, self.reliability = None, None, None, None
        elif not self._watch.isActive():
            self._watch.start()
        if locked != self.locked:
            self.locked = locked
            self.changed.emit()

    # Counting

    def _give_up(self) -> None:
        self._watch.stop()
        self._question = None
        for task in self._counting.values():
            task.cancel()
        self._counting.clear()

    def _work(self, kind: str, work: Callable[[], _Result], done: Callable[[_Result], None]) -> None:
        """Work beside the records' thread; what was asked of the same kind before is wanted no more."""
        if kind in self._counting:
            self._counting[kind].cancel()
        self._counting[kind] = self.stage.tasks.background(work, done, self._fail)

    def _ask_subjects(self) -> None:
        statistics = self.stage.services.statistics
        self._work("subjects", statistics.subjects, self._take_subjects)
        self._work("reliability", statistics.reliability, self._take_reliability)

    def _take_subjects(self, subjects: tuple[Subject, ...]) -> None:
        self.subjects = subjects
        known = self.subject.scenario if self.subject is not None else None
        self.subject = next(
            (each for each in subjects if each.scenario == known), subjects[0] if subjects else None
        )
        if self.subject is None:
            self.changed.emit()
        else:
            self._count()

    def _take_reliability(self, found: tuple[CertificationFigures, ...]) -> None:
        self.reliability = found
        self.changed.emit()

    def _count(self) -> None:
        subject = self.subject
        if subject is None:
            return
        statistics, language, every_attempt = (
            self.stage.services.statistics,
            self.language,
            self.every_attempt,
        )
        question = self._question = object()
        self.figures, self.failure = None, None
        self.changed.emit()

        def work() -> ItemFigures:
            return statistics.items(
                subject.scenario,
                language=language,
                every_attempt=every_attempt,
                wanted=lambda: self._question is question,
            )

        self._work("items", work, self._take_figures)

    def _take_figures(self, figures: ItemFigures) -> None:
        self.figures = figures
        self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()


def _touch(services: Services) -> bool:
    """Return whether the entrance is unlocked; where it is, it stays so for another while."""
    try:
        services.instructor().entrance.require()
    except LockedError:
        return False
    return True
