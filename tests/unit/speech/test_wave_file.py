"""A file counts as a spoken line when it is whole and about as long as its text."""

import os
import wave
from pathlib import Path

import pytest

from trainer.speech.wave_file import WaveError, check_length, measure


def write(path: Path, frames: int, *, rate: int = 22050, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\0\0" * frames * channels)
    return path


@pytest.mark.parametrize(
    ("frames", "rate", "channels", "milliseconds"),
    [(22050, 22050, 1, 1000), (8000, 16000, 2, 500), (1, 22050, 1, 1), (33075, 22050, 1, 1500)],
)
def test_the_length_is_that_of_the_sound(
    tmp_path: Path, frames: int, rate: int, channels: int, milliseconds: int
) -> None:
    assert measure(write(tmp_path / "a.wav", frames, rate=rate, channels=channels)) == milliseconds


def test_a_file_without_sound_is_none(tmp_path: Path) -> None:
    with pytest.raises(WaveError, match="empty"):
        measure(write(tmp_path / "a.wav", 0))


@pytest.mark.parametrize("size", [0, 10, 43, 44, 1000, 44_143])
def test_half_a_file_is_none(tmp_path: Path, size: int) -> None:
    path = write(tmp_path / "a.wav", 22050)
    os.truncate(path, size)
    with pytest.raises(WaveError):
        measure(path)


def test_a_missing_file_is_none(tmp_path: Path) -> None:
    with pytest.raises(WaveError):
        measure(tmp_path / "a.wav")


@pytest.mark.parametrize(
    ("text", "rate", "milliseconds"),
    [
        # As eSpeak NG said them.
        ("Sí.", 0.5, 1500),
        ("Sí.", 2.0, 170),
        ("1234567890", 1.0, 6430),
        ("$1,234,567.89 MXN", 0.5, 13020),
        ("x" * 300, 2.0, 5350),
        ("Buenas tardes, le llamo porque mi factura está mal.", 1.0, 3200),
    ],
)
def test_real_lengths_are_believed(text: str, rate: float, milliseconds: int) -> None:
    check_length(milliseconds, text, rate)


@pytest.mark.parametrize(
    ("text", "rate", "milliseconds"),
    [
        ("Buenas tardes, le llamo porque mi factura está mal.", 1.0, 100),
        ("Buenas tardes, le llamo porque mi factura está mal.", 0.5, 600),
        ("Sí.", 1.0, 60_000),
        ("Sí.", 2.0, 6_000),
    ],
)
def test_impossible_lengths_are_not(text: str, rate: float, milliseconds: int) -> None:
    with pytest.raises(WaveError):
        check_length(milliseconds, text, rate)
