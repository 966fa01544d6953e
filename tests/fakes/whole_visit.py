"""A visit of every screen and a whole call, as a process of its own, under a watchdog.

Prints [[what was done, ms of work, ms on the wall], ...]. Of its own, because a suite that has run for
minutes has a heap, modules and caches that no person's program has.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_window import RealWindow
from watchdog import Watchdog

from trainer.app.ports import NewTrainee, TimeAllowance
from trainer.bootstrap import build_services
from trainer.paths import assets_folder
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.instructor.presenter import Door, InstructorPresenter
from trainer.ui.instructor.work import DeskWork
from trainer.ui.navigator import (
    CertificationPath,
    DeskPage,
    Home,
    Instructor,
    Progress,
    Route,
    Scenarios,
    Settings,
    Shortcuts,
    Statistics,
    Who,
)
from trainer.ui.plain_imports import restore_imports
from trainer.ui.screen import Presenter, Screen
from trainer.ui.theme import load_fonts

_Presenter = TypeVar("_Presenter", bound=Presenter)

PASSPHRASE = "a bridge over calm water"  # noqa: S105 - of a visit
PATIENCE_MS = 20_000
REST_MS = 120
"""How long each screen is looked at: what comes late is part of opening it."""
SCREENS: tuple[Route, ...] = (
    Scenarios(),
    Progress(),
    CertificationPath(),
    Settings(),
    Shortcuts(),
    Who(),
    Scenarios(),
    Home(),
)


class Visit:
    """What a trainee does, step by step."""

    def __init__(self, puente: RealWindow, dog: Watchdog) -> None:
        self._puente = puente
        self._dog = dog

    def run(self) -> None:
        """Open every screen, play a call to its end, read the debrief, and come Home."""
        self._until(lambda: isinstance(self._puente.shell.presenter, HomePresenter) and self._drawn())
        QTest.qWait(10 * REST_MS)
        with self._dog.watching():
            for route in SCREENS:
                with self._dog.watched(f"opening {type(route).__name__}"):
                    self._puente.shell.navigator.go(route)
                self._settle()
            self._visit_desk()
            self._play()
            with self._dog.watched("coming Home"):
                self._puente.shell.navigator.reset(Home())
            self._settle()

    def _visit_desk(self) -> None:
        """Set the instructor's passphrase, make the center's key, and look at every page of the desk."""
        with self._dog.watched("opening the entrance"):
            self._puente.shell.navigator.go(Instructor())
        desk = self._arrive(InstructorPresenter)
        self._until(lambda: desk.door is Door.FIRST)
        self._settle()
        with self._dog.watched("setting the passphrase"):
            desk.set_up(PASSPHRASE, PASSPHRASE)
        self._until(lambda: desk.door is Door.OPEN and not desk.busy)
        with self._dog.watched("making the key"):
            DeskWork(desk).make_key("Nandú", "", PASSPHRASE)
        self._until(lambda: not desk.busy)
        for page in DeskPage:
            with self._dog.watched(f"turning to {page.value}"):
                desk.turn_to(page)
            self._until(lambda: not desk.busy)
            self._settle()
        with self._dog.watched("opening Statistics"):
            self._puente.shell.navigator.go(Statistics())
        self._settle()
        with self._dog.watched("leaving the desk"):
            self._puente.shell.navigator.go(Home())
        self._settle()

    def _play(self) -> None:
        self._press(Qt.Key.Key_B, "opening the brief")
        brief = self._arrive(BriefPresenter)
        self._until(lambda: brief.picture.can_answer)
        self._settle()
        self._press(Qt.Key.Key_Return, "answering")
        call = self._arrive(CallPresenter)
        for number in self._turns(call):
            self._press(Qt.Key(Qt.Key.Key_0.value + number), "taking a reply")
        self._settle()
        self._press(Qt.Key.Key_Return, "opening the debrief")
        debrief = self._arrive(DebriefPresenter)
        self._until(lambda: debrief.debrief is not None)
        self._settle()

    def _turns(self, call: CallPresenter) -> Iterator[int]:
        """Give the number of a reply at each decision, until the call has ended."""
        while True:
            self._until(lambda: call.picture.phase in {Phase.REPLYING, Phase.ENDED})
            self._settle()
            if call.picture.phase is Phase.ENDED:
                return
            yield 1
            self._until(partial(_has_more, call, len(call.picture.entries)))

    def _press(self, key: Qt.Key, doing: str) -> None:
        with self._dog.watched(doing):
            self._puente.press(key)

    def _arrive(self, kind: type[_Presenter]) -> _Presenter:
        self._until(lambda: isinstance(self._puente.shell.presenter, kind))
        presenter = self._puente.shell.presenter
        assert isinstance(presenter, kind)
        return presenter

    def _drawn(self) -> bool:
        return all(each.is_drawn for each in self._puente.window.findChildren(Screen))

    def _settle(self) -> None:
        self._until(self._drawn)
        QTest.qWait(REST_MS)

    def _until(self, true: Callable[[], bool]) -> None:
        patience = QDeadlineTimer(PATIENCE_MS)
        while not true():
            if patience.hasExpired():
                raise SystemExit(f"nothing came of {self._dog.doing}")
            QTest.qWait(1)


def _has_more(call: CallPresenter, entries: int) -> bool:
    return len(call.picture.entries) > entries


def main() -> None:
    """Make a profile, visit, and tell every stretch."""
    services = build_services()
    profile = NewTrainee("Mariana Ortega", ("en", "es"), "es", 1.0, TimeAllowance.AS_AUTHORED)
    services.settings.change(last_trainee=services.profiles.create(profile).id)
    services.close()
    restore_imports()
    QApplication.setStyle("Fusion")
    application = QApplication(sys.argv[:1])
    load_fonts(assets_folder() / "fonts")
    puente, dog = RealWindow(application), Watchdog()
    puente.start()
    Visit(puente, dog).run()
    sys.stdout.write(json.dumps([[each.doing, each.work, each.wall] for each in dog.stretches]))
    puente.window.close()


if __name__ == "__main__":
    main()
