"""The program frozen: a folder that runs on a machine without Python.

What is frozen is the wheel as it would be installed, in an environment of its own with exactly the locked
versions, so that nothing of the machine it is built on comes along.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
REQUIREMENTS: Final = ROOT / "requirements"
SPEC: Final = ROOT / "packaging" / "puente.spec"


FIRST_WORDS: Final = 6
LAST_LINES: Final = 30
"""How much of a step that failed is told."""


class BuildError(Exception):
    """A step of a build has failed; the message says which, and what it said."""


def run(*command: str | Path, folder: Path | None = None, **environment: str) -> str:
    """Run a step and return what it printed.

    Raises:
        BuildError: it could not be started, or failed.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise BuildError(f"{words[0]}: {error.strerror}") from error
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()[-LAST_LINES:]
        raise BuildError("\n".join([f"{' '.join(words[:FIRST_WORDS])} … failed:", *said]))
    return done.stdout


def environment(folder: Path, wheel: Path) -> Path:
    """Return the interpreter of an environment with the program and what freezes it, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    locked = [REQUIREMENTS / "runtime.txt", REQUIREMENTS / "package.txt"]
    run(*pip, "--require-hashes", *(part for file in locked for part in ("--requirement", file)))
    run(*pip, "--no-deps", "--no-index", wheel)
    return python


def wheel(folder: Path) -> Path:
    """Build the wheel, and return its file."""
    shutil.rmtree(folder, ignore_errors=True)
    run(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, ROOT),
    )
    return next(folder.glob("*.whl"))


def freeze(python: Path, work: Path, *, version: str) -> Path:
    """Freeze the program that an interpreter has installed, and return the folder."""
    run(
        *(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
        *("--workpath", work / "work", "--distpath", work / "frozen", SPEC),
        PUENTE_VERSION=version,
        PYTHONHASHSEED="1",
    )
    return work / "frozen" / "puente"
