"""Draws the path: all certifications side by side, and below them the one that is looked at."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from trainer.app.progress import CertificationReview, Development
from trainer.i18n import _
from trainer.ui.home.words import standing_sentence
from trainer.ui.icons import Icon
from trainer.ui.navigator import CertificationPath
from trainer.ui.path.presenter import PathPresenter
from trainer.ui.path.requirements import CertificationInFull, status_chip
from trainer.ui.path.words import held_sentence, prerequisite_sentence, title_of, titles_of
from trainer.ui.screen import Opened, Screen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import clear, column, panel, row
from trainer.ui.widgets.choices import OptionCard
from trainer.ui.widgets.layouts import FlowGrid, FlowRow, ScrollPage
from trainer.ui.widgets.rings import TotalRing
from trainer.ui.widgets.states import EmptyState, ErrorState, LoadingState
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, caption, title

__all__ = ["PathScreen", "open_path"]

_TILE: Final = 400
_RING: Final = 56


def open_path(stage: Stage, route: CertificationPath) -> Opened:
    """Open the screen; somebody must be practicing."""
    if stage.trainee is None:
        raise ValueError("a path is somebody's")
    presenter = PathPresenter(stage, route, stage.trainee)
    return Opened(presenter, lambda theme: PathScreen(presenter, theme))


class PathScreen(Screen):
    """The certifications compared, and one of them in full, drawn one after the other."""

    def __init__(self, presenter: PathPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._page = ScrollPage("path")
        self._page.column.setSpacing(Space.S20)
        self._sentence = Text(theme, "", TextStyle.BODY, color=Color.TEXT_2)
        self._page.column.addLayout(column(title(theme, self.page_title()), self._sentence, gap=0))
        self._compared, self._full, self._state = column(gap=0), column(gap=0), column(gap=0)
        for part in (self._compared, self._full):
            self._page.column.addLayout(part)
        self._page.column.addLayout(self._state, 1)
        self.setLayout(column(self._page, gap=0))
        self._drawn: dict[QVBoxLayout, object] = {}
        self._waiting: list[Callable[[], None]] = []
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Path to certification")

    def first_focus(self) -> QWidget | None:
        """Return what leads on: the next assessment, or what stands in place of everything."""
        for name in ("state-action", "path-next"):
            found = self.findChild(QWidget, name)
            if isinstance(found, QWidget):
                return found
        return None

    @property
    def is_drawn(self) -> bool:
        """Tell whether all of the certification that is looked at is there."""
        return not self._waiting

    def complete(self) -> None:
        """Draw at once what is still to come."""
        while self._waiting:
            self._draw_next()

    def refresh(self) -> None:
        """Draw what is new."""
        presenter = self._presenter
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        development, review = presenter.development, presenter.review
        if development is None or review is None:
            self._sentence.show_text("")
            for place in (self._compared, self._full):
                self._draw(place, None, None)
            self._waiting = []
            known = (development is None, presenter.failure)
            self._draw(self._state, known, partial(self._build_state, development))
            self._bring_focus(name)
            return
        reviews = development.certifications
        self._draw(self._state, None, None)
        self._sentence.show_text(held_sentence(reviews))
        key = (development, review.progress.certification.id)
        self._draw(self._compared, key, partial(self._build_compared, development, review))
        if self._drawn.get(self._full) != key:
            self._draw_full(key, development, review, name)
        self._bring_focus(name)

    # Drawing

    def _draw(self, place: QVBoxLayout, key: object, build: Callable[[], QWidget] | None) -> None:
        """Build what stands in a place, unless it was built for the same key."""
        if place in self._drawn and self._drawn[place] == key:
            return
        self._drawn[place] = key
        clear(place)
        if build is not None:
            built = build()
            place.addWidget(built)
            built.show()

    def _draw_full(
        self, key: object, development: Development, review: CertificationReview, name: str
    ) -> None:
        """Draw the certification part by part, between events: none of them may hold the window."""
        card = CertificationInFull(self._presenter, self.theme, development, review)
        self._draw(self._full, key, lambda: card)
        begun = bool(self._waiting)
        self._waiting = [*card.steps, partial(self._end_drawing, name)]
        if not begun:
            QTimer.singleShot(0, self, self._draw_on)

    def _draw_on(self) -> None:
        if self._waiting:
            self._draw_next()
            QTimer.singleShot(0, self, self._draw_on)

    def _draw_next(self) -> None:
        step, *self._waiting = self._waiting
        step()
        if not self._waiting:
            self.drawn.emit()

    def _end_drawing(self, name: str) -> None:
        """Give the keyboard to where it was, or to what leads on where nothing has it."""
        focus = self.first_focus()
        if not name and focus is not None and self.window().focusWidget() is None:
            focus.setFocus()
        again = self.findChild(QWidget, name) if name else None
        if isinstance(again, QWidget) and self.window().focusWidget() is None:
            again.setFocus()

    def _build_state(self, development: Development | None) -> QWidget:
        presenter, theme = self._presenter, self.theme
        if presenter.failure is not None:
            return ErrorState(theme, presenter.failure.message, presenter.open)
        if development is None:
            return LoadingState(theme)
        card = Card(theme)
        card.column.addWidget(
            EmptyState(
                theme,
                Icon.AWARD,
                _("Nothing to certify for"),
                _("The library has no certification. Your training center can add one."),
                action=_("Choose a call"),
                act=presenter.choose_call,
            )
        )
        return card

    def _build_compared(self, development: Development, chosen: CertificationReview) -> QWidget:
        grid = FlowGrid(narrowest=self.theme.px(_TILE), gap=Space.S12, most=2)
        holder = panel(grid)
        holder.setAccessibleName(_("Certifications"))
        group = QButtonGroup(holder)
        titles = titles_of(development.certifications)
        for review in development.certifications:
            certification = review.progress.certification.id
            card = self._tile(review, prerequisite_sentence(review, titles))
            card.setObjectName(f"path-of-{certification}")
            card.setChecked(review is chosen)
            # Toggled, not clicked: arrow keys and screen readers choose without a click.
            card.toggled.connect(partial(self._look_at, certification))
            group.addButton(card)
            grid.addWidget(card)
        return holder

    def _look_at(self, certification: str, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            # The button that speaks must not be deleted while it does.
            QTimer.singleShot(0, self, partial(self._presenter.look_at, certification))

    def _tile(self, review: CertificationReview, first: str) -> OptionCard:
        theme, progress = self.theme, review.progress
        sentence = standing_sentence(progress)
        card = OptionCard(theme, title_of(review))
        card.setAccessibleDescription("\n".join(filter(None, [sentence, first])))
        words = column(1, Text(theme, title_of(review), TextStyle.HEADING), gap=2)
        words.addWidget(caption(theme, sentence))
        if first:
            words.addWidget(caption(theme, first))
        chip = status_chip(theme, progress.standing.status)
        if chip is not None:
            flow = FlowRow()
            flow.addWidget(chip)
            words.addLayout(flow)
        words.addStretch(1)
        line = row(TotalRing(theme, progress.met, progress.total, size=_RING), gap=Space.S16)
        line.addLayout(words, 1)
        card.add(panel(line))
        return card

    def _bring_focus(self, name: str) -> None:
        """Bring the keyboard back to what was drawn anew."""
        again = self.findChild(QWidget, name) if name else None
        if isinstance(again, QWidget) and again.isVisibleTo(self):
            if not again.hasFocus():
                again.setFocus()
        elif name and self.is_drawn and (focus := self.first_focus()) is not None:
            focus.setFocus()
