"""The way in: without arguments the window opens, anything else is the command line."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trainer.child_programs import run_child

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer.app.services import Services
    from trainer.settings import SettingsFile
    from trainer.ui.shell import Shell
    from trainer.ui.window import Window

COMPLETING: Final = "_PUENTE_COMPLETE"
"""What a shell sets that asks how a command goes on; it gives no arguments."""

PACK: Final = ".puente"
"""How the name of a scenario pack ends; a system that is told so starts the program with it."""

# Each way in loads only what it needs: a command no Qt, the window no command line.
# ruff: noqa: PLC0415


def main() -> None:
    """Run what the arguments ask for, and end the process with its status."""
    if len(sys.argv) == 1 and COMPLETING not in os.environ:
        sys.exit(open_window())
    if run_child(sys.argv[1:]):
        return
    if len(sys.argv) == 2 and sys.argv[1].endswith(PACK):  # noqa: PLR2004 - the file alone, as from a double-click
        from trainer.cli.pack_window import open_pack_window

        sys.exit(open_pack_window(Path(sys.argv[1])))
    from trainer.cli.main import run

    sys.exit(run(sys.argv[1:]))


def open_window(*, opened: "Callable[[Window, Shell], None] | None" = None) -> int:
    """Open the window, and return the exit status once it is closed.

    `opened` is called once the window has been painted and filled, for measurements and self-tests.
    """
    from trainer.paths import data_folder
    from trainer.settings import SettingsFile
    from trainer.ui.application import run

    folder = data_folder()
    settings = SettingsFile(folder)
    return run(settings, folder, partial(_build_services, settings), opened=opened)


def _build_services(settings: "SettingsFile") -> "Services":
    # Databases and scenarios are loaded after the first paint, on a thread of their own.
    from trainer.bootstrap import build_services

    return build_services(settings)


if __name__ == "__main__":
    main()
