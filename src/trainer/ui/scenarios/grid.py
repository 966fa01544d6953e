"""The cards of what was found, side by side.

A card is drawn once and moved from then on, so that a letter typed into the search costs next to nothing. A
large library is drawn in slices: the first screenful at once, the rest between two events.
"""

from collections import deque
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from trainer.app.scenarios import Card
from trainer.ui.scenarios.card import ScenarioCard
from trainer.ui.scenarios.content import describe
from trainer.ui.theme import Theme
from trainer.ui.widgets.layouts import FlowGrid

_NARROWEST: Final = 290
_MOST_COLUMNS: Final = 4
_SLICE: Final = 6
"""How many cards are drawn at once; one takes some 2 ms."""


class CardGrid(QWidget):
    """Shows cards in the order given. Emits ``opened`` with the `Card` that was pressed.

    The arrow keys go to the card that lies in their direction.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = FlowGrid(narrowest=theme.px(_NARROWEST), most=_MOST_COLUMNS)
        self.setLayout(self._layout)
        self._tiles: dict[str, tuple[Card, ScenarioCard]] = {}
        self._shown: list[ScenarioCard] = []
        self._waiting: deque[Card] = deque()
        # Qt moves the focus by place among the buttons of one group.
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._next_slice = QTimer(self)
        self._next_slice.setSingleShot(True)
        self._next_slice.timeout.connect(self._lay_slice)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards and no others."""
        while self._layout.count():
            self._layout.takeAt(0)
        self._shown = []
        self._waiting = deque(cards)
        self._lay_slice()

    def tile(self, scenario: str | None) -> ScenarioCard | None:
        """Return the card of a scenario if it is shown, else the first; None where there is none."""
        named = (tile for tile in self._shown if tile.content.scenario == scenario)
        return next(named, self._shown[0] if self._shown else None)

    def _lay_slice(self) -> None:
        """Lay what is drawn already, and draw so many more; what is not laid yet is not shown."""
        drawn = 0
        while self._waiting and drawn < _SLICE:
            card = self._waiting.popleft()
            drawn += not self._is_drawn(card)
            self._lay(self._draw(card))
        laid = set(self._shown)
        for _card, tile in self._tiles.values():
            tile.setVisible(tile in laid)
        self.updateGeometry()
        if self._waiting:
            self._next_slice.start()

    def _lay(self, tile: ScenarioCard) -> None:
        self._layout.addWidget(tile)
        if self._shown:
            QWidget.setTabOrder(self._shown[-1], tile)
        self._shown.append(tile)

    def _is_drawn(self, card: Card) -> bool:
        return card.id in self._tiles and self._tiles[card.id][0] == card

    def _draw(self, card: Card) -> ScenarioCard:
        """Return the tile of a card; drawn anew only where the card says something else than before."""
        if self._is_drawn(card):
            return self._tiles[card.id][1]
        if card.id in self._tiles:
            _before, outdated = self._tiles.pop(card.id)
            self._group.removeButton(outdated)
            outdated.hide()
            outdated.deleteLater()
        tile = ScenarioCard(self._theme, describe(card))
        tile.clicked.connect(lambda: self.opened.emit(card))
        self._group.addButton(tile)
        self._tiles[card.id] = card, tile
        return tile
