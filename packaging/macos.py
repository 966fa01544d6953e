"""The disk image for macOS: the application beside a link to where applications live."""

import os
import shutil
from pathlib import Path
from typing import Final

from frozen import run

IDENTITY: Final = "PUENTE_SIGNING_IDENTITY"
"""The environment variable that names a Developer ID. Without one, only this machine trusts the result."""


def image(application: Path, work: Path, output: Path) -> None:
    """Sign an application and write the disk image of it."""
    identity = os.environ.get(IDENTITY, "-")
    hardened = () if identity == "-" else ("--options", "runtime", "--timestamp")
    run("codesign", "--force", "--deep", "--sign", identity, *hardened, application)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    shutil.copytree(application, work / application.name, symlinks=True)
    (work / "Applications").symlink_to("/Applications")
    output.unlink(missing_ok=True)
    run("hdiutil", "create", "-volname", "Puente", "-srcfolder", work, "-format", "UDZO", output)
