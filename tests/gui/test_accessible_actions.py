"""What a screen reader does to a control is what a click does, for every kind of control there is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from trainer.ui.icons import Icon
from trainer.ui.navigator import Home, Scenarios
from trainer.ui.theme import Theme, load_fonts
from trainer.ui.tokens import Scheme
from trainer.ui.widgets.buttons import Button, IconButton
from trainer.ui.widgets.checks import Check
from trainer.ui.widgets.choices import OptionCard, Segment, SegmentedControl, Switch
from trainer.ui.widgets.menus import Choice, MenuButton
from trainer.ui.widgets.navigation import NavigationRail, Place
from trainer.ui.widgets.tiles import Tile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Told = list[object]
Made = tuple[QWidget, QAbstractButton]


def make_segments(theme: Theme, told: Told) -> Made:
    control = SegmentedControl(theme, "Channel", [Segment(1, "Voice"), Segment(2, "Chat")], 1)
    control.chosen.connect(told.append)
    return control, control.findChildren(QAbstractButton)[1]


def make_rail(theme: Theme, told: Told) -> Made:
    places = [Place(Home(), Icon.HOME, "Home"), Place(Scenarios(), Icon.SCENARIOS, "Scenarios")]
    rail = NavigationRail(theme, places, Home(), language="en", person="Ana")
    rail.went.connect(told.append)
    found = rail.findChild(QAbstractButton, "place-Scenarios")
    assert isinstance(found, QAbstractButton)
    return rail, found


def make_menu(theme: Theme, told: Told) -> Made:
    menu = MenuButton(theme, "Level", [Choice(1, "One"), Choice(2, "Two")], 1)
    menu.open_menu = lambda: told.append("opened")  # type: ignore[method-assign]  # a menu would wait for a person
    menu.clicked.disconnect()
    menu.clicked.connect(menu.open_menu)
    return menu, menu


def toggled(button: QAbstractButton, told: Told) -> Made:
    button.toggled.connect(told.append)
    return button, button


def clicked(button: QAbstractButton, told: Told) -> Made:
    button.clicked.connect(lambda: told.append("clicked"))
    return button, button


KINDS: dict[str, Callable[[Theme, Told], Made]] = {
    "button": lambda theme, told: clicked(Button(theme, "Go"), told),
    "icon button": lambda theme, told: clicked(IconButton(theme, Icon.SPEAKER, "Hear"), told),
    "tile": lambda theme, told: clicked(Tile(theme, "Ana", "tile"), told),
    "switch": lambda theme, told: toggled(Switch(theme, "Captions", on=False), told),
    "check": lambda theme, told: toggled(Check(theme, "Spanish", on=False), told),
    "option": lambda theme, told: toggled(OptionCard(theme, "Practice"), told),
    "segment": make_segments,
    "place": make_rail,
    "menu": make_menu,
}


@pytest.fixture
def theme(qapp: QApplication, repository: Path) -> Theme:
    del qapp
    load_fonts(repository / "assets" / "fonts")
    return Theme(Scheme.LIGHT, repository / "assets", reduced_motion=True)


@pytest.mark.parametrize("kind", KINDS)
def test_the_action_does_what_a_click_does(theme: Theme, qtbot: QtBot, kind: str) -> None:
    by_click: Told = []
    by_action: Told = []
    for told, use in ((by_click, QAbstractButton.click), (by_action, act)):
        holder, control = KINDS[kind](theme, told)
        qtbot.addWidget(holder)
        holder.show()
        use(control)
        # A press shows the button pressed for a moment first.
        qtbot.waitUntil(partial(bool, told))
    assert by_action == by_click


def act(control: QAbstractButton) -> None:
    """Do the first thing that the control offers to a screen reader."""
    heard = QAccessible.queryAccessibleInterface(control)
    assert heard is not None
    actions = heard.actionInterface()
    assert actions is not None
    offered = [name for name in actions.actionNames() if name in {"Toggle", "Press"}]
    actions.doAction(offered[0])
