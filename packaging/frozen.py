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
HERE: Final = ROOT / "packaging"
SPEC: Final = HERE / "puente.spec"
PIP: Final = (sys.executable, "-m", "pip", "--disable-pip-version-check")

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
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise BuildError(f"{words[0]}: {error.strerror}") from error
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()[-LAST_LINES:]
        raise BuildError("\n".join([f"{' '.join(words[:FIRST_WORDS])} … failed:", *said]))
    return done.stdout


def environment(folder: Path, *locked: str, wheel: Path | None = None) -> Path:
    """Make an environment of lists of locked requirements, and return its interpreter.

    It has nothing else, not even pip, so that an inventory of it names what will be carried and no more.
    """
    shutil.rmtree(folder, ignore_errors=True)
    # Linked, as the interpreters of macOS want it; Windows has no links for everybody.
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    for name in locked:
        install(python, name)
    if wheel is not None:
        _pip_install(python, "--no-deps", "--no-index", wheel)
    return python


def install(python: Path, locked: str) -> None:
    """Install a list of locked requirements beside what an environment has."""
    _pip_install(python, "--require-hashes", "--requirement", REQUIREMENTS / f"{locked}.txt")


def _pip_install(python: Path, *what: str | Path) -> None:
    run(*PIP, "--python", python, "install", "--quiet", *what)


def wheel(folder: Path) -> Path:
    """Build the wheel, and return its file."""
    shutil.rmtree(folder, ignore_errors=True)
    run(
        *(*PIP, "wheel", "--quiet"),
        *("--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, ROOT),
    )
    return next(folder.glob("*.whl"))


def version_of(wheel: Path) -> str:
    """Return the version that a wheel is named with; it is written in `src/trainer/__init__.py` alone."""
    return wheel.name.split("-")[1]


def freeze(
    python: Path, work: Path, *, version: str, icon: Path | None = None, entry: Path | None = None
) -> Path:
    """Freeze what an interpreter has installed, and return the folder.

    It starts with Puente, or with another program where `entry` names one.
    """
    run(
        *(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
        *("--workpath", work / "work", "--distpath", work / "frozen", SPEC),
        PUENTE_VERSION=version,
        PUENTE_ENTRY=str(entry or ""),
        PUENTE_ICON=str(icon or ""),
        # Names are laid down in the order of their hashes: a second build makes the same bytes.
        PYTHONHASHSEED="1",
    )
    return work / "frozen" / "puente"


def commit_moment() -> int:
    """Return when what is built was committed, in seconds since 1970: a second build makes the same bytes."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or run("git", "log", "-1", "--format=%ct", folder=ROOT))
