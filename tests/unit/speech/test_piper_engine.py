"""Piper's voices are found in folders, and its program is kept running, started anew, and told apart."""

import json
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from trainer.app.speech import VoiceGender
from trainer.speech.piper_voices import find_voices
from trainer.speech.piper_worker import PiperEngine
from trainer.speech.protocol import Finish, Save
from trainer.speech.serving import MissingError, SavingError
from trainer.speech.synthesizer import neural_command
from trainer.speech.wave_file import measure

PRETEND = Path(__file__).parents[2] / "fakes" / "pretend_piper.py"
COMMAND = (sys.executable, "-I", "-S", str(PRETEND))


def add_voice(folder: Path, name: str = "es_MX-ald-medium", **description: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    model.write_bytes(b"a network")
    told = {"language": {"code": name[:5]}, "espeak": {"voice": "es-419"}} | description
    (folder / f"{name}.onnx.json").write_text(json.dumps(told), encoding="utf-8")
    return model


def request(model: Path, text: str = "Buenas tardes", pace: int = 165, path: Path | None = None) -> Save:
    target = path or model.with_name("line.part")
    return Save(1, text, str(model), pace, target, 0.0, Finish())


def test_voices_are_found_wherever_they_lie(tmp_path: Path) -> None:
    model = add_voice(tmp_path / "es" / "es_MX")
    add_voice(tmp_path, "en_US-hfc_female-medium")
    voices = find_voices([tmp_path, tmp_path / "nowhere"])
    assert [(voice.name, voice.locale, voice.gender) for voice in voices] == [
        ("Hfc Female", "en-US", VoiceGender.FEMALE),
        ("Ald", "es-MX", VoiceGender.MALE),
    ]
    assert voices[1].id == str(model)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"espeak": 1}', "[" * 100_000])
def test_a_network_that_nothing_describes_is_no_voice(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.onnx").write_bytes(b"")
    (tmp_path / "b.onnx").write_bytes(b"")
    (tmp_path / "b.onnx.json").write_text(text, encoding="utf-8")
    assert find_voices([tmp_path]) == ()
    assert neural_command([tmp_path]) == ()


def test_an_older_description_tells_its_language_otherwise(tmp_path: Path) -> None:
    add_voice(tmp_path, "mystery", language={})
    assert [voice.locale for voice in find_voices([tmp_path])] == ["es-419"]


def test_one_program_speaks_many_lines_and_another_at_another_pace(tmp_path: Path) -> None:
    model = add_voice(tmp_path)
    lengths = []
    with closing(PiperEngine([tmp_path], COMMAND)) as engine:
        for pace in (165, 165, 165, 110):
            engine.save(request(model, pace=pace))
            lengths.append(measure(tmp_path / "line.part"))
    assert lengths == [780, 780, 780, 1170]
    assert (tmp_path / "starts.txt").read_text(encoding="utf-8").split() == ["1.0", "1.5"]


def test_a_program_that_dies_is_told_with_its_last_words(tmp_path: Path) -> None:
    model = add_voice(tmp_path)
    with (
        closing(PiperEngine([tmp_path], COMMAND)) as engine,
        pytest.raises(SavingError, match="out of memory"),
    ):
        engine.save(request(model, "die"))


def test_a_voice_that_is_gone_is_told(tmp_path: Path) -> None:
    add_voice(tmp_path)
    with pytest.raises(SavingError, match="no voice"):
        PiperEngine([tmp_path], COMMAND).save(request(tmp_path / "other.onnx"))


def test_without_voices_nothing_is_started(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no voice"):
        PiperEngine([tmp_path])


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts")
@pytest.mark.parametrize(
    ("said", "missing"), [("--output_dir DIR", None), ("Configure your gaming mouse", "another program")]
)
def test_another_program_of_that_name_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, missing: str | None
) -> None:
    add_voice(tmp_path)
    program = tmp_path / "piper"
    program.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("trainer.speech.piper_worker.DISTRIBUTION", "no-such-distribution")
    if missing is None:
        assert PiperEngine([tmp_path]).version == ""
    else:
        with pytest.raises(MissingError, match=missing):
            PiperEngine([tmp_path])
