"""The installed `check` as a process: status, encoding, pipes and hostile files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from authored import SMALL, changed


def check(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "trainer", "check", *arguments],
        cwd=cwd,
        capture_output=True,
        check=False,
        # As on a machine whose terminal knows nothing of Spanish.
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PUENTE_LANGUAGE": "en"},
    )


def test_the_bundled_scenarios_are_sound(repository: Path) -> None:
    done = check("scenarios", "--strict", cwd=repository)
    assert (done.stdout.decode(), done.stderr, done.returncode) == ("", b"", 0)


def test_an_error_ends_with_1_and_is_written_in_utf_8(tmp_path: Path) -> None:
    (tmp_path / "añó.yaml").write_text(changed(("start: opening", "start: ñandú")), encoding="utf-8")
    done = check(".", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.decode() == (
        'añó.yaml:14:8: R201 no scene is called "ñandú"; add it, or name one that exists\n'
    )


def test_a_missing_path_ends_with_2(tmp_path: Path) -> None:
    done = check("gone.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"puente: ")


def test_40000_brackets_do_not_end_the_process(tmp_path: Path) -> None:
    (tmp_path / "deep.yaml").write_text("a: " + "[" * 40_000, encoding="utf-8")
    done = check("deep.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith(b"deep.yaml:1:35: F001 ")


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.yaml")).write_text(
        SMALL.replace("level: B1", "level: D1"), encoding="utf-8"
    )
    done = check(".", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith(b"caf\\udce9.yaml:8:8: S103 ")
    assert b"Traceback" not in done.stderr
