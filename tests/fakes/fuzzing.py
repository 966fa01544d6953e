"""What must hold of any file whatever, and the files on which it is tried.

A case is a whole number: it says which seed is damaged, and how. The same number gives the same case on every
machine as long as the seeds are the same.
"""

import io
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from authored import SMALL
from mutations import mutate

from trainer.app.checking import Checked, check_files
from trainer.cli.analyze import answer
from trainer.cli.answers import OutputFormat
from trainer.engine.call import advance, start
from trainer.scenario.diagnostics import in_order
from trainer.scenario.model import SILENCE, Scenario
from trainer.scenario.reading import load
from trainer.scenario.source import SourceFile

__all__ = [
    "Case",
    "Seeds",
    "Trial",
    "attempt",
    "case_of",
    "examine",
    "peak_memory",
    "reduce",
    "seeds_of",
    "try_cases",
]

BESIDE_OTHERS: Final = 3.0
"""How many times as long work may take where other tests run on the same processor."""
PATIENCE: Final = BESIDE_OTHERS if "PYTEST_XDIST_WORKER" in os.environ else 1.0
"""Seconds of the processor's time, not of the clock: more is a hang, however busy the machine is."""

LONGEST_MESSAGE: Final = 4_000
"""Characters: the longest lists all languages there can be."""

MOST_DECISIONS: Final = 60
MOST_FAILURES: Final = 10
"""More tell nobody anything new."""
LINE_BREAK: Final = r"\r\n|\n|\r"
UNKNOWABLE: Final = ("F", "S")
UNPLAYABLE: Final = frozenset({"R201", "R202", "T301"})
NAME: Final = Path("fuzzed.yaml")
LARGE: Final = 20_000
"""Characters; a larger seed costs more than most, and is taken seldom."""


@dataclass(frozen=True, slots=True)
class Seeds:
    """The files that are damaged."""

    small: Sequence[tuple[str, str | None]]
    """Each a file's text and, where it has one, its plan's."""
    large: Sequence[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Case:
    """One input."""

    data: bytes
    plan: bytes | None

    @property
    def file(self) -> SourceFile:
        """Return it as whoever reads files hands it over."""
        plan = None if self.plan is None else SourceFile(NAME.with_suffix(".plan"), self.plan)
        return SourceFile(NAME, self.data, plan=plan)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of many cases."""

    cases: int
    codes: Mapping[str, int]
    """In how many cases each code was found; `clean` stands for none at all."""
    slowest: float
    """Seconds of the processor's time."""
    failures: Sequence[str]
    peak: int = 0
    """Bytes of memory that the process had at most."""


def seeds_of(repository: Path) -> Seeds:
    """Return the examples of all codes, the playthroughs, the contract's own scenario and what is bundled."""
    tests = repository / "tests"
    folders = (tests / "diagnostics" / "examples", tests / "playthroughs", repository / "scenarios")
    paths = sorted(path for folder in folders for path in folder.rglob("*.yaml"))
    paths.append(tests / "unit" / "scenario" / "contract.yaml")
    seeds: list[tuple[str, str | None]] = [(SMALL, None)]
    for path in paths:
        plan = path.with_suffix(".plan")
        text = path.read_bytes().decode("utf-8", "replace")
        seeds.append((text, plan.read_bytes().decode("utf-8", "replace") if plan.exists() else None))
    return Seeds(
        [seed for seed in seeds if len(seed[0]) < LARGE], [seed for seed in seeds if len(seed[0]) >= LARGE]
    )


def case_of(number: int, seeds: Seeds) -> Case:
    """Return the case of a number. One in two hundred is a damaged large file."""
    chance = Random(number)  # noqa: S311 - chance for tests
    text, plan = chance.choice(seeds.large if chance.random() < 1 / 200 else seeds.small)
    if plan is None:
        return Case(mutate(text, chance), None)
    if chance.random() < 0.5:
        return Case(text.encode(), mutate(plan, chance))
    return Case(mutate(text, chance), plan.encode())


def attempt(case: Case) -> tuple[list[str], float, str | None]:
    """Examine a case; return the codes found, the seconds it took, and what is wrong, if anything.

    What other programs do to the processor's caches is not the file's fault: what took long is timed again.
    """
    started = time.thread_time()
    try:
        checked = examine(case)
        taken = time.thread_time() - started
        if taken > PATIENCE:
            started = time.thread_time()
            checked = examine(case)
            taken = min(taken, time.thread_time() - started)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return [], time.thread_time() - started, f"{type(error).__name__}: {error}"
    wrong = f"it took {taken:.1f} s" if taken > PATIENCE else None
    return [found.code for found in checked.diagnostics], taken, wrong


def examine(case: Case) -> Checked:
    """Check a case and, where it is sound, analyze and play it. Raises what is wrong with the answers."""
    checked = check_files([case.file])
    texts = {NAME: case.data, NAME.with_suffix(".plan"): case.plan or b""}
    lengths = {path: _line_lengths(data) for path, data in texts.items()}
    for found in checked.diagnostics:
        lines = lengths[found.path]
        assert 1 <= found.line <= len(lines) + 1, f"{found} is on no line of {len(lines)}"
        length = lines[found.line - 1] if found.line <= len(lines) else 0
        assert 1 <= found.column <= length + 1, f"{found} is in no column of {length}"
        message = found.message
        assert 0 < len(message) < LONGEST_MESSAGE, f"{found.code} says {len(message)} characters"
        assert "\n" not in message, f"{found.code} says several lines"
    assert list(checked.diagnostics) == in_order(checked.diagnostics), "the findings are in no order"
    json.dumps([found.as_data() for found in checked.diagnostics], ensure_ascii=False).encode("utf-8")
    loaded = load(SourceFile(NAME, case.data))
    errors = [found for found in checked.diagnostics if found.path == NAME and found.is_error]
    unknowable = [each for each in errors if each.code[0] in UNKNOWABLE or each.code in UNPLAYABLE]
    if loaded.scenario is None:
        kind = loaded.kind.value
        assert errors or kind != "scenario", "there is neither a scenario nor a reason"
        return checked
    assert not unknowable, "a scenario was made of a file with errors"
    with redirect_stdout(io.StringIO()) as printed:
        answer(loaded, OutputFormat.JSON)
    json.loads(printed.getvalue())
    _play(loaded.scenario, Random(len(case.data)))  # noqa: S311 - the same
    return checked


def _play(scenario: Scenario, chance: Random) -> None:
    step = start(scenario)
    for _ in range(MOST_DECISIONS):
        choices = [reply.id for reply in step.offered] + ([SILENCE] if step.silence is not None else [])
        if step.ending is not None or not choices:
            return
        _, step = advance(scenario, step.state, chance.choice(choices))


def _line_lengths(data: bytes) -> list[int]:
    """Return how many characters each line has, counted as the format's contract says."""
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return []
    return [len(line) for line in re.split(LINE_BREAK, text)]


def reduce(case: Case) -> Case:
    """Return a smaller case that is wrong too, by leaving out lines as long as that can be done."""
    lines = case.data.splitlines(keepends=True)
    size = max(1, len(lines) // 2)
    while size:
        at = 0
        while at < len(lines):
            fewer = lines[:at] + lines[at + size :]
            if attempt(Case(b"".join(fewer), case.plan))[2] is not None:
                lines = fewer
            else:
                at += size
        size //= 2
    return Case(b"".join(lines), case.plan)


def try_cases(numbers: Iterable[int], seeds: Seeds, kept: Path) -> Trial:
    """Try cases one after another. Those that fail are kept in a folder, the first one as small as it gets.

    The case that is being tried lies there too, as `current.yaml`: should it never come back, it is known.
    """
    kept.mkdir(parents=True, exist_ok=True)
    codes: Counter[str] = Counter()
    failures: list[str] = []
    slowest, count = 0.0, 0
    for number in numbers:
        case = case_of(number, seeds)
        (kept / "current.yaml").write_bytes(case.data)
        found, taken, wrong = attempt(case)
        codes.update(set(found) or {"clean"})
        slowest, count = max(slowest, taken), count + 1
        if wrong is not None:
            (kept / f"{number}.yaml").write_bytes(case.data if failures else reduce(case).data)
            failures.append(f"case {number}: {wrong}; kept as {kept / str(number)}.yaml")
            if len(failures) == MOST_FAILURES:
                break
    return Trial(count, codes, slowest, failures, peak_memory())


def peak_memory() -> int:
    """Return how many bytes of memory this process had at most; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - Windows has none

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
