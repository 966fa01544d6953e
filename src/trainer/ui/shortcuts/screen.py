"""Draws the keys by where they work."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from trainer.i18n import _
from trainer.ui.cells import Cells
from trainer.ui.icons import Icon
from trainer.ui.navigator import Call
from trainer.ui.screen import Chrome, Opened, Presenter, Screen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import column, margins, panel, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.keys import KeyHint, key_name
from trainer.ui.widgets.layouts import FlowRow, ScrollPage
from trainer.ui.widgets.surfaces import Card, Rule, TopBar
from trainer.ui.widgets.text import Text, body, card_title, title

_KEYS_WIDTH = 136
_LARGE = 1.3


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys, and what they do. Several are alternatives."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True)
class Group:
    """Keys that work in one place."""

    name: str
    keys: tuple[Keys, ...]


def groups() -> Sequence[Group]:
    """Return every key of the window, by where it works."""
    return (
        Group(
            _("Everywhere"),
            (
                Keys(("F1",), _("Open this page, and close it")),
                Keys(("Tab",), _("Go to the next control")),
                Keys(("Shift+Tab",), _("Go to the control before")),
                Keys(("Return", "Space"), _("Press the control that has the ring")),
                Keys(("Esc",), _("Go back")),
            ),
        ),
        Group(
            _("In a call"),
            (
                Keys(("1", "6"), _("Take a reply, by its number")),
                Keys(("R",), _("Hear the customer again")),
                Keys(("P",), _("Pause and go on")),
                Keys(("C",), _("Captions on or off")),
                Keys(("F",), _("Search the record and the articles")),
                Keys(("W",), _("Put the customer on hold, and go back")),
                Keys(("H",), _("A hint (practice)")),
                Keys(("S",), _("Say your reply aloud (practice)")),
                Keys(("Backspace",), _("Go back a decision (practice)")),
                Keys(("PgUp", "PgDown"), _("Scroll what was said")),
                Keys(("T",), _("Say the time")),
                Keys(("Esc",), _("Leave; the call waits for you")),
            ),
        ),
        Group(
            _("At home and before a call"),
            (
                Keys(("Return",), _("Start, resume or answer the call")),
                Keys(("B",), _("Read the brief")),
                Keys(("V",), _("Test the voice")),
                Keys(("Ctrl+K",), _("Search the scenarios")),
            ),
        ),
        Group(
            _("After a call"),
            (
                Keys(("Up", "Down"), _("Go from decision to decision")),
                Keys(("PgUp", "PgDown"), _("Scroll what was said")),
                Keys(("C",), _("List the decisions by what they cost, or as they came")),
                Keys(("O",), _("Show the other replies (practice)")),
                Keys(("T",), _("Try again from this decision (practice)")),
                Keys(("P",), _("Save the debrief as PDF")),
                Keys(("N",), _("Take the next call")),
            ),
        ),
        Group(
            _("Progress"),
            (
                Keys(("Left", "Right"), _("Go through the scores of the chart")),
                Keys(("Up", "Down"), _("Go from call to call in the table")),
                Keys(("Return",), _("Open the debrief of the call")),
            ),
        ),
        Group(
            _("Certificate"),
            (
                Keys(("P",), _("Save the certificate as PDF")),
                Keys(("C",), _("Copy the credential")),
            ),
        ),
        Group(
            _("Instructor's desk"),
            (Keys(("Ctrl+L",), _("Lock the entrance")),),
        ),
        Group(
            _("Settings"),
            (Keys(("Ctrl+Z",), _("Undo the last change")),),
        ),
    )


def open_shortcuts(stage: Stage) -> Opened:
    """Open the page."""
    presenter = Presenter(stage)
    return Opened(presenter, lambda theme: ShortcutsScreen(presenter, theme))


class ShortcutsScreen(Screen):
    """The keys as cards, each drawn in a turn of its own; a way back that says where it leads."""

    chrome = Chrome.BARE

    def __init__(self, presenter: Presenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        navigator = presenter.stage.navigator
        text = _("Back to the call") if isinstance(navigator.previous, Call) else _("Back")
        self._back = Button(theme, text, size=ButtonSize.SMALL, icon=Icon.ARROW_LEFT, shortcut="Esc")
        self._back.setObjectName("back")
        self._back.clicked.connect(navigator.back)
        bar = TopBar(theme)
        bar.hold(row(self._back, 1))
        self._cells = Cells(self)
        self._cells.filled.connect(self.drawn)
        self.setLayout(column(bar, self._page(), gap=0))

    @property
    def is_drawn(self) -> bool:
        """Tell whether every card is there."""
        return self._cells.is_filled

    def complete(self) -> None:
        """Draw at once the cards that wait."""
        self._cells.complete()

    def page_title(self) -> str:
        """Return the page's name."""
        return _("Keyboard shortcuts")

    def first_focus(self) -> QWidget | None:
        """Return the way back."""
        return self._back

    def _page(self) -> ScrollPage:
        """Return the page; its cards come one by one."""
        theme, cells = self.theme, self._cells
        page = ScrollPage("shortcuts", edge=Space.S24)
        page.column.setSpacing(Space.S20)
        intro = _("Everything in Puente can be done with the keyboard alone.")
        words = column(title(theme, _("Keyboard shortcuts")), body(theme, intro, Color.TEXT_2), gap=0)
        page.column.addLayout(words)
        places = []
        for group in groups():
            places.append(cells.place(group.name))
            cells.fill(group.name, partial(self._card, group))
        # Two stacks of about the same height; one where the text is large.
        stacks = [places] if theme.scale > _LARGE else [places[0::2], places[1::2]]
        side_by_side = row(gap=Space.CARD_GAP)
        for stack in stacks:
            side_by_side.addLayout(column(*stack, 1, gap=Space.S20), 1)
        page.column.addLayout(side_by_side)
        page.column.addStretch(1)
        return page

    def _card(self, group: Group) -> Card:
        theme = self.theme
        card = Card(theme, gap=0, padding=margins(Space.S24, Space.S20))
        card.column.addWidget(card_title(theme, group.name))
        card.column.addSpacing(Space.S4)
        for number, each in enumerate(group.keys):
            if number:
                card.column.addWidget(Rule(theme))
            card.column.addWidget(self._line(each))
        card.column.addStretch(1)
        return card

    def _line(self, each: Keys) -> QWidget:
        theme = self.theme
        hints = FlowRow(gap=Space.S4, line_gap=Space.S4)
        for number, key in enumerate(each.keys):
            if number:
                between = _("to") if key.isdigit() else _("or")
                hints.addWidget(Text(theme, between, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False))
            hints.addWidget(KeyHint(theme, key_name(key)))
        holder, does = panel(hints), Text(theme, each.does, TextStyle.DENSE)
        if theme.scale > _LARGE:
            return panel(column(holder, does, gap=Space.S4, margins=margins(0, 6)))
        holder.setFixedWidth(theme.px(_KEYS_WIDTH))
        line = row(holder, gap=Space.S16, margins=margins(0, 6))
        line.addWidget(does, 1)
        return panel(line)
