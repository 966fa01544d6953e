"""Progress on the screen: charts and tables, filters, evidence that leads on, calls; empty and failing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from building import double_charge, text
from looking import cut_texts, nameless_controls, shown_texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.app.faults import DiskFullFault
from trainer.app.progress import Period
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.scenario.model import Dimension, Use
from trainer.ui.navigator import Brief, Debrief, Progress, Scenarios
from trainer.ui.progress.chart import ScoreChart
from trainer.ui.progress.evidence import EvidenceCell
from trainer.ui.progress.presenter import Page, ProgressPresenter
from trainer.ui.progress.skill_bars import SkillBars
from trainer.ui.progress.tables import FigureTable
from trainer.ui.theme import load_fonts
from trainer.ui.widgets.states import EmptyState, ErrorState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FOUNDATION = Certification(
    "foundation",
    1,
    text(en="Foundation <b>&lt;", es="Nivel básico"),
    None,
    (Requirement(("double-charge",), ("en", "es"), 1),),
    marks={Dimension.EMPATHY: 80},
    window=timedelta(days=180),
    limit=AttemptLimit(1, timedelta(days=7)),
    validity=timedelta(days=365),
)

Opened = Callable[..., ShellRig]


def practice(rig: ShellRig) -> None:
    """Let there be a passed assessment in English, a failed one in Spanish, and practice on other days."""
    play = rig.workshop.play
    play("own-it last-four", use=Use.ASSESSMENT)
    rig.workshop.clock.go(days=2)
    play("wait full-card", language="es", use=Use.ASSESSMENT)
    rig.workshop.clock.go(days=2)
    play("own-it full-card")
    play("own-it full-card", language="es")


@pytest.fixture
def progress(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Opened]:
    """Return how to open Progress after something was done in the workshop."""
    load_fonts(repository / "assets" / "fonts")
    rigs: list[ShellRig] = []

    def open_progress(
        before: Callable[[ShellRig], object] = practice, language: str = "en", text_scale: float = 1.0
    ) -> ShellRig:
        rig = ShellRig(qapp, tmp_path, double_charge(), certifications=(FOUNDATION,), text_scale=text_scale)
        rig.workshop.trainee = replace(rig.workshop.trainee, interface_language=language)
        rigs.append(rig)
        qtbot.addWidget(rig.window)
        before(rig)
        rig.start()
        qtbot.waitUntil(lambda: rig.shell.navigator.current is not None)
        rig.window.resize(1280, 800)
        rig.shell.enter(rig.workshop.trainee)
        rig.shell.navigator.go(Progress())
        qtbot.waitUntil(lambda: settled(rig))
        return rig

    yield open_progress
    for rig in rigs:
        rig.close()


def presenter_of(rig: ShellRig) -> ProgressPresenter:
    presenter = rig.shell.presenter
    assert isinstance(presenter, ProgressPresenter)
    return presenter


def settled(rig: ShellRig) -> bool:
    presenter = rig.shell.presenter
    if not isinstance(presenter, ProgressPresenter):
        return False
    if presenter.failure is not None:
        return True
    fetched = presenter.selection is not None and presenter.selection.wanted == presenter.wanted
    return fetched and bool(cells(rig) or presenter.page is Page.CALLS)


def cells(rig: ShellRig) -> list[EvidenceCell]:
    return [each for each in rig.window.findChildren(EvidenceCell) if each.isVisible()]


def find(rig: ShellRig, kind: type[QWidget]) -> QWidget:
    (found,) = [each for each in rig.window.findChildren(kind) if each.isVisible()]
    return found


def click(rig: ShellRig, name: str) -> None:
    QTest.mouseClick(rig.find(name), Qt.MouseButton.LeftButton)


def test_the_navigation_leads_to_progress(progress: Opened) -> None:
    rig = progress()
    button = rig.find("place-Progress")
    assert button.accessibleName() == "Progress"
    assert rig.shell.navigator.current == Progress()


def test_a_chart_says_in_a_sentence_what_it_shows(progress: Opened) -> None:
    rig = progress()
    chart, bars = find(rig, ScoreChart), find(rig, SkillBars)
    assert chart.accessibleDescription() == (
        "English: from 100 to 80, lowest 80, highest 100. Spanish: from 20 to 80, lowest 20, highest 80. "
        "The usual mark to pass is 80."
    )
    assert "English: strongest acknowledge emotion, 100; weakest verify identity" in (
        bars.accessibleDescription()
    )


def test_the_arrow_keys_read_the_chart(progress: Opened) -> None:
    rig = progress()
    chart = find(rig, ScoreChart)
    assert isinstance(chart, ScoreChart)
    heard: list[str] = []
    chart.read.connect(heard.append)
    chart.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(chart, key)
    assert [each.partition(": ")[2] for each in heard] == [
        "English 100 from 1 call",
        "Spanish 20 from 1 call",
        "English 80 from 1 call, Spanish 80 from 1 call",
        "English 100 from 1 call",
    ]
    assert heard[-1] in shown_texts(rig.window)


def test_every_chart_has_its_table_behind_it(progress: Opened) -> None:
    rig = progress()
    for name, chart in (("scores", ScoreChart), ("skills", SkillBars)):
        turn = rig.find(f"progress-turn-{name}")
        turn.setFocus()
        QTest.keyClick(turn, Qt.Key.Key_Return)
        assert not [each for each in rig.window.findChildren(chart) if each.isVisible()]
        assert rig.window.focusWidget() is rig.find(f"progress-turn-{name}")
        table = rig.find(f"progress-{name}")
        assert isinstance(table, FigureTable)
        assert table.model().rowCount() > 1
        click(rig, f"progress-turn-{name}")
        assert find(rig, chart).isVisible()


def test_filters_change_what_is_shown(progress: Opened, qtbot: QtBot) -> None:
    rig = progress()
    presenter = presenter_of(rig)
    click(rig, "Language-2")
    qtbot.waitUntil(lambda: settled(rig))
    assert "English" not in find(rig, ScoreChart).accessibleDescription()
    click(rig, "Practice or assessment-2")
    click(rig, "Period-0")
    qtbot.waitUntil(lambda: settled(rig))
    assert (presenter.wanted.use, presenter.wanted.period) == (Use.ASSESSMENT, Period.DAYS_30)
    assert presenter.selection is not None
    assert len(presenter.selection.calls) == 1


def test_where_no_call_fits_one_key_shows_all_again(progress: Opened, qtbot: QtBot) -> None:
    rig = progress(lambda rig: rig.workshop.play("own-it last-four"))
    click(rig, "Language-2")
    qtbot.waitUntil(lambda: bool([e for e in rig.window.findChildren(EmptyState) if e.isVisible()]))
    click(rig, "state-action")
    qtbot.waitUntil(lambda: settled(rig))
    assert find(rig, ScoreChart).isVisible()
    assert presenter_of(rig).wanted.language is None


def test_the_other_scores_can_be_looked_at(progress: Opened) -> None:
    rig = progress()
    click(rig, "Score-1")
    assert presenter_of(rig).dimension is Dimension.RESOLUTION
    assert any(each.startswith("Resolution,") for each in shown_texts(rig.window))


def test_evidence_says_when_how_well_and_until_when(progress: Opened) -> None:
    rig = progress()
    passed, blocked = cells(rig)
    assert passed.accessibleName().endswith("in English")
    told = passed.accessibleDescription()
    for words in ("Passed on", "Empathy: 100", "Version 1 of the scenario", "Counts until", "debrief"):
        assert words in told
    told = blocked.accessibleDescription()
    for words in ("1 assessment was not passed", "The next opens on"):
        assert words in told


def test_evidence_opens_its_debrief_and_what_is_missing_its_brief(progress: Opened) -> None:
    rig = progress()
    _passed, blocked = cells(rig)
    development = presenter_of(rig).development
    assert development is not None
    QTest.mouseClick(blocked, Qt.MouseButton.LeftButton)
    asked = rig.shell.navigator.current
    rig.shell.navigator.back()
    passed = cells(rig)[0]
    passed.setFocus()
    QTest.keyClick(passed, Qt.Key.Key_Return)
    first = development.calls[-1].facts.id
    assert (asked, rig.shell.navigator.current) == (Brief("double-charge", "es"), Debrief(first))


def test_what_counts_for_a_certification_is_said(progress: Opened) -> None:
    said = "\n".join(shown_texts(progress().window))
    for words in ("Marks to reach: empathy 80.", "counts for 180 days", "valid for 365 days"):
        assert words in said


def test_a_title_from_a_file_is_plain_text(progress: Opened) -> None:
    assert "Foundation <b>&lt;" in shown_texts(progress().window)


def test_what_is_held_says_until_when(progress: Opened) -> None:
    def hold(rig: ShellRig) -> None:
        for language in ("en", "es"):
            rig.workshop.play("own-it last-four", language=language, use=Use.ASSESSMENT)

    said = shown_texts(progress(hold).window)
    assert {"Achieved", "Expires", "Renewal from"} <= set(said)


def test_every_call_is_listed_and_opens_its_debrief(progress: Opened) -> None:
    rig = progress()
    click(rig, "What is shown-1")
    table = rig.find("progress-calls")
    assert isinstance(table, FigureTable)
    assert table.model().rowCount() == 4
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    attempts = rig.workshop.records.attempts(rig.workshop.trainee.id)
    assert rig.shell.navigator.current == Debrief(attempts[1].id)
    rig.shell.navigator.back()
    again = rig.find("progress-calls")
    assert isinstance(again, FigureTable)
    assert (rig.window.focusWidget(), again.currentIndex().row()) == (again, 1)


def test_the_first_day_says_what_to_do_next(progress: Opened) -> None:
    rig = progress(lambda _rig: None)
    assert rig.window.focusWidget() is rig.find("state-action")
    click(rig, "state-action")
    assert rig.shell.navigator.current == Scenarios()


def test_what_cannot_be_read_can_be_tried_again(
    progress: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_trainee: str) -> None:
        raise DiskFullFault(tmp_path)

    def break_records(rig: ShellRig) -> None:
        practice(rig)
        monkeypatch.setattr(rig.workshop.fake_records, "attempts", refuse)

    rig = progress(break_records)
    assert find(rig, ErrorState).isVisible()
    monkeypatch.undo()
    click(rig, "state-action")
    qtbot.waitUntil(lambda: settled(rig) and presenter_of(rig).failure is None)
    assert find(rig, ScoreChart).isVisible()


def test_a_failure_leaves_what_is_there(
    progress: Opened, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    rig = progress()

    def refuse(_trainee: str) -> None:
        raise DiskFullFault(rig.folder)

    monkeypatch.setattr(rig.workshop.fake_records, "attempts", refuse)
    with qtbot.waitSignal(rig.tasks.failed):
        presenter_of(rig).open()
    assert find(rig, ScoreChart).isVisible()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", list(Page))
def test_large_text_is_not_cut(progress: Opened, language: str, page: Page, qapp: QApplication) -> None:
    rig = progress(language=language, text_scale=2.0)
    presenter_of(rig).turn_to(page)
    qapp.processEvents()
    assert cut_texts(rig.window) == []
    assert nameless_controls(rig.window) == []
    screen = rig.shell.window.findChild(QWidget, "progress")
    assert isinstance(screen, QWidget)
    assert screen.width() + 76 <= 1280
    assert all(each.mapTo(screen, each.rect().topRight()).x() < screen.width() for each in cells(rig))
