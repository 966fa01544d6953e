"""Every line has one level; a telephone lets pass what lies between 300 and 3400 Hz, and hisses a little."""

import math
import time
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from measuring import power_at, tone

from trainer.speech.finishing import finish_file
from trainer.speech.loudness import HIGHEST_PEAK_DBFS, TARGET_DBFS, amplify, matching_gain, speech_level
from trainer.speech.protocol import Finish
from trainer.speech.telephone import BLOCK, NOISE_DBFS, through_telephone
from trainer.speech.wave_file import WaveError, read_samples, write_samples

RATE = 22050


@pytest.mark.parametrize("peak", [200, 2000, 20000])
def test_a_quiet_voice_becomes_as_loud_as_a_loud_one(peak: int) -> None:
    voice = tone(440, peak=peak)
    level = speech_level(amplify(voice, matching_gain(voice, RATE, louder_db=0)), RATE)
    assert level == pytest.approx(TARGET_DBFS, abs=0.1)


def test_a_mood_is_heard_above_the_level() -> None:
    voice = tone(440)
    level = speech_level(amplify(voice, matching_gain(voice, RATE, louder_db=3)), RATE)
    assert level == pytest.approx(TARGET_DBFS + 3, abs=0.1)


def test_pauses_do_not_make_a_line_louder() -> None:
    voice = tone(440)
    hesitant = voice + array("h", bytes(2 * 3 * RATE)) + voice
    assert speech_level(hesitant, RATE) == pytest.approx(speech_level(voice, RATE), abs=0.2)


def test_no_sample_is_cut() -> None:
    click = array("h", [0] * RATE)
    click[5000:5010] = array("h", [30000] * 10)
    click += tone(440, peak=100)
    louder = amplify(click, matching_gain(click, RATE, louder_db=0))
    assert max(louder) <= 32768 * 10 ** (HIGHEST_PEAK_DBFS / 20)


@pytest.mark.parametrize("samples", [array("h"), array("h", bytes(2 * RATE))])
def test_silence_stays_silent(samples: "array[int]") -> None:
    assert speech_level(samples, RATE) is None
    assert matching_gain(samples, RATE, louder_db=0) == 1.0


@pytest.mark.parametrize("rate", [16000, 22050, 44100, 48000])
@pytest.mark.parametrize(("hertz", "lowest", "highest"), [(500, -1, 1), (1000, -1, 1), (2800, -2, 1)])
def test_the_band_passes(rate: int, hertz: float, lowest: float, highest: float) -> None:
    sent = tone(hertz, rate=rate)
    heard, heard_rate = through_telephone(sent, rate)
    change = power_at(heard, heard_rate, hertz) - power_at(sent, rate, hertz)
    change += 10 * math.log10(len(sent) / len(heard))  # the power of a tone grows with its samples
    assert lowest < change < highest


@pytest.mark.parametrize("rate", [22050, 44100])
@pytest.mark.parametrize(("hertz", "highest"), [(60, -40), (150, -20), (5200, -12), (7500, -25)])
def test_the_rest_does_not(rate: int, hertz: float, highest: float) -> None:
    sent = tone(hertz, rate=rate)
    heard, heard_rate = through_telephone(sent, rate)
    # What lies above half of the new rate would come back at another frequency: all that is heard counts.
    power = 10 * math.log10(sum(sample * sample for sample in heard) / len(heard))
    before = 10 * math.log10(sum(sample * sample for sample in sent) / len(sent))
    assert heard_rate == 11025
    assert power - before < highest


def test_the_line_hisses_a_little_and_the_same_each_time() -> None:
    silence = array("h", bytes(2 * RATE))
    heard, _ = through_telephone(silence, RATE)
    level = 10 * math.log10(sum(sample * sample for sample in heard) / len(heard) / 32768**2)
    assert NOISE_DBFS - 12 < level < NOISE_DBFS  # what lies outside the band is cut off it, too
    assert through_telephone(silence, RATE)[0] == heard


def test_blocks_leave_no_seams() -> None:
    heard, rate = through_telephone(tone(1000, seconds=3 * BLOCK / RATE), RATE)
    middle = heard[rate // 10 : -rate // 10]
    assert max(abs(after - before) for before, after in pairwise(middle)) < 8000


def test_five_seconds_are_ready_before_anybody_notices() -> None:
    voice = tone(1000, seconds=5)
    begun = time.process_time()
    through_telephone(voice, RATE)
    # Measured 0.08 s on two slow processors; the limit is for machines that do much else.
    assert time.process_time() - begun < 0.5


def test_a_file_is_finished_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "line.wav"
    write_samples(path, tone(440, peak=300), RATE)
    finish_file(path, Finish(loudness=-2.0, telephone=True))
    samples, rate = read_samples(path)
    assert rate == 11025
    assert speech_level(samples, rate) == pytest.approx(TARGET_DBFS - 2, abs=0.1)
    assert len(samples) / rate == pytest.approx(1.0, abs=0.001)


def test_what_is_no_sound_is_not_finished(tmp_path: Path) -> None:
    path = tmp_path / "line.wav"
    path.write_bytes(b"no sound")
    with pytest.raises(WaveError):
        finish_file(path, Finish())
