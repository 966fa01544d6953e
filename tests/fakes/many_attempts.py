"""Records of many people's assessments, played through the engine, the same at every run."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from fake_time import FakeClock, FakeIdentifiers
from sqlalchemy import insert

from trainer.app.library import fingerprint
from trainer.app.ports import AttemptState, DecisionFacts, Finish, NewAttempt, TimeAllowance, Trainee
from trainer.app.standard import find_standard
from trainer.engine.call import advance, start
from trainer.scenario.model import Scenario, Use
from trainer.scenario.reading import load
from trainer.scenario.source import SourceFile
from trainer.scoring.card import score
from trainer.storage.facts import attempt_values, decision_values, ending_values, score_values, trainee_values
from trainer.storage.opening import RecordsFolder
from trainer.storage.rows import AttemptRow, DecisionRow, EndingRow, ScoreRow, SourceRow, TraineeRow

BEGUN = datetime(2026, 1, 5, 9, tzinfo=UTC)


def read_scenario(path: Path) -> tuple[Scenario, bytes]:
    source = path.read_bytes()
    scenario = load(SourceFile(path, source)).scenario
    assert scenario is not None
    return scenario, source


def identity(number: int) -> str:
    return str(UUID(int=0x019B << 112 | 0x7 << 76 | 0b10 << 62 | number))


def person(number: int, name: str) -> Trainee:
    return Trainee(
        name,
        ("en", "es"),
        "es",
        1.0,
        TimeAllowance.AS_AUTHORED,
        id=identity(number),
        created_at=BEGUN + timedelta(seconds=number),
    )


def record_assessments(
    folder: Path, scenario: Path, people: Iterable[Trainee], *, seed: int = 0, first: int = 0
) -> None:
    """Let each of some people be assessed once, by turns in each language, some better than others.

    `first` is the number of the first attempt: of several scenarios, each has numbers of its own.
    """
    chance = random.Random(seed)  # noqa: S311 - chance for plays, not for secrets
    played, source = read_scenario(scenario)
    records = RecordsFolder(folder, clock=FakeClock(), identifiers=FakeIdentifiers()).open()
    try:
        with records.file.writing() as connection:
            connection.execute(insert(SourceRow), [{"sha256": fingerprint(source), "content": source}])
            for number, trainee in enumerate(people, start=first):
                attempt = NewAttempt(
                    id=identity(1_000_000 + number),
                    trainee=trainee.id,
                    scenario=played.id,
                    version=played.version,
                    source=source,
                    language=played.languages[number % len(played.languages)],
                    use=Use.ASSESSMENT,
                    seed=number,
                    time_allowance=TimeAllowance.AS_AUTHORED,
                    started_at=BEGUN + timedelta(hours=number),
                )
                decisions, finish = _play(attempt, played, chance, _skill(trainee))
                rows = [
                    decision_values(each, identity(2_000_000 + 100 * number + each.number))
                    for each in decisions
                ]
                ending = ending_values(attempt.id, AttemptState.FINISHED, finish.finished_at, finish)
                connection.execute(insert(TraineeRow).prefix_with("OR IGNORE"), trainee_values(trainee))
                connection.execute(insert(AttemptRow), attempt_values(attempt))
                connection.execute(insert(DecisionRow), rows)
                connection.execute(insert(EndingRow), ending)
                connection.execute(insert(ScoreRow), score_values(attempt.id, finish))
    finally:
        records.close_file()


def _skill(trainee: Trainee) -> float:
    """Return how good somebody is, 0 to 1: the same in every call."""
    return random.Random(trainee.id).random()  # noqa: S311 - chance for plays, not for secrets


def _play(
    attempt: NewAttempt, scenario: Scenario, chance: random.Random, well: float
) -> tuple[list[DecisionFacts], Finish]:
    """Play a call by somebody who takes the best reply with a chance of `well`, and else any."""
    standard = find_standard(scenario)
    assert standard is not None
    step = start(scenario)
    decisions: list[DecisionFacts] = []
    while step.ending is None:
        best = max(step.offered, key=lambda each: (each.empathy or 0) + (each.resolution or 0))
        reply = best if chance.random() < well else chance.choice(step.offered)
        event, step = advance(scenario, step.state, reply.id)
        number = len(decisions) + 1
        taken_at = attempt.started_at + timedelta(seconds=10 * number)
        decisions.append(
            DecisionFacts(attempt.id, number, event, event.offered, taken_at, float(number), 10.0 * number)
        )
    card = score([each.event for each in decisions], step.ending, standard.par, scenario.marks)
    return decisions, Finish(
        finished_at=attempt.started_at + timedelta(minutes=5),
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
