"""Draws Home: the next call and the path at the left, skills and recent calls at the right."""

from PySide6.QtWidgets import QWidget

from trainer.app.home import Overview
from trainer.i18n import _
from trainer.ui.home.next_call import NextCallCard
from trainer.ui.home.path import PathCard
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.home.recent import RecentCard
from trainer.ui.home.skills import SkillsCard
from trainer.ui.home.words import day_sentence, greeting
from trainer.ui.screen import Opened, RedrawnScreen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space
from trainer.ui.widgets.boxes import column
from trainer.ui.widgets.layouts import PairedCards, ScrollPage
from trainer.ui.widgets.states import ErrorState, LoadingState
from trainer.ui.widgets.text import body, title

_SHARES = (616, 360)
_TWO_COLUMNS = 900


def open_home(stage: Stage) -> Opened:
    """Open the screen; somebody must be practicing."""
    if stage.trainee is None:
        raise ValueError("Home is somebody's")
    presenter = HomePresenter(stage, stage.trainee)
    return Opened(presenter, lambda theme: HomeScreen(presenter, theme))


class HomeScreen(RedrawnScreen):
    """What a trainee sees first."""

    def __init__(self, presenter: HomePresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._card: NextCallCard | None = None
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Home")

    def first_focus(self) -> QWidget | None:
        """Return the button that starts the next call."""
        return self._card.first if self._card is not None else None

    def refresh(self) -> None:
        """Draw anew; the first time there is a call to take, the keyboard goes to it."""
        arrived = self._card is None
        super().refresh()
        focus = self.first_focus()
        asked = self._presenter.confirming
        if focus is not None and (arrived or asked or not self._holds_focus()):
            focus.setFocus()

    def draw(self) -> QWidget:
        """Return the page."""
        presenter, theme = self._presenter, self.theme
        page = ScrollPage("home")
        overview = presenter.overview
        if presenter.failure is not None:
            page.column.addWidget(ErrorState(theme, presenter.failure.message, presenter.open), 1)
            return page
        now = presenter.now()
        head = column(title(theme, greeting(presenter.trainee.name, now)), gap=0)
        page.column.addLayout(head)
        if overview is None:
            page.column.addWidget(LoadingState(theme), 1)
            return page
        head.addWidget(body(theme, day_sentence(now, overview.practiced_days), Color.TEXT_2))
        page.column.setSpacing(Space.S20)
        page.column.setContentsMargins(Space.S32, Space.S32, Space.S32, Space.S24)
        page.column.addWidget(self._cards(overview), 1)
        return page

    def _cards(self, overview: Overview) -> PairedCards:
        presenter, theme = self._presenter, self.theme
        self._card = NextCallCard(presenter, theme)
        path = PathCard(presenter, theme)
        skills = SkillsCard(overview.skills, presenter.trainee.languages, theme)
        recent = RecentCard(presenter, overview.recent, theme)
        rows = [(self._card, skills), (path, recent)]
        return PairedCards(rows, shares=_SHARES, breakpoint_=theme.px(_TWO_COLUMNS))

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and focused.isVisible() and focused is not self.window()
