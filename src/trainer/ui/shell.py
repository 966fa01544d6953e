"""What holds the window together: it follows the routes, keeps presenters, and draws again what has changed.

Everything a change of theme, language or text size needs is here, once (see the package's docstring).
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from trainer import i18n
from trainer.policy import machine_policy
from trainer.settings import Motion
from trainer.ui.beginning import Beginning
from trainer.ui.interior import Interior, RailFacts, wants_rail
from trainer.ui.motion import system_reduces_motion
from trainer.ui.navigator import DeskPage, Home, Instructor, Navigator, Route, Scenarios, Shortcuts, Who
from trainer.ui.notices import (
    FILES_WAITING,
    NoticeBoard,
    backup_failed,
    broken_files,
    files_waiting,
    policy_unsound,
    records_changed,
    settings_set_aside,
)
from trainer.ui.preferences import Preferences
from trainer.ui.screen import Opened, Presenter, Screen, Stage, keeping_place
from trainer.ui.tasks import Failure, Tasks
from trainer.ui.theme import Theme, apply_theme, system_scheme
from trainer.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QStyleHints

    # Use cases load much that the first paint does without.
    from trainer.app.ports import Trainee
    from trainer.app.record_chain_examination import Examination
    from trainer.app.services import Services


class Opener(Protocol):
    """Opens the screen of a route."""

    def __call__(self, route: Route, stage: Stage) -> Opened:
        """Return the open screen."""


@dataclass(frozen=True, slots=True)
class Premises:
    """What the shell is given: where the assets are, how the services are built, how a screen is opened."""

    assets: Path
    build_services: "Callable[[], Services]"
    open_screen: Opener
    load_likely: "Callable[[Route], None] | None" = None
    """Called on a worker at each arrival: what is imported there, the interface need not wait for."""


class Shell(QObject):
    """The window's director: fills it, has the services built, and then goes where the person goes."""

    def __init__(
        self,
        application: QApplication,
        window: Window,
        preferences: Preferences,
        tasks: Tasks,
        premises: Premises,
    ) -> None:
        super().__init__()
        self._application = application
        self._preferences = preferences
        self._tasks = tasks
        self._premises = premises
        self._hints: QStyleHints = application.styleHints()
        self._less_motion = False
        self._navigator = Navigator(self)
        self._stage: Stage | None = None
        self._opened: dict[Route, Opened] = {}
        self._board = NoticeBoard(self)
        i18n.activate(preferences.language)
        self._theme = self._current_theme()
        apply_theme(application, self._theme)
        self.window = window
        self._interior = Interior(self._theme, application)
        self._beginning = Beginning(self._interior, preferences, tasks, premises.build_services, window.close)
        self._connect()

    def start(self) -> None:
        """Fill the window, and build the services on the worker."""
        self.window.fill(self._interior)
        self._beginning.begin(self._theme)
        self._ask_for_motion()

    @property
    def theme(self) -> Theme:
        """Return the theme that is shown."""
        return self._theme

    @property
    def presenter(self) -> Presenter | None:
        """Return the presenter of the screen that is shown."""
        route = self._navigator.current
        return self._opened[route].presenter if route in self._opened and route is not None else None

    @property
    def navigator(self) -> Navigator:
        """Return the navigator."""
        return self._navigator

    def _connect(self) -> None:
        interior, hints = self._interior, self._hints
        self._navigator.moved.connect(self._arrive)
        self._preferences.changed.connect(self._adopt)
        self._tasks.failed.connect(self._board.post_failure)
        self._board.changed.connect(self._show_notices)
        self._beginning.ready.connect(self._take_services)
        hints.colorSchemeChanged.connect(self._adopt)
        hints.accessibility().contrastPreferenceChanged.connect(self._adopt)
        self._application.applicationStateChanged.connect(self._ask_again)
        interior.went.connect(self._navigator.go)
        interior.language_chosen.connect(
            lambda language: self._preferences.change(interface_language=language)
        )
        interior.profile_wanted.connect(lambda: self._navigator.reset(Who()))
        interior.keys_wanted.connect(self._show_keys)
        interior.dismissed.connect(self._board.dismiss)
        self.window.closing.connect(self._close)

    # Starting

    def _take_services(self, services: "Services") -> None:
        self._stage = Stage(
            services=services,
            navigator=self._navigator,
            tasks=self._tasks,
            preferences=self._preferences,
            enter=self.enter,
            notify=self._board.post,
        )
        self._tell_broken(services)
        if services.library.waiting:
            self._board.post(files_waiting(services.library.waiting))
            self._tasks.background(services.library.reload, lambda _read: self._take_rest(services))
        problems = machine_policy().describe_problems()
        if problems:
            self._board.post(policy_unsound(problems))
        if self._preferences.set_aside is not None:
            self._board.post(settings_set_aside(self._preferences.set_aside))
        self._tasks.database(lambda: _people(services), self._greet)
        # A backup for the day when the disk fails: nobody asks for one in time.
        self._tasks.background(services.backups.keep_daily, lambda _made: None, self._tell_backup)
        # A million facts take long: whoever practices never waits for it, whatever is found.
        self._tasks.background(services.examine, self._tell_records)

    def _tell_backup(self, failure: Failure) -> None:
        """Tell that there is no backup, or no copy on the other disk: nothing that a call should hear of."""
        if failure.defect:
            self._board.post_failure(failure)
        else:
            self._board.post(backup_failed(failure.message))

    def _tell_records(self, found: "Examination") -> None:
        if not found.sound:
            go = self._navigator.go
            self._board.post(records_changed(len(found.faults), lambda: go(Instructor(DeskPage.RECORDS))))

    def _take_rest(self, services: "Services") -> None:
        """Show what was found in files that nobody had looked into before."""
        self._board.dismiss(FILES_WAITING)
        self._tell_broken(services)
        route, presenter = self._navigator.current, self.presenter
        if presenter is not None and route in {Home(), Scenarios()}:
            presenter.uncover()

    def _tell_broken(self, services: "Services") -> None:
        if services.library.broken:
            go = self._navigator.go
            self._board.post(broken_files(len(services.library.broken), lambda: go(Scenarios())))

    def _greet(self, found: "tuple[list[Trainee], bool]") -> None:
        """Go straight Home where one person alone uses this machine, without a PIN; else ask who it is."""
        trainees, asks_pin = found
        last = self._preferences.settings.last_trainee
        if len(trainees) == 1 and trainees[0].id == last and not asks_pin:
            self.enter(trainees[0])
        else:
            self._navigator.reset(Who())

    def enter(self, trainee: "Trainee") -> None:
        """Practice as this trainee from now on, beginning at Home."""
        if self._stage is None:
            return
        self._stage = replace(self._stage, trainee=trainee)
        self._preferences.forget_changes()
        self._preferences.note(
            last_trainee=trainee.id,
            interface_language=trainee.interface_language,
            speech_rate=trainee.speech_rate,
        )
        i18n.activate(self._preferences.language)
        self._navigator.reset(Home())

    def _ask_again(self, state: Qt.ApplicationState) -> None:
        """Ask what the system wants when a person comes back: from its settings, perhaps."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._ask_for_motion()

    def _ask_for_motion(self) -> None:
        if self._preferences.settings.reduced_motion is Motion.SYSTEM:
            self._tasks.background(system_reduces_motion, self._learn_motion)

    def _learn_motion(self, reduced: bool) -> None:  # noqa: FBT001 - the answer of a task
        if reduced != self._less_motion:
            self._less_motion = reduced
            self._adopt()

    # Going from screen to screen

    def _arrive(self, route: Route) -> None:
        stage = self._stage
        if stage is None:
            return
        known = self._opened.get(route)
        opened = known if known is not None else self._premises.open_screen(route, stage)
        self._close_left(route)
        self._opened[route] = opened
        screen = self._draw(opened)
        focus = screen.first_focus() or self._interior.place_button()
        if focus is not None:
            focus.setFocus()
        if known is None:
            opened.presenter.open()
        else:
            opened.presenter.uncover()
        load_likely = self._premises.load_likely
        if load_likely is not None:
            self._tasks.background(lambda: load_likely(route), lambda _loaded: None)

    def _close_left(self, route: Route) -> None:
        """Close what is no longer on the way here; what still is waits below."""
        trail = self._navigator.trail
        for left in [each for each in self._opened if each not in trail]:
            self._opened.pop(left).presenter.close()
        for below in trail:
            if below != route and below in self._opened:
                self._opened[below].presenter.cover()

    def _draw(self, opened: Opened) -> Screen:
        screen = opened.draw(self._theme)
        route = self._navigator.current
        person = self._stage.trainee.name if self._stage is not None and self._stage.trainee else None
        preferences = self._preferences
        facts = RailFacts(route, preferences.language, person, preferences.language_fixed)
        rail = facts if wants_rail(screen) else None
        self._interior.show_screen(self._theme, screen, rail, screen.page_title())
        # This also shows the notices that are left.
        self._board.dismiss(*screen.tells)
        return screen

    def _show_keys(self) -> None:
        if self._navigator.current == Shortcuts():
            self._navigator.back()
        elif self._navigator.current is not None:
            self._navigator.go(Shortcuts())

    # Changes

    def _current_theme(self) -> Theme:
        return self._preferences.theme(
            self._premises.assets,
            system_scheme(self._hints),
            system_reduces_motion=self._less_motion,
        )

    def _adopt(self) -> None:
        """Adopt whatever changed: language, colors, text size, motion. Draw again only where it shows."""
        theme, language = self._current_theme(), self._preferences.language
        looks_new = theme != self._theme
        if not looks_new and language == i18n.current_language():
            self._keep_for_trainee()
            return
        i18n.activate(language)
        if looks_new:
            self._theme = theme
            apply_theme(self._application, theme)
        route = self._navigator.current
        if route is None or route not in self._opened:
            self._beginning.draw(theme)
        else:
            with keeping_place(lambda: self._interior):
                self._draw(self._opened[route]).complete()
        self._keep_for_trainee()

    def _keep_for_trainee(self) -> None:
        """Keep with the profile what belongs to a person: the interface's language, the voice's speed."""
        stage, settings = self._stage, self._preferences.settings
        if stage is None or stage.trainee is None:
            return
        changed = replace(
            stage.trainee,
            interface_language=self._preferences.language,
            speech_rate=settings.speech_rate,
        )
        if changed != stage.trainee:
            self._stage = replace(stage, trainee=changed)
            self._tasks.database(lambda: stage.services.profiles.change(changed), lambda _kept: None)

    def _show_notices(self) -> None:
        screen = self._interior.screen_shown
        if screen is not None:
            self._interior.show_notices(self._theme, self._board.over(screen))

    def _listen_no_more(self) -> None:
        """Leave the application's signals alone: they live longer than this window."""
        self._hints.colorSchemeChanged.disconnect(self._adopt)
        self._hints.accessibility().contrastPreferenceChanged.disconnect(self._adopt)
        self._application.applicationStateChanged.disconnect(self._ask_again)

    def _close(self) -> None:
        """Let every screen keep what it has, then wait until it is on the disk."""
        self._preferences.note(window=self.window.place)
        for opened in self._opened.values():
            opened.presenter.close()
        self._opened.clear()
        self._listen_no_more()
        if self._stage is not None:
            self._stage.services.library.leave()
        self._tasks.close()
        self._beginning.end()


def _people(services: "Services") -> "tuple[list[Trainee], bool]":
    """Return who has a profile here, and whether the first of them has a PIN; for the worker."""
    trainees = [each.trainee for each in services.profiles.list()]
    return trainees, bool(trainees) and services.pins.has_pin(trainees[0].id)
