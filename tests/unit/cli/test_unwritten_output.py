"""Where the output cannot be written, one line says so, and the status is not that of a defect."""

import sys
from pathlib import Path

import pytest

from trainer.cli.main import UNWRITTEN, run

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_disk_without_room_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUENTE_LANGUAGE", "en")
    monkeypatch.setenv("LANGUAGE", "en")
    with FULL.open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert run(["schema"]) == UNWRITTEN
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("puente: the output could not be written (")
