"""The installed program as a process: what it prints, in which encoding, with which status."""

import json
import os
import subprocess
import sys
from pathlib import Path

EXAMPLE = Path("tests") / "playthroughs" / "double-charge.yaml"


def puente(repository: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "trainer", *arguments],
        cwd=repository,
        input=typed.encode(),
        capture_output=True,
        check=False,
        # As on a machine whose terminal knows nothing of Spanish.
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )


def test_play_prints_one_document(repository: Path) -> None:
    done = puente(repository, "play", str(EXAMPLE), "--replies", "own-it,last-four", "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["passed"] is True


def test_play_speaks_spanish_through_a_pipe(repository: Path) -> None:
    done = puente(repository, "play", str(EXAMPLE), "--language", "es", "--seed", "1", typed="1\n1\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "¿" in done.stdout.decode()


def test_analyze_prints_one_document(repository: Path) -> None:
    done = puente(repository, "analyze", str(EXAMPLE), "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["states"] == 8


def test_a_wrong_call_is_one_line_and_no_traceback(repository: Path) -> None:
    done = puente(repository, "play", str(EXAMPLE), "--replies", "own-it,nothing")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"puente: ")
    assert done.stderr.count(b"\n") == 1
