"""Puente itself, gone once its first window has been painted."""

import os
from pathlib import Path

from trainer.__main__ import main
from trainer.settings import Settings
from trainer.ui import application
from trainer.ui.window import Window


class PassingWindow(Window):
    """Ends the process after its first paint."""

    def __init__(self, assets: Path, settings: Settings) -> None:
        super().__init__(assets, settings)
        self.painted.connect(lambda: os._exit(0))


if __name__ == "__main__":
    # The program as it is shipped, but for its end.
    vars(application)["Window"] = PassingWindow
    main()
