"""Home: what to do next with one key, the path, the skills, recent calls; empty, waiting, failing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from building import double_charge, text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer import i18n
from trainer.app.faults import DiskFullFault
from trainer.app.history import Result
from trainer.app.home import CertificationProgress
from trainer.app.ports import AttemptState
from trainer.app.recommendation import (
    DueForReview,
    DueLater,
    NeverPracticed,
    NextOnPath,
    WeakSkill,
    Why,
)
from trainer.app.skills import SkillScore
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.certification.standing import AssessmentFact, standing
from trainer.scenario.model import Dimension, Use
from trainer.settings import Appearance
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.home.recent import told_scores
from trainer.ui.home.screen import HomeScreen
from trainer.ui.home.skills import growth_sentence, has_moved
from trainer.ui.home.words import (
    day_sentence,
    greeting,
    moment,
    path_notes,
    reason,
    requirement_caption,
)
from trainer.ui.navigator import Brief, Call, CertificationPath, Debrief, Home, Progress, Route, Scenarios
from trainer.ui.theme import load_fonts
from trainer.ui.widgets.rings import Ring, TotalRing
from trainer.ui.widgets.states import EmptyState, ErrorState
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FOUNDATION = Certification(
    "foundation",
    1,
    text(en="Foundation", es="Nivel básico"),
    None,
    (Requirement(("double-charge",), ("en", "es"), 1),),
    limit=AttemptLimit(1, timedelta(days=7)),
)

Opened = Callable[..., ShellRig]


@pytest.fixture
def home(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Opened]:
    """Return how to open Home after something was done in the workshop."""
    load_fonts(repository / "assets" / "fonts")
    rigs: list[ShellRig] = []

    def open_home(before: Callable[[ShellRig], object] = lambda _rig: None) -> ShellRig:
        rig = ShellRig(qapp, tmp_path, double_charge(), certifications=(FOUNDATION,))
        rig.workshop.trainee = replace(rig.workshop.trainee, interface_language="en")
        rigs.append(rig)
        qtbot.addWidget(rig.window)
        before(rig)
        rig.start()
        qtbot.waitUntil(lambda: rig.shell.navigator.current is not None)
        rig.shell.enter(rig.workshop.trainee)
        qtbot.waitUntil(lambda: settled(rig))
        return rig

    yield open_home
    for rig in rigs:
        rig.close()


def presenter_of(rig: ShellRig) -> HomePresenter:
    presenter = rig.shell.presenter
    assert isinstance(presenter, HomePresenter)
    return presenter


def settled(rig: ShellRig) -> bool:
    presenter, screen = rig.shell.presenter, rig.window.findChild(HomeScreen)
    if not isinstance(presenter, HomePresenter) or not isinstance(screen, HomeScreen):
        return False
    return bool(presenter.overview or presenter.failure) and screen.is_drawn


def test_what_had_the_keyboard_has_it_again_when_it_is_drawn_in_another_theme(
    home: Opened, qtbot: QtBot
) -> None:
    rig = home(lambda rig: rig.workshop.play("own-it last-four"))
    qtbot.waitUntil(rig.window.isActiveWindow)
    rig.find("all-calls").setFocus()
    rig.preferences.change(appearance=Appearance.DARK)
    assert settled(rig)
    focused = rig.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "all-calls"


def texts(rig: ShellRig) -> list[str]:
    return [label.text() for label in rig.window.findChildren(Text) if label.isVisible()]


def here(rig: ShellRig) -> object:
    return rig.shell.navigator.current


def test_the_recommended_call_begins_with_one_key(home: Opened, qtbot: QtBot) -> None:
    rig = home()
    assert rig.window.focusWidget() is rig.find("next")
    QTest.keyClick(rig.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(here(rig), Call))
    attempts = rig.workshop.records.attempts(rig.workshop.trainee.id)
    assert [each.use for each in attempts] == [Use.PRACTICE]


def test_its_brief_can_be_read_first(home: Opened) -> None:
    rig = home()
    QTest.keyClick(rig.window, Qt.Key.Key_B)
    assert here(rig) == Brief("double-charge", "en")


def test_another_call_can_be_chosen(home: Opened) -> None:
    rig = home()
    QTest.mouseClick(rig.find("another"), Qt.MouseButton.LeftButton)
    assert here(rig) == Scenarios()


def test_an_empty_home_says_what_will_stand_there(home: Opened) -> None:
    rig = home()
    states = [each for each in rig.window.findChildren(EmptyState) if each.isVisible()]
    assert len(states) == 2


def wait_in_practice(rig: ShellRig) -> None:
    rig.workshop.play("own-it").leave()


def test_a_call_that_waits_comes_before_any_recommendation(home: Opened) -> None:
    rig = home(wait_in_practice)
    assert "A call waits for you" in texts(rig)
    QTest.keyClick(rig.window, Qt.Key.Key_Return)
    assert isinstance(here(rig), Call)


def test_a_practice_is_ended_for_good_after_one_question(home: Opened, qtbot: QtBot) -> None:
    rig = home(wait_in_practice)
    QTest.mouseClick(rig.find("hang-up"), Qt.MouseButton.LeftButton)
    asked = presenter_of(rig).confirming
    assert rig.window.focusWidget() is rig.find("keep")
    QTest.mouseClick(rig.find("hang-up"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: presenter_of(rig).waiting is None)
    assert asked
    states = [each.state for each in rig.workshop.records.attempts(rig.workshop.trainee.id)]
    assert states == [AttemptState.ABANDONED]


def test_keeping_it_changes_nothing(home: Opened) -> None:
    rig = home(wait_in_practice)
    QTest.mouseClick(rig.find("hang-up"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(rig.find("keep"), Qt.MouseButton.LeftButton)
    assert not presenter_of(rig).confirming
    assert presenter_of(rig).waiting is not None


def test_an_assessment_that_waits_cannot_be_hung_up(home: Opened) -> None:
    rig = home(lambda rig: rig.workshop.play("own-it", use=Use.ASSESSMENT).leave())
    assert rig.window.findChild(QWidget, "hang-up") is None
    assert any("it counts as not passed" in each for each in texts(rig))


def test_the_path_shows_what_is_met_and_what_has_to_wait(home: Opened) -> None:
    def practice(rig: ShellRig) -> None:
        rig.workshop.play("own-it last-four", use=Use.ASSESSMENT)
        rig.workshop.play("wait last-four", language="es", use=Use.ASSESSMENT)

    rig = home(practice)
    ring = rig.window.findChild(Ring)
    total = rig.window.findChild(TotalRing)
    assert ring is not None
    assert total is not None
    assert "English: met on" in ring.accessibleName()
    assert "Spanish: opens again on" in ring.accessibleName()
    assert total.accessibleName() == "1 of 2 met"
    assert any("opens again on" in each for each in texts(rig))


def test_a_recent_call_opens_its_debrief(home: Opened) -> None:
    rig = home(lambda rig: rig.workshop.play("own-it last-four"))
    QTest.mouseClick(rig.find("recent-0"), Qt.MouseButton.LeftButton)
    route = here(rig)
    assert isinstance(route, Debrief)
    assert "Passed" in texts(rig) or route.attempt


@pytest.mark.parametrize(
    ("register", "told"),
    [
        (100, {Dimension.EMPATHY: False, Dimension.RESOLUTION: False}),
        (10, {Dimension.EMPATHY: False, Dimension.REGISTER: True}),
    ],
)
def test_a_recent_call_tells_the_score_for_which_it_did_not_pass(
    register: int, told: dict[Dimension, bool]
) -> None:
    scores = {
        Dimension.EMPATHY: Fraction(93),
        Dimension.RESOLUTION: Fraction(90),
        Dimension.REGISTER: Fraction(register),
    }
    finished = datetime(2026, 3, 11, 8, 12, tzinfo=UTC)
    result = Result("1", "double-charge", "en", Use.PRACTICE, finished, scores, passed=False)

    assert {each: score.under for each, score in told_scores(result, double_charge())} == told


@pytest.mark.parametrize(
    ("way", "there"), [("all-calls", Progress()), ("evidence", CertificationPath("foundation"))]
)
def test_all_calls_stand_under_progress_and_evidence_on_the_path(
    home: Opened, way: str, there: Route
) -> None:
    rig = home(lambda rig: rig.workshop.play("own-it last-four", use=Use.ASSESSMENT))
    QTest.mouseClick(rig.find(way), Qt.MouseButton.LeftButton)
    assert here(rig) == there


def test_home_is_loaded_again_when_a_person_comes_back(home: Opened, qtbot: QtBot) -> None:
    rig = home()
    rig.shell.navigator.go(Scenarios())
    rig.workshop.play("own-it last-four")
    rig.shell.navigator.back()
    qtbot.waitUntil(lambda: bool((found := presenter_of(rig).overview) and found.calls == 1))
    assert here(rig) == Home()


def test_what_cannot_be_loaded_can_be_tried_again(
    home: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_trainee: str) -> None:
        raise DiskFullFault(tmp_path)

    def break_records(rig: ShellRig) -> None:
        records = rig.workshop.fake_records
        monkeypatch.setattr(records, "decisions_of", refuse)

    rig = home(break_records)
    state = rig.window.findChild(ErrorState)
    assert state is not None
    assert state.button is not None
    monkeypatch.undo()
    state.button.click()
    qtbot.waitUntil(lambda: presenter_of(rig).overview is not None)
    assert rig.window.findChild(ErrorState) is None


NOW = datetime(2026, 3, 12, 8, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (19, "Good evening")],
)
def test_the_greeting_follows_the_day(hour: int, words: str) -> None:
    i18n.activate("en")
    assert greeting("Mariana Ortega", NOW.replace(hour=hour)) == f"{words}, Mariana"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=2), "today"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=3), "Mon"),
        (timedelta(days=30), "February 10"),
        (timedelta(days=400), "Feb 5, 2025"),
    ],
)
def test_a_moment_is_told_as_a_person_would(ago: timedelta, words: str) -> None:
    i18n.activate("en")
    assert moment(NOW - ago, NOW) == words


def test_the_date_has_its_weekday_and_no_year() -> None:
    i18n.activate("en")
    assert day_sentence(NOW, 4) == "Thursday, March 12. You have practiced on 4 of the last 7 days."


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        (WeakSkill("set-expectations", "es", 61), "Weak skill in Spanish: set expectations, 61"),
        (WeakSkill("set-expectations", "es", 61, elsewhere=88), "Weak in Spanish only: set expectations, 61"),
        (DueForReview(9, 74), "Due for review: 9 days since you scored 74"),
        (NextOnPath("foundation", 0, ready=False), "Next on your path: not assessed yet"),
        (NextOnPath("foundation", 1, ready=False), "Next on your path: assessed once, not passed yet"),
        (
            NextOnPath("foundation", 2, ready=False, opens_at=NOW + timedelta(days=4)),
            "Next on your path: its assessment opens again on Monday, March 16",
        ),
        (
            NextOnPath("foundation", 0, ready=False, renews=NOW + timedelta(days=20)),
            "To renew your certification: not assessed yet",
        ),
        (NeverPracticed(), "New to you: not practiced in Spanish yet"),
        (
            DueLater(NOW + timedelta(days=4)),
            "Nothing is due today: this is the next to review, on Monday, March 16",
        ),
    ],
)
def test_every_reason_has_its_sentence(why: Why, sentence: str) -> None:
    i18n.activate("en")
    _icon, found, strong = reason(why, "es")
    assert found == sentence
    assert found.startswith(strong)


@pytest.mark.parametrize(
    ("scenarios", "languages", "least", "caption"),
    [
        (("a", "b", "c", "d"), ("en", "es"), 4, "All four, in both languages"),
        (("a", "b", "c"), ("es",), 2, "Two of these, in Spanish"),
        (("a",), ("en",), 1, "This one, in English"),
        (("a", "b"), ("en", "es"), 1, "One of these, in both languages"),
    ],
)
def test_a_requirement_says_what_it_asks_for(
    scenarios: tuple[str, ...], languages: tuple[str, ...], least: int, caption: str
) -> None:
    i18n.activate("en")
    assert requirement_caption(Requirement(scenarios, languages, least)) == caption


def assessed(language: str, days: float, *, passed: bool = True) -> AssessmentFact:
    scores = dict.fromkeys(Dimension, Fraction(100 if passed else 0))
    at = NOW - timedelta(days=days)
    return AssessmentFact(f"attempt-{language}-{days}", "double-charge", language, at, scores, passed=passed)


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        ((), ["How a ring closes: pass its assessment. Practice first, as often as you like."]),
        ((assessed("en", 100),), []),
        (
            (assessed("en", 178), assessed("es", 1, passed=False)),
            [
                "Charged twice in English counts until Saturday, March 14. Meet the others before then.",
                "Charged twice in Spanish opens again on Wednesday, March 18.",
            ],
        ),
        (
            (assessed("en", 2), assessed("es", 1)),
            ["It can be renewed from February 9, 2027: pass its assessments again."],
        ),
        ((assessed("en", 340), assessed("es", 340)), []),
    ],
)
def test_the_path_tells_what_opens_lapses_and_renews(
    facts: tuple[AssessmentFact, ...], sentences: list[str]
) -> None:
    i18n.activate("en")
    certification = replace(FOUNDATION, window=timedelta(days=180), validity=timedelta(days=365))
    progress = CertificationProgress(certification, standing(certification, facts, NOW), 0, 2)
    notes = path_notes(progress, {"double-charge": "Charged twice"}, NOW)
    assert [each.sentence for each in notes] == sentences
    assert all(each.sentence.startswith(each.strong) for each in notes)


@pytest.mark.parametrize(
    ("before", "sentence", "moved"),
    [
        (None, "", False),
        (60, "1 point more than two weeks ago", False),
        (40, "21 points more than two weeks ago", True),
        (75, "14 points less than two weeks ago", True),
        (61, "the same as two weeks ago", False),
    ],
)
def test_growth_is_told_in_words_and_shown_where_it_can_be_seen(
    before: int | None, sentence: str, *, moved: bool
) -> None:
    i18n.activate("en")
    score = SkillScore(Fraction(61), 8, None if before is None else Fraction(before))
    assert growth_sentence(score) == sentence
    assert has_moved(score) is moved


def test_a_grown_skill_says_so_to_screen_readers(home: Opened) -> None:
    def practice(rig: ShellRig) -> None:
        for replies, days in (("wait last-four", 20), ("own-it last-four", 0)):
            for _time in range(3):
                rig.workshop.play(replies)
            rig.workshop.clock.go(days=days)

    rig = home(practice)
    names = [each.accessibleName() for each in rig.window.findChildren(QWidget)]
    assert any("50, from 6 decisions; 50 points more than two weeks ago" in each for each in names)
    assert "two weeks ago" in texts(rig)


def lose(rig: ShellRig) -> None:
    rig.workshop.play("own-it", use=Use.ASSESSMENT).leave()
    rig.workshop.clock.go(hours=25)


def strips(rig: ShellRig) -> list[Strip]:
    return [each for each in rig.window.findChildren(Strip, "lost") if each.isVisible()]


def test_an_assessment_that_was_lost_is_told_until_it_is_put_away(home: Opened) -> None:
    rig = home(lose)
    (strip,) = strips(rig)
    assert "not resumed within 24 hours" in strip.text.text()
    assert "counts as not passed. It opens again on" in strip.text.text()
    strip.dismissed.emit()
    assert strips(rig) == []


def test_the_brief_of_a_lost_assessment_is_one_press_away(home: Opened) -> None:
    rig = home(lose)
    (strip,) = strips(rig)
    assert strip.button is not None
    strip.button.click()
    assert here(rig) == Brief("double-charge", "en")
