"""Draws the library: search and filters above, cards below, and a way on where nothing was found."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.app.scenarios import Card, CardState
from trainer.i18n import _, ngettext, pgettext
from trainer.ui.icons import Icon
from trainer.ui.notices import BROKEN_FILES
from trainer.ui.scenarios.broken import BrokenFiles
from trainer.ui.scenarios.filters import FilterBar
from trainer.ui.scenarios.grid import CardGrid
from trainer.ui.scenarios.presenter import ScenariosPresenter
from trainer.ui.screen import Opened, Screen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import clear, column, panel
from trainer.ui.widgets.fields import SearchField
from trainer.ui.widgets.layouts import EndedRow, ScrollPage
from trainer.ui.widgets.states import EmptyState, ErrorState, LoadingState
from trainer.ui.widgets.text import Text, title

_SEARCH_WIDTH = 344


def open_scenarios(stage: Stage) -> Opened:
    """Open the library."""
    presenter = ScenariosPresenter(stage)
    return Opened(presenter, lambda theme: ScenariosScreen(presenter, theme))


class ScenariosScreen(Screen):
    """The library. What one types in stays while the cards below change."""

    tells = frozenset({BROKEN_FILES})

    def __init__(self, presenter: ScenariosPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._filters_for: Sequence[Card] | None = None
        self._broken_for: object = None
        self._arrived = False
        self._count = Text(theme, "", TextStyle.BODY, color=Color.TEXT_2)
        self._search = self._build_search()
        self._filters: QVBoxLayout = column(gap=0)
        self._broken: QVBoxLayout = column(gap=0)
        self._state: QVBoxLayout = column(gap=0)
        self._grid = CardGrid(theme)
        self._grid.opened.connect(presenter.open_brief)
        self._page = ScrollPage("scenarios")
        self._page.column.setSpacing(Space.S20)
        self._page.column.addWidget(self._build_head())
        for part in (self._filters, self._broken):
            self._page.column.addLayout(part)
        self._page.column.addWidget(self._grid)
        self._page.column.addLayout(self._state, 1)
        self.setLayout(column(self._page, gap=0))
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Scenarios")

    @property
    def is_drawn(self) -> bool:
        """Tell whether every card is there that is in view or near it."""
        return not self._grid.isVisible() or self._grid.is_drawn

    def first_focus(self) -> QWidget | None:
        """Return the card one comes back to or the first; where there is none, the way on or the search."""
        tile = self._grid.tile(self._presenter.chosen) if self._presenter.found else None
        if tile is not None:
            QTimer.singleShot(0, tile, tile.come_into_view)
            return tile
        way_on = self.findChild(QWidget, "state-action")
        return way_on if isinstance(way_on, QWidget) else self._search.field

    def refresh(self) -> None:
        """Draw what was found."""
        presenter = self._presenter
        here = presenter.cards is not None or presenter.failure is not None
        arrived, self._arrived = here and not self._arrived, here
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._draw_filters()
        self._draw_broken()
        found = presenter.found
        self._count.show_text(self._sentence(found))
        self._grid.show_cards(found)
        self._grid.setVisible(bool(found))
        self._draw_state(found)
        self._bring_focus(name, arrived=arrived)

    def _draw_state(self, found: Sequence[Card]) -> None:
        """Draw what stands in the place of the cards where there are none."""
        presenter, theme = self._presenter, self.theme
        clear(self._state)
        if found:
            self._state.addStretch(1)
            return
        state: QWidget
        if presenter.failure is not None:
            state = ErrorState(theme, presenter.failure.message, presenter.open)
        elif presenter.cards is None:
            state = LoadingState(theme)
        else:
            state = self._build_nothing()
        _put(self._state, state)

    def _bring_focus(self, name: str, *, arrived: bool) -> None:
        """Bring the keyboard back to what was drawn anew; on arrival to the cards, unless somebody types."""
        again = self.findChild(QWidget, name) if name else None
        gone = bool(name) and (not isinstance(again, QWidget) or again.isHidden())
        if gone or (arrived and not self._search.text):
            again = self.first_focus()
        if isinstance(again, QWidget):
            again.setFocus()

    def _build_search(self) -> SearchField:
        presenter = self._presenter
        hint = _("Search by title, customer or topic")
        search = SearchField(self.theme, hint, text=presenter.wanted.words, shortcut="Ctrl+K")
        search.field.setObjectName("scenarios-search")
        search.searched.connect(lambda words: presenter.look_for(words=words))
        search.setFixedWidth(self.theme.px(_SEARCH_WIDTH))
        return search

    def _build_head(self) -> QWidget:
        line = EndedRow(gap=Space.S24, line_gap=Space.S12)
        line.addWidget(panel(column(title(self.theme, _("Scenarios")), self._count, gap=0)))
        line.addWidget(self._search)
        return panel(line)

    def _sentence(self, found: Sequence[Card]) -> str:
        presenter = self._presenter
        if presenter.cards is None:
            return ""
        count = len(presenter.cards)
        if presenter.filtered:
            sentence = ngettext("{found} of {count} scenario", "{found} of {count} scenarios", count)
            return sentence.format(found=len(found), count=count)
        due = sum(1 for card in presenter.cards if card.state is CardState.DUE)
        total = ngettext("{count} scenario", "{count} scenarios", count).format(count=count)
        if not due:
            return total
        review = ngettext("{count} due for review", "{count} due for review", due).format(count=due)
        return pgettext("scenarios", "{total}, {review}").format(total=total, review=review)

    def _draw_filters(self) -> None:
        """Draw the filters once the cards are there: what can be chosen follows from them."""
        cards = self._presenter.cards or ()
        if cards == self._filters_for:
            return
        self._filters_for = cards
        clear(self._filters)
        if cards:
            _put(self._filters, FilterBar(self.theme, self._presenter, cards))

    def _draw_broken(self) -> None:
        presenter = self._presenter
        shown = presenter.broken, presenter.broken_open
        if shown == self._broken_for:
            return
        self._broken_for = shown
        clear(self._broken)
        if presenter.broken:
            section = BrokenFiles(self.theme, presenter.broken, opened=presenter.broken_open)
            section.turned.connect(presenter.turn_broken)
            section.reading_wanted.connect(presenter.look_again)
            _put(self._broken, section)

    def _build_nothing(self) -> EmptyState:
        presenter = self._presenter
        if presenter.filtered:
            return EmptyState(
                self.theme,
                Icon.SEARCH,
                _("No scenario fits"),
                _("Look for other words, or show the whole library again."),
                action=_("Show all scenarios"),
                act=self._show_all,
            )
        folder = presenter.stage.services.folders.scenarios
        return EmptyState(
            self.theme,
            Icon.SCENARIOS,
            _("There are no scenarios here yet"),
            _("Put scenario files into this folder, then look again: {folder}").format(folder=folder),
            action=_("Look again"),
            act=presenter.look_again,
        )

    def _show_all(self) -> None:
        """Show everything again; what was typed goes with it, and the filters are drawn as they are now."""
        self._filters_for = None
        self._presenter.show_all()
        self._search.field.clear()
        self._search.take_focus()


def _put(place: QVBoxLayout, part: QWidget) -> None:
    """Show a part at once: what is not shown yet would not get the keyboard back."""
    place.addWidget(part)
    part.show()
