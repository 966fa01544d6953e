"""The path on the screen: certifications compared, evidence, what is missing, what comes first, starting."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from building import double_charge, text
from looking import cut_texts, nameless_controls, shown_texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.app.faults import DiskFullFault
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.scenario.model import Use
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.navigator import Brief, CertificationPath, Debrief, Home, Progress, Scenarios
from trainer.ui.path.presenter import PathPresenter
from trainer.ui.theme import load_fonts
from trainer.ui.widgets.choices import OptionCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

BOTH = (Requirement(("double-charge",), ("en", "es"), 1),)
FOUNDATION = Certification(
    "foundation",
    1,
    text(en="Foundation <b>&lt;", es="Nivel básico"),
    text(en="For everybody.", es="Para todos."),
    BOTH,
    window=timedelta(days=180),
    limit=AttemptLimit(1, timedelta(days=7)),
    validity=timedelta(days=365),
)
SENIOR = Certification("senior", 1, text(en="Senior", es="Experto"), None, BOTH, after=("foundation",))

Opened = Callable[..., ShellRig]


@pytest.fixture
def path(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Opened]:
    """Return how to open the path after something was done in the workshop."""
    load_fonts(repository / "assets" / "fonts")
    rigs: list[ShellRig] = []

    def open_path(
        before: Callable[[ShellRig], object] = lambda _rig: None,
        certifications: tuple[Certification, ...] = (SENIOR, FOUNDATION),
        route: CertificationPath = CertificationPath(),  # noqa: B008 - a frozen value
    ) -> ShellRig:
        rig = ShellRig(qapp, tmp_path, double_charge(), certifications=certifications)
        rig.workshop.trainee = replace(rig.workshop.trainee, interface_language="en")
        rigs.append(rig)
        qtbot.addWidget(rig.window)
        before(rig)
        rig.start()
        qtbot.waitUntil(lambda: rig.shell.navigator.current is not None)
        rig.window.resize(1280, 800)
        rig.shell.enter(rig.workshop.trainee)
        rig.shell.navigator.go(route)
        presenter = presenter_of(rig)
        qtbot.waitUntil(lambda: presenter.development is not None and rig.is_drawn)
        return rig

    yield open_path
    for rig in rigs:
        rig.close()


def presenter_of(rig: ShellRig) -> PathPresenter:
    presenter = rig.shell.presenter
    assert isinstance(presenter, PathPresenter)
    return presenter


def in_english(rig: ShellRig) -> None:
    """Let English be passed, Spanish failed once and therefore blocked."""
    rig.workshop.play("own-it last-four", use=Use.ASSESSMENT)
    rig.workshop.play("wait full-card", language="es", use=Use.ASSESSMENT)


def in_both(rig: ShellRig) -> None:
    """Let both languages be passed."""
    for language in ("en", "es"):
        rig.workshop.play("own-it last-four", language=language, use=Use.ASSESSMENT)


def press(rig: ShellRig, name: str) -> None:
    QTest.mouseClick(rig.find(name), Qt.MouseButton.LeftButton)


def test_the_certification_one_is_at_is_looked_at_first(path: Opened) -> None:
    rig = path()
    tiles = [each for each in rig.window.findChildren(OptionCard) if each.isVisible()]
    assert [each.accessibleName() for each in tiles] == ["Senior", "Foundation <b>&lt;"]
    assert [each.isChecked() for each in tiles] == [False, True]
    assert tiles[0].accessibleDescription() == "Two assessments to go.\nAfter: Foundation <b>&lt;"
    assert "You hold 0 of 2 certifications." in shown_texts(rig.window)
    assert not nameless_controls(rig.window)
    QApplication.processEvents()
    assert not cut_texts(rig.window)


def test_the_next_assessment_starts_from_here(path: Opened, qtbot: QtBot) -> None:
    rig = path()
    assert rig.window.focusWidget() is rig.find("path-next")
    assert rig.find("path-next").accessibleDescription().endswith(" in English")
    press(rig, "path-next")
    assert rig.shell.navigator.current == Brief("double-charge", "en", assess=True)
    brief = rig.shell.presenter
    assert isinstance(brief, BriefPresenter)
    qtbot.waitUntil(lambda: brief.picture.facts is not None)
    assert brief.picture.use is Use.ASSESSMENT


def test_evidence_tells_when_and_until_when_and_what_is_blocked_when_it_opens(path: Opened) -> None:
    rig = path(in_english)
    texts = shown_texts(rig.window)
    assert any(each.startswith("Passed on ") for each in texts)
    assert any(each.startswith("Counts until ") for each in texts)
    assert any(each.startswith("Opens again on ") for each in texts)
    assert "1 assessment was not passed" in texts
    assert any(each.startswith("The next assessment opens on ") for each in texts)
    presenter = presenter_of(rig)
    assert presenter.review is not None
    passed = presenter.review.requirements[0].evidence[0].part.attempt
    assert passed is not None
    press(rig, "path-0-double-charge-en")
    assert rig.shell.navigator.current == Debrief(passed)


def test_what_must_be_held_first_is_told_with_its_own_standing(path: Opened, qtbot: QtBot) -> None:
    rig = path(in_both, route=CertificationPath("senior"))
    texts = shown_texts(rig.window)
    assert "Must be held first" in texts
    assert any(each.startswith("Achieved on ") and "valid until" in each for each in texts)
    press(rig, "path-first-foundation")
    qtbot.waitUntil(lambda: rig.is_drawn and "Renewal from" in shown_texts(rig.window))
    assert any("then it can be renewed" in each for each in shown_texts(rig.window))
    assert not [each for each in rig.window.findChildren(OptionCard, "path-of-senior") if each.isChecked()]


def test_arrow_keys_go_from_certification_to_certification(path: Opened, qtbot: QtBot) -> None:
    rig = path()
    tile = rig.find("path-of-foundation")
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: rig.is_drawn and "Must be held first" in shown_texts(rig.window))
    assert rig.window.focusWidget() is rig.find("path-of-senior")


def test_without_a_certification_it_leads_to_the_library(path: Opened) -> None:
    rig = path(certifications=())
    assert "Nothing to certify for" in shown_texts(rig.window)
    press(rig, "state-action")
    assert rig.shell.navigator.current == Scenarios()


def test_what_cannot_be_loaded_can_be_tried_again(
    path: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = path()
    assert rig.services is not None

    def fail(_trainee: object) -> None:
        raise DiskFullFault(rig.folder)

    monkeypatch.setattr(rig.services.progress, "development", fail)
    rig.shell.navigator.reset(Home())
    rig.shell.navigator.go(CertificationPath())
    presenter = presenter_of(rig)
    qtbot.waitUntil(lambda: presenter.failure is not None)
    monkeypatch.undo()
    press(rig, "state-action")
    qtbot.waitUntil(lambda: presenter.development is not None and rig.is_drawn)
    assert "You hold 0 of 2 certifications." in shown_texts(rig.window)


@pytest.mark.parametrize("certification", ["senior", "foundation"])
def test_progress_leads_to_the_path_of_each(path: Opened, qtbot: QtBot, certification: str) -> None:
    rig = path()
    rig.shell.navigator.go(Progress())
    qtbot.waitUntil(lambda: rig.is_drawn and bool(rig.window.findChildren(QPushButton, "path-to-foundation")))
    press(rig, f"path-to-{certification}")
    assert rig.shell.navigator.current == CertificationPath(certification)
