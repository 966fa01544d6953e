"""The debrief in the window: by keyboard alone, at every size, and nothing given away after an assessment."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from building import double_charge, ending, reply, scenario, scene, text
from looking import cut_texts, nameless_controls, said_by, shown_texts
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.scenario.model import Scenario, Use
from trainer.settings import Appearance, Motion
from trainer.ui.debrief.decisions import DecisionList
from trainer.ui.debrief.detail import MomentCard
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.navigator import Brief, Call, Debrief, Home, Shortcuts
from trainer.ui.theme import load_fonts
from trainer.ui.widgets.rings import Gauge
from trainer.ui.widgets.states import ErrorState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Opened = Callable[..., ShellRig]
OTHER = "A reply that was offered and not taken."
BETTER = "The best that could be said."


def long_call(decisions: int) -> Scenario:
    """Build a call of so many decisions, rated on three dimensions, with two replies not taken in each."""
    scenes = []
    for number in range(decisions):
        after = f"scene-{number + 1}" if number + 1 < decisions else "done"
        scenes.append(
            scene(
                f"scene-{number}",
                reply(f"plain-{number}", after, "211", feedback=text("Say it whole.")),
                reply(f"best-{number}", after, "333", agent=text(BETTER), mood=1),
                reply(f"other-{number}", after, "012", agent=text(OTHER)),
                skill="set-expectations",
            )
        )
    return scenario(*scenes, ending("done"), mood=-2, name="long")


def plain(decisions: int) -> str:
    return " ".join(f"plain-{number}" for number in range(decisions))


@pytest.fixture
def debrief(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Opened]:
    """Return how to open the debrief of a call that was played so."""
    load_fonts(repository / "assets" / "fonts")
    rigs: list[ShellRig] = []

    def open_debrief(  # noqa: PLR0913 - all but one have defaults
        replies: str,
        *scenarios: Scenario,
        use: Use = Use.PRACTICE,
        language: str = "en",
        scale: float = 1.0,
        size: tuple[int, int] = (1280, 800),
        appearance: Appearance = Appearance.LIGHT,
    ) -> ShellRig:
        chosen = scenarios or (double_charge(),)
        motion = Motion.REDUCED
        rig = ShellRig(
            qapp, tmp_path, *chosen, text_scale=scale, appearance=appearance, reduced_motion=motion
        )
        rigs.append(rig)
        rig.workshop.trainee = replace(rig.workshop.trainee, interface_language=language)
        call = rig.workshop.play(replies, chosen[0].id, "en", use)
        qtbot.addWidget(rig.window)
        rig.window.resize(*size)
        rig.start()
        qtbot.waitUntil(lambda: rig.shell.navigator.current is not None)
        rig.shell.enter(rig.workshop.trainee)
        rig.shell.navigator.go(Debrief(call.attempt))
        qtbot.waitUntil(lambda: settled(rig))
        qtbot.waitUntil(rig.window.isActiveWindow)
        QApplication.processEvents()
        return rig

    yield open_debrief
    for rig in rigs:
        rig.close()


def presenter_of(rig: ShellRig) -> DebriefPresenter:
    presenter = rig.shell.presenter
    assert isinstance(presenter, DebriefPresenter)
    return presenter


def settled(rig: ShellRig) -> bool:
    presenter = rig.shell.presenter
    return isinstance(presenter, DebriefPresenter) and bool(presenter.debrief or presenter.failure)


def press(rig: ShellRig, key: Qt.Key) -> None:
    focused = rig.window.focusWidget()
    QTest.keyClick(rig.window if focused is None else focused, key)


def focused_name(rig: ShellRig) -> str:
    focused = rig.window.focusWidget()
    return "" if focused is None else focused.objectName()


def top_of(rig: ShellRig, widget: QWidget) -> int:
    return widget.mapTo(rig.window, QPoint(0, 0)).y()


# The ways on


@pytest.mark.parametrize(
    ("replies", "use", "name"),
    [
        ("wait full-card", Use.PRACTICE, "debrief-again"),
        ("own-it last-four", Use.PRACTICE, "debrief-next"),
        ("wait full-card", Use.ASSESSMENT, "debrief-next"),
    ],
)
def test_the_keyboard_is_at_what_one_most_likely_does_next(
    debrief: Opened, replies: str, use: Use, name: str
) -> None:
    assert focused_name(debrief(replies, use=use)) == name


@pytest.mark.parametrize(
    ("key", "route"), [(Qt.Key.Key_T, Call), (Qt.Key.Key_N, Brief), (Qt.Key.Key_Escape, Home)]
)
def test_one_key_leads_on(debrief: Opened, qtbot: QtBot, key: Qt.Key, route: type) -> None:
    rig = debrief("own-it full-card")
    press(rig, key)
    qtbot.waitUntil(lambda: isinstance(rig.shell.navigator.current, route))


def test_enter_tries_again_where_it_did_not_pass(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief("own-it full-card")
    press(rig, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(rig.shell.navigator.current, Call))
    current = rig.shell.navigator.current
    assert isinstance(current, Call)
    assert rig.workshop.records.attempt(current.attempt).branch_length == 1


def test_a_branch_says_where_it_began(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief("own-it last-four")
    first = presenter_of(rig).debrief
    assert first is not None
    call = rig.workshop.practice.try_again_from(first.attempt.id, 2)
    call.take("full-card", 1.0)
    rig.shell.navigator.go(Debrief(call.attempt))
    qtbot.waitUntil(lambda: "Again from decision 2" in said_by(rig.window))


# From decision to decision


def test_the_arrows_go_from_decision_to_decision(debrief: Opened) -> None:
    rig = debrief(plain(3), long_call(3))
    assert presenter_of(rig).number == 1
    for key, number in (
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Down, 3),
        (Qt.Key.Key_Down, 3),
        (Qt.Key.Key_Up, 2),
    ):
        press(rig, key)
        assert presenter_of(rig).number == number
        assert focused_name(rig) == "debrief-again"


def test_the_keyboard_goes_along_in_the_list(debrief: Opened) -> None:
    rig = debrief(plain(3), long_call(3))
    rig.find("decision-1").setFocus()
    press(rig, Qt.Key.Key_Down)
    assert focused_name(rig) == "decision-2"
    press(rig, Qt.Key.Key_Tab)
    assert focused_name(rig) == "hear-customer"
    QTest.keyClick(rig.window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert focused_name(rig) == "decision-2"


def test_tab_comes_to_the_decision_that_is_looked_at(debrief: Opened) -> None:
    rig = debrief(plain(3), long_call(3))
    for _step in range(2):
        press(rig, Qt.Key.Key_Down)
    rig.find("debrief-by-cost").setFocus()
    press(rig, Qt.Key.Key_Tab)
    assert focused_name(rig) == "decision-3"


def test_a_decision_is_chosen_by_mouse(debrief: Opened) -> None:
    rig = debrief(plain(3), long_call(3))
    QTest.mouseClick(rig.find("decision-3"), Qt.MouseButton.LeftButton)
    assert presenter_of(rig).number == 3
    QTest.mouseClick(rig.find("debrief-previous"), Qt.MouseButton.LeftButton)
    assert presenter_of(rig).number == 2


def test_the_keyboard_comes_near_when_what_had_it_is_gone(debrief: Opened) -> None:
    rig = debrief("wait last-four")
    rig.find("hear-perfect").setFocus()
    press(rig, Qt.Key.Key_Down)
    assert focused_name(rig) == "debrief-again"


def test_a_long_list_scrolls_to_the_decision(debrief: Opened) -> None:
    rig = debrief(plain(16), long_call(16))
    page = rig.find("debrief-list")
    assert isinstance(page, QScrollArea)
    assert page.verticalScrollBar().maximum() > 0
    for _step in range(15):
        press(rig, Qt.Key.Key_Down)
    row = rig.find("decision-16")
    assert top_of(rig, page) <= top_of(rig, row) <= top_of(rig, page) + page.height() - row.height()


@pytest.mark.parametrize("decisions", [2, 8, 16])
def test_the_actions_are_in_the_window_however_long_the_call(debrief: Opened, decisions: int) -> None:
    rig = debrief(plain(decisions), long_call(decisions))
    again = rig.find("debrief-again")
    assert top_of(rig, again) + again.height() <= rig.window.height()
    assert len([gauge for gauge in rig.window.findChildren(Gauge) if gauge.isVisible()]) == 3


# Other replies, and what an assessment keeps to itself


def test_other_replies_open_with_their_points(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief(plain(2), long_call(2))
    assert OTHER not in shown_texts(rig.window)
    press(rig, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: OTHER in shown_texts(rig.window))
    box = rig.find("hear-other-1").parentWidget()
    assert isinstance(box, QWidget)
    names = [each.accessibleName() for each in box.findChildren(QWidget)]
    assert "Empathy: 0 of 3" in names
    assert "Resolution: 1 of 3" in names
    assert "Register: 2 of 3" in names
    page = rig.find("debrief-lines")
    assert isinstance(page, QScrollArea)
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 0)
    press(rig, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: OTHER not in shown_texts(rig.window))


def test_the_page_keys_scroll_what_does_not_fit(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief(plain(2), long_call(2), size=(1280, 640))
    page = rig.find("debrief-lines")
    assert isinstance(page, QScrollArea)
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(rig, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(rig, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_an_assessment_gives_nothing_away(debrief: Opened) -> None:
    rig = debrief(plain(3), long_call(3), use=Use.ASSESSMENT)
    for _step in range(3):
        said = said_by(rig.window)
        assert BETTER not in said
        assert OTHER not in said
        assert "Perfect call" not in said
        for key in (Qt.Key.Key_O, Qt.Key.Key_T):
            press(rig, key)
        press(rig, Qt.Key.Key_Down)
    assert isinstance(rig.shell.navigator.current, Debrief)
    assert "stay unseen" in said_by(rig.window)


def test_practice_shows_what_the_perfect_call_says(debrief: Opened) -> None:
    rig = debrief(plain(3), long_call(3))
    assert BETTER in shown_texts(rig.window)


def test_a_critical_error_is_named_and_why_it_is_one(debrief: Opened) -> None:
    rig = debrief("own-it full-card")
    said = said_by(rig.window)
    assert "Critical error: compliance" in said
    assert "it breaks a rule that protects people" in said
    assert "Decision 2, Verify identity: Read me your full card number." in said


def test_silence_has_no_line_to_hear(debrief: Opened) -> None:
    rig = debrief("own-it silence")
    press(rig, Qt.Key.Key_Down)
    assert "(You said nothing in time.)" in shown_texts(rig.window)
    card = rig.window.findChild(MomentCard)
    assert isinstance(card, MomentCard)
    assert card.findChild(QWidget, "hear-you") is None


# Hearing


def test_why_there_is_no_voice_is_said_and_put_away(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief("own-it last-four")
    rig.find("hear-customer").setFocus()
    press(rig, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("speech program" in each for each in shown_texts(rig.window)))
    assert rig.speech.asked[-1].text == presenter_of(rig).decision.customer.text  # type: ignore[union-attr]  # it is there
    presenter_of(rig).hush()
    qtbot.waitUntil(lambda: not any("speech program" in each for each in shown_texts(rig.window)))


def test_the_line_that_is_heard_can_be_silenced(debrief: Opened) -> None:
    rig = debrief("own-it last-four")
    card = rig.window.findChild(MomentCard)
    assert isinstance(card, MomentCard)
    hear = rig.find("hear-you")
    before = hear.accessibleName()
    assert before.startswith("Hear: I'm sorry")
    card.show_heard("scenes/opening/replies/own-it/agent")
    assert hear.accessibleName() == "Be quiet"
    card.show_heard(None)
    assert hear.accessibleName() == before


# Sizes, languages, states


def test_cards_stand_below_one_another_where_the_window_is_narrow(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief(plain(4), long_call(4))
    listed, card = rig.window.findChild(DecisionList), rig.window.findChild(MomentCard)
    assert isinstance(listed, DecisionList)
    assert isinstance(card, MomentCard)
    assert top_of(rig, listed) == top_of(rig, card)
    press(rig, Qt.Key.Key_Down)
    rig.window.resize(900, 700)
    qtbot.waitUntil(lambda: stacked(rig))
    assert presenter_of(rig).number == 2
    assert focused_name(rig) == "debrief-again"
    rig.window.resize(1280, 800)
    qtbot.waitUntil(lambda: not stacked(rig))


def stacked(rig: ShellRig) -> bool:
    listed = next(each for each in rig.window.findChildren(DecisionList) if each.isVisible())
    card = next(each for each in rig.window.findChildren(MomentCard) if each.isVisible())
    return top_of(rig, card) > top_of(rig, listed)


def test_a_decision_chosen_above_is_scrolled_to(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief(plain(8), long_call(8), size=(900, 700))
    page = rig.find("debrief")
    assert isinstance(page, QScrollArea)
    QTest.mouseClick(rig.find("decision-3"), Qt.MouseButton.LeftButton)

    def in_view() -> bool:
        card = next(each for each in rig.window.findChildren(MomentCard) if each.isVisible())
        return 0 <= top_of(rig, card) - top_of(rig, page) < page.height() // 2

    qtbot.waitUntil(in_view)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("use", Use)
def test_nothing_is_cut_and_everything_has_a_name(
    debrief: Opened, scale: float, language: str, use: Use
) -> None:
    rig = debrief(plain(4), long_call(4), use=use, scale=scale, language=language)
    presenter_of(rig).show_others(wanted=True)
    for _event in range(5):
        QApplication.processEvents()
    assert not cut_texts(rig.window)
    assert not nameless_controls(rig.window)


def test_a_call_that_cannot_be_loaded_leaves_a_way_home(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief("own-it last-four")
    rig.shell.navigator.go(Debrief("nothing"))
    qtbot.waitUntil(lambda: any(each.isVisible() for each in rig.window.findChildren(ErrorState)))
    assert focused_name(rig) == "state-action"
    press(rig, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Home())


def test_the_page_of_keys_opens_over_it_and_gives_it_back(debrief: Opened, qtbot: QtBot) -> None:
    rig = debrief(plain(3), long_call(3))
    press(rig, Qt.Key.Key_Down)
    press(rig, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: rig.shell.navigator.current == Shortcuts())
    press(rig, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: isinstance(rig.shell.navigator.current, Debrief))
    assert presenter_of(rig).number == 2
