"""How packages are put together, tried on a folder that stands for the frozen program."""

import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

import appimage
import package
import portable
import windows
from debian import debian_version
from frozen import BuildError, run, version_of
from trainer import __version__

MOMENT = 1_700_000_000


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder laid out as PyInstaller lays it out."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
    folder = tmp_path / "frozen" / "puente"
    (folder / "_internal" / "Qt").mkdir(parents=True)
    (folder / "_internal" / "Qt" / "libreal.so").write_bytes(b"library")
    program = folder / "puente"
    program.write_text("#!/bin/sh\necho started\n", encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("version", "compared"),
    [("1.2.3", "1.2.3.0"), ("1.0rc1", "1.0.0.0"), ("2", "2.0.0.0"), ("1.2.3.4.5", "1.2.3.4")],
)
def test_windows_compares_four_numbers(version: str, compared: str) -> None:
    assert windows.quad(version) == compared


@pytest.mark.parametrize(
    ("version", "ordered"),
    [("1.2.3", "1.2.3"), ("1.0rc1", "1.0~rc1"), ("1.0.dev4", "1.0~dev4"), ("1.0b2", "1.0~b2")],
)
def test_debian_orders_a_trial_version_before_the_version(version: str, ordered: str) -> None:
    assert debian_version(version) == ordered


def test_the_wheel_names_the_version_that_the_program_tells() -> None:
    assert version_of(Path(f"puente_trainer-{__version__}-py3-none-any.whl")) == __version__


@pytest.mark.skipif(sys.platform == "win32", reason="a zip is made there, without links")
def test_a_portable_archive_keeps_links_and_rights_and_tells_nobody_who_built_it(
    frozen: Path, tmp_path: Path
) -> None:
    (frozen / "_internal" / "lib.so").symlink_to("Qt/libreal.so")
    file = portable.archive(frozen, tmp_path / "work", "puente-1-linux")
    with tarfile.open(file) as tar:
        members = {each.name: each for each in tar.getmembers()}
    assert {name.split("/")[0] for name in members} == {"puente-1-linux"}
    assert members["puente-1-linux/puente"].mode & stat.S_IXOTH
    assert members["puente-1-linux/_internal/lib.so"].linkname == "Qt/libreal.so"
    assert {"README.txt", "LEAME.txt", "LICENSE.txt"} <= {Path(name).name for name in members}
    assert {(each.uid, each.uname, each.mtime) for each in members.values()} == {(0, "", MOMENT)}


def test_a_second_build_of_the_archive_has_the_same_bytes(frozen: Path, tmp_path: Path) -> None:
    first = portable.archive(frozen, tmp_path / "first", "puente-1")
    os.utime(frozen / "puente", (0, 0))
    assert portable.archive(frozen, tmp_path / "second", "puente-1").read_bytes() == first.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="an AppImage is of Linux")
def test_what_an_appimage_mounts_starts_the_program(frozen: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Puente.AppDir"
    appimage.application_folder(frozen, folder, version="1")
    assert run(folder / "AppRun") == "started\n"
    assert (folder / ".DirIcon").resolve().read_bytes().startswith(b"<svg")
    assert "X-AppImage-Version=1\n" in (folder / "puente.desktop").read_text(encoding="utf-8")


def test_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"second")
    (tmp_path / "a.whl").write_bytes(b"first")
    (tmp_path / "work").mkdir()
    package._write_sums(tmp_path)
    lines = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(b'first').hexdigest()}  a.whl",
        f"{hashlib.sha256(b'second').hexdigest()}  b.deb",
    ]


def test_a_step_that_fails_says_which_and_what_it_said() -> None:
    with pytest.raises(BuildError, match=r"(?s)-c .*… failed:.*no such voice"):
        run(sys.executable, "-c", "raise SystemExit('no such voice')")


def test_a_tool_that_is_not_here_is_named() -> None:
    with pytest.raises(BuildError, match="no-such-tool"):
        run("no-such-tool")


def test_every_override_of_lintian_is_explained(repository: Path) -> None:
    file = repository / "packaging" / "linux" / "debian" / "lintian-overrides"
    lines = file.read_text(encoding="utf-8").splitlines()
    overridden = [number for number, line in enumerate(lines) if not line.startswith("#")]
    assert overridden
    assert all(lines[number - 1].startswith("#") for number in overridden)


def test_the_workflows_run_files_that_are_here(repository: Path) -> None:
    workflows = sorted((repository / ".github" / "workflows").glob("*.yml"))
    named = {
        path
        for each in workflows
        for path in re.findall(
            r"(?:packaging|requirements|tools|\.ci)/[\w./-]*\w", each.read_text(encoding="utf-8")
        )
    }
    assert named
    assert sorted(path for path in named if not (repository / path).exists()) == []


def test_the_script_of_the_windows_installer_compiles_without_a_warning(frozen: Path, tmp_path: Path) -> None:
    makensis = shutil.which("makensis")
    if makensis is None:
        pytest.skip("makensis is not here")
    # NSIS's own icon: ours is drawn only where packages are built.
    defined = {
        "VERSION": "1",
        "QUAD": "1.0.0.0",
        "PAYLOAD": frozen,
        "SIZE": 1,
        "OUTPUT": tmp_path / "p.exe",
        "ICON": "${NSISDIR}/Contrib/Graphics/Icons/modern-install.ico",
    }
    done = subprocess.run(
        [makensis, "-WX", *(f"-D{name}={value}" for name, value in defined.items()), windows.SCRIPT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
