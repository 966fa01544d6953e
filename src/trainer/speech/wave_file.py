"""Whether a WAV file is what it should be.

Engines write nothing, half a file or the wrong one, and say nothing about it. So a file counts as a spoken
line only when it is whole and about as long as its text takes to say.
"""

import wave
from array import array
from pathlib import Path
from typing import Final

QUICKEST_MS_PER_CHARACTER: Final = 8.0
"""A letter or digit at natural rate. eSpeak NG took 34 ms over a run of one consonant, 80 in prose."""
SLOWEST_MS_PER_CHARACTER: Final = 2000.0
"""eSpeak NG took 700 ms to read a digit of a long number out."""
SLACK_MS: Final = 4000
"""Pauses, and texts of hardly a letter."""
SMALLEST_HEADER: Final = 44
BYTES_A_SAMPLE: Final = 2


class WaveError(Exception):
    """The file is missing, damaged, or not as long as its text."""


def measure(path: Path) -> int:
    """Return the length in milliseconds of a whole WAV file; `WaveError` where it is none."""
    try:
        with wave.open(str(path), "rb") as file:
            frames, rate = file.getnframes(), file.getframerate()
            promised = frames * file.getnchannels() * file.getsampwidth()
        size = path.stat().st_size
    except (OSError, EOFError, wave.Error) as fault:
        raise WaveError(f"{path.name} is no WAV file: {fault!r}") from fault
    if frames == 0:
        raise WaveError(f"{path.name} is empty")
    if size < promised + SMALLEST_HEADER:
        raise WaveError(f"{path.name} has {size} bytes of {promised + SMALLEST_HEADER}")
    return max(1, round(1000 * frames / rate))


def check_length(duration_ms: int, text: str, rate: float) -> None:
    """Raise `WaveError` where `text`, at `rate` times the natural pace, cannot take this long."""
    characters = sum(map(str.isalnum, text))
    shortest = characters * QUICKEST_MS_PER_CHARACTER / rate
    longest = SLACK_MS / rate + len(text) * SLOWEST_MS_PER_CHARACTER / rate
    if not shortest <= duration_ms <= longest:
        raise WaveError(
            f"{duration_ms} ms for a text of {characters} letters and digits, "
            f"expected {shortest:.0f} to {longest:.0f}"
        )


def read_samples(path: Path) -> tuple["array[int]", int]:
    """Return the samples of a WAV file of 16 bits, mixed to one channel, and their rate a second.

    `WaveError` where it is no such file. Every system that Puente runs on keeps numbers as the file does.
    """
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as fault:
        raise WaveError(f"{path.name} is no WAV file: {fault!r}") from fault
    if width != BYTES_A_SAMPLE:
        raise WaveError(f"{path.name} has samples of {8 * width} bits, not of 16")
    samples = array("h", data[: len(data) - len(data) % (channels * width)])
    if channels > 1:
        sides = [samples[side::channels] for side in range(channels)]
        samples = array("h", [sum(together) // channels for together in zip(*sides, strict=True)])
    return samples, rate


def write_samples(path: Path, samples: "array[int]", rate: int) -> None:
    """Write samples of one channel as a WAV file; `OSError` where that cannot be."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(BYTES_A_SAMPLE)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
