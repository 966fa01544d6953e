"""Pace, pauses and loudness of a reply said aloud: as they are, in quiet and in noisy rooms."""

import io
import math
import random
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.app.speaking_back import Measures, Recording, RecordingError, measure_speech

RATE = 16000
LEVEL_DB = -20.0


def tone(seconds: float, level_db: float = LEVEL_DB) -> list[int]:
    """Return a tone of this loudness, in dBFS as a root mean square."""
    peak = 32768 * math.sqrt(2) * 10 ** (level_db / 20)
    return [round(peak * math.sin(at * 2 * math.pi * 200 / RATE)) for at in range(round(seconds * RATE))]


def silence(seconds: float) -> list[int]:
    return [0] * round(seconds * RATE)


def with_noise(samples: list[int], level_db: float) -> list[int]:
    chance = random.Random(7)  # noqa: S311 - noise, not a secret
    spread = 32768 * 10 ** (level_db / 20)
    return [max(-32768, min(32767, round(sample + chance.gauss(0, spread)))) for sample in samples]


def measured(samples: list[int], words: int = 10) -> Measures:
    return measure_speech(Recording(samples, RATE), " ".join(["palabra"] * words))


def wave_bytes(samples: list[int], *, channels: int = 1, width: int = 2) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(RATE)
        file.writeframes(array("h", samples).tobytes())
    return target.getvalue()


def test_pace_is_words_over_the_time_from_the_first_sound_to_the_last() -> None:
    found = measured([*silence(1.2), *tone(2), *silence(0.5), *tone(1.5), *silence(2)])
    assert found.duration_ms == 4000
    assert found.words_per_minute == 150


def test_pauses_are_told_with_their_places() -> None:
    found = measured([*silence(0.5), *tone(1), *silence(0.4), *tone(1), *silence(1.1), *tone(1)])
    assert [(pause.begin_ms, pause.duration_ms) for pause in found.pauses] == [(1500, 400), (2900, 1100)]


@pytest.mark.parametrize(("gap_ms", "pauses"), [(100, 0), (240, 0), (250, 1), (600, 1)])
def test_a_gap_within_speech_is_no_pause(gap_ms: int, pauses: int) -> None:
    found = measured([*tone(1), *silence(gap_ms / 1000), *tone(1)])
    assert len(found.pauses) == pauses
    assert found.duration_ms == 2000 + gap_ms


@pytest.mark.parametrize("level_db", [-40.0, -30.0, -20.0, -6.0])
def test_loudness_is_that_of_the_speech_alone(level_db: float) -> None:
    found = measured([*silence(2), *tone(1, level_db), *silence(0.7), *tone(1, level_db), *silence(3)])
    assert found.loudness_db == pytest.approx(level_db, abs=0.3)
    assert not found.distorted


@pytest.mark.parametrize("noise_db", [-70.0, -55.0, -45.0])
def test_a_room_with_noise_changes_little(noise_db: float) -> None:
    said = [*silence(1), *tone(1.5), *silence(0.6), *tone(1.5), *silence(1)]
    found = measured(with_noise(said, noise_db))
    assert found.duration_ms == pytest.approx(3600, abs=40)
    assert len(found.pauses) == 1
    assert found.loudness_db == pytest.approx(LEVEL_DB, abs=0.5)


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param([], id="nothing"),
        pytest.param([5] * 3, id="three-samples"),
        pytest.param(silence(3), id="silence"),
        pytest.param(with_noise(silence(3), -45.0), id="a-fan"),
        pytest.param(tone(2, -58.0), id="a-microphone-that-is-off"),
        pytest.param([*silence(1), *tone(0.03), *silence(1)], id="a-click"),
    ],
)
def test_where_nobody_speaks_nothing_is_made_up(samples: list[int]) -> None:
    found = measured(samples)
    assert not found.heard
    assert (found.words_per_minute, found.pauses) == (0, ())


def test_a_click_before_the_first_word_is_not_speech() -> None:
    found = measured([*tone(0.02), *silence(1), *tone(2), *silence(0.5), *tone(0.02)])
    assert found.duration_ms == 2000
    assert found.pauses == ()


def test_too_loud_a_recording_is_told() -> None:
    loud = [max(-32768, min(32767, 4 * sample)) for sample in tone(1, -6.0)]
    assert measured(loud).distorted


def test_signs_are_no_words() -> None:
    said = Recording(tone(2), RATE)
    assert measure_speech(said, "Sí — claro. ¿Algo más?").words_per_minute == 120


@given(st.lists(st.integers(-32768, 32767), max_size=4000), st.text(max_size=30))
def test_any_sound_can_be_measured(samples: list[int], text: str) -> None:
    found = measure_speech(Recording(samples, 8000), text)
    assert 0 <= found.duration_ms <= len(samples) / 8
    assert found.loudness_db <= 0.0
    assert all(pause.duration_ms >= 250 for pause in found.pauses)


def test_a_wave_file_is_read_by_its_first_channel() -> None:
    recording = Recording.of_wave(wave_bytes([1, -1, 2, -2, 3, -3], channels=2))
    assert (list(recording.samples), recording.rate) == ([1, 2, 3], RATE)
    assert Recording.of_wave(wave_bytes(silence(1.5))).duration_ms == 1500


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"no sound at all", wave_bytes([1, 2, 3, 4], width=1), wave_bytes([])[:30]]
)
def test_what_is_no_recording_is_told(data: bytes) -> None:
    with pytest.raises(RecordingError):
        Recording.of_wave(data)
