"""The hooks for a repository of scenarios: pre-commit knows them, and what they call does its work."""

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from authored import changed

from trainer.app.starter import starter

MANIFEST = Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml"
SOUND = starter("small")
WARNED = changed(("company: Andina Móvil", "company: Andina #1"), of=SOUND)
CERTIFICATION = """\
format: 1
certification: basics
version: 1
title: {en: Basics, es: Bases}
requires:
  - {scenarios: [small], languages: [en]}
"""


def hooks() -> dict[str, dict[str, Any]]:
    return {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}


def called(hook: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Call what a hook calls, as pre-commit does: from the repository's root, without the changed files."""
    program, *arguments = shlex.split(hooks()[hook]["entry"])
    arguments += hooks()[hook]["args"]
    assert program == "puente"
    return subprocess.run(
        [sys.executable, "-m", "trainer", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def repository_of_scenarios(tmp_path: Path) -> Path:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "small.yaml").write_text(WARNED, encoding="utf-8")
    (tmp_path / "scenarios" / "basics.yaml").write_text(CERTIFICATION, encoding="utf-8")
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    return tmp_path


def test_the_manifest_is_one_that_pre_commit_knows() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_warnings_stop_only_the_strict_hook(repository_of_scenarios: Path) -> None:
    lenient = called("puente-check", repository_of_scenarios)
    assert lenient.returncode == 0, lenient.stdout + lenient.stderr
    assert "F007" in lenient.stdout
    assert "C601" not in lenient.stdout
    assert ".pre-commit-config.yaml" not in lenient.stdout
    assert called("puente-check-strict", repository_of_scenarios).returncode == 1


def test_an_error_stops_both(repository_of_scenarios: Path) -> None:
    small = repository_of_scenarios / "scenarios" / "small.yaml"
    small.write_text(changed(("level: B1", "level: B9"), of=SOUND), encoding="utf-8")
    for hook in hooks():
        done = called(hook, repository_of_scenarios)
        assert done.returncode == 1
        assert "S103" in done.stdout


def test_a_repository_without_the_folder_is_told(tmp_path: Path) -> None:
    done = called("puente-check", tmp_path)
    assert done.returncode == 2
    assert "scenarios" in done.stderr
