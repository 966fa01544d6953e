"""A screen reader for tests: a client of the accessibility bus, in a private session with its own screen."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLIENT = Path(__file__).resolve().parent.parent / "e2e" / "at_spi_client.py"
SYSTEM_PYTHON = Path("/usr/bin/python3")
BUS = Path("/usr/libexec/at-spi2-registryd")
PATIENCE_S = 30.0


def missing() -> str | None:
    """Return what a screen reader's session lacks on this machine; None where everything is here."""
    for program in ("Xvfb", "dbus-daemon"):
        if shutil.which(program) is None:
            return program
    if not BUS.exists():
        return "at-spi2-core"
    question = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", question], capture_output=True, check=False)
    return None if asked.returncode == 0 else "gir1.2-atspi-2.0"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen, as a screen reader would say it."""

    name: str
    role: str
    description: str
    locale: str
    """As the system writes it, such as `es_CO`."""
    focusable: bool
    enabled: bool
    checked: bool


class ScreenReader:
    """Finds by name, does what is offered, hears announcements. What does not come in time fails the test."""

    def __init__(self, client: "subprocess.Popen[str]") -> None:
        self._client = client
        self.transcript: list[str] = []

    def look(self) -> Sequence[Seen]:
        """Return everything that is on the screen."""
        return [Seen(**one) for one in self._ask(do="look")]

    def wait(self, name: str, role: str | None = None, *, within_s: float = PATIENCE_S) -> Seen:
        """Return the thing whose name begins so, once it is there."""
        found = self._ask(do="wait", name=name, role=role, within=within_s)
        assert found is not None, (
            f"{name!r} ({role}) is not on the screen: {[each.name for each in self.look()]}"
        )
        return Seen(**found)

    def press(self, name: str, role: str = "push button") -> None:
        """Press a button, once it is there."""
        self._act(name, "Press", role)

    def choose(self, name: str, role: str = "radio button") -> None:
        """Choose one of several, once it is there."""
        self._act(name, "Toggle", role)

    def write(self, name: str, text: str) -> None:
        """Write into a field, once it is there."""
        self.wait(name, "text")
        assert self._ask(do="write", name=name, text=text), f"{name!r} takes no text"
        self.transcript.append(f"write: {name}: {text}")

    def announced(self) -> Sequence[str]:
        """Return everything that was announced so far."""
        return [each["text"] for each in self._ask(do="announced")]

    def _act(self, name: str, action: str, role: str) -> None:
        found = self.wait(name, role)
        assert self._ask(do="act", name=name, action=action, role=role), f"{name!r} does not offer {action}"
        self.transcript.append(f"{action.lower()}: {role}: {found.name}")

    def _ask(self, **request: Any) -> Any:
        assert self._client.stdin is not None
        assert self._client.stdout is not None
        self._client.stdin.write(json.dumps(request) + "\n")
        self._client.stdin.flush()
        answer = self._client.stdout.readline()
        assert answer, "the client of the accessibility bus has ended"
        return json.loads(answer)


@contextmanager
def session(folder: Path) -> Iterator[dict[str, str]]:
    """Run a screen and a bus that nobody else uses; give the environment in which they are used."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    environment = os.environ | {"XDG_RUNTIME_DIR": str(runtime)}
    # A session of the person who runs the tests must not be touched.
    for name in ("DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    with ExitStack() as stack:
        screen = stack.enter_context(
            _started(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24"], environment)
        )
        environment["DISPLAY"] = f":{_first_line(screen)}"
        bus = stack.enter_context(
            _started(["dbus-daemon", "--session", "--nofork", "--print-address=1"], environment)
        )
        environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line(bus)
        yield environment


@contextmanager
def reading(environment: Mapping[str, str]) -> Iterator[ScreenReader]:
    """Start a screen reader in a session."""
    command = [str(SYSTEM_PYTHON), str(CLIENT)]
    with _started(command, environment, stdin=subprocess.PIPE) as client:
        yield ScreenReader(client)


@contextmanager
def _started(
    command: Sequence[str], environment: Mapping[str, str], *, stdin: int = subprocess.DEVNULL
) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        command,
        env=dict(environment),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line, f"{process.args!r} has ended"
    return line
