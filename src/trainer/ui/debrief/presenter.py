"""Keeps a finished call as it is looked at again: which decision, what is open, what can be done next."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from trainer.app.debrief import Debrief, ReviewedDecision
from trainer.app.practice import Practice
from trainer.app.transcript import Line
from trainer.ui.debrief.hearing import Hearing
from trainer.ui.debrief.saving import PdfSaving
from trainer.ui.navigator import Brief, Call, Home
from trainer.ui.navigator import Debrief as DebriefRoute
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

__all__ = ["DebriefPresenter", "local_now"]

_Way: TypeAlias = Brief | Call | Home


def local_now() -> datetime:
    """Return the time here, aware of its zone."""
    return datetime.now().astimezone()


class DebriefPresenter(Presenter):
    """Emits ``changed`` when the call arrives, another decision is chosen, or something opens or is heard.

    ``make_hearing`` is called when somebody first wants to hear a line.
    """

    def __init__(
        self,
        stage: Stage,
        route: DebriefRoute,
        make_hearing: Callable[[Stage], Hearing],
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(stage)
        self.now = now
        self._attempt = route.attempt
        self._make_hearing = make_hearing
        self._hearing: Hearing | None = None
        self._leaving = False
        self.debrief: Debrief | None = None
        self.supervised = False
        """Whether the result is signed by the center's key, because an instructor was there."""
        self.failure: Failure | None = None
        self.number = 1
        self.others_open = False
        self.by_cost = False
        """Whether the decisions are listed by what they cost, and not as they came."""
        self.saving = PdfSaving(stage)
        self.saving.changed.connect(self.changed)
        self.filled = False
        """Whether the gauges have been filled once; they are not filled again when the screen is redrawn."""

    @property
    def decision(self) -> ReviewedDecision | None:
        """Return the decision that is looked at."""
        return None if self.debrief is None else self.debrief.decisions[self.number - 1]

    @property
    def heard(self) -> str | None:
        """Return the id of the line that is being heard."""
        return None if self._hearing is None else self._hearing.heard

    @property
    def voice_problem(self) -> str:
        """Return why the last line was not heard and what to do about it; empty where it was."""
        return "" if self._hearing is None else self._hearing.problem

    def open(self) -> None:
        """Fetch the call."""
        if self.failure is not None:
            self.failure = None
            self.changed.emit()
        services, attempt = self.stage.services, self._attempt

        def read() -> tuple[Debrief, bool]:
            return services.debriefs.debrief(attempt), bool(services.supervision.countersigned([attempt]))

        self.fetch(read, self._take, self._fail)

    def close(self) -> None:
        """Be quiet, and end; a document that is being saved is finished."""
        self.hush()
        self.saving.leave()
        super().close()

    def cover(self) -> None:
        """Be quiet while another screen is over this one."""
        self.hush()

    def choose(self, number: int) -> None:
        """Look at a decision, from 1; one that there is not is passed over."""
        debrief = self.debrief
        if debrief is not None and 1 <= number <= len(debrief.decisions) and number != self.number:
            self.number = number
            self.others_open = False
            self.changed.emit()

    @property
    def order(self) -> tuple[int, ...]:
        """Return the numbers of the decisions in the order in which they are listed."""
        if self.debrief is None:
            return ()
        listed = self.debrief.by_cost if self.by_cost else self.debrief.decisions
        return tuple(each.number for each in listed)

    def neighbor(self, step: int) -> int | None:
        """Return the decision that is listed so many places after this one, or before; None at the ends."""
        if self.debrief is None:
            return None
        place = self.order.index(self.number) + step
        return self.order[place] if 0 <= place < len(self.order) else None

    def go(self, step: int) -> None:
        """Look at a neighbor in the list; stay where there is none."""
        number = self.neighbor(step)
        if number is not None:
            self.choose(number)

    def list_by_cost(self, *, wanted: bool) -> None:
        """List the decisions by what they cost, the costliest first, or as they came."""
        if self.by_cost != wanted:
            self.by_cost = wanted
            self.changed.emit()

    def save(self, file: Path) -> None:
        """Save the call as PDF."""
        if self.debrief is not None:
            self.saving.save(self.debrief, file)

    def show_others(self, *, wanted: bool) -> None:
        """Open or close the replies that were not taken."""
        if self.others_open != wanted:
            self.others_open = wanted
            self.changed.emit()

    def hear(self, line: Line) -> None:
        """Speak a line of the call; be quiet where it is being spoken already."""
        if self.debrief is None:
            return
        if self._hearing is None:
            self._hearing = self._make_hearing(self.stage)
            self._hearing.changed.connect(self.changed)
        if self._hearing.heard == line.id:
            self._hearing.hush()
        else:
            self._hearing.hear(line, self.debrief.scenario)

    def hush(self) -> None:
        """Be quiet, and put away what stood in the way of a voice."""
        if self._hearing is not None:
            self._hearing.hush()

    def try_again(self) -> None:
        """Take the call again from the decision that is looked at; in practice alone."""
        debrief = self.debrief
        if debrief is None or not debrief.may_try_again:
            return
        practice, attempt, number = self.stage.services.practice, self._attempt, self.number
        self._leave(lambda: _branch(practice, attempt, number))

    def go_home(self) -> None:
        """Leave for Home."""
        self.stage.navigator.reset(Home())

    def next_call(self) -> None:
        """Open the brief of the call that is recommended now; Home where there is none."""
        trainee, home = self.stage.trainee, self.stage.services.home
        if trainee is None:
            return

        def recommended() -> _Way:
            found = home.overview(trainee).next_call
            if found is None:
                return Home()
            return Brief(found.recommendation.scenario, found.recommendation.language)

        self._leave(recommended)

    def _leave(self, find: Callable[[], _Way]) -> None:
        """Go where `find` says, once it has been found; a second wish meanwhile is passed over."""
        if self._leaving:
            return
        self._leaving = True
        self.fetch(find, self._go, self._stay)

    def _go(self, route: _Way) -> None:
        self._leaving = False
        if isinstance(route, Home):
            self.stage.navigator.reset(route)
        else:
            self.stage.navigator.go(route)

    def _stay(self, failure: Failure) -> None:
        self._leaving = False
        self.stage.tasks.failed.emit(failure)

    def _take(self, found: tuple[Debrief, bool]) -> None:
        self.debrief, self.supervised = found
        self.number = self.debrief.by_cost[0].number
        self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()


def _branch(practice: Practice, attempt: str, number: int) -> Call:
    return Call(practice.try_again_from(attempt, number).attempt)
