"""Recordings in each format that a scenario may bring: a tone of 300 Hz, as other programs wrote it."""

import queue
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from shutil import copyfile

import pytest
from speech_studio import SOON_S

from trainer.app.speech import Speaking, Spoken, SpokenLine, VoiceGender
from trainer.child_programs import child_command
from trainer.speech.cache import LineCache
from trainer.speech.loudness import TARGET_DBFS, speech_level
from trainer.speech.synthesizer import Synthesizer
from trainer.speech.wave_file import read_samples

SOUNDS = Path(__file__).parent / "sounds"
ID = "scenes/opening/customer"


@pytest.fixture
def synthesizer(tmp_path: Path) -> Iterator[Synthesizer]:
    nobody = ("no-such-program",)
    reader = child_command("trainer.speech.recordings_worker")
    opened = Synthesizer(LineCache(tmp_path / "lines"), command=nobody, recordings=reader)
    yield opened
    opened.close()


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "mp3"])
def test_a_recording_is_heard_in_each_format(synthesizer: Synthesizer, tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "audio"
    (folder / "es").mkdir(parents=True)
    copyfile(SOUNDS / f"tone.{ending}", folder / "es" / f"scenes.opening.customer.{ending}")
    answers = queue.SimpleQueue[Speaking]()
    line = SpokenLine("Buenas tardes", "es-MX", VoiceGender.FEMALE, key=ID, recordings=folder)
    synthesizer.speak(line, answers.put)
    spoken = answers.get(timeout=SOON_S)
    assert isinstance(spoken, Spoken), spoken
    assert spoken.voice.engine == "recorded"
    # MP3 pads its ends with silence.
    assert 590 <= spoken.duration_ms <= 720
    samples, rate = read_samples(spoken.path)
    assert speech_level(samples, rate) == pytest.approx(TARGET_DBFS, abs=0.5)
    middle = samples[rate // 10 : rate // 2]
    rises = sum(before < 0 <= after for before, after in pairwise(middle))
    assert rises == pytest.approx(300 * 0.4, abs=2)
