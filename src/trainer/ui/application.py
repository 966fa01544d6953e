"""Open the window fast: before the first paint nothing is loaded but Qt, the tokens and the shell.

The services (records, scenarios, voices) are built on the worker once the window can be seen, and screens are
imported when they are opened.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from trainer.paths import assets_folder
from trainer.settings import SettingsFile
from trainer.ui.icons import application_icon
from trainer.ui.preferences import Preferences
from trainer.ui.screens import open_screen
from trainer.ui.shell import Premises, Shell
from trainer.ui.tasks import Tasks
from trainer.ui.theme import load_fonts

if TYPE_CHECKING:
    from trainer.app.services import Services


def run(
    build_services: "Callable[[], Services]",
    data_folder: Path,
    arguments: Sequence[str] = ("puente",),
    *,
    started: "Callable[[Shell], None] | None" = None,
) -> int:
    """Open the window on a data folder, and return the exit code when it is closed.

    ``build_services`` is called on a worker's thread after the first paint; a ``Fault`` that it raises is
    shown. ``started`` is called with the shell just before the window shows, for measurements and
    self-tests.
    """
    application = QApplication(list(arguments))
    application.setApplicationName("Puente")
    application.setDesktopFileName("puente")
    application.setStyle("Fusion")
    assets = assets_folder()
    load_fonts(assets / "fonts")
    application.setWindowIcon(application_icon(assets))
    tasks = Tasks()
    preferences = Preferences(SettingsFile(data_folder), data_folder, tasks)
    shell = Shell(application, preferences, tasks, Premises(assets, build_services, open_screen))
    if started is not None:
        started(shell)
    shell.start()
    return application.exec()
