"""`check` of many files as a process on a terminal: the bar, Ctrl-C, and nothing of either elsewhere."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to open")

if sys.platform != "win32":
    import pty
    import termios

COPIES = 48
"""Enough for several processes, and for longer than a moment."""

MANY_COPIES = 400
"""So many that nobody is done before a key was pressed, on however busy a machine."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_of(tmp_path_factory.mktemp("library"), COPIES)


@pytest.fixture(scope="module")
def large_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_of(tmp_path_factory.mktemp("large"), MANY_COPIES)


def library_of(folder: Path, copies: int) -> Path:
    bundled = Path(__file__).resolve().parents[2] / "scenarios" / "double-charge.yaml"
    text = bundled.read_text(encoding="utf-8")
    assert text.count("\nid: double-charge\n") == 1
    for number in range(copies):
        own = text.replace("\nid: double-charge\n", f"\nid: copy-{number}\n")
        (folder / f"{number:02}.yaml").write_text(own, encoding="utf-8")
    return folder


class Terminal:
    """A command whose standard error, and whose keyboard, is a terminal."""

    def __init__(self, process: "subprocess.Popen[bytes]", keys: int) -> None:
        self.process = process
        self._keys = keys
        self.shown = b""

    def read(self) -> bool:
        """Wait for what is written next; False at the end."""
        try:
            more = os.read(self._keys, 4096)
        except OSError:  # Linux reports the end of a terminal so
            return False
        self.shown += more
        return bool(more)

    def read_until(self, wanted: bytes) -> None:
        """Wait until this has been written."""
        while wanted not in self.shown:
            assert self.read(), self.shown

    def press(self, key: bytes) -> None:
        os.write(self._keys, key)

    def wait(self) -> int:
        """Read to the end, and return the exit status."""
        while self.read():
            pass
        return self.process.wait()


@contextmanager
def on_a_terminal(folder: Path, *options: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer", "check", str(folder), *options],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "PUENTE_LANGUAGE": "en", "TERM": "xterm", "COLUMNS": "80"},
        # The terminal is that of this command alone: what is pressed there reaches it and its children.
        preexec_fn=lambda: _own_terminal(theirs),  # noqa: PLW1509 - the test has no other threads
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _own_terminal(terminal: int) -> None:
    import fcntl  # noqa: PLC0415 - where there are pseudo-terminals

    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def test_a_bar_is_shown_while_it_takes_long_and_nothing_is_left_of_it(library: Path) -> None:
    with on_a_terminal(library, "--no-cache") as terminal:
        assert terminal.wait() == 0
    assert b"Checking files" in terminal.shown
    assert f"/{COPIES}".encode() in terminal.shown
    # The last thing written clears the line.
    assert terminal.shown.rstrip().endswith(b"\x1b[2K")


def test_what_is_known_is_told_without_a_bar(library: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "trainer", "check", str(library)],
        check=True,
        env={**os.environ, "PUENTE_LANGUAGE": "en"},
    )
    with on_a_terminal(library) as terminal:
        assert terminal.wait() == 0
    assert terminal.shown == b""


def test_ctrl_c_ends_it_with_one_line_and_no_process_stays(large_library: Path) -> None:
    with on_a_terminal(large_library, "--no-cache") as terminal:
        terminal.read_until(b"Checking files")
        children = psutil.Process(terminal.process.pid).children(recursive=True)
        terminal.press(b"\x03")
        assert terminal.wait() == 130
    assert b"Traceback" not in terminal.shown
    after = terminal.shown[terminal.shown.index(b"^C") if b"^C" in terminal.shown else 0 :]
    assert after.count(b"puente: ") == 1
    assert b"puente: interrupted before all files were checked\r\n" in terminal.shown
    assert children
    gone, alive = psutil.wait_procs(children, timeout=5)
    assert (len(gone), alive) == (len(children), [])


def test_a_killed_check_takes_its_processes_along(large_library: Path) -> None:
    with on_a_terminal(large_library, "--no-cache") as terminal:
        terminal.read_until(b"Checking files")
        children = psutil.Process(terminal.process.pid).children(recursive=True)
        terminal.process.kill()
        terminal.process.wait()
    assert children
    assert psutil.wait_procs(children, timeout=10)[1] == []


def test_elsewhere_than_on_a_terminal_there_is_no_bar(library: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "trainer", "check", str(library), "--no-cache"],
        check=True,
        capture_output=True,
        env={**os.environ, "PUENTE_LANGUAGE": "en"},
    )
    assert (done.stdout, done.stderr) == (b"", b"")
