"""A data folder with a large library and years of practice in it, for measuring what people wait for.

    python tools/big_history.py FOLDER --attempts 5000 --scenarios 1000

Every call is played through the engine and scored, so that all figures agree with one another; the rows are
those that the records write, put in by the thousand. The same numbers give the same calls, up to the day on
which they end.
"""

import argparse
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert

from big_library import write_library
from trainer.app.library import fingerprint
from trainer.app.ports import (
    AttemptState,
    DecisionFacts,
    Finish,
    NewAttempt,
    TimeAllowance,
    Trainee,
)
from trainer.app.record_chain import written_scores
from trainer.app.standard import Standard, find_standard
from trainer.engine.call import Event, Step, advance, start
from trainer.paths import DATA_VARIABLE, user_scenarios_folder
from trainer.scenario.model import Reply, Scenario, Use
from trainer.scenario.reading import load
from trainer.scenario.source import SourceFile
from trainer.scoring.card import score
from trainer.settings import SettingsFile
from trainer.storage.facts import attempt_values, decision_values, ending_values, score_values
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder
from trainer.storage.rows import AttemptRow, DecisionRow, EndingRow, ScoreRow, SourceRow

__all__ = ["ATTEMPTS", "SCENARIOS", "make_big_history"]

ATTEMPTS: Final = 5_000
SCENARIOS: Final = 1_000
SECONDS_FOR_A_REPLY: Final = 12.0

_SPAN: Final = timedelta(days=730)
_WELL_AT_FIRST: Final = 0.55
"""How often a beginner takes the best reply; it grows with practice."""
_GROWTH: Final = 0.4
_SPANISH_BEHIND: Final = 0.12
_ASSESSED: Final = 0.2
_GIVEN_UP: Final = 0.04
_BRANCHED: Final = 0.05
_AGAIN: Final = 0.5
"""How often a call is one of the few that are practiced over and over."""
_FAVORITES: Final = 40

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Subject:
    """A scenario as it is played here."""

    scenario: Scenario
    source: bytes
    standard: Standard


class _Rows:
    """Everything that is to be written, by table."""

    def __init__(self) -> None:
        self.attempts: list[Values] = []
        self.decisions: list[Values] = []
        self.endings: list[Values] = []
        self.scores: list[Values] = []


class _History:
    """Plays calls by chance, one after another, by somebody who gets better at it."""

    def __init__(self, trainee: Trainee, subjects: Sequence[_Subject], chance: random.Random) -> None:
        self.rows = _Rows()
        self._trainee = trainee
        self._subjects = subjects
        self._chance = chance
        self._last: tuple[NewAttempt, _Subject, list[DecisionFacts]] | None = None

    def add(self, at: datetime, progress: float) -> None:
        """Play one call that begins at a moment; `progress` goes from 0 to 1 over the years."""
        chance = self._chance
        parent = self._last if chance.random() < _BRANCHED else None
        if parent is not None and parent[0].use is Use.PRACTICE:
            subject, copied = parent[1], parent[2][: len(parent[2]) // 2]
            language, use, origin = parent[0].language, Use.PRACTICE, parent[0].id
        else:
            often = chance.random() < _AGAIN
            subject = chance.choice(self._subjects[:_FAVORITES] if often else self._subjects)
            language, copied, origin = chance.choice(subject.scenario.languages), [], None
            use = Use.ASSESSMENT if chance.random() < _ASSESSED else Use.PRACTICE
        attempt = NewAttempt(
            id=_identity(at, chance),
            trainee=self._trainee.id,
            scenario=subject.scenario.id,
            version=subject.scenario.version,
            source=subject.source,
            language=language,
            use=use,
            seed=chance.randrange(2**31),
            time_allowance=TimeAllowance.AS_AUTHORED,
            started_at=at,
            parent=origin,
            branch_length=len(copied),
        )
        self.rows.attempts.append(attempt_values(attempt))
        decisions = self._play(attempt, subject, copied, progress)
        self.rows.decisions.extend(
            decision_values(each, _identity(each.taken_at, chance)) for each in decisions
        )
        self._last = attempt, subject, decisions

    def _play(
        self, attempt: NewAttempt, subject: _Subject, copied: Sequence[DecisionFacts], progress: float
    ) -> list[DecisionFacts]:
        """Return the decisions of a call, and keep how it ended."""
        chance, scenario = self._chance, subject.scenario
        well = _WELL_AT_FIRST + _GROWTH * progress - (_SPANISH_BEHIND if attempt.language == "es" else 0.0)
        given_up_after = chance.randrange(1, 4) if chance.random() < _GIVEN_UP else None
        step, events = start(scenario), list[Event]()
        decisions: list[DecisionFacts] = []
        while step.ending is None and len(decisions) != given_up_after:
            number = len(decisions) + 1
            reply = copied[number - 1].event.reply if number <= len(copied) else _choose(step, well, chance)
            event, step = advance(scenario, step.state, reply)
            events.append(event)
            elapsed = SECONDS_FOR_A_REPLY * number
            decisions.append(
                DecisionFacts(
                    attempt=attempt.id,
                    number=number,
                    event=event,
                    shown=event.offered,
                    taken_at=attempt.started_at + timedelta(seconds=elapsed),
                    seconds=SECONDS_FOR_A_REPLY,
                    elapsed=elapsed,
                )
            )
        self._end(attempt, subject, step, events, decisions[-1].taken_at)
        return decisions

    def _end(
        self, attempt: NewAttempt, subject: _Subject, step: Step, events: Sequence[Event], at: datetime
    ) -> None:
        if step.ending is None:
            state = AttemptState.LOST if attempt.use is Use.ASSESSMENT else AttemptState.ABANDONED
            self.rows.endings.append(ending_values(attempt.id, state, at))
            return
        card = score(events, step.ending, subject.standard.par, subject.scenario.marks)
        finish = Finish(
            finished_at=at,
            scene=step.state.scene,
            outcome=step.ending,
            scores={
                dimension: None if measured is None else measured.score.as_integer_ratio()
                for dimension, measured in card.dimensions.items()
            },
            passed=card.passed,
            reasons=tuple(reason.value for reason in card.reasons),
            critical=tuple(moment.kind for moment in card.critical),
        )
        self.rows.endings.append(ending_values(attempt.id, AttemptState.FINISHED, at, finish))
        self.rows.scores.extend(score_values(attempt.id, finish))


def make_big_history(
    folder: Path,
    *,
    attempts: int = ATTEMPTS,
    scenarios: int = SCENARIOS,
    until: datetime | None = None,
    seed: int = 0,
) -> Trainee:
    """Make a data folder with one trainee, who practiced last; return the trainee.

    The calls are spread over the two years before `until`, which is now where it is None. The folder must be
    new. `PUENTE_DATA` leads to it afterwards.
    """
    os.environ[DATA_VARIABLE] = str(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_library(user_scenarios_folder(), scenarios)
    subjects = list(_subjects(user_scenarios_folder()))
    chance = random.Random(seed)
    end = (datetime.now(UTC) if until is None else until) - timedelta(hours=1)
    trainee = Trainee(
        "Mariana Ortega",
        ("en", "es"),
        "en",
        1.0,
        TimeAllowance.AS_AUTHORED,
        id=_identity(end - _SPAN, chance),
        created_at=end - _SPAN,
    )
    history = _History(trainee, subjects, chance)
    for number, share in enumerate(sorted(chance.random() for _ in range(attempts)), start=1):
        history.add(end - _SPAN * (1 - share), number / attempts)
    _write(folder, trainee, subjects, history.rows)
    SettingsFile(folder).change(last_trainee=trainee.id)
    return trainee


def _subjects(folder: Path) -> Iterator[_Subject]:
    for path in sorted(folder.glob("*.yaml")):
        source = path.read_bytes()
        scenario = load(SourceFile(path, source)).scenario
        standard = None if scenario is None else find_standard(scenario)
        if scenario is None or standard is None:
            raise SystemExit(f"{path} cannot be played")
        yield _Subject(scenario, source, standard)


def _choose(step: Step, well: float, chance: random.Random) -> str:
    def worth(reply: Reply) -> int:
        return (reply.empathy or 0) + (reply.resolution or 0)

    if chance.random() < well:
        return max(step.offered, key=worth).id
    return chance.choice(step.offered).id


def _identity(at: datetime, chance: random.Random) -> str:
    """Return a UUIDv7 of a moment (RFC 9562, 5.7), the rest of it by chance."""
    stamp = int(at.timestamp() * 1000)
    low = chance.getrandbits(62)
    return str(UUID(int=stamp << 80 | 0x7 << 76 | chance.getrandbits(12) << 64 | 0b10 << 62 | low))


def _write(folder: Path, trainee: Trainee, subjects: Sequence[_Subject], rows: _Rows) -> None:
    played = {row["source_sha256"] for row in rows.attempts}
    sources = [{"sha256": fingerprint(each.source), "content": each.source} for each in subjects]
    records = RecordsFolder(folder, clock=MachineClock(), identifiers=MachineIdentifiers()).open()
    try:
        records.add_trainee(trainee)
        link = records.file.chain.link
        scores: dict[str, list[tuple[str, int, int]]] = {}
        for each in rows.scores:
            score = each["dimension"], each["numerator"], each["denominator"]
            scores.setdefault(each["attempt_id"], []).append(score)
        with records.file.writing() as connection:
            connection.execute(insert(SourceRow), [each for each in sources if each["sha256"] in played])
            connection.execute(insert(AttemptRow), [link(AttemptRow, each) for each in rows.attempts])
            connection.execute(insert(DecisionRow), [link(DecisionRow, each) for each in rows.decisions])
            endings = [
                link(EndingRow, each, scores=written_scores(scores.get(each["attempt_id"], ())))
                for each in rows.endings
            ]
            connection.execute(insert(EndingRow), endings)
            connection.execute(insert(ScoreRow), rows.scores)
    finally:
        records.close_file()


def main() -> None:
    """Make a folder, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a data folder that does not exist yet")
    parser.add_argument("--attempts", type=int, default=ATTEMPTS)
    parser.add_argument("--scenarios", type=int, default=SCENARIOS)
    wanted = parser.parse_args()
    begun = time.perf_counter()
    make_big_history(wanted.folder, attempts=wanted.attempts, scenarios=wanted.scenarios)
    print(
        f"{wanted.attempts} attempts over {wanted.scenarios} scenarios"
        f" in {time.perf_counter() - begun:.1f} s: {wanted.folder}"
    )


if __name__ == "__main__":
    main()
