"""Keeps the library as a trainee browses it: what is looked for, how it is sorted, and what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trainer.app.library import BrokenFile
from trainer.app.scenarios import Card, Order, PlainTexts, Wanted, find, in_order
from trainer.i18n import current_language
from trainer.ui.navigator import Brief
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

__all__ = ["ScenariosPresenter"]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The library at one moment."""

    cards: Sequence[Card]
    broken: Sequence[BrokenFile]


class ScenariosPresenter(Presenter):
    """Emits ``changed`` when the cards arrive and whenever what is looked for changes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.cards: Sequence[Card] | None = None
        self._texts = PlainTexts(current_language())
        """What the cards say, for the search."""
        self.broken: Sequence[BrokenFile] = ()
        """The files that could not be taken in."""
        self.broken_open = False
        self.failure: Failure | None = None
        self.wanted = Wanted()
        self.order = Order.RECOMMENDED
        self.chosen: str | None = None
        """The scenario whose brief was opened last."""

    @property
    def found(self) -> list[Card]:
        """Return the cards that are looked for, sorted."""
        language = current_language()
        if self._texts.interface_language != language:
            self._texts = PlainTexts(language)
        return in_order(find(self.cards or (), self.wanted, self._texts), self.order, language)

    @property
    def filtered(self) -> bool:
        """Tell whether anything narrows the library."""
        return self.wanted != Wanted()

    def open(self) -> None:
        """Fetch the cards."""
        self._read(lambda: None)

    def uncover(self) -> None:
        """Fetch them again: a call may have been taken meanwhile."""
        self.open()

    def look_again(self) -> None:
        """Read the library's files anew: somebody may have mended one, or put one there."""
        self._read(self.stage.services.library.reload)

    def look_for(self, **values: Any) -> None:
        """Change what is looked for, by the names of `Wanted`."""
        changed = replace(self.wanted, **values)
        if changed != self.wanted:
            self.wanted = changed
            self.changed.emit()

    def sort(self, order: Order) -> None:
        """Sort in another order."""
        if order is not self.order:
            self.order = order
            self.changed.emit()

    def show_all(self) -> None:
        """Look for nothing in particular any more."""
        self.wanted = Wanted()
        self.changed.emit()

    def turn_broken(self) -> None:
        """Show which files are broken and why, or hide it again."""
        self.broken_open = not self.broken_open
        self.changed.emit()

    def open_brief(self, card: Card) -> None:
        """Open the brief of a scenario, in the language that its card speaks of."""
        self.chosen = card.id
        self.stage.navigator.go(Brief(card.id, card.language or self.wanted.language))

    def _read(self, before: Callable[[], None]) -> None:
        trainee, services = self.stage.trainee, self.stage.services
        if trainee is None:
            return

        def read() -> _Shelf:
            before()
            return _Shelf(services.catalogue.cards(trainee), services.library.broken)

        if self.failure is not None:
            self.failure = None
            self.changed.emit()
        self.fetch(read, self._take, self._fail)

    def _take(self, shelf: _Shelf) -> None:
        self.cards, self.broken = shelf.cards, shelf.broken
        self._texts = PlainTexts(current_language())
        self.broken_open = self.broken_open and bool(shelf.broken)
        self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        """Say so in place of the cards; cards that are there already stay, and a strip says so."""
        if self.cards is not None:
            self.stage.tasks.failed.emit(failure)
            return
        self.failure = failure
        self.changed.emit()
