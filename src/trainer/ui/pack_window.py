"""The small window that a pack opens in when it is double-clicked: what it is, and whether to install it.

A window of its own and no part of the large one, so that it works beside a call that is going on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from trainer import i18n
from trainer.i18n import _
from trainer.paths import assets_folder
from trainer.settings import SettingsFile
from trainer.ui.accessible_roles import install_roles
from trainer.ui.icons import Icon, IconView, application_icon
from trainer.ui.preferences import Preferences
from trainer.ui.tasks import Failure, Tasks
from trainer.ui.theme import Theme, apply_theme, load_fonts, system_scheme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import column, row
from trainer.ui.widgets.buttons import Button, ButtonKind
from trainer.ui.widgets.states import LoadingState
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text

__all__ = ["PackDoor", "PackOffer", "PackWindow", "run"]

WIDTH, HEIGHT = 640, 260


@dataclass(frozen=True, slots=True)
class PackOffer:
    """A pack that was found sound."""

    sentence: str
    """What it is, for people."""
    signed: bool


@dataclass(frozen=True, slots=True)
class PackDoor:
    """What can be done with the file of a pack. Both take a while, and raise a `Fault` that refuses it."""

    file: Path
    examine: Callable[[], PackOffer]
    install: Callable[[], object]


def run(door: PackDoor, settings: SettingsFile, folder: Path) -> int:
    """Open the window on a pack, and return the exit status when it is closed."""
    QApplication.setStyle("Fusion")
    application = QApplication(["puente"])
    application.setApplicationName("Puente")
    application.setDesktopFileName("puente")
    install_roles()
    assets = assets_folder()
    load_fonts(assets / "fonts")
    application.setWindowIcon(application_icon(assets))
    tasks = Tasks()
    preferences = Preferences(settings, folder, tasks)
    i18n.activate(preferences.language)
    scheme = system_scheme(application.styleHints())
    theme = preferences.theme(assets, scheme, system_reduces_motion=False)
    apply_theme(application, theme)
    window = PackWindow(theme, tasks, door)
    window.show()
    window.start()
    return application.exec()


class PackWindow(QMainWindow):
    """Checks a pack, says what it is or why it is refused, and installs it where somebody wants that."""

    def __init__(self, theme: Theme, tasks: Tasks, door: PackDoor) -> None:
        super().__init__()
        self._theme = theme
        self._tasks = tasks
        self._door = door
        self.setWindowTitle(_("Scenario pack"))
        # Said once, so that what it shows never changes how small it may be.
        self.setMinimumSize(theme.px(WIDTH), theme.px(HEIGHT))

    def start(self) -> None:
        """Check the pack on a worker."""
        self._wait(_("The pack is being checked."))
        self._tasks.background(self._door.examine, self._offer, self._refuse)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is being installed be finished."""
        self._tasks.close()
        super().closeEvent(event)

    def _offer(self, offer: PackOffer) -> None:
        words = _("Install") if offer.signed else _("Install it all the same")
        install = self._button(words, self._install, "install", kind=ButtonKind.PRIMARY)
        leave = self._button(_("Cancel"), self.close, "leave")
        icon, color = (Icon.CHECK, Color.POSITIVE) if offer.signed else (Icon.WARNING, Color.CAUTION)
        self._show(icon, color, self._door.file.name, offer.sentence, install, leave)

    def _install(self) -> None:
        self._wait(_("The pack is being installed."))
        self._tasks.background(self._door.install, lambda _installed: self._finish(), self._refuse)

    def _finish(self) -> None:
        leave = self._button(_("Close"), self.close, "leave", kind=ButtonKind.PRIMARY)
        sentence = _("Its scenarios are there when Puente is opened the next time.")
        self._show(Icon.CHECK, Color.POSITIVE, _("The pack is installed"), sentence, leave)

    def _refuse(self, failure: Failure) -> None:
        leave = self._button(_("Close"), self.close, "leave", kind=ButtonKind.PRIMARY)
        self._show(Icon.ERROR, Color.CRITICAL, self._door.file.name, failure.message, leave)

    def _wait(self, sentence: str) -> None:
        theme = self._theme
        heading = Text(theme, self._door.file.name, TextStyle.CARD_TITLE)
        self._fill(heading, Text(theme, sentence, TextStyle.BODY), LoadingState(theme))

    def _show(self, icon: Icon, color: Color, heading: str, sentence: str, *buttons: Button) -> None:
        theme = self._theme
        head = QWidget()
        mark = IconView(theme, icon, color=color, size=24)
        head.setLayout(row(mark, Text(theme, heading, TextStyle.CARD_TITLE), 1, gap=Space.S12))
        foot = QWidget()
        foot.setLayout(row(*buttons, 1, gap=Space.S12))
        self._fill(head, Text(theme, sentence, TextStyle.BODY), foot)
        buttons[0].setFocus()

    def _fill(self, *parts: QWidget) -> None:
        card = Card(self._theme, gap=Space.S16)
        for part in parts:
            card.column.addWidget(part)
        card.column.addStretch(1)
        ground = QWidget()
        edge = Space.S24
        ground.setLayout(column(card, gap=0, margins=QMargins(edge, edge, edge, edge)))
        self.setCentralWidget(ground)

    def _button(
        self, words: str, act: Callable[[], object], name: str, *, kind: ButtonKind = ButtonKind.SECONDARY
    ) -> Button:
        button = Button(self._theme, words, kind=kind)
        button.setObjectName(name)
        # Later: the button itself goes with what it stands in.
        button.clicked.connect(act, Qt.ConnectionType.QueuedConnection)
        return button
