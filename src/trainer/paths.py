"""Where things are on this machine.

One module answers it, so that a test, a portable installation or a center's policy can move everything with
one environment variable. Nothing here creates a folder: whoever writes first does.
"""

import os
from pathlib import Path
from typing import Final

from trainer.policy import machine_policy

__all__ = [
    "DATA_VARIABLE",
    "LINES_VARIABLE",
    "assets_folder",
    "bundled_scenarios_folder",
    "cache_folder",
    "center_key_file",
    "certificate_template_folder",
    "data_folder",
    "is_data_folder_chosen",
    "log_folder",
    "shared_lines_folder",
    "shared_scenarios_folders",
    "user_scenarios_folder",
    "voices_folder",
]

DATA_VARIABLE: Final = "PUENTE_DATA"
"""The environment variable that moves the data folder."""

LINES_VARIABLE: Final = "PUENTE_SPOKEN_LINES"
"""The environment variable that names a folder of spoken lines, made ahead by a center for its machines."""

APPLICATION: Final = "Puente"


def data_folder() -> Path:
    """Return the folder of everything that a person makes with the application."""
    moved = os.environ.get(DATA_VARIABLE)
    if moved:
        return Path(moved).expanduser().absolute()
    decided = machine_policy().policy.data_folder
    if decided is not None:
        return decided
    import platformdirs  # noqa: PLC0415 - not needed where the variable is set, and start-up is counted in milliseconds

    return platformdirs.user_data_path(APPLICATION, appauthor=False, roaming=False)


def is_data_folder_chosen() -> bool:
    """Tell whether somebody chose the data folder: it may be on a drive that is not there now.

    Nothing above such a folder is ever made in its stead.
    """
    return bool(os.environ.get(DATA_VARIABLE)) or machine_policy().policy.data_folder is not None


def log_folder() -> Path:
    """Return the folder of the logs."""
    return data_folder() / "logs"


def center_key_file() -> Path:
    """Return the file of the center's key, encrypted."""
    return data_folder() / "center" / "key.json"


def certificate_template_folder() -> Path:
    """Return the folder in which a center describes its own certificate."""
    return data_folder() / "center" / "certificate"


def cache_folder() -> Path:
    """Return the folder of what can be made again, such as spoken lines."""
    return data_folder() / "cache"


def shared_lines_folder() -> Path | None:
    """Return the folder of lines that a center has made ahead, which is only read; None without one."""
    named = os.environ.get(LINES_VARIABLE)
    return Path(named).expanduser().absolute() if named else None


def voices_folder() -> Path:
    """Return the folder of the neural voices that a person has downloaded."""
    return data_folder() / "voices"


def user_scenarios_folder() -> Path:
    """Return the folder of the scenarios that a center has added or written."""
    return data_folder() / "scenarios"


def shared_scenarios_folders() -> tuple[Path, ...]:
    """Return the folders of scenarios that the center's policy names, such as a share of the network."""
    return machine_policy().policy.scenario_folders


def bundled_scenarios_folder() -> Path:
    """Return the folder of the scenarios that come with the application."""
    return _bundled("scenarios")


def assets_folder() -> Path:
    """Return the folder of fonts, icons, portraits and sounds."""
    return _bundled("assets")


def _bundled(name: str) -> Path:
    package = Path(__file__).parent
    installed = package / "_data" / name
    # A wheel carries the folder inside the package; a source checkout has it beside `src`.
    return installed if installed.is_dir() else package.parent.parent / name
