"""The worker's own parts that need no engine, and what it must never drag into the window."""

import ctypes
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from trainer.speech import espeak_library
from trainer.speech.espeak_library import LibraryMissingError, LibrarySource, provide_library

HEAVY = ("PySide6", "pydantic", "sqlalchemy", "babel", "yaml", "click")


def modules_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sorted(sys.modules))"
    command = (sys.executable, "-c", code)
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_the_window_never_loads_the_engine() -> None:
    modules = modules_after("import trainer.speech.synthesizer")
    assert "trainer.speech.synthesizer" in modules
    assert not {name for name in modules if name.startswith(("pyttsx3", "espeakng_loader"))}


def test_the_worker_is_small() -> None:
    modules = modules_after("import trainer.speech.worker")
    assert "pyttsx3" in modules
    assert not modules & set(HEAVY)


def no_library(name: str, mode: int = 0) -> ctypes.CDLL:
    raise OSError(f"{name}: cannot open shared object file, mode {mode}")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have engines of their own")
@pytest.mark.parametrize("source", LibrarySource)
def test_a_machine_without_any_library_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: LibrarySource
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(espeak_library.DATA_VARIABLE, "as it was")
    monkeypatch.setattr(ctypes, "CDLL", no_library)
    with pytest.raises(LibraryMissingError):
        provide_library(source)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have engines of their own")
def test_a_machine_without_the_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", no_library)
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(LibraryMissingError, match="neither"):
        provide_library(LibrarySource.ANY)


CONVERTER = """
import sys, wave
source, target = sys.argv[1:]
assert open(source, "rb").read().startswith(b"FORM")
with wave.open(target, "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(8000); file.writeframes(bytes(1600))
"""


def test_what_macos_writes_becomes_a_wave_file(tmp_path: Path) -> None:
    from trainer.speech.pyttsx3_engine import ensure_wave  # noqa: PLC0415 - it replaces a hook of the process

    path = tmp_path / "line.part"
    path.write_bytes(b"FORM....AIFF")
    ensure_wave(path, (sys.executable, "-c", CONVERTER))
    with wave.open(str(path)) as file:
        assert file.getnframes() == 800
    whole = path.read_bytes()
    ensure_wave(path, ("no-such-converter",))
    assert path.read_bytes() == whole
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("converter", [("no-such-converter",), (sys.executable, "-c", "raise SystemExit(3)")])
def test_what_cannot_be_converted_is_a_failure(tmp_path: Path, converter: tuple[str, ...]) -> None:
    from trainer.speech.pyttsx3_engine import ensure_wave  # noqa: PLC0415 - as above
    from trainer.speech.serving import SavingError  # noqa: PLC0415 - as above

    path = tmp_path / "line.part"
    path.write_bytes(b"FORM....AIFF")
    with pytest.raises(SavingError, match="AIFF"):
        ensure_wave(path, converter)
    assert [*tmp_path.iterdir()] == [path]
