"""Opens the window once and closes it: `python -m trainer.cli.self_test_window`, for the self-test.

A program of its own, since what Qt lacks on a machine may end the process that asks for it. Works on the data
folder that the environment names. Prints one JSON object once the first screen has been painted.
"""

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QImage

from trainer.bootstrap import build_services
from trainer.paths import data_folder
from trainer.settings import SettingsFile
from trainer.ui.application import run

if TYPE_CHECKING:
    from trainer.ui.shell import Shell
    from trainer.ui.window import Window

__all__ = ["main"]

LONGEST_MS: Final = 60_000
"""How long the first screen may take; then what is shown instead is the finding."""
SETTLED_MS: Final = 200
SAMPLES: Final = 64
"""Points looked at in each direction: a window of one color shows nothing."""


def main() -> int:
    """Open, look, tell, close."""
    folder = data_folder()
    settings = SettingsFile(folder)
    return run(settings, folder, partial(build_services, settings), opened=_wait)


def _wait(window: "Window", shell: "Shell") -> None:
    shell.navigator.moved.connect(lambda _route: QTimer.singleShot(SETTLED_MS, lambda: _tell(window)))
    QTimer.singleShot(LONGEST_MS, window, lambda: _give_up(window))


def _tell(window: "Window") -> None:
    picture = window.grab().toImage()
    if not _is_painted(picture):
        sys.stderr.write("the window shows nothing\n")
    else:
        told = {
            "width": picture.width(),
            "height": picture.height(),
            "platform": QGuiApplication.platformName(),
            "qt": qVersion(),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    window.close()


def _give_up(window: "Window") -> None:
    sys.stderr.write("the records or the scenarios could not be opened in time\n")
    window.close()


def _is_painted(picture: QImage) -> bool:
    """Tell whether there is more than one color on a picture."""
    across, down = max(1, picture.width() // SAMPLES), max(1, picture.height() // SAMPLES)
    colors = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), across)
        for y in range(0, picture.height(), down)
    }
    return len(colors) > 1


if __name__ == "__main__":
    sys.exit(main())
