"""The program killed at random moments of a call: `tools/soak.py` plays, kills and looks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def soak(repository: Path, kills: int) -> dict[str, object]:
    """Return what a soak of so many kills has seen."""
    command = [sys.executable, str(repository / "tools" / "soak.py"), "--kills", str(kills)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    tally: dict[str, object] = json.loads(done.stdout)
    return tally


def expect_nothing_lost(tally: dict[str, object], kills: int) -> None:
    assert tally["problems"] == []
    assert tally["kills"] == kills
    # A soak that hardly played has shown nothing; how much it plays between kills is the machine's affair.
    assert isinstance(tally["decisions"], int)
    assert tally["decisions"] > 2 * kills
    assert isinstance(tally["resumed"], int)
    assert tally["resumed"] >= kills // 5


def test_five_kills_lose_nothing(repository: Path) -> None:
    expect_nothing_lost(soak(repository, 5), 5)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_kills_lose_nothing(repository: Path) -> None:
    expect_nothing_lost(soak(repository, 200), 200)
