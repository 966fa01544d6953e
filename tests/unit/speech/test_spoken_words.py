"""What an engine reports of a text becomes the words that a person reads, with their moments."""

import pytest

from trainer.app.speech import SpokenWord
from trainer.speech.protocol import ProtocolError, decode_answer
from trainer.speech.words import fit_words, move_words


def said(text: str, words: tuple[SpokenWord, ...]) -> list[tuple[int, str]]:
    return [(word.at_ms, text[word.start : word.start + word.length]) for word in words]


def test_accents_and_signs_do_not_move_the_words() -> None:
    text = "¿Cómo está, señor Núñez?"
    assert said(text, fit_words([(0, 1), (300, 6), (900, 12), (1300, 18)], text)) == [
        (0, "Cómo"),
        (300, "está"),
        (900, "señor"),
        (1300, "Núñez"),
    ]


def test_a_number_that_is_read_in_pieces_is_one_word() -> None:
    text = "Es la 44-2210."
    reports = [(0, 0), (200, 3), (500, 6), (900, 9), (1200, 10), (1500, 10)]
    assert said(text, fit_words(reports, text)) == [(0, "Es"), (200, "la"), (500, "44-2210")]


def test_what_goes_back_in_the_text_is_left_out() -> None:
    text = "I can't wait!"
    reports = [(0, 0), (300, 2), (700, 8), (1200, 3), (1300, 99)]
    assert said(text, fit_words(reports, text)) == [(0, "I"), (300, "can't"), (700, "wait")]


def test_a_sign_that_stands_alone_is_a_word() -> None:
    assert said("a & b", fit_words([(0, 0), (100, 2), (200, 4)], "a & b"))[1] == (100, "&")


def test_words_move_to_the_text_that_is_shown() -> None:
    spoken, shown = "Hola señor Núñez.", "Hola\n señor   Nú\u00adñez."
    words = fit_words([(0, 0), (300, 5), (700, 11)], spoken)
    assert said(shown, move_words(words, spoken, shown)) == [
        (0, "Hola"),
        (300, "señor"),
        (700, "Nú\u00adñez"),
    ]
    assert move_words(words, spoken, spoken) == words
    assert move_words(words, spoken, "Otra cosa") == ()


@pytest.mark.parametrize("words", ['"no"', "[1]", "[[1,2]]", "[[1,2,-3]]", "[[1,2,true]]", "{}"])
def test_words_that_are_none_are_not_believed(words: str) -> None:
    with pytest.raises(ProtocolError):
        decode_answer(f'{{"type":"saved","id":1,"words":{words}}}'.encode())
