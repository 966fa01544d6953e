"""What holds the interface's thread: every screen opened, a whole call played, as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from watchdog import Stretch

LIMIT_MS: Final = 50.0
BESIDE_OTHERS: Final = 2.0 if "PYTEST_XDIST_WORKER" in os.environ else 1.0
"""How many times as long work may take where other tests run on the same processor."""
HEAVIER: Final = {"opening the brief": 60.0, "answering": 60.0}
"""Steps that pass the limit where the processor is shared, with what they must not pass there, in ms."""
VISIT: Final = Path(__file__).parent.parent / "fakes" / "whole_visit.py"
TRIES: Final = 3


def visit(folder: Path) -> list[Stretch]:
    """Return every stretch for which the thread was held."""
    done = subprocess.run(
        [sys.executable, str(VISIT)],
        env={**os.environ, "PUENTE_DATA": str(folder), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Stretch(*each) for each in json.loads(done.stdout.splitlines()[-1])]


def test_nothing_holds_the_interface_for_long(tmp_path: Path) -> None:
    # Work, not time on the wall: what other programs do is not ours. They empty the processor's caches, and
    # that costs work, so a step is too slow only where it is so each time.
    slow: dict[str, Stretch] = {}
    for number in range(TRIES):
        stretches = visit(tmp_path / str(number))
        assert {"taking a reply", "answering", "opening the debrief"} <= {each.doing for each in stretches}
        late = {each.doing: each for each in stretches if each.work > BESIDE_OTHERS * LIMIT_MS}
        slow = {doing: late[doing] for doing in late if number == 0 or doing in slow}
        if not slow:
            return
    raise AssertionError("\n".join(str(each) for each in slow.values()))
