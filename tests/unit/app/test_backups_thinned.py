"""Which daily backups are kept as they grow old."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from trainer.app.backups import surplus
from trainer.app.ports import BackupFacts, BackupKind

LAST = datetime(2026, 11, 22, 9, tzinfo=UTC)


def made(days_ago: float) -> BackupFacts:
    return BackupFacts(f"{days_ago}", Path("b"), LAST - timedelta(days=days_ago), BackupKind.DAILY, 1)


def kept(days: range | list[float]) -> list[str]:
    backups = [made(day) for day in days]
    gone = {each.name for each in surplus(backups)}
    return [each.name for each in backups if each.name not in gone]


def test_days_weeks_and_months_of_a_year_of_backups() -> None:
    left = [int(each) for each in kept(range(500))]
    assert left[:7] == [0, 1, 2, 3, 4, 5, 6]
    # 22 November 2026 is a Sunday: the last days of four weeks, then the last days of twelve months.
    assert left[7:10] == [7, 14, 21]
    months = [(LAST - timedelta(days=day)).strftime("%Y-%m-%d") for day in left[10:]]
    assert months[:3] == ["2026-10-31", "2026-09-30", "2026-08-31"]
    assert months[-1] == "2025-12-31"
    assert len(months) == 11


def test_a_machine_that_was_off_for_long_keeps_its_last_days() -> None:
    assert len(kept([float(day) for day in range(300, 307)])) == 7


def test_of_a_day_the_last_is_kept() -> None:
    assert kept([0.0, 0.1, 0.2, 1.0]) == ["0.0", "1.0"]


def test_thinning_again_and_again_keeps_what_thinning_once_does() -> None:
    left = [made(day) for day in range(400, 399, -1)]
    for day in range(399, -1, -1):
        left.append(made(day))
        gone = surplus(left)
        left = [each for each in left if each not in gone]
    assert sorted(int(each.name) for each in left) == [int(each) for each in kept(range(401))]
