"""Load and validate, beside merely reading libyaml's events of the same text; `puente play` as a process."""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from bench_scenarios import build
from trainer.scenario.model import Scenario
from trainer.scenario.reading import load
from trainer.scenario.source import Limits, SourceFile

RUNS = 7
LARGE, HUGE = 1_000, 10_000
PLAYED = 30
LIFTED = Limits(size=64 * 1024 * 1024, events=16_000_000, scenes=20_000)


def read(text: str) -> Scenario:
    """Return the scenario of a text that was built to be sound."""
    scenario = load(_source(text), LIFTED).scenario
    if scenario is None:
        raise SystemExit("the scenario that is measured does not load")
    return scenario


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return the ratios of loading, and of playing as a process."""
    large, huge = build(LARGE), build(HUGE)
    source, bulk = _source(large), _source(huge)
    events, loading = _in_turns(lambda: _events(large), lambda: load(source, LIFTED))
    huge_loading = statistics.median(_times(lambda: load(bulk, LIFTED), 3))
    megabytes = len(source.data) / 1e6
    return [
        (
            "load and validate 1,000 scenes ÷ libyaml's events",
            loading / events,
            "×",
            3.0,
            f"{loading * 1000:.0f} ms ÷ {events * 1000:.0f} ms, {megabytes:.1f} MB",
        ),
        (
            "load 10,000 scenes ÷ 1,000 scenes",
            huge_loading / loading,
            "×",
            11.0,
            f"{huge_loading * 1000:.0f} ms ÷ {loading * 1000:.0f} ms",
        ),
        _play(),
    ]


def _play() -> tuple[str, float, str, float | None, str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "measured.yaml"
        file.write_text(build(PLAYED), encoding="utf-8")
        replies = ",".join(["explain"] * PLAYED)
        play = [sys.executable, "-m", "trainer", "play", str(file), "--language", "es", "--replies", replies]
        bare, ours = _in_turns(
            lambda: _process([sys.executable, "-c", "import pydantic"]), lambda: _process(play), runs=11
        )
    detail = f"{ours * 1000:.0f} ms ÷ {bare * 1000:.0f} ms"
    return ("puente play, 30 scenes ÷ import pydantic", ours / bare, "×", 2.0, detail)


def _process(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=os.environ)


def _source(text: str) -> SourceFile:
    return SourceFile(Path("measured.yaml"), text.encode())


def _events(text: str) -> None:
    parser = yaml.CLoader(text)
    while parser.check_event():
        parser.get_event()


def _in_turns(
    first: Callable[[], object], second: Callable[[], object], runs: int = RUNS
) -> tuple[float, float]:
    """Return the median times of two things in seconds, measured in turns after a warm-up."""
    first()
    second()
    pairs = [(_times(first, 1)[0], _times(second, 1)[0]) for _ in range(runs)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def _times(work: Callable[[], object], runs: int) -> list[float]:
    taken = []
    for _ in range(runs):
        gc.collect()
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return taken
