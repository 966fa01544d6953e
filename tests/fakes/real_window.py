"""The window over a real data folder, with everything real but the sound."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from silent_speech import SilentSpeech

from trainer.app.services import Services
from trainer.bootstrap import build_services
from trainer.paths import assets_folder, data_folder
from trainer.settings import Motion, SettingsFile
from trainer.ui.preferences import Preferences
from trainer.ui.screens import load_likely, open_screen
from trainer.ui.shell import Premises, Shell
from trainer.ui.tasks import Tasks
from trainer.ui.widgets.text import Text
from trainer.ui.window import Window


class RealWindow:
    """One window, in Spanish. Close it at the end."""

    def __init__(self, application: QApplication) -> None:
        folder = data_folder()
        settings = SettingsFile(folder)
        settings.change(interface_language="es", reduced_motion=Motion.REDUCED)
        tasks = Tasks()
        preferences = Preferences(settings, folder, tasks)
        self.services: Services | None = None
        self.window = Window(assets_folder(), settings.current)

        def build() -> Services:
            self.services = replace(build_services(settings), speech=SilentSpeech())
            return self.services

        premises = Premises(assets_folder(), build, open_screen, load_likely)
        self.shell = Shell(application, self.window, preferences, tasks, premises)

    def start(self) -> None:
        self.shell.start()
        self.window.appear()
        self.window.activateWindow()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._keyboard(), key)

    def write(self, words: str) -> None:
        QTest.keyClicks(self._keyboard(), words)

    @property
    def focused(self) -> str:
        """Return the name of what has the keyboard."""
        return self._keyboard().objectName()

    def texts(self) -> list[str]:
        return [label.text() for label in self.window.findChildren(Text) if label.isVisible()]

    def shows(self, words: str) -> bool:
        """Tell whether a text is on the screen."""
        return words in self.texts()

    def _keyboard(self) -> QWidget:
        focused: QWidget | None = self.window.focusWidget()
        return self.window if focused is None else focused
