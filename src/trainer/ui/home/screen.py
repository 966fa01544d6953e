"""Draws Home: the next call and the path at the left, skills and recent calls at the right."""

from functools import partial

from PySide6.QtWidgets import QWidget

from trainer.app.home import Overview
from trainer.i18n import _
from trainer.ui.cells import Cells, Drawing
from trainer.ui.home.next_call import NextCallCard
from trainer.ui.home.path import PathCard
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.home.recent import RecentCard
from trainer.ui.home.skills import SkillsCard
from trainer.ui.home.words import day_sentence, greeting, lost_words
from trainer.ui.screen import Opened, RedrawnScreen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space
from trainer.ui.widgets.boxes import clear, column, panel
from trainer.ui.widgets.layouts import PairedCards, ScrollPage
from trainer.ui.widgets.marks import Tone
from trainer.ui.widgets.states import ErrorState, LoadingState
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.text import Text, body, title

_SHARES = (616, 360)
_TWO_COLUMNS = 900
_PLACES = ("next-call", "skills", "path", "recent")
"""Where the cards stand, in the order in which they are drawn."""


def open_home(stage: Stage) -> Opened:
    """Open the screen; somebody must be practicing."""
    if stage.trainee is None:
        raise ValueError("Home is somebody's")
    presenter = HomePresenter(stage, stage.trainee)
    return Opened(presenter, lambda theme: HomeScreen(presenter, theme))


class HomeScreen(RedrawnScreen):
    """What a trainee sees first.

    The card of the next call is drawn at once, the others one in each turn of the event loop. What is drawn
    anew stands until its successor takes its place.
    """

    def __init__(self, presenter: HomePresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._card: NextCallCard | None = None
        self._day: Text | None = None
        self._losses = column()
        """Where it is told of assessments that were lost."""
        self._has_places = False
        """Whether the page with the places of the cards stands."""
        self._cells = Cells(self)
        self._cells.filled.connect(self.drawn)
        self.refresh()

    @property
    def is_drawn(self) -> bool:
        """Tell whether every card is there."""
        return self._cells.is_filled

    def complete(self) -> None:
        """Draw at once the cards that wait."""
        self._cells.complete()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Home")

    def first_focus(self) -> QWidget | None:
        """Return the button that starts the next call."""
        return self._card.first if self._card is not None else None

    def refresh(self) -> None:
        """Draw anew; the first time there is a call to take, the keyboard goes to it."""
        arrived = self._card is None
        overview = self._presenter.overview if self._presenter.failure is None else None
        if overview is None or not self._has_places:
            self._cells.forget()
            self._has_places = False
            super().refresh()
        if overview is not None:
            self._show(overview)
        focus = self.first_focus()
        asked = self._presenter.confirming
        if focus is not None and (arrived or asked or not self._holds_focus()):
            focus.setFocus()

    def draw(self) -> QWidget:
        """Return the page, with the places of the cards."""
        presenter, theme = self._presenter, self.theme
        page = ScrollPage("home")
        overview = presenter.overview
        if presenter.failure is not None:
            page.column.addWidget(ErrorState(theme, presenter.failure.message, presenter.open), 1)
            return page
        head = column(title(theme, greeting(presenter.trainee.name, presenter.now())), gap=0)
        page.column.addLayout(head)
        if overview is None:
            page.column.addWidget(LoadingState(theme), 1)
            return page
        self._day = body(theme, "", Color.TEXT_2)
        head.addWidget(self._day)
        self._losses = column(gap=Space.S8)
        page.column.addLayout(self._losses)
        page.column.setSpacing(Space.S20)
        page.column.setContentsMargins(Space.S32, Space.S32, Space.S32, Space.S24)
        self._has_places = True
        next_call, skills, path, recent = (panel(self._cells.place(name)) for name in _PLACES)
        rows = [(next_call, skills), (path, recent)]
        cards = PairedCards(rows, shares=_SHARES, breakpoint_=theme.px(_TWO_COLUMNS))
        page.column.addWidget(cards, 1)
        return page

    def _show(self, overview: Overview) -> None:
        presenter, theme = self._presenter, self.theme
        if self._day is not None:
            self._day.show_text(day_sentence(presenter.now(), overview.practiced_days))
        self._tell_losses()
        languages = presenter.trainee.languages
        drawings: tuple[Drawing, ...] = (
            self._draw_next_call,
            lambda: SkillsCard(overview.skills, languages, theme),
            lambda: PathCard(presenter, theme),
            lambda: RecentCard(presenter, overview.recent, theme),
        )
        for name, drawing in zip(_PLACES, drawings, strict=True):
            self._cells.fill(name, drawing)
        self._cells.draw_next()

    def _tell_losses(self) -> None:
        clear(self._losses)
        presenter = self._presenter
        for lost in presenter.lost:
            strip = Strip(
                self.theme,
                lost_words(lost, presenter.now()),
                tone=Tone.CAUTION,
                action=_("Read the brief") if lost.title is not None else "",
                act=partial(presenter.read_brief_of, lost),
            )
            strip.setObjectName("lost")
            strip.dismissed.connect(partial(presenter.put_away, lost.attempt))
            self._losses.addWidget(strip)
            strip.show()

    def _draw_next_call(self) -> QWidget:
        self._card = NextCallCard(self._presenter, self.theme)
        return self._card

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and focused.isVisible() and focused is not self.window()
