"""What eSpeak NG really makes of customers and moods: measured, not listened to."""

import queue
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from measuring import pitch, power_at

from trainer.app.expression import express
from trainer.app.speech import Speaking, Spoken, SpokenLine, VoiceGender
from trainer.scenario.spans import Segment
from trainer.speech.cache import LineCache
from trainer.speech.loudness import TARGET_DBFS, speech_level
from trainer.speech.synthesizer import Synthesizer
from trainer.speech.wave_file import read_samples

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the figures are those of eSpeak NG")

SOON_S = 60.0
LINE = SpokenLine("Buenas tardes, le llamo porque me cobraron dos veces.", "es-MX", VoiceGender.MALE)


@pytest.fixture(scope="module")
def synthesizer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synthesizer]:
    opened = Synthesizer(LineCache(tmp_path_factory.mktemp("lines")))
    yield opened
    opened.close()


def speak(synthesizer: Synthesizer, line: SpokenLine) -> Spoken:
    answers = queue.SimpleQueue[Speaking]()
    synthesizer.speak(line, answers.put)
    answer = answers.get(timeout=SOON_S)
    assert isinstance(answer, Spoken), answer
    return answer


def level(path: Path) -> float:
    found = speech_level(*read_samples(path))
    assert found is not None
    return found


@pytest.mark.parametrize("gender", list(VoiceGender))
def test_semitones_are_semitones(synthesizer: Synthesizer, gender: VoiceGender) -> None:
    line = replace(LINE, voice=gender)
    natural = pitch(speak(synthesizer, line).path)
    for semitones in (-3, 3):
        found = pitch(speak(synthesizer, replace(line, pitch=semitones)).path)
        assert found / natural == pytest.approx(2 ** (semitones / 12), rel=0.06)


def test_two_customers_with_one_voice_differ_and_each_stays_the_same(synthesizer: Synthesizer) -> None:
    def call(name: str) -> Spoken:
        how = express(name, 0)
        return speak(synthesizer, replace(LINE, rate=how.rate, pitch=how.pitch))

    ernesto, andres, again = call("Ernesto Villaseñor"), call("Andrés Restrepo"), call("Ernesto Villaseñor")
    assert ernesto.path == again.path != andres.path
    assert pitch(andres.path) / pitch(ernesto.path) == pytest.approx(2 ** (1.0 / 12), rel=0.04)
    assert andres.duration_ms > ernesto.duration_ms * 1.02


def test_anger_is_heard(synthesizer: Synthesizer) -> None:
    made = {}
    for mood in (-3, 1):
        how = express("Ernesto Villaseñor", mood)
        line = replace(LINE, rate=how.rate, pitch=how.pitch, loudness=how.loudness)
        made[mood] = speak(synthesizer, line)
    assert pitch(made[-3].path) > pitch(made[1].path) * 1.03
    assert made[-3].duration_ms < made[1].duration_ms * 0.95
    assert level(made[-3].path) - level(made[1].path) == pytest.approx(3.5, abs=0.3)


@pytest.mark.parametrize("locale", ["es-MX", "es-ES", "en-US", "en-GB"])
@pytest.mark.parametrize("gender", list(VoiceGender))
def test_every_voice_is_as_loud_as_the_others(
    synthesizer: Synthesizer, locale: str, gender: VoiceGender
) -> None:
    made = speak(synthesizer, replace(LINE, locale=locale, voice=gender))
    assert level(made.path) == pytest.approx(TARGET_DBFS, abs=0.5)


def test_the_telephone_takes_what_it_takes(synthesizer: Synthesizer) -> None:
    clear = speak(synthesizer, LINE)
    narrow = speak(synthesizer, replace(LINE, telephone=True))
    assert clear.path != narrow.path
    assert narrow.duration_ms == pytest.approx(clear.duration_ms, abs=60)  # eSpeak's pauses vary
    assert level(narrow.path) == pytest.approx(level(clear.path), abs=0.5)
    before, after = read_samples(clear.path), read_samples(narrow.path)

    def balance(sound: "tuple[object, int]", hertz: float) -> float:
        """Return how much weaker a frequency is than the middle of the band, in decibels."""
        return power_at(*sound, hertz) - power_at(*sound, 800)  # type: ignore[arg-type]  # samples and rate

    assert sum(balance(after, hertz) - balance(before, hertz) for hertz in (90, 100, 110, 120)) / 4 < -20


def test_a_switch_is_spoken_by_two_voices_in_one_file(synthesizer: Synthesizer) -> None:
    parts = (
        Segment("es-MX", "No entiendo mi "),
        Segment("en", "billing statement"),
        Segment("es-MX", ", señorita."),
    )
    text = "".join(part.words for part in parts)
    line = replace(LINE, text=text, segments=parts)
    made = speak(synthesizer, line)
    alone = [speak(synthesizer, replace(LINE, text=part.words, locale=part.locale)) for part in parts]
    spanish_only = speak(synthesizer, replace(LINE, text=text))
    # The silence at the seams is cut, so that all is shorter than the parts and none is missing.
    assert sum(each.duration_ms for each in alone) * 0.6 < made.duration_ms
    assert made.duration_ms < sum(each.duration_ms for each in alone)
    assert read_samples(made.path) != read_samples(spanish_only.path)
    assert [text[word.start : word.start + word.length] for word in made.words] == [
        *("No", "entiendo", "mi", "billing", "statement", "señorita")
    ]
    moments = [word.at_ms for word in made.words]
    assert moments == sorted(moments)
    assert moments[-1] < made.duration_ms
    assert speak(synthesizer, line).cached


def test_a_part_without_a_voice_is_a_pause(synthesizer: Synthesizer) -> None:
    parts = (Segment("es-MX", "Se llama "), Segment("xx", "Foo bar"), Segment("es-MX", " y ya."))
    text = "".join(part.words for part in parts)
    made = speak(synthesizer, replace(LINE, text=text, segments=parts))
    alone = [speak(synthesizer, replace(LINE, text=parts[n].words)).duration_ms for n in (0, 2)]
    assert made.duration_ms < sum(alone) + 400
    assert made.duration_ms > 400 + 0.5 * sum(alone)
