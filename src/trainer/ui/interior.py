"""What fills the window: navigation at the left where a screen wants it, strips above, one screen at a time.

It draws and reports what a person did; where to go and what to show is decided by `trainer.ui.shell`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from trainer.i18n import _
from trainer.ui.icons import Icon
from trainer.ui.navigator import Home, Progress, Route, Scenarios, Settings
from trainer.ui.screen import Chrome, Notice, Screen
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space
from trainer.ui.widgets.boxes import clear
from trainer.ui.widgets.focus import FocusRing
from trainer.ui.widgets.navigation import NavigationRail, Place
from trainer.ui.widgets.strips import Strip


@dataclass(frozen=True, slots=True)
class RailFacts:
    """What the navigation shows: where we are, in which language, and who practices (None while starting)."""

    here: Route | None
    language: str
    person: str | None
    language_fixed: bool = False
    """Whether the center's policy decides the language, so that there is nothing to switch."""


class Interior(QWidget):
    """Reports what a person did beside the screen: ``went`` somewhere, chose a language, put a strip away."""

    went = Signal(object)
    language_chosen = Signal(str)
    profile_wanted = Signal()
    keys_wanted = Signal()
    dismissed = Signal(str)

    def __init__(self, theme: Theme, application: QApplication) -> None:
        super().__init__()
        self._screen: Screen | QWidget | None = None
        self._rail: NavigationRail | None = None
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
        if self._screen is not None:
            if isinstance(self._screen, Screen):
                self._screen.retire()
            self._content.removeWidget(self._screen)
            self._screen.hide()
            self._screen.setParent(None)
            self._screen.deleteLater()
        # Only now: what goes must not lay itself out anew for the room that the navigation takes or leaves.
        self._replace_rail(theme, rail)
        self._screen = screen
        self._content.addWidget(screen, 1)
        screen.show()
        self.window().setWindowTitle(_("{screen} – Puente").format(screen=title) if title else "Puente")
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
            strip.show()

    def _replace_rail(self, theme: Theme, facts: RailFacts | None) -> None:
        if self._rail is not None:
            self._row.removeWidget(self._rail)
            self._rail.hide()
            self._rail.setParent(None)
            self._rail.deleteLater()
            self._rail = None
        if facts is None:
            return
        rail = NavigationRail(
            theme,
            _places(),
            facts.here,
            language=facts.language,
            person=facts.person,
            language_fixed=facts.language_fixed,
        )
        rail.went.connect(self.went)
        rail.language_chosen.connect(self.language_chosen)
        rail.profile_wanted.connect(self.profile_wanted)
        rail.keys_wanted.connect(self.keys_wanted)
        self._row.insertWidget(0, rail)
        rail.show()
        self._rail = rail


def _places() -> list[Place]:
    return [
        Place(Home(), Icon.HOME, _("Home")),
        Place(Scenarios(), Icon.SCENARIOS, _("Scenarios")),
        Place(Progress(), Icon.CHART, _("Progress")),
        Place(Settings(), Icon.SETTINGS, _("Settings")),
    ]


def wants_rail(screen: QWidget) -> bool:
    """Tell whether the navigation stands beside this screen."""
    return isinstance(screen, Screen) and screen.chrome is Chrome.NAVIGATION


def shown_on(notice: Notice, screen: QWidget) -> bool:
    """Tell whether a notice stands over this screen."""
    return notice.everywhere or wants_rail(screen)
