"""What click says is said in the reader's language."""

import os
from collections.abc import Iterator

import pytest

from trainer import i18n
from trainer.cli.click_words import SAID_BY_CLICK, said_by_click_of
from trainer.cli.main import run


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PUENTE_LANGUAGE", "es")
    # Put back after the test what the command line sets for click.
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
    yield
    i18n.activate("en")


def test_every_sentence_of_click_is_translated() -> None:
    i18n.activate("es")
    try:
        said = [*(i18n.gettext(each) for each in SAID_BY_CLICK), *said_by_click_of(1), *said_by_click_of(2)]
    finally:
        i18n.activate("en")
    assert not set(said) & {*SAID_BY_CLICK, *said_by_click_of(1), *said_by_click_of(2)}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check", "--help"], "Uso:"),
        (["--help"], "Mostrar la versión y salir."),
        (["analyze"], "Falta el argumento"),
        (["chekc"], "No existe el comando"),
        (["check", "--strikt", "x"], "No existe la opción"),
    ],
)
def test_click_speaks_the_language_of_the_reader(
    capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    run(arguments)
    said = capsys.readouterr()
    assert expected in said.out + said.err
