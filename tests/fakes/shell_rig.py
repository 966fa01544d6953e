"""The whole window over a workshop: what a person sees and can do, without a disk to wait for."""

from collections.abc import Callable, Iterable
from pathlib import Path

from building import double_charge
from fake_services import build_fake_services
from PySide6.QtWidgets import QApplication, QWidget
from silent_speech import SilentSpeech
from workshop import Workshop

from trainer import i18n
from trainer.app.services import Services
from trainer.certification.model import Certification
from trainer.paths import assets_folder
from trainer.scenario.model import Scenario
from trainer.settings import SettingsFile
from trainer.ui.preferences import Preferences
from trainer.ui.screen import Screen
from trainer.ui.screens import open_screen
from trainer.ui.shell import Premises, Shell
from trainer.ui.tasks import Tasks
from trainer.ui.window import Window


class ShellRig:
    """One window; `close` it at the end of the test."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        *scenarios: Scenario,
        certifications: Iterable[Certification] = (),
        build: Callable[["ShellRig"], Services] | None = None,
        **settings: object,
    ) -> None:
        self.folder = folder
        self.workshop = Workshop(*(scenarios or (double_charge(),)), certifications=certifications)
        self.file = SettingsFile(folder)
        self.file.change(interface_language="en", **settings)
        self.speech = SilentSpeech()
        self.tasks = Tasks()
        self.preferences = Preferences(self.file, folder, self.tasks)
        self.window = Window(assets_folder(), self.file.current)
        self.services: Services | None = None
        made = build or ShellRig.build
        premises = Premises(assets_folder(), lambda: made(self), open_screen)
        self.shell = Shell(application, self.window, self.preferences, self.tasks, premises)

    def build(self) -> Services:
        self.services = build_fake_services(self.workshop, self.folder, self.speech)
        return self.services

    def start(self) -> None:
        self.shell.start()
        self.window.appear()
        self.window.activateWindow()

    @property
    def is_drawn(self) -> bool:
        """Tell whether the screen that is shown stands complete."""
        return all(each.is_drawn for each in self.window.findChildren(Screen))

    def find(self, name: str) -> QWidget:
        """Return the control of this object name that is shown now."""
        found = [each for each in self.window.findChildren(QWidget, name) if each.isVisible()]
        assert found, f"nothing called {name} is shown"
        return found[-1]

    def close(self) -> None:
        self.window.close()
        i18n.activate("en")
