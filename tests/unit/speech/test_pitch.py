"""Each engine is told the pitch in its own way, and one that cannot keeps its voice."""

from types import SimpleNamespace

import pytest

from trainer.speech.pitch import MacPitch, espeak_pitch, sapi_pitched


@pytest.mark.parametrize(("semitones", "value"), [(0, 50), (3, 69), (-3, 28), (12, 99), (-12, 0)])
def test_espeak_has_a_scale_of_a_hundred(semitones: float, value: int) -> None:
    assert espeak_pitch(semitones) == value


def test_sapi_is_told_by_markup_before_the_text() -> None:
    text, before = sapi_pitched("Buenas tardes", 1.5)
    assert text == '<pitch absmiddle="3"/>Buenas tardes'
    assert text[before:] == "Buenas tardes"
    assert sapi_pitched("Hola", -20)[0] == '<pitch absmiddle="-10"/>Hola'


@pytest.mark.parametrize("text", ["A & B", "<b>", "3 > 2"])
def test_sapi_is_given_no_text_that_looks_like_markup_with_markup(text: str) -> None:
    assert sapi_pitched(text, 3) == (text, 0)


def test_sapi_is_given_a_natural_voice_plainly() -> None:
    assert sapi_pitched("Hola", 0.1) == ("Hola", 0)


class Synthesizer:
    """The part of macOS's synthesizer that knows pitch."""

    def __init__(self, base: float | None) -> None:
        self.base = base

    def objectForProperty_error_(self, name: str, _error: None) -> tuple[float | None, None]:  # noqa: N802 - Apple's name
        assert name == "pbas"
        return self.base, None

    def setObject_forProperty_error_(self, value: float, name: str, _error: None) -> None:  # noqa: N802 - Apple's name
        assert name == "pbas"
        self.base = value


def engine_with(synthesizer: object) -> object:
    return SimpleNamespace(proxy=SimpleNamespace(_driver=SimpleNamespace(_tts=synthesizer)))


def test_macos_raises_the_base_of_the_voice() -> None:
    synthesizer = Synthesizer(46.0)
    MacPitch(engine_with(synthesizer)).raise_by(-1.5)
    assert synthesizer.base == 44.5


def test_a_voice_of_macos_without_pitch_keeps_its_own() -> None:
    synthesizer = Synthesizer(None)
    MacPitch(engine_with(synthesizer)).raise_by(2.0)
    assert synthesizer.base is None


@pytest.mark.parametrize("engine", [object(), engine_with(object())])
def test_an_engine_built_otherwise_is_left_alone(engine: object) -> None:
    MacPitch(engine).raise_by(2.0)
