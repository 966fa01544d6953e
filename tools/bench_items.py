"""Reports over everybody: item statistics of a million decisions, and the standing of a thousand trainees.

The statistics are measured as `puente report items` makes them, reading included, beside the bare SQL that
reads the same rows through `sqlite3`, in turns on one file.
"""

import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.dialects import sqlite

from trainer.app.contents import take_in
from trainer.app.item_report import describe_items
from trainer.app.standing_report import report_standings
from trainer.certification.model import Certification
from trainer.paths import bundled_scenarios_folder
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder
from trainer.storage.records_reader import DECISIONS, RecordsReader
from trainer.storage.rows import AttemptRow, Base, EndingRow, ScoreRow, SourceRow, TraineeRow
from trainer.storage.scenario_files import find_files, read_file

TRAINEES: Final = 1_000
ATTEMPTS: Final = 100_000
DECISIONS_EACH: Final = 10
MEASURED: Final = "double-charge"
"""The statistics read one scenario; so that they read a million decisions, every attempt is of this one."""

TURNS: Final = 3
BUILD: Final = Path(__file__).resolve().parent.parent / "build"
"""On the disk of the checkout: a temporary folder may lie in memory."""

NOW: Final = datetime(2026, 6, 1, tzinfo=UTC)
REPLIES: Final = ("explain", "soothe", "defer")
OFFERED: Final = json.dumps(REPLIES)
PASSED: Final = 0.6
DECIDE: Final = (
    "INSERT INTO decisions (id, attempt_id, number, scene, line, offered, shown, reply, empathy_earned,"
    " empathy_available, resolution_earned, resolution_available, mood, flags, taken_at, seconds, elapsed)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
PER_WRITE: Final = 5_000

Values = dict[str, Any]


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return how long item statistics take, in times of the bare SQL, and how long the standings."""
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        one, many = Path(folder) / "one", Path(folder) / "many"
        _make(one, [MEASURED])
        certifications = list(
            take_in(map(read_file, _bundled()), bundled_scenarios_folder()).certifications.values()
        )
        _make(many, sorted({name for each in certifications for name, _ in each.pairs()}))
        items = _measure_items(one)
        standings = _measure_standings(many, certifications)
    return [*items, *standings]


def _measure_items(folder: Path) -> list[tuple[str, float, str, float | None, str]]:
    reader = RecordsReader(folder)
    pairs = [(_timed(lambda: _items(reader)), _timed(lambda: _bare(reader.path))) for _ in range(TURNS)]
    ours, bare = (statistics.median(each) for each in zip(*pairs, strict=True))
    count = ATTEMPTS * DECISIONS_EACH
    detail = f"{ours:.2f} s ÷ {bare:.2f} s; {count:,} decisions of {ATTEMPTS:,} attempts"
    return [("item statistics ÷ the bare SQL that reads them", ours / bare, "×", 3.0, detail)]


def _measure_standings(
    folder: Path, certifications: list[Certification]
) -> list[tuple[str, float, str, float | None, str]]:
    reader = RecordsReader(folder)

    def work() -> None:
        found = report_standings(reader, certifications, NOW)
        if len(found) != TRAINEES:
            raise AssertionError("not everybody has a standing")

    facts = reader.facts(None, NOW)
    taken = statistics.median(_timed(work) for _ in range(TURNS))
    read = statistics.median(_timed(lambda: reader.facts(None, NOW)) for _ in range(TURNS))
    detail = (
        f"{len(facts):,} trainees, {sum(map(len, facts.values())):,} attempts, "
        f"{len(certifications)} certifications; {read:.2f} s of it reading"
    )
    return [("standing of everybody", taken, "s", 2.0, detail)]


def _items(reader: RecordsReader) -> None:
    report = describe_items(reader, MEASURED, every_attempt=True)
    if report.attempts != ATTEMPTS:
        raise AssertionError("not every attempt was counted")


def _bare(file: Path) -> None:
    bound = DECISIONS.params(scenario=MEASURED)
    statement = str(bound.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    count = sum(1 for _ in connection.execute(statement))
    connection.close()
    if count != ATTEMPTS * DECISIONS_EACH:
        raise AssertionError("not every decision was read")


def _bundled() -> list[Path]:
    return list(find_files([bundled_scenarios_folder()]))


def _make(folder: Path, scenarios: list[str]) -> None:
    """Make a data folder of many people's assessments, the same at every run.

    Of one scenario with all its decisions; of several, where only results are wanted, without.
    """
    records = RecordsFolder(folder, clock=MachineClock(), identifiers=MachineIdentifiers()).open()
    chance = random.Random(0)
    begun = NOW - timedelta(days=700)
    try:
        with records.file.writing() as connection:
            connection.execute(insert(SourceRow), [{"sha256": "0" * 64, "content": b"measured"}])
            connection.execute(insert(TraineeRow), [_trainee(number, begun) for number in range(TRAINEES)])
            for rows in _attempts(scenarios, begun, chance):
                for table, values in rows.items():
                    connection.execute(insert(table), values)
                if len(scenarios) == 1:
                    # A million rows: as the driver takes them.
                    decided = [
                        _decision(row["id"], place, chance.randrange(4), row["started_at"].isoformat(" "))
                        for row in rows[AttemptRow]
                        for place in range(1, DECISIONS_EACH + 1)
                    ]
                    connection.exec_driver_sql(DECIDE, decided)
    finally:
        records.close_file()


def _attempts(
    scenarios: list[str], begun: datetime, chance: random.Random
) -> Iterator[dict[type[Base], list[Values]]]:
    for start in range(0, ATTEMPTS, PER_WRITE):
        rows: dict[type[Base], list[Values]] = {AttemptRow: [], EndingRow: [], ScoreRow: []}
        for number in range(start, start + PER_WRITE):
            at = begun + timedelta(minutes=number * 10)
            identity = f"{number:036}"
            well = chance.random() < PASSED
            rows[AttemptRow].append(_attempt(identity, number, chance.choice(scenarios), at, chance))
            rows[EndingRow].append(_ending(identity, at, passed=well))
            rows[ScoreRow].extend(
                {"attempt_id": identity, "dimension": name, "numerator": 96 if well else 60, "denominator": 1}
                for name in ("empathy", "resolution")
            )
        yield rows


def _trainee(number: int, begun: datetime) -> Values:
    return {
        "id": f"t{number:035}",
        "name": f"Trainee {number}",
        "languages": ("en", "es"),
        "interface_language": "es",
        "speech_rate": 1.0,
        "time_allowance": "1",
        "created_at": begun,
    }


def _attempt(identity: str, number: int, scenario: str, at: datetime, chance: random.Random) -> Values:
    return {
        "id": identity,
        "trainee_id": f"t{number % TRAINEES:035}",
        "scenario": scenario,
        "version": 1,
        "source_sha256": "0" * 64,
        "language": chance.choice(("en", "es")),
        "use": "assessment",
        "seed": number,
        "time_allowance": "1",
        "started_at": at,
        "parent_id": None,
        "branch_length": 0,
    }


def _decision(identity: str, place: int, points: int, at: str) -> tuple[object, ...]:
    """Return the row of a decision, by `DECIDE`."""
    scene = f"scene-{place}"
    return (
        f"{identity[-24:]}-{place}",
        identity,
        place,
        scene,
        f"scenes/{scene}/customer",
        OFFERED,
        OFFERED,
        REPLIES[points % 3],
        points,
        3,
        points // 2,
        3,
        0,
        "[]",
        at,
        4.0 + points,
        12.0 * place,
    )


def _ending(identity: str, at: datetime, *, passed: bool) -> Values:
    return {
        "attempt_id": identity,
        "state": "finished",
        "at": at + timedelta(minutes=5),
        "scene": "end",
        "outcome": "resolved",
        "passed": int(passed),
        "reasons": () if passed else ("empathy",),
        "critical": (),
    }


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
