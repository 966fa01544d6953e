"""The real engine, in its process: the lines of a call become sound, in the right language, every time."""

import array
import ctypes
import math
import queue
import sys
import threading
import wave
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from trainer.app.speech import Speaking, SpeechCondition, Spoken, SpokenLine, VoiceGender
from trainer.speech.cache import LineCache
from trainer.speech.espeak_library import SYSTEM_LIBRARIES, LibrarySource
from trainer.speech.synthesizer import Synthesizer, worker_command

SOON_S = 60.0
SPANISH = SpokenLine(
    "Buenas tardes, le llamo porque me cobraron dos veces el mismo pedido y ya es la tercera vez que hablo.",
    "es-MX",
    VoiceGender.FEMALE,
)
ENGLISH = SpokenLine(
    "Good afternoon, I am calling because I was charged twice for the same order, and this is my third call.",
    "en-US",
    VoiceGender.MALE,
)
LONGEST_OF_CHILD_BYTES = 80_000_000


def system_has_library() -> bool:
    try:
        ctypes.CDLL(SYSTEM_LIBRARIES[0])
    except OSError:
        return False
    return True


@pytest.fixture(
    params=[
        pytest.param(LibrarySource.ANY),
        pytest.param(
            LibrarySource.PACKAGE,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="the package is for Linux"),
        ),
        pytest.param(
            LibrarySource.SYSTEM,
            marks=pytest.mark.skipif(not system_has_library(), reason="this system has no eSpeak NG"),
        ),
    ]
)
def synthesizer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Synthesizer]:
    command = (*worker_command(), "--library", request.param)
    opened = Synthesizer(LineCache(tmp_path / "lines"), command=command)
    yield opened
    opened.close()


def speak(synthesizer: Synthesizer, line: SpokenLine) -> Spoken:
    answers = queue.SimpleQueue[Speaking]()
    synthesizer.speak(line, answers.put)
    answer = answers.get(timeout=SOON_S)
    assert isinstance(answer, Spoken), answer
    return answer


def samples(path: Path) -> "array.array[int]":
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return array.array("h", file.readframes(file.getnframes()))


def loudness(path: Path) -> float:
    """Return the root mean square of a file, 1.0 being the loudest there can be."""
    sound = samples(path)
    return math.sqrt(sum(sample * sample for sample in sound) / len(sound)) / 32768


def test_a_spanish_and_an_english_line_are_heard(synthesizer: Synthesizer) -> None:
    spanish, english = speak(synthesizer, SPANISH), speak(synthesizer, ENGLISH)
    for spoken in (spanish, english):
        assert loudness(spoken.path) > 0.02
        assert 4_000 < spoken.duration_ms < 9_000
    assert spanish.voice.locale.startswith("es")
    assert spanish.voice.locale != "es"  # of America: the engine has one
    assert english.voice.locale == "en-US"
    assert spanish.voice.gender is VoiceGender.FEMALE
    assert english.voice.gender is VoiceGender.MALE


def test_the_same_words_sound_different_by_language_and_voice(synthesizer: Synthesizer) -> None:
    text = "Total final: cable, hotel, radio, animal, natural, hospital."
    heard = {
        (locale, gender): samples(speak(synthesizer, SpokenLine(text, locale, gender)).path)
        for locale in ("es-MX", "en-US")
        for gender in VoiceGender
    }
    lengths = {key: len(sound) for key, sound in heard.items()}
    spanish, english = ("es-MX", VoiceGender.MALE), ("en-US", VoiceGender.MALE)
    assert abs(lengths[spanish] - lengths[english]) > 0.02 * lengths[spanish]
    # A higher voice crosses zero more often.
    crossings = {
        key: sum(before < 0 <= after for before, after in pairwise(sound)) / len(sound)
        for key, sound in heard.items()
    }
    assert crossings["es-MX", VoiceGender.FEMALE] > 1.05 * crossings[spanish]


def test_the_rate_is_heard(synthesizer: Synthesizer) -> None:
    slow, fast = (
        speak(synthesizer, SpokenLine(SPANISH.text, "es-MX", VoiceGender.FEMALE, rate)).duration_ms
        for rate in (0.5, 1.5)
    )
    assert slow == pytest.approx(3 * fast, rel=0.25)


def test_fifty_lines_leak_nothing(synthesizer: Synthesizer) -> None:
    me = psutil.Process()
    others = set(me.children())
    speak(synthesizer, SPANISH)
    [child] = set(me.children()) - others
    threads, files = child.num_threads(), child.num_fds()
    ours = (me.num_threads(), me.num_fds())
    speak(synthesizer, ENGLISH)
    before = child.memory_info().rss
    for number in range(50):
        line = SPANISH if number % 2 else ENGLISH
        speak(synthesizer, SpokenLine(f"{line.text} {number}", line.locale, line.voice))
    # Other tests in this process may still be letting go of theirs.
    assert me.num_threads() <= ours[0]
    assert me.num_fds() <= ours[1]
    assert (child.num_threads(), child.num_fds()) == (threads, files)
    assert child.memory_info().rss - before < 4_000_000
    assert child.memory_info().rss < LONGEST_OF_CHILD_BYTES
    assert set(me.children()) - others == {child}
    synthesizer.close()
    assert set(me.children()) <= others


def test_several_threads_get_every_line(synthesizer: Synthesizer) -> None:
    answers = queue.SimpleQueue[Speaking]()

    def ask(thread: int) -> None:
        for number in range(5):
            synthesizer.speak(
                SpokenLine(f"Hilo {thread}, línea {number}.", "es-CO", VoiceGender.MALE), answers.put
            )

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heard = [answers.get(timeout=SOON_S) for _ in range(20)]
    assert all(isinstance(answer, Spoken) for answer in heard), heard
    assert len({answer.path for answer in heard if isinstance(answer, Spoken)}) == 20


def test_the_voices_of_both_languages_are_listed(synthesizer: Synthesizer) -> None:
    ready = threading.Event()
    synthesizer.watch(lambda status: ready.set() if status.condition is SpeechCondition.READY else None)
    synthesizer.start()
    assert ready.wait(SOON_S)
    for locale in ("es-MX", "es-CO", "es-419", "es-ES", "en-US", "en-GB"):
        for gender in VoiceGender:
            voice = synthesizer.choose(locale, gender)
            assert voice is not None
            assert voice.locale[:2] == locale[:2]
            assert voice.gender is gender


def test_the_engine_tells_when_each_word_is_heard(synthesizer: Synthesizer) -> None:
    text = "¿Cómo está, señor Núñez? Me cobraron 44-2210 dos veces. " * 6
    for cached in (False, True):
        spoken = speak(synthesizer, SpokenLine(text, "es-MX", VoiceGender.FEMALE))
        assert spoken.cached is cached
        heard = [text[word.start : word.start + word.length] for word in spoken.words]
        assert heard == ["Cómo", "está", "señor", "Núñez", "Me", "cobraron", "44-2210", "dos", "veces"] * 6
        moments = [word.at_ms for word in spoken.words]
        assert moments == sorted(moments)
        assert spoken.duration_ms * 0.9 < moments[-1] < spoken.duration_ms
