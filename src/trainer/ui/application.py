"""Open the window fast: before the first paint only Qt's widgets, the tokens and the settings are loaded.

What fills the window is imported after the first paint, the services (records, scenarios, voices) are built
on the worker, and screens are imported when they are opened.
"""
# ruff: noqa: PLC0415 - that is what this module is for

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from trainer.paths import assets_folder
from trainer.settings import SettingsFile
from trainer.ui.plain_imports import restore_imports
from trainer.ui.window import Window

if TYPE_CHECKING:
    from trainer.app.services import Services
    from trainer.ui.shell import Shell


def run(
    settings: SettingsFile,
    data_folder: Path,
    build_services: "Callable[[], Services]",
    arguments: Sequence[str] = ("puente",),
    *,
    opened: "Callable[[Window, Shell], None] | None" = None,
) -> int:
    """Open the window on a data folder, and return the exit code when it is closed.

    ``settings`` is the one object for that folder; the services must be given the same. ``build_services`` is
    called on a worker's thread after the first paint; a ``Fault`` that it raises is shown, with ways out.
    ``opened`` is called when the window has been painted and filled, for measurements and self-tests.
    """
    restore_imports()
    QApplication.setStyle("Fusion")
    application = QApplication(list(arguments))
    application.setApplicationName("Puente")
    application.setDesktopFileName("puente")
    assets = assets_folder()
    # The brand's weight alone; the others are loaded with the theme.
    QFontDatabase.addApplicationFont(str(assets / "fonts" / "AtkinsonHyperlegibleNext_700Bold.ttf"))
    window = Window(assets, settings.current)
    shells: list[Shell] = []

    def fill() -> None:
        shell = _open_shell(application, window, settings, data_folder, build_services)
        shells.append(shell)
        shell.start()
        if opened is not None:
            opened(window, shell)

    window.painted.connect(fill)
    window.appear()
    return application.exec()


def _open_shell(
    application: QApplication,
    window: Window,
    settings: SettingsFile,
    data_folder: Path,
    build_services: "Callable[[], Services]",
) -> "Shell":
    from trainer.ui.accessible_roles import install_roles
    from trainer.ui.icons import application_icon
    from trainer.ui.preferences import Preferences
    from trainer.ui.screens import load_likely, open_screen
    from trainer.ui.shell import Premises, Shell
    from trainer.ui.tasks import Tasks
    from trainer.ui.theme import load_fonts

    install_roles()
    assets = assets_folder()
    load_fonts(assets / "fonts")
    application.setWindowIcon(application_icon(assets))
    tasks = Tasks()
    preferences = Preferences(settings, data_folder, tasks)
    premises = Premises(assets, build_services, open_screen, load_likely)
    return Shell(application, window, preferences, tasks, premises)
