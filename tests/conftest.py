"""What every test may rely on: no screen, no network, no folder of the person who runs it."""

import itertools
import os
import socket
from pathlib import Path

import hypothesis
import pytest

from trainer import i18n

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What the offscreen platform cannot do is no finding about our windows.
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;qt.multimedia.*=false")
# How long one example takes on a busy machine is no finding. Every run draws others, `make soak` many more.
hypothesis.settings.register_profile("puente", deadline=None, max_examples=12)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("puente")


HOMES = itertools.count()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redirect every folder in which the program would keep something."""
    # Named here: to find the next free number itself, pytest would look through all folders of earlier tests.
    home = tmp_path_factory.mktemp(f"home-{next(HOMES)}", numbered=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("PUENTE_DATA", str(home / "puente"))
    monkeypatch.setenv("PUENTE_POLICY", str(home / "no-policy.json"))
    monkeypatch.delenv("PUENTE_LANGUAGE", raising=False)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin in English, whatever the machine speaks and whatever the test before this one has chosen."""
    monkeypatch.setenv("LANGUAGE", "en")
    i18n.activate("en")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but those inside this machine's own sockets."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            raise AssertionError(f"a test tried to connect to {address!r}")
        connect(self, address)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def repository() -> Path:
    """Return the root of the source tree."""
    return Path(__file__).resolve().parent.parent
