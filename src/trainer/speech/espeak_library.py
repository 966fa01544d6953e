"""Where eSpeak NG's library is, on systems where it is no part of the system.

pyttsx3 looks for the library by name only. Where the system has none, the one that the `espeakng-loader`
package carries takes its place: a library of the same name that is loaded already is the one pyttsx3 gets.
"""

import ctypes
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Final

from trainer.speech.serving import MissingError

SYSTEM_LIBRARIES: Final = ("libespeak-ng.so.1", "/usr/local/lib/libespeak-ng.so.1", "libespeak.so.1")
"""In the order of pyttsx3, which takes the first that loads."""
DATA_VARIABLE: Final = "ESPEAK_DATA_PATH"


class LibrarySource(StrEnum):
    """Which library is wanted."""

    ANY = "any"
    """The system's where present, since its distribution keeps it well; the package's otherwise."""
    SYSTEM = "system"
    PACKAGE = "package"


class LibraryMissingError(MissingError):
    """There is no eSpeak NG to load."""


def provide_library(source: LibrarySource) -> None:
    """Load eSpeak NG's library, so that pyttsx3 finds it, and tell it where its data is.

    Changes the environment and the current folder of the process, which therefore has to be the worker's own.
    Windows and macOS have engines of their own: nothing is loaded there.
    """
    if sys.platform != "linux":
        return
    if source is not LibrarySource.PACKAGE and _load_first(SYSTEM_LIBRARIES):
        return
    if source is LibrarySource.SYSTEM:
        raise LibraryMissingError("this system has no libespeak-ng.so.1")
    _load_package()


def _load_first(names: tuple[str, ...]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _load_package() -> None:
    try:
        import espeakng_loader  # noqa: PLC0415 - installed on Linux only
    except ImportError as fault:
        raise LibraryMissingError("neither the system nor espeakng-loader has a library") from fault
    data = Path(espeakng_loader.get_data_path())
    # The library keeps the folder of its data in 160 characters, and virtual environments lie deeper than
    # that: a path relative to the current folder is always short enough.
    os.chdir(data.parent)
    os.environ[DATA_VARIABLE] = "."
    try:
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    except OSError as fault:
        raise LibraryMissingError(f"the library of espeakng-loader does not load: {fault}") from fault
