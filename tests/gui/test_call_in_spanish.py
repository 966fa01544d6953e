"""A bundled call in Spanish, from the first start to the debrief, by keyboard; then the database is read."""

import sqlite3
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from real_window import RealWindow

from trainer import i18n
from trainer.app.call import Call
from trainer.app.transcript import best_reply
from trainer.scenario.model import SILENCE
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.navigator import Call as CallRoute
from trainer.ui.theme import load_fonts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PATIENCE = 20_000


@pytest.fixture
def puente(qapp: QApplication, qtbot: QtBot, repository: Path) -> Iterator[RealWindow]:
    load_fonts(repository / "assets" / "fonts")
    real = RealWindow(qapp)
    qtbot.addWidget(real.window)
    real.start()
    yield real
    real.window.close()
    i18n.activate("en")


def wait_at(qtbot: QtBot, puente: RealWindow, kind: type[object]) -> object:
    qtbot.waitUntil(lambda: isinstance(puente.shell.presenter, kind), timeout=PATIENCE)
    return puente.shell.presenter


def introduce(qtbot: QtBot, puente: RealWindow) -> None:
    """Make a profile on the first start."""
    qtbot.waitUntil(lambda: puente.focused == "name", timeout=PATIENCE)
    puente.write("Mariana Ortega")
    puente.press(Qt.Key.Key_Return)
    home = wait_at(qtbot, puente, HomePresenter)
    assert isinstance(home, HomePresenter)
    qtbot.waitUntil(lambda: home.overview is not None, timeout=PATIENCE)


def answer_in_spanish(qtbot: QtBot, puente: RealWindow) -> CallPresenter:
    """Open the brief of the recommended call, choose Spanish, and answer."""
    qtbot.waitUntil(lambda: puente.window.findChild(QWidget, "brief") is not None)
    puente.press(Qt.Key.Key_B)
    brief = wait_at(qtbot, puente, BriefPresenter)
    assert isinstance(brief, BriefPresenter)
    qtbot.waitUntil(lambda: brief.picture.can_answer, timeout=PATIENCE)
    if brief.picture.language != "es":
        qtbot.waitUntil(lambda: walk_to(puente, "Idioma"))
        puente.press(Qt.Key.Key_Right)
    assert brief.picture.language == "es"
    puente.press(Qt.Key.Key_Return)
    call = wait_at(qtbot, puente, CallPresenter)
    assert isinstance(call, CallPresenter)
    return call


def walk_to(puente: RealWindow, name: str) -> bool:
    """Go on with Tab until a control of this name has the keyboard."""
    for _step in range(30):
        if puente.focused.startswith(name):
            return True
        puente.press(Qt.Key.Key_Tab)
    return False


def choose(call: Call) -> str:
    """Return a harmless reply that is not the best one in the first decision, and the best in every other."""
    scene = call.scenario.scenes[call.step.state.scene]
    offered = [offer.id for offer in call.offered]
    best = best_reply(scene, offered)
    harmless = [each.id for each in call.step.offered if each.critical is None]
    if call.number == 1 and best is not None:
        return next(each for each in harmless if each != best.id)
    return harmless[0] if best is None else best.id


def has_answered(presenter: CallPresenter, before: int) -> bool:
    """Tell whether the customer has answered the reply after so many lines, and the turn has come back."""
    picture = presenter.picture
    return len(picture.entries) == before + 2 and picture.phase in {Phase.REPLYING, Phase.ENDED}


def test_a_whole_call_in_spanish_by_keyboard_to_the_debrief_is_in_the_database(
    puente: RealWindow, qtbot: QtBot
) -> None:
    introduce(qtbot, puente)
    presenter = answer_in_spanish(qtbot, puente)
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING, timeout=PATIENCE)
    services = puente.services
    assert services is not None
    route = puente.shell.navigator.current
    assert isinstance(route, CallRoute)
    attempt = services.practice.resume(route.attempt)
    assert "Su respuesta" in puente.texts()

    taken: list[str] = []
    while presenter.picture.phase is Phase.REPLYING:
        reply = choose(attempt)
        number = next(place for place, offer in enumerate(attempt.offered, start=1) if offer.id == reply)
        said = next(offer.line.text for offer in attempt.offered if offer.id == reply)
        heard = len(presenter.picture.entries)
        puente.press(Qt.Key(Qt.Key.Key_0.value + number))
        taken.append(reply)
        qtbot.waitUntil(partial(has_answered, presenter, heard), timeout=PATIENCE)
        qtbot.waitUntil(partial(puente.shows, said), timeout=PATIENCE)

    assert len(taken) >= 8
    assert SILENCE not in taken
    qtbot.waitUntil(lambda: "La llamada terminó" in puente.texts())
    puente.press(Qt.Key.Key_Return)
    debrief = wait_at(qtbot, puente, DebriefPresenter)
    assert isinstance(debrief, DebriefPresenter)
    qtbot.waitUntil(lambda: debrief.debrief is not None, timeout=PATIENCE)

    par = {each.value: points for each, points in attempt.opening.standard.par.items()}
    records, scenario = services.folders.records, attempt.scenario.id
    puente.window.close()
    read_back(records, attempt.attempt, scenario, taken, par)


def read_back(records: Path, attempt: str, scenario: str, taken: list[str], par: dict[str, int]) -> None:
    """Read the attempt, its decisions and its scores out of the file, and work the scores out anew."""
    with sqlite3.connect(f"file:{records}?mode=ro", uri=True) as file:
        file.row_factory = sqlite3.Row
        attempts = file.execute("SELECT * FROM attempts").fetchall()
        decisions = file.execute("SELECT * FROM decisions ORDER BY number").fetchall()
        endings = file.execute("SELECT * FROM endings").fetchall()
        scores = {row["dimension"]: row for row in file.execute("SELECT * FROM scores")}
    assert [(row["id"], row["scenario"], row["language"], row["use"]) for row in attempts] == [
        (attempt, scenario, "es", "practice")
    ]
    assert [row["reply"] for row in decisions] == taken
    assert [row["number"] for row in decisions] == list(range(1, len(taken) + 1))
    assert {row["attempt_id"] for row in decisions} == {attempt}
    assert [(row["attempt_id"], row["state"]) for row in endings] == [(attempt, "finished")]
    worked_out = {name: work_out(decisions, name, points) for name, points in par.items() if points}
    assert worked_out["empathy"] < 100 or worked_out["resolution"] < 100
    kept = {
        name: Fraction(row["numerator"], row["denominator"])
        for name, row in scores.items()
        if row["numerator"] is not None
    }
    assert kept == worked_out


def work_out(decisions: list[sqlite3.Row], dimension: str, par: int) -> Fraction:
    """Return a score by the published formula, from what the decisions say."""
    rated = [row for row in decisions if row[f"{dimension}_available"] is not None]
    available = sum(row[f"{dimension}_available"] for row in rated)
    cost = available - sum(row[f"{dimension}_earned"] for row in rated)
    return Fraction(100 * max(0, min(available, par) - cost), par)
