"""The one window: navigation at the left where a screen wants it, strips above, one screen at a time.

It draws and reports what a person did; where to go and what to show is decided by `trainer.ui.shell`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMargins, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from trainer.i18n import _
from trainer.settings import WindowPlace
from trainer.ui.icons import Icon
from trainer.ui.navigator import Home, Route, Scenarios, Settings
from trainer.ui.screen import Chrome, Notice, Screen
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space
from trainer.ui.widgets.boxes import clear
from trainer.ui.widgets.focus import FocusRing
from trainer.ui.widgets.navigation import NavigationRail, Place
from trainer.ui.widgets.strips import Strip

WIDTH, HEIGHT = 1280, 800
_SMALLEST: Final = (880, 600)


@dataclass(frozen=True, slots=True)
class RailFacts:
    """What the navigation shows: where we are, in which language, and who practices (None while starting)."""

    here: Route | None
    language: str
    person: str | None


class Window(QWidget):
    """Emits ``painted`` once, after the first paint; ``closing`` when it is being closed."""

    painted = Signal()
    closing = Signal()
    went = Signal(object)
    language_chosen = Signal(str)
    profile_wanted = Signal()
    keys_wanted = Signal()
    dismissed = Signal(str)

    def __init__(self, theme: Theme, application: QApplication, place: WindowPlace | None) -> None:
        super().__init__()
        self._painted = False
        self._screen: Screen | QWidget | None = None
        self._rail: NavigationRail | None = None
        self.setObjectName("window")
        self.setMinimumSize(*_SMALLEST)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._content = QVBoxLayout()
        self._content.setSpacing(0)
        self._strips = QVBoxLayout()
        self._strips.setSpacing(Space.S8)
        self._content.addLayout(self._strips)
        self._row.addLayout(self._content, 1)
        self._ring = FocusRing(self, theme, application)
        keys = QShortcut(QKeySequence(Qt.Key.Key_F1), self)
        keys.activated.connect(self.keys_wanted)
        self._restore(place)

    @property
    def screen_shown(self) -> QWidget | None:
        """Return the screen that is shown."""
        return self._screen

    def place_button(self) -> QWidget | None:
        """Return the button of the place where we are, for a screen that asks for no focus of its own."""
        return self._rail.here_button if self._rail is not None else None

    def show_screen(self, theme: Theme, screen: QWidget, rail: RailFacts | None, title: str) -> None:
        """Take the place of what was shown. ``rail`` is None for a screen without navigation."""
        self.setUpdatesEnabled(False)
        self._ring.change_theme(theme)
        self._replace_rail(theme, rail)
        if self._screen is not None:
            if isinstance(self._screen, Screen):
                self._screen.retire()
            self._content.removeWidget(self._screen)
            self._screen.hide()
            self._screen.deleteLater()
        self._screen = screen
        self._content.addWidget(screen, 1)
        screen.show()
        self.setWindowTitle(_("{screen} – Puente").format(screen=title) if title else "Puente")
        self.setUpdatesEnabled(True)

    def show_notices(self, theme: Theme, notices: Sequence[Notice]) -> None:
        """Show these strips, and no others."""
        clear(self._strips)
        edge = Space.WINDOW_EDGE
        self._strips.setContentsMargins(QMargins(edge, Space.S16, edge, 0) if notices else QMargins())
        for notice in notices:
            strip = Strip(theme, notice.text, tone=notice.tone, action=notice.action, act=notice.act)
            strip.dismissed.connect(lambda key=notice.key: self.dismissed.emit(key))
            self._strips.addWidget(strip)

    def current_place(self) -> WindowPlace:
        """Return where the window stands, to be remembered."""
        spot = self.normalGeometry() if self.isMaximized() else self.geometry()
        return WindowPlace(spot.x(), spot.y(), spot.width(), spot.height(), maximized=self.isMaximized())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell once that a person can see the window."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything be kept before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def _replace_rail(self, theme: Theme, facts: RailFacts | None) -> None:
        if self._rail is not None:
            self._row.removeWidget(self._rail)
            self._rail.hide()
            self._rail.deleteLater()
            self._rail = None
        if facts is None:
            return
        rail = NavigationRail(theme, _places(), facts.here, language=facts.language, person=facts.person)
        rail.went.connect(self.went)
        rail.language_chosen.connect(self.language_chosen)
        rail.profile_wanted.connect(self.profile_wanted)
        rail.keys_wanted.connect(self.keys_wanted)
        self._row.insertWidget(0, rail)
        rail.show()
        self._rail = rail

    def _restore(self, place: WindowPlace | None) -> None:
        self.resize(WIDTH, HEIGHT)
        if place is None:
            return
        spot = QRect(place.x, place.y, place.width, place.height)
        # A screen that was unplugged since must not swallow the window.
        if any(screen.availableGeometry().intersects(spot) for screen in QGuiApplication.screens()):
            self.setGeometry(spot)
        if place.maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)


def _places() -> list[Place]:
    return [
        Place(Home(), Icon.HOME, _("Home")),
        Place(Scenarios(), Icon.SCENARIOS, _("Scenarios")),
        Place(Settings(), Icon.SETTINGS, _("Settings")),
    ]


def wants_rail(screen: QWidget) -> bool:
    """Tell whether the navigation stands beside this screen."""
    return isinstance(screen, Screen) and screen.chrome is Chrome.NAVIGATION


def shown_on(notice: Notice, screen: QWidget) -> bool:
    """Tell whether a notice stands over this screen."""
    return notice.everywhere or wants_rail(screen)
