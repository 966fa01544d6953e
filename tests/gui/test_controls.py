"""Each control: its name for screen readers, the keyboard, and what it says of itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trainer import i18n
from trainer.ui.icons import Icon
from trainer.ui.portraits import Portrait
from trainer.ui.theme import Theme, apply_theme, load_fonts
from trainer.ui.tokens import Height, Scheme
from trainer.ui.widgets.buttons import Button, ButtonKind, IconButton
from trainer.ui.widgets.checks import Check
from trainer.ui.widgets.choices import OptionCard, Segment, SegmentedControl, Switch
from trainer.ui.widgets.fields import SearchField
from trainer.ui.widgets.focus import FocusRing
from trainer.ui.widgets.keys import key_name
from trainer.ui.widgets.layouts import FlowGrid, FlowRow, PairedCards, ScrollPage
from trainer.ui.widgets.marks import Chip, LanguageMark, MarkState, Score, ScoreMark, ScorePips, Tone
from trainer.ui.widgets.menus import Choice, MenuButton
from trainer.ui.widgets.mood import MoodScale, mood_name, signed
from trainer.ui.widgets.rings import BankState, Gauge, Ring, TotalRing
from trainer.ui.widgets.slider import ScaleSlider
from trainer.ui.widgets.states import EmptyState, ErrorState
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text
from trainer.ui.widgets.tiles import Tile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def theme(qapp: QApplication, repository: Path) -> Iterator[Theme]:
    made = Theme(Scheme.LIGHT, repository / "assets", reduced_motion=True)
    load_fonts(made.assets / "fonts")
    apply_theme(qapp, made)
    i18n.activate("en")
    yield made
    qapp.setStyleSheet("")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return a window of 400 x 300 with a column."""
    made = QWidget()
    made.setFixedSize(400, 300)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def put(window: QWidget, *widgets: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
        widget.show()
    QApplication.processEvents()


def test_enter_presses_the_button_that_has_the_focus(theme: Theme, window: QWidget) -> None:
    main = Button(theme, "Go", kind=ButtonKind.PRIMARY, shortcut=Qt.Key.Key_Return)
    other = Button(theme, "Other")
    pressed: list[str] = []
    main.clicked.connect(lambda: pressed.append("main"))
    other.clicked.connect(lambda: pressed.append("other"))
    put(window, main, other)
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Return)
    QTest.keyClick(other, Qt.Key.Key_Space)
    main.setFocus()
    QTest.keyClick(main, Qt.Key.Key_Return)
    assert pressed == ["other", "other", "main"]


def test_a_button_shows_the_key_that_works_it(theme: Theme, window: QWidget) -> None:
    plain, keyed = Button(theme, "Read the brief"), Button(theme, "Read the brief", shortcut="B")
    put(window, plain, keyed)
    pressed: list[bool] = []
    keyed.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(window, Qt.Key.Key_B)
    assert len(pressed) == 1
    assert keyed.sizeHint().width() > plain.sizeHint().width()


def test_an_ampersand_in_a_name_is_no_shortcut(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Salt & pepper")
    qtbot.addWidget(button)
    assert button.shortcut() == QKeySequence()
    assert button.accessibleName() == button.label == "Salt & pepper"


def test_an_icon_button_says_what_it_does(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, Icon.SPEAKER, "Hear again", shortcut="R")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Hear again"
    assert "R" in button.toolTip()
    assert min(button.width(), button.height()) >= Height.TARGET


def test_segments_are_radio_buttons_that_arrows_move_between(theme: Theme, window: QWidget) -> None:
    control = SegmentedControl(theme, "Channel", [Segment(1, "Voice"), Segment(2, "Chat")], 1)
    chosen: list[object] = []
    control.chosen.connect(chosen.append)
    put(window, control)
    first = control.findChildren(QRadioButton)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    values = [control.value]
    control.choose(1)
    values.append(control.value)
    assert values == [2, 1]
    assert chosen == [2]


def test_a_switch_is_worked_by_space_and_enter(theme: Theme, window: QWidget) -> None:
    switch = Switch(theme, "Captions", on=True)
    put(window, switch)
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    first = switch.isChecked()
    QTest.keyClick(switch, Qt.Key.Key_Return)
    assert [first, switch.isChecked()] == [False, True]


def test_a_check_takes_a_click_anywhere(theme: Theme, window: QWidget) -> None:
    check = Check(theme, "Spanish", on=False, mark="es")
    put(window, check)
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(check.width() - 3, 4))
    assert check.isChecked()


def test_an_option_card_is_one_target(theme: Theme, window: QWidget) -> None:
    card = OptionCard(theme, "Practice")
    card.add(Text(theme, "Feedback after every reply."))
    put(window, card)
    QTest.mouseClick(window.childAt(card.geometry().center()) or card, Qt.MouseButton.LeftButton)
    assert card.isChecked()
    assert card.height() >= Height.ROW


def test_a_tile_takes_the_clicks_on_its_texts(theme: Theme, window: QWidget) -> None:
    tile = Tile(theme, "Mariana", "tile")
    tile.add(Text(theme, "Mariana"))
    put(window, tile)
    pressed: list[bool] = []
    tile.clicked.connect(lambda: pressed.append(True))
    under = window.childAt(tile.geometry().center())
    assert under is tile
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert len(pressed) == 1


def test_a_slider_has_a_name_and_steps(theme: Theme, window: QWidget) -> None:
    slider = ScaleSlider(theme, "Speed", lowest=50, highest=200, value=100, step=10)
    put(window, slider)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 110
    assert slider.accessibleName() == "Speed"


def test_a_menu_button_offers_every_choice_and_tells_the_one_picked(theme: Theme, window: QWidget) -> None:
    choices: list[Choice[str | None]] = [Choice(None, "all"), Choice("B1", "B1")]
    button = MenuButton(theme, "Level", choices, None, label="Level:")
    put(window, button)
    picked: list[object] = []
    button.chosen.connect(picked.append)
    menu = button.build_menu()
    assert [action.text() for action in menu.actions()] == ["all", "B1"]
    menu.actions()[1].trigger()
    assert picked == ["B1"]
    assert (button.value, button.choice) == ("B1", "B1")
    assert button.accessibleDescription() == "B1"


def test_escape_empties_a_search_before_it_leaves(theme: Theme, window: QWidget) -> None:
    field = SearchField(theme, "Search", shortcut="Ctrl+K")
    put(window, field)
    searched: list[str] = []
    field.searched.connect(searched.append)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "ab")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert searched == ["a", "ab", ""]


def test_the_focus_ring_stands_two_px_away_and_follows(
    theme: Theme, window: QWidget, qapp: QApplication, qtbot: QtBot
) -> None:
    ring = FocusRing(window, theme, qapp)
    first, second = Button(theme, "One"), Button(theme, "Two")
    put(window, first, second)
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry() == first.geometry().adjusted(-4, -4, 4, 4)
    second.setFocus()
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4))
    second.hide()
    first.clearFocus()
    qtbot.waitUntil(lambda: not ring.isVisible())


@pytest.mark.parametrize(
    ("sequence", "name"),
    [
        ("Return", "Enter"),
        ("Ctrl+K", "Ctrl K"),
        ("Ctrl++", "Ctrl +"),
        ("Shift+Tab", "Shift Tab"),
        ("Up", "↑"),
        ("7", "7"),
        ("+", "+"),
    ],
)
def test_keys_are_named(sequence: str, name: str) -> None:
    i18n.activate("en")
    assert key_name(sequence) == name


def test_signs_say_in_words_what_their_shape_shows(theme: Theme, qtbot: QtBot) -> None:
    banks = {"en": BankState.MET, "es": BankState.BLOCKED}
    spoken = {
        LanguageMark(theme, "es", state=MarkState.MET): "Spanish: met",
        LanguageMark(theme, "en"): "English",
        Chip(theme, "Due for review", tone=Tone.CAUTION): "Due for review",
        ScorePips(theme, 2, "Empathy"): "Empathy: 2 of 3",
        ScoreMark(theme, Icon.EMPATHY, "Empathy", Score(72, under=True)): "Empathy: 72, under the mark",
        ScoreMark(theme, Icon.EMPATHY, "Empathy", Score(None)): "Empathy: not rated",
        Gauge(theme, "Empathy", 72, 80): "Empathy: 72 of 100, the mark is 80",
        Ring(theme, Portrait("lucia", "Lucía"), banks, "Charged twice"): "Charged twice",
        TotalRing(theme, 6, 10): "6 of 10 met",
        MoodScale(theme, -1): "Mood: Impatient, −1",
    }
    for widget, words in spoken.items():
        qtbot.addWidget(widget)
        assert widget.accessibleName() == words
        assert not widget.grab().isNull()


def test_moods_have_seven_words() -> None:
    assert len({mood_name(mood) for mood in range(-3, 4)}) == 7
    assert [signed(-2), signed(0), signed(2, plus=True)] == ["−2", "0", "+2"]


def test_a_mood_moves_at_once_where_motion_is_reduced(theme: Theme, window: QWidget) -> None:
    scale = MoodScale(theme, -1)
    put(window, scale)
    scale.move_to(0)
    assert scale.accessibleName() == "Mood: Neutral, 0"


def test_an_error_says_what_to_do_and_tries_again(theme: Theme, window: QWidget) -> None:
    tried: list[bool] = []
    state = ErrorState(theme, "The disk is full.", lambda: tried.append(True))
    put(window, state)
    assert state.button is not None
    state.button.click()
    assert tried == [True]
    assert state.accessibleDescription() == "The disk is full."


def test_an_empty_state_without_a_way_on_has_no_button(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState(theme, Icon.PHONE, "No calls yet", "They will stand here.")
    qtbot.addWidget(state)
    assert state.button is None


def test_cards_reflow_in_columns_of_equal_width(theme: Theme, window: QWidget) -> None:
    holder, grid = QWidget(), FlowGrid(narrowest=100, gap=10)
    cards = [Card(theme) for _ in range(5)]
    for card in cards:
        grid.addWidget(card)
    holder.setLayout(grid)
    put(window, holder)
    assert grid.columns(320) == 3
    holder.resize(320, 400)
    grid.setGeometry(holder.rect())
    assert len({card.width() for card in cards}) == 1
    assert cards[3].x() == cards[0].x()
    assert cards[3].y() > cards[0].y()


def test_a_line_wraps_and_nothing_is_wider_than_it(theme: Theme, qtbot: QtBot) -> None:
    holder, line = QWidget(), FlowRow()
    chips = [Chip(theme, f"Chip number {number}") for number in range(6)]
    for chip in chips:
        line.addWidget(chip)
    holder.setLayout(line)
    qtbot.addWidget(holder)
    holder.resize(260, 300)
    holder.show()
    QApplication.processEvents()
    assert max(chip.geometry().right() for chip in chips) <= 260
    assert chips[-1].y() > chips[0].y()


def test_pairs_become_one_column_where_there_is_no_room(theme: Theme, qtbot: QtBot) -> None:
    wide, narrow = Card(theme), Card(theme)
    cards = PairedCards([(wide, narrow)], shares=(6, 4), breakpoint_=500)
    qtbot.addWidget(cards)
    cards.resize(800, 300)
    cards.show()
    QApplication.processEvents()
    beside = narrow.x() > wide.x()
    cards.resize(400, 300)
    QApplication.processEvents()
    assert beside
    assert (narrow.x(), narrow.y() > wide.y()) == (wide.x(), True)


def test_a_page_scrolls_without_becoming_narrower(theme: Theme, qtbot: QtBot) -> None:
    page = ScrollPage("page")
    tall = Card(theme)
    page.column.addWidget(tall)
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    QApplication.processEvents()
    before = tall.width()
    tall.setMinimumHeight(900)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert tall.width() == before
    assert isinstance(page, QScrollArea)


def test_every_control_has_a_role_for_screen_readers(theme: Theme, qtbot: QtBot) -> None:
    roles = {
        Button(theme, "Go"): QAccessible.Role.Button,
        Switch(theme, "Captions", on=True): QAccessible.Role.CheckBox,
        OptionCard(theme, "Practice"): QAccessible.Role.RadioButton,
        ScaleSlider(theme, "Speed", lowest=0, highest=9, value=1): QAccessible.Role.Slider,
        Text(theme, "Words"): QAccessible.Role.StaticText,
    }
    for widget, role in roles.items():
        qtbot.addWidget(widget)
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.role() is role
