"""The system's microphone, spoken into by the real voice: recorded, and measured as the file itself is."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sound_server as sound
from sound_server import SOON_S, SoundServer, open_sound_server

from trainer.app.speaking_ahead import speak_all
from trainer.app.speaking_back import Recording, measure_speech
from trainer.app.speech import Spoken, SpokenLine, VoiceGender
from trainer.bootstrap import open_voices

TEXT = "Con mucho gusto le ayudo. Permítame revisar su cuenta un momento, por favor."

pytestmark = pytest.mark.skipif(not sound.there, reason="no PulseAudio to speak into")

RECORD = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from trainer.ui.speaking_back.microphone import QtMicrophone
application = QCoreApplication([])
microphone = QtMicrophone()
ended = []
microphone.stopped.connect(lambda: (ended.append("stopped"), application.quit()))
microphone.failed.connect(lambda fault: (ended.append(fault.value), application.quit()))
microphone.record(Path(sys.argv[1]))
print("recording", flush=True)
QTimer.singleShot(int(sys.argv[2]), microphone.stop)
application.exec()
print(json.dumps([microphone.there, *ended]), flush=True)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with open_sound_server(tmp_path, microphone=True) as opened:
        yield opened


def test_what_is_said_into_the_microphone_is_measured_as_it_was_said(
    server: SoundServer, tmp_path: Path
) -> None:
    voices = open_voices(tmp_path / "lines")
    try:
        (said,) = speak_all(voices, [SpokenLine(TEXT, "es-MX", VoiceGender.FEMALE, rate=1.5)])
    finally:
        voices.close()
    assert isinstance(said, Spoken)
    file = tmp_path / "take.wav"
    command = [sys.executable, "-c", RECORD, str(file), str(said.duration_ms + 1500)]
    with subprocess.Popen(
        command, env=server.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as recorder:
        assert recorder.stdout is not None
        assert recorder.stdout.readline() == "recording\n"
        with server.speak_into(said.path):
            told, _ = recorder.communicate(timeout=SOON_S)
    assert json.loads(told.splitlines()[-1]) == [True, "stopped"]
    mine = measure_speech(Recording.of_wave(file.read_bytes()), TEXT)
    model = measure_speech(Recording.of_wave(said.path.read_bytes()), TEXT)
    assert mine.duration_ms == pytest.approx(model.duration_ms, abs=150)
    assert mine.words_per_minute == pytest.approx(model.words_per_minute, rel=0.05)
    assert mine.loudness_db == pytest.approx(model.loudness_db, abs=4.0)
