"""Measure what people feel, as ratios in one run: machines are noisy, a ratio to something bare is less so.

Prints a table and writes `build/bench.json`. A budget that is missed is said and makes the exit status 1; no
test depends on a clock.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import bench_analysis
import bench_certificates
import bench_engine
import bench_history
import bench_items
import bench_library
import bench_lists
import bench_progress
import bench_reading
import bench_records
import bench_speech
import bench_window

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "bench.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    value: float
    unit: str
    budget: float | None
    detail: str

    @property
    def kept(self) -> bool:
        """Whether the budget is kept; what has none always is."""
        return self.budget is None or self.value <= self.budget


Part = Callable[[], Sequence[tuple[str, float, str, float | None, str]]]

PARTS: dict[str, Part] = {
    "reading": bench_reading.measure,
    "engine": bench_engine.measure,
    "analysis": bench_analysis.measure,
    "progress": bench_progress.measure,
    "records": bench_records.measure,
    "history": bench_history.measure,
    "items": bench_items.measure,
    "certificates": bench_certificates.measure,
    "library": bench_library.measure,
    "lists": bench_lists.measure,
    "window": bench_window.measure,
    "speech": bench_speech.measure,
}


def main() -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="what to measure; everything by default")
    chosen: list[str] = parser.parse_args().parts or list(PARTS)
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}; choose from {', '.join(PARTS)}")
    # As on a machine of a person: what was imported once is there as bytecode from then on.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    figures = [Figure(*row) for part in chosen for row in PARTS[part]()]
    TARGET.parent.mkdir(exist_ok=True)
    text = json.dumps([asdict(each) | {"kept": each.kept} for each in figures], indent=1, ensure_ascii=False)
    TARGET.write_text(text + "\n", encoding="utf-8")
    wide = max(len(each.name) for each in figures)
    for each in figures:
        budget = "told" if each.budget is None else f"at most {each.budget:g}"
        verdict = "" if each.kept else "  MISSED"
        print(f"{each.name:<{wide}}  {each.value:>10.2f} {each.unit:<6} {budget:<13}{verdict}  {each.detail}")
    return 0 if all(each.kept for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
