"""How large the packages are, and how long the frozen program takes to its first window, as a table.

Start-up is measured on the program as it is shipped but for its end, beside a bare window of PySide6 that
PyInstaller freezes by its own rules, out of the same environment. The two start in turns, so that whatever
else the machine does hits both alike; the first start of each is not counted. Run after packaging/package.py.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from frozen import HERE, freeze, run

RUNS: Final = 21
COLD_RUNS: Final = 7
MOST_COMPRESSED: Final = 110.0
"""Megabytes that each package may have."""

MOST_START: Final = 1.6
"""How many times as long as the bare window the program may take."""

MEGABYTE: Final = 1_000_000
ENTRIES: Final = HERE / "measured"
ENDINGS: Final = (".deb", ".tar.gz", ".zip", ".AppImage", ".dmg", ".exe")

Row = tuple[str, float, str, float | None, str]
"""What, how much, its unit, the most it may be, how it comes about."""


def main() -> int:
    """Measure, write the table beside the packages, and return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packages", type=Path, help="the folder that packaging/package.py filled")
    parser.add_argument("--runs", type=int, default=RUNS)
    chosen = parser.parse_args()
    packages: Path = chosen.packages.resolve()
    work = packages / "work"
    ours, bare = _probes(work)
    rows = [*_sizes(packages), *_starts(ours, bare, chosen.runs)]
    table = "\n".join(_table(rows)) + "\n"
    (packages / "measured.md").write_text(table, encoding="utf-8")
    print(table)
    return int(any(most is not None and value > most for _, value, _, most, _ in rows))


def _probes(work: Path) -> tuple[Path, Path]:
    """Freeze both programs where they are not frozen yet, and return them."""
    python = work / "environment" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ending = ".exe" if sys.platform == "win32" else ""
    folder = work / "measured"
    ours = folder / "ours" / "frozen" / "puente" / f"puente{ending}"
    if not ours.exists():
        freeze(python, folder / "ours", version="0", entry=ENTRIES / "first_window.py")
    bare = folder / "bare" / "bare" / f"bare{ending}"
    if not bare.exists():
        run(
            *(
                python,
                "-m",
                "PyInstaller",
                "--noconfirm",
                "--log-level",
                "ERROR",
                "--onedir",
                "--name",
                "bare",
            ),
            *("--specpath", folder, "--workpath", folder / "work", "--distpath", folder / "bare"),
            ENTRIES / "bare.py",
        )
    return ours, bare


def _sizes(packages: Path) -> Iterator[Row]:
    frozen = packages / "work" / "frozen" / "puente"
    yield ("installed", _megabytes(path for path in frozen.rglob("*")), "MB", None, "all files")
    for file in sorted(packages.iterdir()):
        if file.name.endswith(ENDINGS):
            yield (f"compressed: {file.name}", _megabytes([file]), "MB", MOST_COMPRESSED, "")


def _megabytes(paths: Iterator[Path] | Sequence[Path]) -> float:
    return sum(path.lstat().st_size for path in paths if path.is_file() and not path.is_symlink()) / MEGABYTE


def _starts(ours: Path, bare: Path, runs: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as data:
        warm = _in_turns(ours, bare, runs, Path(data), cold=False)
        yield ("first window ÷ bare window", warm[0] / warm[1], "×", MOST_START, _medians(*warm, runs))
        if hasattr(os, "posix_fadvise"):
            cold = _in_turns(ours, bare, COLD_RUNS, Path(data), cold=True)
            told = f"{_medians(*cold, COLD_RUNS)}; its files not in memory"
            yield ("first window ÷ bare window, cold", cold[0] / cold[1], "×", None, told)


def _medians(ours: float, bare: float, runs: int) -> str:
    return f"{ours * 1000:.0f} ms ÷ {bare * 1000:.0f} ms, medians of {runs}"


def _in_turns(ours: Path, bare: Path, runs: int, data: Path, *, cold: bool) -> tuple[float, float]:
    """Return the median seconds of both, from the start of the process to the end after its first paint."""
    times: dict[Path, list[float]] = {ours: [], bare: []}
    for _ in range(runs + 1):
        for program, taken in times.items():
            if cold:
                _forget(program.parent)
            taken.append(_timed(program, data))
    return statistics.median(times[ours][1:]), statistics.median(times[bare][1:])


def _forget(folder: Path) -> None:
    """Have the system drop from its memory what it keeps of the files of a folder."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            file = os.open(path, os.O_RDONLY)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)


def _timed(program: Path, data: Path) -> float:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PUENTE_DATA": str(data)}
    begun = time.perf_counter()
    subprocess.run([program], env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| measure | value | at most | |"
    yield "| --- | ---: | ---: | --- |"
    for name, value, unit, most, told in rows:
        limit = "" if most is None else f"{most:g} {unit}"
        yield f"| {name} | {value:.2f} {unit} | {limit} | {told} |"


if __name__ == "__main__":
    sys.exit(main())
