"""Lines in, files out: in the right order, by the right voice, each made once."""

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from speech_studio import Opener, Studio, line

from trainer.app.speech import (
    SpeechCondition,
    SpeechStatus,
    Spoken,
    Unspoken,
    UnspokenReason,
    VoiceGender,
)
from trainer.speech.cache import LineCache
from trainer.speech.wave_file import measure

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the worker is held by a named pipe")


def spoken(studio: Studio) -> Spoken:
    answer = studio.answer()
    assert isinstance(answer, Spoken), answer
    return answer


def test_a_line_becomes_a_file_as_long_as_it_says(open_studio: Opener) -> None:
    studio = open_studio()
    studio.ask("Buenas tardes", key="opening.text")
    answer = spoken(studio)
    assert answer.line.key == "opening.text"
    assert answer.path.suffix == ".wav"
    assert answer.duration_ms == measure(answer.path) == 780
    assert (answer.voice.name, answer.cached) == ("Paulina", False)


def test_a_line_spoken_before_is_not_made_again(open_studio: Opener) -> None:
    studio = open_studio()
    first = studio.speak("Buenas tardes", key="a")
    second = studio.speak("Buenas tardes", key="b")
    assert isinstance(first, Spoken)
    assert second == replace(first, line=replace(first.line, key="b"), cached=True)
    assert studio.asked() == ["Buenas tardes"]


def test_a_line_spoken_by_an_earlier_program_is_not_made_again(open_studio: Opener) -> None:
    open_studio().speak("Buenas tardes")
    later = open_studio()
    answer = later.speak("Buenas tardes")
    assert isinstance(answer, Spoken)
    assert answer.cached
    assert later.asked() == []


@pytest.mark.parametrize(
    ("change", "made"),
    [
        ({"rate": 1.25}, 2),
        ({"voice": VoiceGender.MALE}, 2),
        ({"pitch": 1.5}, 2),
        ({"loudness": 2.0}, 2),
        ({"telephone": True}, 2),
        ({"voice_id": "mx-m"}, 1),  # a man's voice was chosen, and a woman calls
        ({"key": "another"}, 1),
        ({"locale": "es-CO"}, 1),  # the same voice is the best there is
    ],
)
def test_what_changes_the_sound_changes_the_file(
    open_studio: Opener, change: dict[str, object], made: int
) -> None:
    studio = open_studio()
    studio.speak("Buenas tardes")
    studio.speak("Buenas tardes", **change)
    assert len(studio.asked()) == made


@pytest.mark.parametrize(
    ("how", "voice"),
    [
        ({"locale": "es-MX"}, "mx-f"),
        ({"locale": "es-CO", "voice": VoiceGender.MALE}, "mx-m"),
        ({"locale": "en-GB"}, "us-f"),
        ({"locale": "es-CO", "voice": VoiceGender.MALE, "voice_id": "mx-m"}, "mx-m"),
        ({"voice_id": "mx-m"}, "mx-f"),  # chosen, but a man's
        ({"voice_id": "us-f"}, "mx-f"),  # chosen, but of another language
        ({"voice_id": "gone"}, "mx-f"),
    ],
)
def test_the_voice_is_of_the_language(open_studio: Opener, how: dict[str, object], voice: str) -> None:
    answer = open_studio().speak("OK", **how)
    assert isinstance(answer, Spoken)
    assert answer.voice.id == voice


def test_a_language_without_voice_is_said_to_have_none(open_studio: Opener) -> None:
    studio = open_studio()
    first = studio.speak("Boa tarde", locale="pt-BR")
    known = studio.speak("Boa tarde", locale="pt-BR")
    assert isinstance(first, Unspoken)
    assert first == known
    assert first.reason is UnspokenReason.NO_VOICE_FOR_LOCALE
    assert studio.asked() == []
    assert studio.synthesizer.status().condition is SpeechCondition.READY
    assert studio.synthesizer.choose("pt-BR", VoiceGender.FEMALE) is None


@pytest.mark.parametrize("text", ["", "  ", "…", "¿?", "\x00"])
def test_a_line_without_words_starts_no_engine(open_studio: Opener, text: str) -> None:
    studio = open_studio()
    answer = studio.speak(text)
    assert isinstance(answer, Unspoken)
    assert answer.reason is UnspokenReason.NOTHING_TO_SAY
    assert studio.starts() == []


def test_a_line_of_which_engines_die_is_not_given_to_them(open_studio: Opener) -> None:
    studio = open_studio()
    answer = studio.speak("palabra " * 700)
    assert isinstance(answer, Unspoken)
    assert answer.reason is UnspokenReason.TOO_LONG
    studio.synthesizer.prepare([line("palabra " * 700)])
    assert studio.starts() == []


def test_what_no_engine_takes_is_taken_out(open_studio: Opener) -> None:
    studio = open_studio()
    studio.speak("Una lí­nea\n\n\tcon\x00 basura \ud800.")
    assert studio.asked() == ["Una línea con basura ?."]


@pytest.mark.parametrize(("rate", "words_per_minute"), [(0.01, 0.5), (9.0, 2.0)])
def test_a_rate_beyond_what_is_natural_is_clamped(
    open_studio: Opener, rate: float, words_per_minute: float
) -> None:
    studio = open_studio()
    studio.speak("Buenas tardes", rate=rate)
    answer = studio.speak("Buenas tardes", rate=words_per_minute)
    assert isinstance(answer, Spoken)
    assert answer.cached


def test_voices_are_known_once_the_engine_is_open(open_studio: Opener) -> None:
    studio = open_studio()
    synthesizer = studio.synthesizer
    assert synthesizer.voices() == ()
    assert synthesizer.status() == SpeechStatus(SpeechCondition.IDLE)
    synthesizer.start()
    ready = studio.await_status(lambda status: status.condition is SpeechCondition.READY)
    assert ready == synthesizer.status() == SpeechStatus(SpeechCondition.READY, engine="pretend 7")
    assert ready.healthy
    assert [voice.name for voice in synthesizer.voices()] == ["Paulina", "Juan", "Samantha", "Alex"]
    chosen = synthesizer.choose("es-419", VoiceGender.MALE)
    assert chosen is not None
    assert chosen.name == "Juan"


def test_a_watcher_that_has_stopped_hears_no_more(open_studio: Opener) -> None:
    studio = open_studio()
    heard = list[SpeechStatus]()
    stop = studio.synthesizer.watch(heard.append)
    stop()
    stop()
    studio.speak("Hola")
    assert heard == []


def test_prepared_lines_are_there_when_they_are_wanted(open_studio: Opener) -> None:
    studio = open_studio()
    studio.synthesizer.prepare([line("Primera posible"), line("Segunda posible"), line("…")])
    studio.speak("La de ahora")  # asked for later, so the worker is through with some of the others
    answers = [studio.speak("Primera posible"), studio.speak("Segunda posible")]
    assert all(isinstance(answer, Spoken) for answer in answers)
    assert sorted(studio.asked()) == ["La de ahora", "Primera posible", "Segunda posible"]


@needs_pipes
def test_a_wanted_line_goes_before_prepared_ones(open_studio: Opener) -> None:
    studio = open_studio()
    studio.hold()
    studio.synthesizer.prepare([line("uno"), line("dos"), line("tres")])
    with studio.held():
        studio.ask("ahora mismo")
        studio.synthesizer.speak(line("…"), studio.answers.put)
        assert isinstance(studio.answer(), Unspoken)  # so the line before it is queued
    spoken(studio)
    studio.speak("tres")
    assert studio.asked()[:2] == ["uno", "ahora mismo"]


@needs_pipes
def test_a_wanted_line_joins_the_one_being_prepared(open_studio: Opener) -> None:
    studio = open_studio()
    studio.hold()
    studio.synthesizer.prepare([line("la siguiente"), line("la otra")])
    with studio.held():
        studio.ask("la siguiente", key="1")
        studio.ask("la siguiente", key="2")
        studio.ask("la otra")
        studio.ask("…")
        assert isinstance(studio.answer(), Unspoken)
    assert [spoken(studio).line.key for _ in range(2)] == ["1", "2"]
    assert spoken(studio).line.text == "la otra"
    assert studio.asked() == ["la siguiente", "la otra"]


@needs_pipes
@pytest.mark.parametrize("afresh", [True, False])
def test_lines_that_can_no_longer_come_next_are_dropped(open_studio: Opener, *, afresh: bool) -> None:
    studio = open_studio()
    studio.hold()
    studio.synthesizer.prepare([line("uno"), line("dos")])
    with studio.held():
        if afresh:
            studio.synthesizer.prepare([line("tres")])
        else:
            studio.synthesizer.cancel_prepared()
    studio.speak("tres")
    studio.speak("cuatro")
    assert studio.asked() == ["uno", "tres", "cuatro"]


@needs_pipes
def test_what_is_kept_is_heard_while_the_engine_is_busy(open_studio: Opener) -> None:
    studio = open_studio()
    studio.speak("ya dicha")
    studio.hold()
    studio.ask("la lenta")
    with studio.held():
        studio.ask("ya dicha", key="again")
        assert spoken(studio).line.key == "again"
    assert spoken(studio).line.text == "la lenta"


def test_lines_asked_for_by_several_threads_are_all_answered(open_studio: Opener) -> None:
    studio = open_studio()

    def ask(thread: int) -> None:
        for number in range(10):
            studio.ask(f"hilo {thread % 2}, línea {number}")

    threads = [threading.Thread(target=ask, args=(thread,)) for thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = [spoken(studio).line.text for _ in range(40)]
    assert len(set(texts)) == 20
    assert sorted(studio.asked()) == sorted(set(texts))


def test_closing_answers_who_waits_and_ends_the_worker(open_studio: Opener) -> None:
    studio = open_studio("hangs")
    studio.ask("colgada")
    studio.ask("en la fila")
    studio.await_status(lambda status: status.condition is SpeechCondition.STARTING)
    studio.synthesizer.close()
    reasons = {studio.answer(), studio.answer()}
    assert {answer.reason for answer in reasons if isinstance(answer, Unspoken)} == {UnspokenReason.CLOSED}
    late = studio.speak("demasiado tarde")
    assert isinstance(late, Unspoken)
    assert late.reason is UnspokenReason.CLOSED
    assert studio.synthesizer.status().condition is SpeechCondition.CLOSED
    assert not studio.synthesizer.status().healthy
    for process in studio.starts():
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)


def test_closing_what_never_began_starts_nothing(open_studio: Opener) -> None:
    studio = open_studio()
    studio.synthesizer.close()
    studio.synthesizer.start()
    studio.synthesizer.prepare([line("nada")])
    assert studio.starts() == []
    assert studio.synthesizer.status().condition is SpeechCondition.CLOSED


def test_a_callback_that_raises_stops_nothing(open_studio: Opener, caplog: pytest.LogCaptureFixture) -> None:
    studio = open_studio()

    def stumble(answer: object) -> None:
        raise LookupError(repr(answer))

    studio.synthesizer.speak(line("primera"), stumble)
    assert isinstance(studio.speak("segunda"), Spoken)
    assert "LookupError" in caplog.text


def test_a_defect_of_ours_leaves_nobody_waiting(
    open_studio: Opener, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class BrokenCache(LineCache):
        def reserve(self) -> Path:
            raise KeyError("a defect")

    studio = open_studio(cache=BrokenCache(tmp_path))
    answer = studio.speak("Hola")
    assert isinstance(answer, Unspoken)
    assert answer.reason is UnspokenReason.ENGINE_FAILED
    assert "a defect" in caplog.text
