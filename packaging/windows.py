"""The installer for Windows, made by NSIS: there to be shipped, elsewhere to see that its script is sound."""

from pathlib import Path
from typing import Final

from frozen import HERE, run

SCRIPT: Final = HERE / "windows" / "puente.nsi"
PARTS: Final = 4
KIBIBYTE: Final = 1024


def installer(payload: Path, output: Path, *, version: str, icon: Path) -> None:
    """Write the installer of a folder that holds puente.exe and puente-window.exe."""
    size = sum(path.stat().st_size for path in payload.rglob("*") if path.is_file()) // KIBIBYTE
    run(
        *("makensis", "-V2"),
        f"-DVERSION={version}",
        f"-DQUAD={quad(version)}",
        f"-DPAYLOAD={payload.resolve()}",
        f"-DICON={icon.resolve()}",
        f"-DSIZE={size}",
        f"-DOUTPUT={output.resolve()}",
        SCRIPT,
    )


def quad(version: str) -> str:
    """Return a version as Windows compares it: four whole numbers, and nothing of a trial version's name."""
    numbers: list[str] = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        numbers.append(digits or "0")
        if digits != part:
            break
    return ".".join([*numbers, *["0"] * PARTS][:PARTS])
