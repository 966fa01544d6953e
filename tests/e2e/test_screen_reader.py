"""The running application, used as a screen reader uses it: over the accessibility bus, by names alone."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import screen_reader
from authored import read
from screen_reader import ScreenReader, Seen

from trainer.engine.call import advance, start
from trainer.scenario.model import Scenario
from trainer.scoring.perfect import find_perfect

pytestmark = [
    pytest.mark.skipif(
        screen_reader.missing() is not None, reason=f"no {screen_reader.missing()} to read with"
    ),
    pytest.mark.timeout(300),
]

INTERACTIVE = {
    "push button",
    "toggle button",
    "radio button",
    "check box",
    "text",
    "slider",
    "combo box",
    "link",
}
CALL = "damaged-parcel"


@dataclass(frozen=True, slots=True)
class Turn:
    """What the customer says, and what an expert answers."""

    customer: str
    reply: str | None
    """None where the call is over."""


def perfect_call(scenario: Scenario, language: str) -> Sequence[Turn]:
    """Return the perfect call in the words of the customer's locale."""
    perfect = find_perfect(scenario)
    assert perfect is not None
    locale = scenario.locale(language)
    step = start(scenario)
    turns = []
    for move in perfect.moves:
        reply = next(each for each in step.offered if each.id == move.reply)
        turns.append(Turn(step.text.spoken(locale), reply.agent.spoken(locale)))
        _event, step = advance(scenario, step.state, move.reply)
    return [*turns, Turn(step.text.spoken(locale), None)]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ScreenReader]:
    """Start the application with its interface in Spanish and listen to it."""
    data = tmp_path / "data"
    data.mkdir()
    settings = {"interface_language": "es", "speech_rate": 2.0, "reduced_motion": "on"}
    (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    with screen_reader.session(tmp_path) as environment:
        environment |= {
            "PUENTE_DATA": str(data),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        with screen_reader.reading(environment) as reading:
            window = subprocess.Popen([sys.executable, "-m", "trainer"], env=environment)
            try:
                yield reading
            finally:
                window.terminate()
                window.wait()


def expect_names(seen: Sequence[Seen]) -> None:
    """Assert that whatever can be used says what it is."""
    usable = [each for each in seen if each.focusable or each.role in INTERACTIVE]
    assert usable
    assert [each for each in usable if not each.name.strip() or each.role in {"unknown", "invalid", ""}] == []


def test_a_call_in_spanish_by_accessible_names_alone(reader: ScreenReader, repository: Path) -> None:
    scenario = read((repository / "scenarios" / f"{CALL}.yaml").read_bytes()).scenario
    assert scenario is not None
    turns = perfect_call(scenario, "es")

    reader.wait("Su nombre", "text")
    expect_names(reader.look())
    reader.write("Su nombre", "Mariana Ortega")
    reader.press("Empezar a practicar")

    reader.wait("Buenos", "heading")
    reader.wait("Inicio – Puente", "frame")
    expect_names(reader.look())
    reader.choose("Escenarios")
    reader.press(scenario.title.shown("es"))

    reader.wait("Contestar", "push button")
    expect_names(reader.look())
    reader.choose("Español")
    reader.press("Contestar")

    for number, turn in enumerate(turns, start=1):
        reader.wait(f"Decisión {min(number, len(turns) - 1)}", "label")
        if turn.reply is not None:
            reader.wait("Respuesta 1: ", "push button")
            seen = reader.look()
            expect_names(seen)
            card = next(each for each in seen if turn.reply in each.name and each.role == "push button")
            assert card.locale == scenario.locale("es").replace("-", "_")
            reader.press(card.name)
    reader.wait("La llamada terminó", "heading")
    heard = reader.announced()
    for turn in turns:
        assert sum(turn.customer in each for each in heard) == 1, turn.customer

    reader.press("Ver el repaso")
    reader.wait("Aprobada", "heading")
    expect_names(reader.look())
    keep(reader, heard, repository)


def test_every_place_says_what_can_be_used(reader: ScreenReader) -> None:
    reader.write("Su nombre", "Mariana Ortega")
    reader.press("Empezar a practicar")
    reader.wait("Su próxima llamada", "label")
    reader.choose("Ajustes")
    reader.wait("Tamaño del texto")
    expect_names(reader.look())
    reader.press("Atajos de teclado")
    reader.wait("Atajos de teclado", "heading")
    expect_names(reader.look())
    reader.press("Volver")
    reader.choose("English")
    reader.wait("Text size")
    expect_names(reader.look())


def keep(reader: ScreenReader, heard: Sequence[str], repository: Path) -> None:
    """Keep what was done and heard, for people to read."""
    transcript = repository / "build" / "screen-reader.txt"
    transcript.parent.mkdir(exist_ok=True)
    said = [f"announced: {each}" for each in heard]
    transcript.write_text("\n".join([*reader.transcript, "", *said, ""]), encoding="utf-8")
