"""Keeps the instructor's entrance and the desk behind it: what was asked for, and how it went.

Passphrases pass through and are kept nowhere. Everything that derives a key, signs or reads is done on the
worker; the entrance is locked when the desk is left.
"""

from collections.abc import Callable
from datetime import timedelta
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QElapsedTimer, QTimer

from trainer.app.center import CenterSigner
from trainer.app.instructor import Entrance
from trainer.app.instructor_desk import InstructorDesk
from trainer.app.record_chain_examination import Examination
from trainer.i18n import _
from trainer.ui.instructor.facts import DeskFacts, read_desk
from trainer.ui.instructor.refusals import MismatchError, Refusal, attempt
from trainer.ui.navigator import DeskPage, Instructor, Route, Who
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

__all__ = ["STAYS_EVERY_MS", "Door", "Form", "InstructorPresenter"]

_Result = TypeVar("_Result")

STAYS_EVERY_MS = 20_000
"""How often whoever types is noted to be there."""
_LATER_MS = 500
"""After the moment at which the entrance locks itself: then it has."""


class Door(Enum):
    """What stands at the entrance."""

    LOADING = auto()
    FIRST = auto()
    """Nobody has set a passphrase."""
    CLOSED = auto()
    FORGOTTEN = auto()
    """Somebody asks what can be done without the passphrase."""
    OPEN = auto()


class Form(Enum):
    """A form on the page of the key."""

    MAKE = auto()
    IMPORT = auto()
    DESCRIBE = auto()
    PASSPHRASE = auto()


class InstructorPresenter(Presenter):
    """Emits ``changed`` when the entrance opens or locks, and when the desk shows something new."""

    def __init__(self, stage: Stage, route: Instructor) -> None:
        super().__init__(stage)
        self.page = route.page
        self.facts: DeskFacts | None = None
        self.failure: Failure | None = None
        self.busy = False
        """Whether something is being done; nothing else is begun meanwhile."""
        self.trouble = ""
        """Why the last thing was not done."""
        self.told = ""
        """What was done last, or that the entrance locked itself."""
        self.wait: QDeadlineTimer | None = None
        self.examination: Examination | None = None
        """What was found in the records; None until they have been followed."""
        self.typed: dict[str, str] = {}
        """What was typed into fields that are no secrets, by their names: a drawing does not lose it."""
        self.form: Form | None = None
        """The form that is open on the page of the key."""
        self._examining = False
        self._forgotten = False
        self._loaded = False
        self._covered = False
        self._noted = QElapsedTimer()
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(self._look)

    @property
    def door(self) -> Door:
        """Return what stands at the entrance."""
        if self.facts is None:
            return Door.LOADING
        if self.facts.state.unlocked:
            return Door.OPEN
        if not self.facts.state.set_up:
            return Door.FIRST
        return Door.FORGOTTEN if self._forgotten else Door.CLOSED

    def open(self) -> None:
        """Look how the entrance stands."""
        self.failure = None
        self._read()

    def cover(self) -> None:
        """Keep the time of the lock while a certificate is looked at."""
        self._covered = True

    def uncover(self) -> None:
        """Look again: something was revoked, or the entrance locked itself."""
        self._covered = False
        self._read()

    def close(self) -> None:
        """Lock the entrance behind whoever leaves."""
        self._watch.stop()
        if self._loaded:
            # Even if nobody waits for it any more.
            desk = self.stage.services.instructor
            self.stage.tasks.database(lambda: _lock(desk()), lambda _done: None)
        super().close()

    # At the door

    def set_up(self, passphrase: str, again: str) -> None:
        """Set the first passphrase, and enter."""

        def work(entrance: Entrance[CenterSigner]) -> None:
            _require_same(passphrase, again)
            entrance.set_up(passphrase)

        self._at_door(work)

    def unlock(self, passphrase: str) -> None:
        """Enter."""
        if passphrase and self.wait is None:
            self._at_door(lambda entrance: entrance.unlock(passphrase))

    def begin_again(self, passphrase: str, again: str) -> None:
        """Set a passphrase in place of a forgotten one; the key is set aside for good."""

        def work(entrance: Entrance[CenterSigner]) -> None:
            _require_same(passphrase, again)
            entrance.begin_again(passphrase)

        self._at_door(work)

    def ask_forgotten(self, *, wanted: bool) -> None:
        """Show what can be done without the passphrase, or the way in again."""
        self._forgotten, self.trouble, self.told = wanted, "", ""
        self.changed.emit()

    def end_wait(self) -> None:
        """Take passphrases again."""
        self.wait, self.trouble = None, ""
        self.changed.emit()

    def lock(self) -> None:
        """Lock the entrance."""
        self._do(_lock, lambda _done: _("The entrance is locked."))

    def go_back(self) -> None:
        """Leave; the entrance is locked."""
        if self.door is Door.FORGOTTEN:
            self.ask_forgotten(wanted=False)
        elif self.stage.navigator.previous is None:
            self.stage.navigator.reset(Who())
        else:
            self.stage.navigator.back()

    # At the desk

    def go(self, route: Route) -> None:
        """Show another page of the desk, or go to another place behind the entrance."""
        if isinstance(route, Instructor):
            self.turn_to(route.page)
        else:
            self.stage.navigator.go(route)

    def turn_to(self, page: DeskPage) -> None:
        """Show another page."""
        if page is not self.page and not self.busy:
            self.page, self.told, self.trouble, self.form = page, "", "", None
            if self.facts is not None:
                self.facts = DeskFacts(self.facts.state, self.facts.key)
            self._do(_touch, lambda _done: "")

    def open_form(self, form: Form | None) -> None:
        """Open a form, or with None close it and forget what was typed."""
        self.form, self.trouble, self.told = form, "", ""
        self.typed.clear()
        self.changed.emit()

    def examine(self) -> None:
        """Follow the chains of the records, in the background."""
        if self._examining:
            return
        self._examining, self.examination = True, None

        def found(examination: Examination) -> None:
            self._examining, self.examination = False, examination
            self.changed.emit()

        def failed(failure: Failure) -> None:
            self._examining = False
            self._fail(failure)

        self.stage.tasks.background(self.stage.services.examine, found, failed)
        self.changed.emit()

    def stay(self) -> None:
        """Note that somebody is typing."""
        if self.door is Door.OPEN and (not self._noted.isValid() or self._noted.elapsed() > STAYS_EVERY_MS):
            self._noted.start()
            desk = self.stage.services.instructor
            self.fetch(lambda: attempt(lambda: _touch(desk())), lambda _done: None)

    def dismiss(self) -> None:
        """Put away what was told."""
        self.told = self.trouble = ""
        self.changed.emit()

    def do(
        self, work: Callable[[InstructorDesk], _Result], tell: Callable[[_Result], str] = lambda _done: ""
    ) -> None:
        """Do something behind the entrance, then read the page again; ``tell`` says what was done.

        Nothing is begun while something else is done. What can be wrong is told as `trouble`.
        """

        def behind(desk: InstructorDesk) -> _Result:
            desk.entrance.require()
            return work(desk)

        self._do(behind, tell)

    def _at_door(self, work: Callable[[Entrance[CenterSigner]], None]) -> None:
        def entered(_done: None) -> str:
            self._forgotten = False
            return ""

        self._do(lambda desk: work(desk.entrance), entered)

    def _do(self, work: Callable[[InstructorDesk], _Result], tell: Callable[[_Result], str]) -> None:
        if self.busy:
            return
        services, page = self.stage.services, self.page
        self.busy, self.trouble, self.told = True, "", ""
        self.changed.emit()

        def run() -> tuple[_Result | Refusal, DeskFacts]:
            answer = attempt(lambda: work(services.instructor()))
            return answer, read_desk(services, page)

        def done(found: tuple[_Result | Refusal, DeskFacts]) -> None:
            answer, facts = found
            self.busy = False
            if isinstance(answer, Refusal):
                self.trouble = answer.sentence
            else:
                self.told = tell(answer)
            self._take(facts)

        self.fetch(run, done, self._fail)

    # Reading

    def _read(self) -> None:
        services, page = self.stage.services, self.page
        self.fetch(lambda: read_desk(services, page), self._take, self._fail)

    def _look(self) -> None:
        """Look whether the entrance has locked itself; nothing is drawn where it has not."""
        desk = self.stage.services.instructor

        def tell(unlocked: tuple[bool, timedelta]) -> None:
            still, left = unlocked
            if still:
                self._watch.start(left // timedelta(milliseconds=1) + _LATER_MS)
            elif not self._covered:
                self._read()

        def look() -> tuple[bool, timedelta]:
            state = desk().entrance.state()
            return state.unlocked, state.locks_in

        self.fetch(look, tell)

    def _take(self, facts: DeskFacts) -> None:
        was_open = self.door is Door.OPEN
        self._loaded, self.facts, self.failure = True, facts, None
        state = facts.state
        if was_open and not state.unlocked and not self.told:
            self.told = _("The entrance has locked itself, because nobody used it for five minutes.")
        self.wait = None
        if not state.unlocked and state.wait:
            self.wait = QDeadlineTimer(state.wait // timedelta(milliseconds=1))
        self._watch.stop()
        if state.unlocked:
            self._watch.start(state.locks_in // timedelta(milliseconds=1) + _LATER_MS)
        else:
            self.form = None
            self.typed.clear()
        self.changed.emit()
        if state.unlocked and self.page is DeskPage.RECORDS and self.examination is None:
            self.examine()

    def _fail(self, failure: Failure) -> None:
        self.busy = False
        if self.facts is not None and self.door is not Door.OPEN:
            self.trouble = failure.message
        else:
            self.failure = failure
        self.changed.emit()


def _require_same(passphrase: str, again: str) -> None:
    if passphrase != again:
        raise MismatchError("typed twice, and not the same")


def _lock(desk: InstructorDesk) -> None:
    desk.entrance.lock()


def _touch(desk: InstructorDesk) -> None:
    desk.entrance.touch()
