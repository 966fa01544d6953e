"""Damaged files by the thousand: each is answered at once, with findings that lie inside it.

Where a case fails, `build/fuzz/` holds it; the first one with as few lines as show the failure.
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import pytest
from fuzzing import Trial, seeds_of, try_cases

CASES = 4_400
"""Together with the examples that Hypothesis makes, over five thousand."""

MANY_CASES = 100_000
CHUNK = 2_500
MOST_MEMORY = 500_000_000
"""Bytes."""


def test_damaged_files_are_answered(repository: Path) -> None:
    trial = try_cases(range(CASES), seeds_of(repository), repository / "build" / "fuzz")
    assert not trial.failures, "\n".join(trial.failures)
    assert trial.cases == CASES
    # The damage is neither so small that nothing is wrong nor so large that nothing is read.
    assert trial.codes["F002"] < CASES * 0.6
    assert {code[0] for code in trial.codes} >= set("FSRTGQEC")


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_100000_damaged_files_are_answered(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = seeds_of(repository)
    first = _first_case()
    chunks = [range(begin, begin + CHUNK) for begin in range(first, first + MANY_CASES, CHUNK)]
    folders = (repository / "build" / "fuzz" / str(number) for number in range(len(chunks)))
    # Fresh processes: what this one has used before is no memory of ours.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=context) as pool:
        trials = list(pool.map(try_cases, chunks, repeat(seeds), folders))
    failures = [failure for trial in trials for failure in trial.failures]
    with capsys.disabled():
        print(f"\n{_told(first, trials)}")  # noqa: T201 - a long run tells what it has seen
    assert not failures, "\n".join(failures)
    assert sum(trial.cases for trial in trials) == MANY_CASES
    assert max(trial.peak for trial in trials) < MOST_MEMORY


def _first_case() -> int:
    """Return where to begin: each run tries other cases, unless it is told which."""
    told = os.environ.get("PUENTE_FUZZ_SEED")
    return int(told) if told is not None else int.from_bytes(os.urandom(5))


def _told(first: int, trials: list[Trial]) -> str:
    codes = {code for trial in trials for code in trial.codes}
    slowest = max(trial.slowest for trial in trials)
    peak = max(trial.peak for trial in trials) / 1_000_000
    return (
        f"PUENTE_FUZZ_SEED={first}: {sum(trial.cases for trial in trials)} files, {len(codes)} codes, "
        f"slowest {slowest:.2f} s, at most {peak:.0f} MB"
    )
