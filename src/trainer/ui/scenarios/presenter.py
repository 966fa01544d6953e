"""Keeps the library as a trainee browses it: what is looked for, how it is sorted, and what was found."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from trainer.app.scenarios import Card, Order, Wanted, find, in_order
from trainer.i18n import current_language
from trainer.ui.navigator import Brief
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

__all__ = ["ScenariosPresenter"]


class ScenariosPresenter(Presenter):
    """Emits ``changed`` when the cards arrive and whenever what is looked for changes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.cards: Sequence[Card] | None = None
        self.failure: Failure | None = None
        self.wanted = Wanted()
        self.order = Order.RECOMMENDED

    @property
    def found(self) -> list[Card]:
        """Return the cards that are looked for, sorted."""
        language = current_language()
        return in_order(find(self.cards or (), self.wanted, language), self.order, language)

    @property
    def filtered(self) -> bool:
        """Tell whether anything narrows the library."""
        return self.wanted != Wanted()

    def open(self) -> None:
        """Fetch the cards."""
        trainee, catalogue = self.stage.trainee, self.stage.services.catalogue
        if trainee is None:
            return
        self.failure = None
        self.fetch(lambda: catalogue.cards(trainee), self._take, self._fail)

    def uncover(self) -> None:
        """Fetch them again: a call may have been taken meanwhile."""
        self.open()

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

    def open_brief(self, card: Card) -> None:
        """Open the brief of a scenario, in the language that its card speaks of."""
        self.stage.navigator.go(Brief(card.id, card.language or self.wanted.language))

    def _take(self, cards: Sequence[Card]) -> None:
        self.cards = cards
        self.changed.emit()

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()
