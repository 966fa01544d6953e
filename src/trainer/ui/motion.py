"""Whether the system asks for less motion. Qt does not tell, so each platform is asked in its own way."""

import ctypes
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings

_GET_CLIENT_AREA_ANIMATION: Final = 0x1042
_YES: Final = {"1", "true"}
_PATIENCE: Final = 2.0
"""Seconds; a desktop that does not answer by then is taken to have nothing against motion."""


def system_reduces_motion() -> bool:
    """Ask the system; may take up to two seconds, so ask off the interface's thread."""
    if sys.platform == "win32":  # pragma: no cover - another platform
        shown = ctypes.c_int(1)
        user32 = ctypes.windll.user32
        answered = user32.SystemParametersInfoW(_GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(shown), 0)
        return bool(answered) and not shown.value
    if sys.platform == "darwin":  # pragma: no cover - another platform
        kept = Path.home() / "Library" / "Preferences" / "com.apple.universalaccess.plist"
        answer = QSettings(str(kept), QSettings.Format.NativeFormat).value("reduceMotion")
        return str(answer).lower() in _YES
    return _desktop_reduces_motion()


def _desktop_reduces_motion() -> bool:
    asker = shutil.which("gsettings")
    if asker is None:
        return False
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed question to the desktop's own tool
            [asker, "get", "org.gnome.desktop.interface", "enable-animations"],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.strip() == "false"
