"""A module of our own as another program, from Python and from a frozen build."""

import importlib.util
import runpy
import sys
from pathlib import Path

import pytest

from trainer.child_programs import AS_CHILD, CHILDREN, child_command, run_child


def test_from_python_the_interpreter_runs_the_module() -> None:
    assert child_command("trainer.speech.worker") == (sys.executable, "-P", "-m", "trainer.speech.worker")


def test_a_frozen_program_runs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command("trainer.speech.worker") == (sys.executable, AS_CHILD, "trainer.speech.worker")


def test_what_is_no_program_is_refused() -> None:
    with pytest.raises(ValueError, match="does not run as a program"):
        child_command("trainer.cli.main")


def test_a_frozen_program_becomes_the_part_it_is_asked_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, list[str]]] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["puente"])
    monkeypatch.setattr(
        runpy, "run_module", lambda module, run_name: asked.append((module, run_name, sys.argv))
    )
    assert run_child([AS_CHILD, "trainer.speech.piper_worker", "/voices"])
    assert asked == [("trainer.speech.piper_worker", "__main__", ["trainer.speech.piper_worker", "/voices"])]


@pytest.mark.parametrize("arguments", [[], ["check"], [AS_CHILD], [AS_CHILD, "os"], ["check", AS_CHILD]])
def test_nothing_else_can_be_asked_for(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not run_child(arguments)


def test_from_python_nothing_is_taken_for_a_child() -> None:
    assert not run_child([AS_CHILD, "trainer.speech.worker"])


@pytest.mark.parametrize("module", sorted(CHILDREN))
def test_every_child_is_a_program(module: str) -> None:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    assert 'if __name__ == "__main__":' in Path(spec.origin).read_text(encoding="utf-8")
