"""What every `Records` does: the real ones in a file, and the fake that other tests rely on."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from facts import at, attempt, bare_decision, decision, finish, trainee
from fake_records import FakeRecords
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.ports import AttemptState, Progress, Records, TimeAllowance, Trainee
from trainer.scenario.model import Use
from trainer.storage.opening import RecordsFolder


@pytest.fixture(params=["file", "memory"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Records]:
    if request.param == "memory":
        yield FakeRecords()
        return
    opened = RecordsFolder(tmp_path, clock=FakeClock(), identifiers=FakeIdentifiers()).open()
    yield opened
    opened.close_file()


@pytest.fixture
def who(records: Records) -> Trainee:
    somebody = trainee()
    records.add_trainee(somebody)
    return somebody


def test_profiles_are_given_back_as_they_were_kept_oldest_first(records: Records) -> None:
    late, early = trainee("Kevin", 60), trainee("Yurany", 0)
    records.add_trainee(late)
    records.add_trainee(early)
    assert list(records.trainees()) == [early, late]
    assert records.trainee(late.id) == late


def test_a_changed_profile_keeps_its_date(records: Records, who: Trainee) -> None:
    changed = replace(who, name="Otra", languages=("es",), time_allowance=TimeAllowance.DOUBLE)
    records.change_trainee(replace(changed, created_at=at(500)))
    assert records.trainee(who.id) == changed


def test_nobody_and_nothing_is_a_key_error(records: Records) -> None:
    unknown = trainee()
    for ask in (records.trainee, records.attempt, records.source):
        with pytest.raises(KeyError):
            ask(unknown.id)
    with pytest.raises(KeyError):
        records.change_trainee(unknown)


def test_an_attempt_is_given_back_as_it_began(records: Records, who: Trainee) -> None:
    new = attempt(who)
    records.begin(new)
    facts = records.attempt(new.id)
    for field in ("id", "trainee", "scenario", "version", "language", "use", "seed", "started_at", "parent"):
        assert getattr(facts, field) == getattr(new, field)
    assert facts.time_allowance is TimeAllowance.NO_LIMIT
    assert facts.state is AttemptState.OPEN
    assert (facts.decisions, facts.interruptions, facts.branch_length) == (0, 0, 0)
    assert facts.last_at == new.started_at
    assert facts.finish is None
    assert facts.source_sha256 == sha256(new.source).hexdigest()
    assert records.source(facts.source_sha256) == new.source


def test_a_source_is_kept_once_for_all_its_attempts(records: Records, who: Trainee) -> None:
    first, second = attempt(who, 1), attempt(who, 2)
    records.begin(first)
    records.begin(second)
    assert records.attempt(first.id).source_sha256 == records.attempt(second.id).source_sha256


def test_decisions_are_given_back_whole_and_in_order(records: Records, who: Trainee) -> None:
    new = attempt(who)
    records.begin(new)
    kept = [decision(new, 1), bare_decision(new, 2), decision(new, 3, "wait")]
    for each in kept:
        records.decide(each)
    assert list(records.decisions(new.id)) == kept
    assert records.attempt(new.id).decisions == 3
    assert records.attempt(new.id).last_at == at(30)


@pytest.mark.parametrize("number", [1, 3])
def test_decisions_come_in_turn(records: Records, who: Trainee, number: int) -> None:
    new = attempt(who)
    records.begin(new)
    records.decide(decision(new, 1))
    with pytest.raises(ValueError, match="decision"):
        records.decide(decision(new, number))
    assert records.attempt(new.id).decisions == 1


def test_a_finished_attempt_has_its_exact_result(records: Records, who: Trainee) -> None:
    new = attempt(who, use=Use.ASSESSMENT)
    records.begin(new)
    records.decide(decision(new, 1))
    records.finish(decision(new, 2), finish(21))
    facts = records.attempt(new.id)
    assert facts.state is AttemptState.FINISHED
    assert facts.finish == finish(21)
    assert facts.decisions == 2
    assert facts.last_at == at(21)


def test_a_result_is_kept_with_its_last_decision_or_not_at_all(records: Records, who: Trainee) -> None:
    new = attempt(who)
    records.begin(new)
    with pytest.raises(ValueError, match="decision"):
        records.finish(decision(new, 2), finish(21))
    assert records.attempt(new.id).state is AttemptState.OPEN
    assert list(records.decisions(new.id)) == []


def test_nothing_is_added_to_an_attempt_that_has_ended(records: Records, who: Trainee) -> None:
    new = attempt(who)
    records.begin(new)
    records.finish(decision(new, 1), finish(11))
    writes: list[Callable[[], None]] = [
        lambda: records.decide(decision(new, 2)),
        lambda: records.finish(decision(new, 2), finish(22)),
        lambda: records.close(new.id, AttemptState.ABANDONED, at(30)),
        lambda: records.interrupt(new.id, at(30)),
        lambda: records.resume(new.id, at(30)),
    ]
    for write in writes:
        with pytest.raises(ValueError, match="attempt"):
            write()
    facts = records.attempt(new.id)
    assert (facts.decisions, facts.interruptions, facts.finish) == (1, 0, finish(11))


@pytest.mark.parametrize("state", [AttemptState.LOST, AttemptState.ABANDONED])
def test_an_attempt_can_end_without_a_result(records: Records, who: Trainee, state: AttemptState) -> None:
    new = attempt(who)
    records.begin(new)
    records.close(new.id, state, at(40))
    facts = records.attempt(new.id)
    assert (facts.state, facts.last_at, facts.finish) == (state, at(40), None)


@pytest.mark.parametrize("state", [AttemptState.OPEN, AttemptState.FINISHED])
def test_an_attempt_is_closed_only_as_lost_or_abandoned(
    records: Records, who: Trainee, state: AttemptState
) -> None:
    new = attempt(who)
    records.begin(new)
    with pytest.raises(ValueError, match="closed"):
        records.close(new.id, state, at(40))


def test_leaving_and_resuming_is_one_interruption(records: Records, who: Trainee) -> None:
    new = attempt(who)
    records.begin(new)
    records.interrupt(new.id, at(5))
    records.resume(new.id, at(50))
    facts = records.attempt(new.id)
    assert (facts.interruptions, facts.last_at) == (1, at(50))


def test_resuming_after_a_crash_records_the_interruption_as_well(records: Records, who: Trainee) -> None:
    new = attempt(who)
    records.begin(new)
    records.decide(decision(new, 1))
    records.resume(new.id, at(50))
    records.resume(new.id, at(60))
    assert records.attempt(new.id).interruptions == 2
    records.interrupt(new.id, at(70))
    records.resume(new.id, at(80))
    facts = records.attempt(new.id)
    assert (facts.interruptions, facts.last_at) == (3, at(80))


def test_a_branch_copies_decisions_and_abandons_an_open_parent(records: Records, who: Trainee) -> None:
    parent = attempt(who, 1)
    records.begin(parent)
    for number in (1, 2, 3):
        records.decide(decision(parent, number))
    branch = attempt(who, 100, parent=parent.id, branch_length=2)
    records.begin(branch)
    copied = [replace(decision(parent, number), attempt=branch.id) for number in (1, 2)]
    assert list(records.decisions(branch.id)) == copied
    facts = records.attempt(branch.id)
    assert (facts.parent, facts.branch_length, facts.decisions) == (parent.id, 2, 2)
    assert facts.last_at == at(100)
    ended = records.attempt(parent.id)
    assert (ended.state, ended.decisions, ended.last_at) == (AttemptState.ABANDONED, 3, at(100))
    records.decide(decision(branch, 3, "wait"))


def test_a_branch_leaves_a_finished_parent_as_it_is(records: Records, who: Trainee) -> None:
    parent = attempt(who, 1)
    records.begin(parent)
    records.finish(decision(parent, 1), finish(11))
    records.begin(attempt(who, 100, parent=parent.id, branch_length=0))
    assert records.attempt(parent.id).finish == finish(11)


def test_a_branch_is_no_longer_than_its_parent(records: Records, who: Trainee) -> None:
    parent = attempt(who, 1)
    records.begin(parent)
    branch = attempt(who, 100, parent=parent.id, branch_length=1)
    with pytest.raises(ValueError, match="longer"):
        records.begin(branch)
    with pytest.raises(KeyError):
        records.attempt(branch.id)
    assert records.attempt(parent.id).state is AttemptState.OPEN


def test_attempts_are_each_trainees_own_newest_first(records: Records, who: Trainee) -> None:
    other = trainee("Otra")
    records.add_trainee(other)
    made = [attempt(who, seconds) for seconds in (3, 1, 2)]
    for new in made:
        records.begin(new)
    records.begin(attempt(other))
    records.finish(decision(made[1], 1), finish(11))
    found = records.attempts(who.id)
    assert [each.started_at for each in found] == [at(3), at(2), at(1)]
    assert [each.finish for each in found] == [None, None, finish(11)]
    assert len(records.attempts(other.id)) == 1
    assert list(records.attempts("nobody")) == []


def test_progress_counts_what_is_finished_passed_and_open(records: Records, who: Trainee) -> None:
    assert records.progress(who.id) == Progress(0, 0, 0, None)
    passed, failed, practice, lost, going_on = (
        attempt(who, seconds, use=use)
        for seconds, use in enumerate(
            [Use.ASSESSMENT, Use.ASSESSMENT, Use.PRACTICE, Use.ASSESSMENT, Use.PRACTICE]
        )
    )
    for new in (passed, failed, practice, lost, going_on):
        records.begin(new)
    assert records.progress(who.id) == Progress(0, 0, 5, at(4))
    records.finish(decision(passed, 1), replace(finish(11), passed=True))
    records.finish(decision(failed, 1), finish(12))
    records.finish(decision(practice, 1), replace(finish(13), passed=True))
    records.close(lost.id, AttemptState.LOST, at(999))
    assert records.progress(who.id) == Progress(3, 1, 1, at(13))
    records.interrupt(going_on.id, at(20))
    assert records.progress(who.id) == Progress(3, 1, 1, at(20))


def test_decisions_of_many_attempts_are_given_by_attempt(records: Records, who: Trainee) -> None:
    made = [attempt(who, seconds) for seconds in range(3)]
    for new in made:
        records.begin(new)
        records.decide(decision(new, 1))
    records.decide(decision(made[2], 2))
    found = records.decisions_of([made[0].id, made[2].id])
    assert {key: [each.number for each in value] for key, value in found.items()} == {
        made[0].id: [1],
        made[2].id: [1, 2],
    }
    assert dict(records.decisions_of([])) == {}


def test_records_are_used_from_several_threads(records: Records, who: Trainee) -> None:
    made = [attempt(who, seconds) for seconds in range(4)]

    def play(number: int) -> None:
        records.begin(made[number])
        for turn in range(1, 6):
            records.decide(decision(made[number], turn))

    threads = [threading.Thread(target=play, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.decisions for each in records.attempts(who.id)] == [5, 5, 5, 5]
