"""The cards of what was found, side by side.

Only those in view, and about a screenful around them, exist as widgets: a card takes some 10 ms to draw, and
a center may have a thousand. One is drawn in two turns of the event loop, nearest first; where one is still
to come, its outline stands. The keyboard reaches every card all the same: the next one is always there.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from trainer.app.scenarios import Card
from trainer.ui.scenarios.card import ScenarioCard
from trainer.ui.scenarios.content import describe
from trainer.ui.scenarios.rows import Rows
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space
from trainer.ui.widgets.paint import paint_box

_NARROWEST: Final = 290
_MOST_COLUMNS: Final = 4
_USUAL_HEIGHT: Final = 285
"""What a card's height is taken for before any is known, in px at 100 %."""
_AT_FIRST: Final = 1
"""How many cards are drawn at once where there was none: the keyboard goes to the first."""
_KEPT: Final = 72
"""How many cards are kept drawn at most, but for those around the view."""


class CardGrid(QWidget):
    """Shows cards in the order given. Emits ``opened`` with the `Card` that was pressed.

    The arrow keys go to the card that lies in their direction, Home and End to the first and the last.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: Sequence[Card] = ()
        self._places: dict[str, int] = {}
        self._tiles: dict[str, tuple[Card, ScenarioCard]] = {}
        """Those drawn, the longest not looked at first."""
        self._heights: dict[str, int] = {}
        """Of each card that was ever drawn at this width."""
        self._width = 0
        self._rows = self._lay_rows()
        self._area: QScrollArea | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._draw_next)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards and no others."""
        none_before = not self._tiles
        self._cards = cards
        self._places = {card.id: place for place, card in enumerate(cards)}
        for name, (card, tile) in list(self._tiles.items()):
            place = self._places.get(name)
            if place is None:
                tile.hide()
            elif cards[place] != card:
                self._drop(name)
        self._arrange()
        if none_before:
            for place in range(min(_AT_FIRST, len(cards))):
                self._drawn(place)
            self._arrange()
        for name, (_card, tile) in self._tiles.items():
            if name in self._places:
                tile.show()
        self._look()
        self.update()

    def tile(self, scenario: str | None) -> ScenarioCard | None:
        """Return the card of a scenario if it is shown, else the first; None where there is none."""
        return self._reach(self._places.get(scenario or "", 0)) if self._cards else None

    @property
    def is_drawn(self) -> bool:
        """Tell whether every card is there that is in view or near it."""
        return all(self._is_ready(place) for place in self._wanted())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards in as many columns as fit."""
        super().resizeEvent(event)
        if event.size().width() != self._width:
            self._width = event.size().width()
            self._heights = {
                name: tile.height_in(self._card_width) for name, (_, tile) in self._tiles.items()
            }
            self._arrange()
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the page that the cards stand on."""
        super().showEvent(event)
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and above is not self._area:
            self._area = above
            above.verticalScrollBar().valueChanged.connect(self._look)
            above.viewport().installEventFilter(self)
        self._look()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look again when more or less of the page is in view."""
        if event.type() is QEvent.Type.Resize:
            self._next.start()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline of each card that is still to be drawn."""
        region = event.rect()
        missing = [
            place
            for place in self._rows.between(region.top(), region.bottom())
            if self._cards[place].id not in self._tiles
        ]
        if not missing:
            return
        theme = self._theme
        painter = QPainter(self)
        for place in missing:
            spot = QRectF(*self._rows.spot(place, self._width))
            fill, border = theme.color(Color.SURFACE), theme.color(Color.LINE)
            paint_box(painter, spot, radius=Radius.CARD, fill=fill, border=border, width=theme.border)
        painter.end()

    # Where cards lie

    @property
    def _columns(self) -> int:
        fit = (self._width + Space.CARD_GAP) // (self._theme.px(_NARROWEST) + Space.CARD_GAP)
        return max(1, min(_MOST_COLUMNS, fit))

    @property
    def _card_width(self) -> int:
        columns = self._columns
        return max(1, (self._width - Space.CARD_GAP * (columns - 1)) // columns)

    def _lay_rows(self) -> Rows:
        return Rows(
            [card.id for card in self._cards],
            self._heights,
            columns=self._columns,
            gap=Space.CARD_GAP,
            guess=self._theme.px(_USUAL_HEIGHT),
        )

    def _arrange(self) -> None:
        """Put every card that is drawn where it belongs."""
        self._rows = self._lay_rows()
        if self.height() != self._rows.height:
            self.setFixedHeight(self._rows.height)
        in_order = []
        for name, (_card, tile) in self._tiles.items():
            place = self._places.get(name)
            if place is not None:
                tile.setGeometry(*self._rows.spot(place, self._width))
                in_order.append((place, tile))
        in_order.sort(key=lambda pair: pair[0])
        for (_place, before), (_next, tile) in pairwise(in_order):
            QWidget.setTabOrder(before, tile)

    def _in_view(self) -> tuple[int, int]:
        """Return from where to where the grid can be seen."""
        if self._area is None:
            return 0, self.height()
        viewport = self._area.viewport()
        top = self.mapFrom(viewport, QPoint(0, 0)).y() if viewport.isAncestorOf(self) else 0
        return top, top + viewport.height()

    # What is drawn

    def _wanted(self) -> Iterable[int]:
        """Give the places of the cards that should be there: those in view, then below, then above."""
        top, bottom = self._in_view()
        around = self._rows.between(top - (bottom - top) // 2, bottom + (bottom - top) // 2)
        seen = self._rows.between(top, bottom)
        yield from seen
        yield from (place for place in around if place >= seen.stop)
        yield from (place for place in reversed(around) if place < seen.start)

    def _look(self) -> None:
        """See to it that what came into view is drawn."""
        if self.isVisible() and not self.is_drawn:
            self._next.start()

    def _is_ready(self, place: int) -> bool:
        known = self._tiles.get(self._cards[place].id)
        return known is not None and known[1].is_pictured

    def _draw_next(self) -> None:
        wanted = list(self._wanted())
        todo = next((place for place in wanted if not self._is_ready(place)), None)
        if todo is None:
            return
        known = self._tiles.get(self._cards[todo].id)
        if known is None:
            # Its picture is for the next turn: each takes half of what a frame may.
            self._drawn(todo)
            self._let_go({self._cards[place].id for place in wanted})
        else:
            known[1].take_picture()
        self._next.start()

    def _drawn(self, place: int) -> ScenarioCard:
        """Return the tile of a card, drawn and where it belongs."""
        card = self._cards[place]
        if card.id in self._tiles:
            known = self._tiles[card.id] = self._tiles.pop(card.id)
            return known[1]
        tile = ScenarioCard(self._theme, describe(card))
        tile.setParent(self)
        tile.clicked.connect(lambda: self.opened.emit(card))
        tile.reached.connect(self._prepare_neighbors)
        tile.stepped.connect(self._step)
        self._tiles[card.id] = card, tile
        if self._width:
            self._heights[card.id] = tile.height_in(self._card_width)
        self._keep_place()
        tile.show()
        return tile

    def _keep_place(self) -> None:
        """Arrange anew; where rows above the view turn out higher or lower, what is in view stays there."""
        top, _bottom = self._in_view()
        row = self._rows.row_at(top)
        before = self._rows.top(row) if self._cards else 0
        self._arrange()
        moved = self._rows.top(row) - before
        if moved and top > 0 and self._area is not None:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def _let_go(self, wanted: set[str]) -> None:
        """Delete what was not looked at for long; never what has the keyboard."""
        for name in list(self._tiles):
            if len(self._tiles) <= _KEPT:
                return
            if name not in wanted and not self._tiles[name][1].hasFocus():
                self._drop(name)

    def _drop(self, name: str) -> None:
        _card, tile = self._tiles.pop(name)
        tile.hide()
        tile.deleteLater()

    # The keyboard

    def _reach(self, place: int) -> ScenarioCard:
        """Return the card at a place, ready to take the keyboard."""
        tile = self._drawn(place)
        tile.take_picture()
        return tile

    def _prepare_neighbors(self, name: str) -> None:
        """Draw the cards before and after the one that has the keyboard: Tab goes to them."""
        place = self._places.get(name)
        if place is not None:
            for beside in (place - 1, place + 1):
                if 0 <= beside < len(self._cards):
                    self._drawn(beside)

    def _step(self, name: str, key: Qt.Key) -> None:
        """Go from a card to the one that lies in the direction of a key."""
        here, last = self._places.get(name), len(self._cards) - 1
        if here is None:
            return
        columns = self._rows.columns
        below = here + columns if here + columns <= last or here // columns == last // columns else last
        place = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - columns,
            Qt.Key.Key_Down: below,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[key]
        if 0 <= place <= last:
            self._reach(place).setFocus(Qt.FocusReason.OtherFocusReason)
