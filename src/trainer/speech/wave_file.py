"""Whether a WAV file is what it should be.

Engines write nothing, half a file or the wrong one, and say nothing about it. So a file counts as a spoken
line only when it is whole and about as long as its text takes to say.
"""

import wave
from pathlib import Path
from typing import Final

QUICKEST_MS_PER_CHARACTER: Final = 8.0
"""A letter or digit at natural rate. eSpeak NG took 34 ms over a run of one consonant, 80 in prose."""
SLOWEST_MS_PER_CHARACTER: Final = 2000.0
"""eSpeak NG took 700 ms to read a digit of a long number out."""
SLACK_MS: Final = 4000
"""Pauses, and texts of hardly a letter."""
SMALLEST_HEADER: Final = 44


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
