"""What stands below the bar: the call as a whole above, its decisions below."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from trainer.app.debrief import Debrief
from trainer.app.verdict import describe_conditions, describe_verdict
from trainer.i18n import _
from trainer.ui.call.words import first_name
from trainer.ui.debrief.actions import build_actions
from trainer.ui.debrief.content import (
    describe_measures,
    describe_moment,
    describe_rows,
)
from trainer.ui.debrief.curve import MoodCurve
from trainer.ui.debrief.decisions import DecisionList
from trainer.ui.debrief.detail import MomentCard
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.debrief.verdict import Measure, ScoresCard, VerdictCard
from trainer.ui.portraits import Portrait
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space
from trainer.ui.widgets.boxes import clear, column, margins, panel
from trainer.ui.widgets.layouts import FlowGrid, ScrollPage
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import heading

_COLUMNS: Final = (384, 408, 392)
_COLUMNS_OF_MANY_SCORES: Final = (376, 480, 328)
"""The three columns, in px; they share a wider window in these parts."""
_FEW_SCORES: Final = 2
_PAIRED: Final = 480
"""How wide verdict and scores must be, in px at 100 %, to stand side by side where the page is one column."""


class DebriefPage(ScrollPage):
    """A finished call. Where it is ``wide``, list and decision scroll by themselves below the upper cards."""

    def __init__(self, theme: Theme, presenter: DebriefPresenter, debrief: Debrief, *, wide: bool) -> None:
        super().__init__("debrief", edge=Space.CALL_EDGE)
        self._theme = theme
        self._presenter = presenter
        self._debrief = debrief
        self._wide = wide
        self._drawn: tuple[int, bool, bool] | None = None
        self._moment: MomentCard | None = None
        self._place: QVBoxLayout = column(gap=0)
        self._curve = MoodCurve(theme, debrief.moods, debrief.perfect_moods)
        self._list = DecisionList(theme, describe_rows(debrief), presenter.number, scrolls=wide)
        self._list.chosen.connect(presenter.choose)
        self._list.cost_wanted.connect(lambda wanted: presenter.list_by_cost(wanted=wanted))
        self._fill()
        self.refresh()

    def refresh(self) -> None:
        """Show the decision that is looked at, and which of its lines is heard."""
        presenter = self._presenter
        shown = presenter.number, presenter.others_open, presenter.by_cost
        if shown != self._drawn:
            moved = self._drawn is not None and self._drawn[0] != presenter.number
            if self._drawn is None or self._drawn[2] != presenter.by_cost:
                self._list.arrange(presenter.order, by_cost=presenter.by_cost)
            self._drawn = shown
            self._curve.choose(presenter.number)
            self._list.choose(presenter.number)
            self._draw_moment()
            if moved and not self._wide:
                QTimer.singleShot(0, self, self._go_to_moment)
        if self._moment is not None:
            self._moment.show_heard(presenter.heard)

    def turn(self, pages: int) -> None:
        """Scroll the lines of the decision by pages, down or up; the whole page where they do not scroll."""
        inner = self._moment.page if self._moment is not None else None
        scrolled = inner if inner is not None and inner.verticalScrollBar().maximum() else self
        bar = scrolled.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def settle(self) -> None:
        """Scroll to the decision that is looked at, once everything has its place."""
        self._list.reveal(self._presenter.number)

    def _go_to_moment(self) -> None:
        """Scroll to the decision, where it stands below the list it was chosen from."""
        if self._moment is not None:
            self.verticalScrollBar().setValue(self._moment.y() - Space.CALL_EDGE)

    def _fill(self) -> None:
        theme, debrief = self._theme, self._debrief
        measures = describe_measures(debrief)
        customer = debrief.scenario.customer
        portrait = Portrait(customer.portrait, customer.name, debrief.moods[-1])
        verdict = VerdictCard(
            theme,
            portrait,
            describe_verdict(debrief),
            describe_conditions(debrief),
            supervised=self._presenter.supervised,
        )
        scores = self._build_scores(measures)
        mood = self._build_mood()
        if self._wide:
            many = len(measures) > _FEW_SCORES
            self.column.addLayout(self._arrange(verdict, scores, mood, many=many), 1)
            return
        pair = FlowGrid(narrowest=theme.px(_PAIRED), most=2)
        pair.addWidget(verdict)
        pair.addWidget(scores)
        for part in (panel(pair), mood, self._list):
            self.column.addWidget(part)
        self.column.addLayout(self._place)
        self.column.addStretch(1)

    def _arrange(self, verdict: Card, scores: Card, mood: Card, *, many: bool) -> QGridLayout:
        """Lay three cards above, list and decision below, on the same columns."""
        grid = QGridLayout()
        grid.setSpacing(Space.CARD_GAP)
        for place, width in enumerate(_COLUMNS_OF_MANY_SCORES if many else _COLUMNS):
            grid.setColumnStretch(place, width)
        for place, card in enumerate((verdict, scores, mood)):
            grid.addWidget(card, 0, place)
        grid.addWidget(self._list, 1, 0)
        grid.addLayout(self._place, 1, 1, 1, 2)
        grid.setRowStretch(1, 1)
        return grid

    def _build_scores(self, measures: list[Measure]) -> ScoresCard:
        scores = ScoresCard(self._theme, measures)
        if not self._presenter.filled:
            self._presenter.filled = True
            scores.fill()
        return scores

    def _build_mood(self) -> Card:
        card = Card(self._theme, gap=Space.S8, padding=margins(Space.S24, Space.S20))
        name = first_name(self._debrief.scenario.customer.name)
        card.column.addWidget(heading(self._theme, _("{customer}’s mood").format(customer=name)))
        card.column.addWidget(self._curve, 1)
        return card

    def _draw_moment(self) -> None:
        presenter, debrief = self._presenter, self._debrief
        decision = presenter.decision
        if decision is None:
            return
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._place)
        note = ""
        if not debrief.may_try_again:
            note = _("After an assessment the other replies stay unseen, so that taking it again stays fair.")
        self._moment = MomentCard(
            self._theme,
            describe_moment(debrief, decision),
            build_actions(self._theme, presenter, debrief, decision),
            note=note,
            open_others=presenter.others_open,
            scrolls=self._wide,
        )
        self._moment.wanted.connect(presenter.hear)
        self._place.addWidget(self._moment)
        # What is not shown yet can have the keyboard only later, when something else may have it.
        self._moment.show()
        self._bring_focus(name)
        if presenter.others_open:
            QTimer.singleShot(0, self._moment, self._moment.reveal_others)

    def _bring_focus(self, name: str) -> None:
        """Bring the keyboard back to where it was in the card, or near it."""
        for wanted in (name, "debrief-again", f"decision-{self._presenter.number}") if name else ():
            again = self.findChild(QWidget, wanted)
            if isinstance(again, QWidget) and again.isEnabled():
                again.setFocus()
                return
