from datetime import timedelta
from uuid import UUID

from trainer.storage.machine import MachineClock, MachineIdentifiers


def test_identities_are_uuids_of_version_7_in_time_order() -> None:
    identifiers = MachineIdentifiers()
    made = [identifiers.new() for _ in range(2000)]
    assert made == sorted(set(made))
    assert {UUID(each).version for each in made} == {7}
    assert str(UUID(made[0])) == made[0]


def test_seeds_are_in_their_range_and_differ() -> None:
    seeds = {MachineIdentifiers().seed() for _ in range(200)}
    assert len(seeds) > 190
    assert all(0 <= seed < 2**31 for seed in seeds)


def test_the_clock_is_aware_and_its_stopwatch_never_goes_back() -> None:
    clock = MachineClock()
    assert clock.now().utcoffset() == timedelta(0)
    readings = [clock.seconds() for _ in range(100)]
    assert readings == sorted(readings)
