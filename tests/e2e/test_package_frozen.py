"""The frozen program, where `make package` has built it: it needs no Python."""

import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def program(repository: Path) -> Path:
    file = repository / "build" / "package" / "work" / "frozen" / "puente" / "puente"
    if not file.exists():
        pytest.skip("nothing has been packaged here")
    return file


def test_it_starts_with_nothing_on_the_path(program: Path, tmp_path: Path) -> None:
    environment = {"PUENTE_DATA": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
    done = subprocess.run(
        [program, "--version"], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith("puente, version ")
    assert done.stderr == ""
