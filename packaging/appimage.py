"""An AppImage: the program in one file that a person marks as executable and starts."""

import shutil
from pathlib import Path
from typing import Final

from frozen import HERE, ROOT, commit_moment, run

TOOL: Final = "appimagetool"
LINUX: Final = HERE / "linux"


def application_folder(frozen: Path, folder: Path, *, version: str) -> None:
    """Lay out what an AppImage mounts: `AppRun` is started, the desktop entry and the icon are shown."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(frozen, folder / "usr/lib/puente", symlinks=True)
    (folder / "AppRun").symlink_to("usr/lib/puente/puente")
    entry = (LINUX / "puente.desktop").read_text(encoding="utf-8")
    (folder / "puente.desktop").write_text(f"{entry}X-AppImage-Version={version}\n", encoding="utf-8")
    shutil.copyfile(ROOT / "assets/brand/app.svg", folder / "puente.svg")
    (folder / ".DirIcon").symlink_to("puente.svg")


def image(folder: Path, output: Path) -> bool:
    """Write the image with appimagetool, and tell whether that program is here."""
    if shutil.which(TOOL) is None:
        return False
    run(TOOL, "--no-appstream", folder, output, SOURCE_DATE_EPOCH=str(commit_moment()))
    return True
