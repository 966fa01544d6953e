"""Recordings come before voices, are as loud, and are not played once their words have changed."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from measuring import tone
from speech_studio import SOON_S, WORKER, Studio

from trainer.app.recordings import (
    MANIFEST,
    audio_folder,
    find_recording,
    read_manifest,
    text_digest,
    write_manifest,
)
from trainer.app.speech import Spoken, Unspoken, UnspokenReason
from trainer.child_programs import child_command
from trainer.speech.cache import LineCache
from trainer.speech.loudness import TARGET_DBFS, speech_level
from trainer.speech.supervisor import Patience
from trainer.speech.synthesizer import Synthesizer
from trainer.speech.wave_file import read_samples, write_samples

ID = "scenes/opening/customer"
TEXT = "Buenas tardes"
RATE = 44100


@pytest.fixture
def open_studio(tmp_path: Path) -> Iterator[Callable[..., Studio]]:
    opened = list[Studio]()

    def open_(fault: str = "") -> Studio:
        folder = tmp_path / "worker"
        folder.mkdir(exist_ok=True)
        synthesizer = Synthesizer(
            LineCache(tmp_path / "lines"),
            command=(sys.executable, "-I", "-S", str(WORKER), str(folder), fault),
            recordings=child_command("trainer.speech.recordings_worker"),
            patience=Patience(line_s=SOON_S, backoff_s=(0.0,)),
            clock=lambda: 0.0,
        )
        opened.append(Studio(folder, synthesizer))
        return opened[-1]

    yield open_
    for studio in opened:
        studio.synthesizer.close()


def record(folder: Path, place: str = "es/scenes.opening.customer.wav", *, seconds: float = 1.2) -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    write_samples(path, tone(300, seconds=seconds, rate=RATE, peak=900), RATE)
    return path


def ask(studio: Studio, folder: Path, **how: object) -> Spoken:
    answer = studio.speak(TEXT, key=ID, recordings=folder, **how)
    assert isinstance(answer, Spoken), answer
    return answer


def test_recordings_lie_beside_the_scenario() -> None:
    assert audio_folder(Path("calls/double-charge.yaml")) == Path("calls/double-charge/audio")


def test_the_locale_comes_before_the_language_and_what_was_cut_before_what_was_pressed(
    tmp_path: Path,
) -> None:
    for name in ("es/a.b.mp3", "es/a.b.wav", "es-MX/a.b.ogg"):
        record(tmp_path, name)
    names = [find_recording(tmp_path, "a/b", locale) for locale in ("es-MX", "es-CO", "en-US")]
    assert [found and found.name for found in names] == ["es-MX/a.b.ogg", "es/a.b.wav", None]


def test_a_recording_is_played_at_the_level_of_all_lines(
    open_studio: Callable[..., Studio], tmp_path: Path
) -> None:
    record(tmp_path / "audio")
    studio = open_studio()
    made = ask(studio, tmp_path / "audio", rate=1.5, pitch=3.0, loudness=3.0)
    assert made.voice.engine == "recorded"
    assert made.duration_ms == pytest.approx(1200, abs=2)
    assert speech_level(*read_samples(made.path)) == pytest.approx(TARGET_DBFS, abs=0.2)
    assert ask(studio, tmp_path / "audio").cached
    assert studio.asked() == []


def test_a_recording_goes_through_the_telephone(open_studio: Callable[..., Studio], tmp_path: Path) -> None:
    record(tmp_path / "audio")
    made = ask(open_studio(), tmp_path / "audio", telephone=True)
    assert read_samples(made.path)[1] == 11025


def test_a_recording_put_in_the_place_of_another_is_heard(
    open_studio: Callable[..., Studio], tmp_path: Path
) -> None:
    record(tmp_path / "audio")
    studio = open_studio()
    ask(studio, tmp_path / "audio")
    record(tmp_path / "audio", seconds=2.0)
    assert ask(studio, tmp_path / "audio").duration_ms == pytest.approx(2000, abs=2)


def test_a_line_without_a_recording_is_spoken(open_studio: Callable[..., Studio], tmp_path: Path) -> None:
    record(tmp_path / "audio", "es/scenes.other.customer.wav")
    assert ask(open_studio(), tmp_path / "audio").voice.name == "Paulina"


def test_a_recording_of_other_words_is_not_played(open_studio: Callable[..., Studio], tmp_path: Path) -> None:
    folder = tmp_path / "audio"
    record(folder)
    name = "es/scenes.opening.customer.wav"
    write_manifest(folder, {name: text_digest("Buenos días")})
    studio = open_studio()
    assert ask(studio, folder).voice.name == "Paulina"
    write_manifest(folder, {name: text_digest(f" {TEXT}\n")})
    assert ask(studio, folder).voice.engine == "recorded"


def test_a_recording_is_of_what_people_read(open_studio: Callable[..., Studio], tmp_path: Path) -> None:
    folder = tmp_path / "audio"
    record(folder)
    write_manifest(folder, {"es/scenes.opening.customer.wav": text_digest("Son $ 20")})
    studio = open_studio()
    answer = studio.speak("Son veinte pesos", written="Son $ 20", key=ID, recordings=folder)
    assert isinstance(answer, Spoken)
    assert answer.voice.engine == "recorded"


def test_a_recording_that_is_no_sound_is_spoken_by_a_voice_instead(
    open_studio: Callable[..., Studio], tmp_path: Path
) -> None:
    path = record(tmp_path / "audio")
    path.write_bytes(b"no sound at all")
    assert ask(open_studio(), tmp_path / "audio").voice.name == "Paulina"


def test_a_recording_is_heard_where_no_voice_speaks(
    open_studio: Callable[..., Studio], tmp_path: Path
) -> None:
    record(tmp_path / "audio")
    studio = open_studio("missing")
    assert ask(studio, tmp_path / "audio").voice.engine == "recorded"
    silent = studio.speak("Adiós", key="scenes/done/customer", recordings=tmp_path / "audio")
    assert isinstance(silent, Unspoken)
    assert silent.reason is UnspokenReason.ENGINE_MISSING


@pytest.mark.parametrize("kept", [b"", b"[]", b"{", b"[" * 100_000, b'{"a": 1}'])
def test_a_manifest_that_says_nothing_is_none(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(kept)
    assert read_manifest(tmp_path) == {}


def test_a_folder_that_takes_no_manifest_is_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_manifest(tmp_path / "nowhere", {})
    assert list(tmp_path.iterdir()) == []
