"""The library in the window: found by keyboard alone, whatever its size and whatever of it is broken."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from authored import changed, read
from building import double_charge, text
from looking import cut_texts, nameless_controls, said_by, shown_texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QScrollArea
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.app.library import BrokenFile, Contents
from trainer.app.scenarios import Order
from trainer.scenario.model import Channel, Scenario
from trainer.settings import Appearance, Motion
from trainer.ui.navigator import Brief, Home, Route, Scenarios
from trainer.ui.scenarios.card import ScenarioCard
from trainer.ui.scenarios.grid import CardGrid
from trainer.ui.scenarios.presenter import ScenariosPresenter
from trainer.ui.theme import load_fonts
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.states import EmptyState, ErrorState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Opened = Callable[..., ShellRig]


def named(name: str, title: str, channel: Channel = Channel.VOICE) -> Scenario:
    return double_charge()._replace(id=name, title=text(en=title, es=f"{title} (es)"), channel=channel)


def three() -> tuple[Scenario, ...]:
    return (
        named("appointment", "Appointment change"),
        named("double-charge", "Charged twice"),
        named("parcel", "Damaged parcel", Channel.CHAT),
    )


@pytest.fixture
def library(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Opened]:
    """Return how to open the library, with these scenarios, after something was done to the machine."""
    load_fonts(repository / "assets" / "fonts")
    rigs: list[ShellRig] = []

    def open_library(
        *scenarios: Scenario,
        before: Callable[[ShellRig], object] = lambda _rig: None,
        language: str = "en",
        scale: float = 1.0,
        appearance: Appearance = Appearance.LIGHT,
        beginning: Route = Scenarios(),  # noqa: B008 - a frozen value
    ) -> ShellRig:
        rig = ShellRig(
            qapp,
            tmp_path,
            *(scenarios or three()),
            text_scale=scale,
            appearance=appearance,
            reduced_motion=Motion.REDUCED,
        )
        rigs.append(rig)
        rig.workshop.trainee = replace(rig.workshop.trainee, interface_language=language)
        qtbot.addWidget(rig.window)
        before(rig)
        rig.start()
        qtbot.waitUntil(lambda: rig.shell.navigator.current is not None)
        rig.shell.enter(rig.workshop.trainee)
        rig.shell.navigator.go(beginning)
        qtbot.waitUntil(lambda: settled(rig) or beginning != Scenarios())
        qtbot.waitUntil(rig.window.isActiveWindow)
        return rig

    yield open_library
    for rig in rigs:
        rig.close()


def presenter_of(rig: ShellRig) -> ScenariosPresenter:
    presenter = rig.shell.presenter
    assert isinstance(presenter, ScenariosPresenter)
    return presenter


def settled(rig: ShellRig) -> bool:
    presenter, grid = rig.shell.presenter, rig.window.findChild(CardGrid)
    if not isinstance(presenter, ScenariosPresenter) or not isinstance(grid, CardGrid):
        return False
    return presenter.failure is not None or (presenter.cards is not None and grid.is_drawn)


def cards(rig: ShellRig) -> list[ScenarioCard]:
    """Return the cards that are shown, as they are read: by rows, from the left."""
    shown = [card for card in rig.window.findChildren(ScenarioCard) if card.isVisible()]
    return sorted(shown, key=lambda card: (card.y(), card.x()))


def titles(rig: ShellRig) -> list[str]:
    return [card.content.title for card in cards(rig)]


def press(rig: ShellRig, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = rig.window.focusWidget()
    QTest.keyClick(rig.window if focused is None else focused, key, modifier)


def focused_name(rig: ShellRig) -> str:
    focused = rig.window.focusWidget()
    return "" if focused is None else focused.objectName()


def test_the_keyboard_arrives_at_the_first_card_and_enter_opens_its_brief(library: Opened) -> None:
    rig = library()
    first = cards(rig)[0]
    assert rig.window.focusWidget() is first
    press(rig, Qt.Key.Key_Return)
    current = rig.shell.navigator.current
    assert isinstance(current, Brief)
    assert current.scenario == first.content.scenario


def test_coming_back_the_keyboard_is_at_the_card_that_was_opened(library: Opened, qtbot: QtBot) -> None:
    rig = library()
    third = cards(rig)[2]
    name = third.objectName()
    third.click()
    assert isinstance(rig.shell.navigator.current, Brief)
    rig.shell.navigator.back()
    qtbot.waitUntil(lambda: focused_name(rig) == name)


def test_the_arrows_go_to_the_card_that_lies_there(library: Opened, qtbot: QtBot) -> None:
    rig = library(*[named(f"scenario-{number}", f"Call {number}") for number in range(6)])
    qtbot.waitUntil(lambda: len(cards(rig)) == 6)
    QApplication.processEvents()
    assert len({card.y() for card in cards(rig)}) == 2
    for key, place in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 4),
        (Qt.Key.Key_Left, 3),
        (Qt.Key.Key_Up, 0),
    ):
        press(rig, key)
        assert rig.window.focusWidget() is cards(rig)[place]


def test_tab_goes_through_the_cards_in_the_order_in_which_they_are_read(library: Opened) -> None:
    rig = library(named("a", "Zebra"), named("b", "Yak"), named("c", "Ape"))
    before = titles(rig)
    presenter_of(rig).sort(Order.TITLE)
    QApplication.processEvents()
    assert titles(rig) == ["Ape", "Yak", "Zebra"] != before
    cards(rig)[0].setFocus()
    for card in cards(rig)[1:]:
        press(rig, Qt.Key.Key_Tab)
        assert rig.window.focusWidget() is card


def test_typing_finds_and_the_keyboard_stays_in_the_field(library: Opened, qtbot: QtBot) -> None:
    rig = library()
    before = {card.content.scenario: card for card in cards(rig)}
    press(rig, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: focused_name(rig) == "scenarios-search")
    QTest.keyClicks(rig.find("scenarios-search"), "parcel")
    qtbot.waitUntil(lambda: titles(rig) == ["Damaged parcel"])
    assert focused_name(rig) == "scenarios-search"
    assert "1 of 3 scenarios" in shown_texts(rig.window)
    press(rig, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(cards(rig)) == 3)
    # A card is drawn once: what was found again is the card that was there before.
    assert {card.content.scenario: card for card in cards(rig)} == before


def test_where_nothing_is_found_there_is_a_way_back_to_all(library: Opened, qtbot: QtBot) -> None:
    rig = library()
    QTest.keyClicks(rig.find("scenarios-search"), "nothing like it")
    qtbot.waitUntil(lambda: not cards(rig))
    assert "No scenario fits" in shown_texts(rig.window)
    QTest.mouseClick(rig.find("state-action"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cards(rig)) == 3)
    assert focused_name(rig) == "scenarios-search"
    assert not presenter_of(rig).filtered


def test_the_filters_narrow_by_mouse(library: Opened, qtbot: QtBot) -> None:
    rig = library()
    chat = rig.window.findChild(QRadioButton, "Channel-2")
    assert isinstance(chat, QRadioButton)
    qtbot.waitUntil(chat.isVisible)
    QTest.mouseClick(chat, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(rig) == ["Damaged parcel"])


def test_an_empty_library_says_where_files_go_and_looks_again(library: Opened, qtbot: QtBot) -> None:
    def without_scenarios(rig: ShellRig) -> None:
        rig.workshop.library._contents = Contents({}, {}, ())

    rig = library(before=without_scenarios)
    state = next(each for each in rig.window.findChildren(EmptyState) if each.isVisible())
    assert str(rig.folder / "scenarios") in state.sentence.text()
    assert focused_name(rig) == "state-action"
    press(rig, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(cards(rig)) == 3)
    assert rig.window.focusWidget() in cards(rig)


def break_files(rig: ShellRig) -> None:
    """Let one file be broken; it is sound when the library is read again."""
    text_ = changed(("version: 1", "<b>version</b>: 1"))
    path = Path("/center/library/late-delivery.yaml")
    library = rig.workshop.library
    broken = (BrokenFile(path, read(text_).diagnostics),)
    library._contents = Contents(library.scenarios, library.certifications, broken)


def test_the_library_opens_and_says_which_file_is_broken_and_why(library: Opened, qtbot: QtBot) -> None:
    rig = library(before=break_files)
    assert len(cards(rig)) == 3
    assert "late-delivery.yaml" not in said_by(rig.window)
    QTest.mouseClick(rig.find("broken-toggle"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "late-delivery.yaml" in shown_texts(rig.window))
    texts = shown_texts(rig.window)
    assert "in /center/library" in texts
    assert any(each.startswith("Line 3: ") and "<b>version</b>" in each for each in texts)
    rig.find("broken-again").setFocus()
    press(rig, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "late-delivery.yaml" not in said_by(rig.window))
    assert len(cards(rig)) == 3


def test_home_says_that_a_file_is_broken_and_leads_to_which(library: Opened, qtbot: QtBot) -> None:
    rig = library(before=break_files, beginning=Home())
    strip = "1 file of the library could not be read."
    qtbot.waitUntil(lambda: strip in shown_texts(rig.window))
    button = next(each for each in rig.window.findChildren(Button) if each.text() == "Which, and why")
    button.click()
    qtbot.waitUntil(lambda: settled(rig))
    assert rig.shell.navigator.current == Scenarios()
    # The library says it itself, once and with the reasons.
    assert strip not in shown_texts(rig.window)
    assert sum("could not be read" in each for each in shown_texts(rig.window)) == 1
    rig.shell.navigator.reset(Home())
    assert strip not in shown_texts(rig.window)


def test_many_problems_are_counted_and_not_all_listed(library: Opened, qtbot: QtBot) -> None:
    def break_badly(rig: ShellRig) -> None:
        found = read("format: 1\nid: late\n").diagnostics
        assert len(found) > 4
        contents = rig.workshop.library._contents
        files = tuple(BrokenFile(Path(f"/center/{number}.yaml"), found) for number in range(22))
        rig.workshop.library._contents = Contents(contents.scenarios, contents.certifications, files)

    rig = library(before=break_badly)
    presenter_of(rig).turn_broken()
    qtbot.waitUntil(lambda: "and 2 more files" in shown_texts(rig.window))
    texts = shown_texts(rig.window)
    problems = read("format: 1\nid: late\n").diagnostics
    assert texts.count(f"and {len(problems) - 3} more problems") == 20


def test_what_cannot_be_read_is_said_and_the_keyboard_is_at_the_way_on(library: Opened, qtbot: QtBot) -> None:
    faults = [True]

    def fail(rig: ShellRig) -> None:
        records = rig.workshop.fake_records
        sound = records.attempts

        def attempts(trainee: str) -> object:
            if faults[0]:
                raise OSError("the disk is gone")
            return sound(trainee)

        records.attempts = attempts  # type: ignore[method-assign, assignment]  # a disk that fails for a while

    rig = library(before=fail)
    assert any(each.isVisible() for each in rig.window.findChildren(ErrorState))
    assert focused_name(rig) == "state-action"
    faults.clear()
    faults.append(False)
    press(rig, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(cards(rig)) == 3)
    assert rig.window.focusWidget() is cards(rig)[0]


def test_of_a_large_library_only_what_is_near_the_view_is_drawn(library: Opened, qtbot: QtBot) -> None:
    rig = library(*(named(f"scenario-{number:03}", f"Call {number:03}") for number in range(200)))
    presenter_of(rig).sort(Order.TITLE)
    qtbot.waitUntil(lambda: settled(rig))
    assert titles(rig)[0] == "Call 000"
    assert len(cards(rig)) < 100
    page = rig.find("scenarios")
    assert isinstance(page, QScrollArea)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: settled(rig))
    assert titles(rig)[-1] == "Call 199"
    assert len(rig.window.findChildren(ScenarioCard)) < 150


def in_view(rig: ShellRig, card: ScenarioCard) -> bool:
    page = rig.find("scenarios")
    top = card.mapTo(page, card.rect().topLeft()).y()
    return 0 <= top <= page.height() - card.height()


def test_the_keyboard_reaches_every_card_of_a_large_library(library: Opened) -> None:
    rig = library(*(named(f"scenario-{number:03}", f"Call {number:03}") for number in range(100)))
    presenter_of(rig).sort(Order.TITLE)
    press_at(rig, "scenario-000")
    reached = []
    # Faster than the cards are drawn: no event is let through between two keys.
    for _number in range(99):
        press(rig, Qt.Key.Key_Tab)
        reached.append(focused_name(rig))
    assert reached == [f"scenario-scenario-{number:03}" for number in range(1, 100)]
    press(rig, Qt.Key.Key_Home)
    assert focused_name(rig) == "scenario-scenario-000"
    reached.clear()
    while focused_name(rig) not in reached:
        reached.append(focused_name(rig))
        press(rig, Qt.Key.Key_Right)
    assert len(reached) == 100
    press(rig, Qt.Key.Key_Home)
    press(rig, Qt.Key.Key_End)
    assert focused_name(rig) == "scenario-scenario-099"


def press_at(rig: ShellRig, scenario: str) -> None:
    """Give a card the keyboard, and go to the first card from there."""
    rig.find(f"scenario-{scenario}").setFocus()
    press(rig, Qt.Key.Key_Home)


def test_a_card_that_has_the_keyboard_is_scrolled_to(library: Opened, qtbot: QtBot) -> None:
    rig = library(*(named(f"scenario-{number:02}", f"Call {number:02}") for number in range(60)))
    page = rig.find("scenarios")
    assert isinstance(page, QScrollArea)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    press(rig, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: settled(rig))
    last = cards(rig)[-1]
    assert rig.window.focusWidget() is last
    assert page.verticalScrollBar().value() > 0
    qtbot.waitUntil(lambda: in_view(rig, last))


def test_what_is_in_view_stays_there_when_rows_above_are_drawn(library: Opened, qtbot: QtBot) -> None:
    long_title = "A call about very many things that went wrong at once and one after another, again"
    many = [named(f"s-{n:03}", f"{n:03} {long_title}" if n < 30 else f"{n:03}") for n in range(60)]
    rig = library(*many)
    presenter_of(rig).sort(Order.TITLE)
    qtbot.waitUntil(lambda: settled(rig))
    page = rig.find("scenarios")
    assert isinstance(page, QScrollArea)
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: settled(rig))
    while bar.value() > 0:
        seen = next(card for card in cards(rig) if in_view(rig, card))
        before = seen.mapTo(page, seen.rect().topLeft()).y()
        value = bar.value()
        bar.setValue(max(0, value - 250))
        moved = value - bar.value()
        qtbot.waitUntil(lambda: settled(rig))
        if bar.value() == 0:
            break
        assert seen.mapTo(page, seen.rect().topLeft()).y() == before + moved


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_and_everything_has_a_name(library: Opened, scale: float, language: str) -> None:
    def practice(rig: ShellRig) -> None:
        rig.workshop.play("wait full-card")
        break_files(rig)

    rig = library(before=practice, scale=scale, language=language, appearance=Appearance.HIGH_CONTRAST)
    presenter_of(rig).turn_broken()
    QApplication.processEvents()
    assert not cut_texts(rig.window)
    assert not nameless_controls(rig.window)


def test_a_card_says_all_of_itself_to_a_screen_reader(library: Opened) -> None:
    def practice(rig: ShellRig) -> None:
        rig.workshop.play("own-it last-four")

    rig = library(before=practice)
    card = rig.find("scenario-double-charge")
    assert card.accessibleName() == "Charged twice"
    said = card.accessibleDescription()
    for part in ("Lucía Herrera", "English and Spanish", "Voice", "B1", "best Empathy: 100"):
        assert part in said


def test_the_order_stands_at_the_right_end(library: Opened) -> None:
    rig = library()
    order = rig.find("scenarios-order")
    right = order.mapTo(rig.window, order.rect().topRight()).x()
    card_right = max(each.mapTo(rig.window, each.rect().topRight()).x() for each in cards(rig))
    assert abs(right - card_right) <= 2
