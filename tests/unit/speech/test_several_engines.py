"""Where one engine fails another speaks; where all do, captions stand in and the reason is the system's."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from speech_studio import SOON_S, WORKER, Studio

from trainer.app.speech import SpeechCondition, Spoken, Unspoken, UnspokenReason, VoiceGender
from trainer.scenario.spans import Segment
from trainer.speech.cache import LineCache
from trainer.speech.supervisor import Patience
from trainer.speech.synthesizer import Synthesizer
from trainer.speech.wave_file import measure

Open = Callable[[str, str], tuple[Studio, Studio]]


@pytest.fixture
def open_both(tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens a neural and a system's engine and two views of it."""
    opened = list[Synthesizer]()

    def open_(neural: str, system: str) -> tuple[Studio, Studio]:
        folders = [tmp_path / "neural", tmp_path / "system"]
        commands = []
        for folder, fault in zip(folders, (neural, system), strict=True):
            folder.mkdir()
            commands.append((sys.executable, "-I", "-S", str(WORKER), str(folder), fault))
        synthesizer = Synthesizer(
            LineCache(tmp_path / "lines"),
            command=commands[1],
            neural=commands[0],
            patience=Patience(line_s=SOON_S, backoff_s=(0.0,)),
            clock=lambda: 0.0,
        )
        opened.append(synthesizer)
        studios = Studio(folders[0], synthesizer), Studio(folders[1], synthesizer)
        synthesizer.watch(studios[0].statuses.put)
        return studios

    yield open_
    for synthesizer in opened:
        synthesizer.close()


def test_the_first_that_can_speaks(open_both: Open) -> None:
    neural, system = open_both("", "")
    assert isinstance(neural.speak("Hola"), Spoken)
    assert (neural.asked(), system.asked()) == (["Hola"], [])


@pytest.mark.parametrize("fault", ["missing", "broken", "foreign", "dies", "rubbish", "writes-nothing"])
def test_another_speaks_where_one_fails(open_both: Open, fault: str) -> None:
    neural, system = open_both(fault, "")
    assert isinstance(neural.speak("Hola"), Spoken)
    assert system.asked() == ["Hola"]
    assert neural.synthesizer.status().condition is SpeechCondition.READY
    again = neural.speak("Hola")
    assert isinstance(again, Spoken)
    assert again.cached


def test_the_systems_reason_is_told_where_none_speaks(open_both: Open) -> None:
    neural, _ = open_both("broken", "missing")
    answer = neural.speak("Hola")
    assert isinstance(answer, Unspoken)
    assert answer.reason is UnspokenReason.ENGINE_MISSING
    neural.await_status(lambda status: status.condition is SpeechCondition.DEGRADED)


def test_both_are_named_where_both_are_open(open_both: Open) -> None:
    neural, _ = open_both("", "")
    neural.synthesizer.start()
    status = neural.await_status(lambda status: status.condition is SpeechCondition.READY)
    assert status.engine == "pretend 7, pretend 7"


def test_an_engine_that_fails_is_let_alone_and_the_voices_of_both_are_known(open_both: Open) -> None:
    neural, _ = open_both("dies", "")
    for number in range(6):
        assert isinstance(neural.speak(f"Línea {number}"), Spoken)
    assert len(neural.starts()) <= 4  # three failures, and then a rest
    assert len(neural.synthesizer.voices()) == 8


def test_parts_in_two_languages_become_one_file(open_both: Open) -> None:
    neural, system = open_both("", "")
    parts = (Segment("es-MX", "Mi "), Segment("en", "billing statement"), Segment("es-MX", "?"))
    made = neural.speak("Mi billing statement?", segments=parts, voice=VoiceGender.MALE)
    assert isinstance(made, Spoken), made
    assert neural.asked() == ["Mi", "billing statement"]
    assert system.asked() == []
    assert made.duration_ms == measure(made.path)
    assert made.voice.name == "Juan"


def test_a_line_whose_own_language_has_no_voice_is_not_spoken_in_part(open_both: Open) -> None:
    neural, _ = open_both("", "")
    parts = (Segment("fr-FR", "Ma "), Segment("en", "bill"))
    answer = neural.speak("Ma bill", segments=parts, locale="fr-FR")
    assert isinstance(answer, Unspoken)
    assert answer.reason is UnspokenReason.NO_VOICE_FOR_LOCALE
    assert neural.asked() == []
