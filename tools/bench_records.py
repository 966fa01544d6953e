"""A stored decision, beside a bare sqlite3 commit of a row of the same size with the same pragmas."""

import itertools
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench_reading import read
from bench_scenarios import build
from trainer.app.ports import DecisionFacts, NewAttempt, TimeAllowance, Trainee
from trainer.engine.call import advance, start
from trainer.scenario.model import Use
from trainer.storage.database import PRAGMAS
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords

DECISIONS = 300
SCENES = 30
BUILD = Path(__file__).resolve().parent.parent / "build"
"""On the disk of the checkout: a temporary folder may lie in memory, where a commit costs nothing."""


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return the ratio of the medians, measured in turns on one disk."""
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        ours, theirs = _measure(Path(folder))
    detail = f"{ours * 1000:.2f} ms ÷ {theirs * 1000:.2f} ms"
    return [("stored decision ÷ bare sqlite3 commit", ours / theirs, "×", 2.0, detail)]


def _measure(folder: Path) -> tuple[float, float]:
    clock, identifiers = MachineClock(), MachineIdentifiers()
    records = RecordsFolder(folder / "puente", clock=clock, identifiers=identifiers).open()
    trainee = Trainee(
        "Mariana Ortega",
        ("en", "es"),
        "es",
        1.0,
        TimeAllowance.AS_AUTHORED,
        id=identifiers.new(),
        created_at=clock.now(),
    )
    records.add_trainee(trainee)
    decisions = _decisions(records, trainee.id, identifiers)
    bare = _bare(folder / "bare.db")
    row = json.dumps({"scene": "s-0", "reply": "explain", "offered": ["explain", "soothe", "defer"]})
    pairs = []
    for number, decision in zip(range(DECISIONS), decisions, strict=False):
        theirs = _timed(partial(_commit, bare, number, row))
        ours = _timed(partial(records.decide, decision))
        pairs.append((ours, theirs))
    records.close_file()
    bare.close()
    warm = pairs[20:]
    return statistics.median(one for one, _ in warm), statistics.median(other for _, other in warm)


def _decisions(
    records: SqliteRecords, trainee: str, identifiers: MachineIdentifiers
) -> Iterator[DecisionFacts]:
    """Give the decisions of one call after another; each attempt is begun when its turn comes."""
    scenario = read(build(SCENES))
    while True:
        attempt = NewAttempt(
            id=identifiers.new(),
            trainee=trainee,
            scenario=scenario.id,
            version=1,
            source=b"measured",
            language="es",
            use=Use.PRACTICE,
            seed=1,
            time_allowance=TimeAllowance.AS_AUTHORED,
            started_at=datetime.now(UTC),
        )
        records.begin(attempt)
        step = start(scenario)
        for number in itertools.count(1):
            event, step = advance(scenario, step.state, "explain")
            if step.ending is not None:
                break
            shown = tuple(reply.id for reply in step.offered)
            yield DecisionFacts(attempt.id, number, event, shown, datetime.now(UTC), 4.0, 8.0 * number)


def _bare(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    connection.execute("CREATE TABLE decision (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    return connection


def _commit(connection: sqlite3.Connection, number: int, row: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO decision VALUES (?, ?)", (number, row))
    connection.execute("COMMIT")


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
