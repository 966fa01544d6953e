"""Draws Progress: what is looked at above; below it the charts and the certifications, or every call."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trainer.app.progress import CertificationReview, Development, Selection
from trainer.app.result_words import dimension_name
from trainer.i18n import _
from trainer.scenario.model import Dimension
from trainer.ui.icons import Icon
from trainer.ui.progress.cards import ScoresCard, SkillsCard
from trainer.ui.progress.certifications import CertificationCard
from trainer.ui.progress.figures import call_figures
from trainer.ui.progress.filters import FilterBar
from trainer.ui.progress.presenter import Page, ProgressPresenter
from trainer.ui.progress.tables import FigureTable
from trainer.ui.progress.words import calls_sentence, trend_sentence
from trainer.ui.screen import Opened, Screen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Height, Space, TextStyle
from trainer.ui.widgets.boxes import clear, column, margins, panel
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.layouts import EndedRow, PairedCards, ScrollPage
from trainer.ui.widgets.states import EmptyState, ErrorState, LoadingState
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, title

__all__ = ["ProgressScreen", "open_progress"]

_SHARES: Final = (592, 384)
_TWO_COLUMNS: Final = 900
_LEAST_ROWS: Final = 5
_LEAST_ROWS_LARGE = 4
"""Where the text is large: the foot of the table stays in view, with the bar that leads to more columns."""
_ICONS: Final = {
    Dimension.EMPATHY: Icon.EMPATHY,
    Dimension.RESOLUTION: Icon.RESOLUTION,
    Dimension.REGISTER: Icon.REGISTER,
}


def open_progress(stage: Stage) -> Opened:
    """Open the screen; somebody must be practicing."""
    if stage.trainee is None:
        raise ValueError("Progress is somebody's")
    presenter = ProgressPresenter(stage, stage.trainee)
    return Opened(presenter, lambda theme: ProgressScreen(presenter, theme))


class ProgressScreen(Screen):
    """What a trainee has come to. Only the part that says something else is drawn anew."""

    def __init__(self, presenter: ProgressPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._drawn: dict[QVBoxLayout, object] = {}
        self._filters: FilterBar | None = None
        self._table: FigureTable | None = None
        self._page = ScrollPage("progress")
        self._page.column.setSpacing(Space.S20)
        self._sentence = Text(theme, "", TextStyle.BODY, color=Color.TEXT_2)
        self._head, self._bar = column(gap=0), column(gap=0)
        self._charts, self._certifications = column(gap=0), column(gap=Space.CARD_GAP)
        self._calls: QVBoxLayout = column(gap=0)
        for part in (self._head, self._bar, self._charts, self._certifications):
            self._page.column.addLayout(part)
        self._page.column.addLayout(self._calls, 1)
        self.setLayout(column(self._page, gap=0))
        self._waiting: list[Callable[[], CertificationCard]] = []
        self._drawn_once = False
        self._draw_head()
        self.refresh()
        self._drawn_once = True

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Progress")

    def first_focus(self) -> QWidget | None:
        """Return the table of the calls where it is shown, else the way on where there is nothing else."""
        if self._table is not None:
            return self._table
        way_on = self.findChild(QWidget, "state-action")
        return way_on if isinstance(way_on, QWidget) else None

    def refresh(self) -> None:
        """Draw what is new."""
        presenter = self._presenter
        development, selection = presenter.development, presenter.selection
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._draw_head()
        if development is None or selection is None:
            self._draw_state()
            self._bring_focus(name)
            return
        self._sentence.show_text(self._say(development, selection))
        if development.calls:
            self._draw(self._bar, development, self._build_filters)
            if self._filters is not None:
                self._filters.follow()
        overview = self._shows_overview(development)
        self._draw_charts(development, selection, wanted=overview)
        self._draw_certifications(development, wanted=overview)
        self._draw_calls(development, selection, wanted=not overview)
        self._bring_focus(name)

    def _shows_overview(self, development: Development) -> bool:
        """Tell whether charts and certifications are shown: always where there is no call to list."""
        return self._presenter.page is Page.OVERVIEW or not development.calls

    # Drawing

    def _draw(self, place: QVBoxLayout, key: object, build: Callable[[], QWidget | None]) -> None:
        """Build what stands in a place, unless it was built for the same key."""
        if place in self._drawn and self._drawn[place] == key:
            return
        self._drawn[place] = key
        clear(place)
        built = build()
        if built is not None:
            place.addWidget(built)
            built.show()

    def _draw_head(self) -> None:
        presenter = self._presenter
        development = presenter.development
        dimensions = development.dimensions if development is not None and development.calls else ()
        shown = dimensions if presenter.page is Page.OVERVIEW else ()

        def build() -> QWidget:
            line = EndedRow(gap=Space.S24, line_gap=Space.S12)
            self._sentence = Text(self.theme, self._sentence.text(), TextStyle.BODY, color=Color.TEXT_2)
            line.addWidget(panel(column(title(self.theme, _("Progress")), self._sentence, gap=0)))
            if shown:
                line.addWidget(self._build_dimensions(shown))
            return panel(line)

        self._draw(self._head, shown, build)

    def _build_dimensions(self, dimensions: tuple[Dimension, ...]) -> SegmentedControl:
        presenter = self._presenter
        segments = [Segment(each, dimension_name(each), _ICONS[each]) for each in dimensions]
        control = SegmentedControl(
            self.theme, _("Score"), segments, presenter.dimension, height=Height.CONTROL
        )
        control.chosen.connect(presenter.show_dimension)
        return control

    def _build_filters(self) -> QWidget:
        self._filters = FilterBar(self.theme, self._presenter)
        return self._filters

    def _draw_state(self) -> None:
        """Draw what stands in the place of everything: loading, or why there is nothing."""
        presenter, theme = self._presenter, self.theme

        def build() -> QWidget:
            if presenter.failure is not None:
                return ErrorState(theme, presenter.failure.message, presenter.open)
            return LoadingState(theme)

        for place in (self._bar, self._charts, self._certifications):
            self._draw(place, None, lambda: None)
        self._sentence.show_text("")
        self._draw(self._calls, ("state", presenter.failure), build)

    def _draw_charts(self, development: Development, selection: Selection, *, wanted: bool) -> None:
        presenter = self._presenter
        looked_at = presenter.dimension, presenter.tables, presenter.all_skills, presenter.languages
        key = (development, selection, looked_at) if wanted else None

        def build() -> QWidget | None:
            if not wanted:
                return None
            if not selection.calls:
                return self._build_nothing(development)
            scores = ScoresCard(presenter, self.theme, development, selection)
            skills = SkillsCard(presenter, self.theme, selection.skills)
            breakpoint_ = self.theme.px(_TWO_COLUMNS)
            return PairedCards([(scores, skills)], shares=_SHARES, breakpoint_=breakpoint_)

        self._draw(self._charts, key, build)

    def _draw_certifications(self, development: Development, *, wanted: bool) -> None:
        """Draw each certification; on arrival one after another, between events, after the charts.

        Charts are looked at first, and a library may have many certifications: none of them may hold the
        window.
        """
        reviews = development.certifications if wanted else ()
        key = (reviews, development.scenarios, development.today, self._presenter.issued)
        if self._drawn.get(self._certifications) == key:
            return
        self._drawn[self._certifications] = key
        clear(self._certifications)
        self._waiting = [
            partial(
                CertificationCard,
                self._presenter,
                self.theme,
                development,
                review,
                _following(review, reviews),
            )
            for review in reviews
        ]
        if self._drawn_once:
            QTimer.singleShot(0, self, self._draw_next)
        while self._waiting and not self._drawn_once:
            self._draw_next()

    def _draw_next(self) -> None:
        """Draw the next of the certifications that wait."""
        if not self._waiting:
            return
        card = self._waiting.pop(0)()
        self._certifications.addWidget(card)
        card.show()
        if self._drawn_once and self._waiting:
            QTimer.singleShot(0, self, self._draw_next)

    def _draw_calls(self, development: Development, selection: Selection, *, wanted: bool) -> None:
        def build() -> QWidget | None:
            self._table = None
            if not wanted:
                return None
            if not selection.calls:
                return self._build_nothing(development)
            return self._build_calls(development, selection)

        self._draw(self._calls, (development, selection) if wanted else None, build)

    def _build_calls(self, development: Development, selection: Selection) -> QWidget:
        presenter, calls = self._presenter, selection.calls
        model = call_figures(development, calls)
        table = FigureTable(self.theme, _("All calls"), model, leads_on=True, row=Height.ROW)
        table.setObjectName("progress-calls")
        rows = _LEAST_ROWS if self.theme.scale < ICON_RAIL_SCALE else _LEAST_ROWS_LARGE
        table.setMinimumHeight(self.theme.px(Height.ROW) * rows)
        # It takes what height there is: a page that scrolls around a table that scrolls hides its foot.
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        table.taken.connect(lambda row: presenter.review(calls[row].facts.id))
        last = next((row for row, each in enumerate(calls) if each.facts.id == presenter.chosen), 0)
        table.choose(last)
        self._table = table
        card = Card(self.theme, gap=0, padding=margins(Space.S12, Space.S12))
        card.column.addWidget(table, 1)
        return card

    def _build_nothing(self, development: Development) -> QWidget:
        presenter = self._presenter
        if development.calls:
            state = EmptyState(
                self.theme,
                Icon.FILTER,
                _("No call fits"),
                _("Look at another language or period, or at all calls again."),
                action=_("Show all calls"),
                act=presenter.show_all,
            )
        else:
            state = EmptyState(
                self.theme,
                Icon.CHART,
                _("Your progress begins with a call"),
                _("After each call you see here how your scores and skills grow, in every language."),
                action=_("Choose a call"),
                act=presenter.choose_call,
            )
        card = Card(self.theme)
        card.column.addWidget(state)
        return card

    def _say(self, development: Development, selection: Selection) -> str:
        told = [calls_sentence(selection, development.today)]
        if self._presenter.page is Page.OVERVIEW:
            told.append(trend_sentence(selection, self._presenter.dimension))
        return " ".join(each for each in told if each)

    def _bring_focus(self, name: str) -> None:
        """Bring the keyboard back to what was drawn anew."""
        again = self.findChild(QWidget, name) if name else None
        if isinstance(again, QWidget) and again.isVisibleTo(self):
            if not again.hasFocus():
                again.setFocus()
        elif (focus := self.first_focus()) is not None and (name or self._table is None):
            focus.setFocus()


def _following(
    review: CertificationReview, reviews: Sequence[CertificationReview]
) -> CertificationReview | None:
    """Return the certification that can be begun once this one is held."""
    name = review.progress.certification.id
    return next((each for each in reviews if name in each.progress.certification.after), None)
