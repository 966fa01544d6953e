"""Draws a finished call: the bar with the ways on, and the page below it; or why there is none."""

from typing import Final

from PySide6.QtCore import QMargins, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.i18n import _
from trainer.ui.call.announcing import announce
from trainer.ui.debrief.bar import DebriefBar
from trainer.ui.debrief.hearing import LineHearing
from trainer.ui.debrief.page import DebriefPage
from trainer.ui.debrief.pages import is_wide
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.debrief.strips import ask_for_file, build_strips
from trainer.ui.navigator import Debrief as DebriefRoute
from trainer.ui.screen import Chrome, Opened, Screen, Stage, keeping_place
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space
from trainer.ui.widgets.boxes import clear, column
from trainer.ui.widgets.states import ErrorState, LoadingState

_EXPECTED_WIDTH: Final = 1280
"""What is drawn for until the window says how wide it is."""


def open_debrief(stage: Stage, route: DebriefRoute) -> Opened:
    """Open the screen of a finished attempt."""
    presenter = DebriefPresenter(stage, route, _make_hearing)
    return Opened(presenter, lambda theme: DebriefScreen(presenter, theme))


def _make_hearing(stage: Stage) -> LineHearing:
    # QtMultimedia is loaded when somebody wants to hear, not before.
    from trainer.ui.audio import AudioPlayer, explain_problem  # noqa: PLC0415

    preferences = stage.preferences
    return LineHearing(
        stage.services.speech,
        AudioPlayer(),
        lambda: preferences.settings,
        explain_problem,
        stage.services.library.recordings,
    )


class DebriefScreen(Screen):
    """The debrief. The whole is drawn when the call arrives; then only what changes."""

    chrome = Chrome.BARE

    def __init__(self, presenter: DebriefPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._wide = is_wide(theme, _EXPECTED_WIDTH)
        self._drawn: tuple[object, ...] | None = None
        self._told: tuple[object, ...] = ("", None)
        self._strip_texts: list[str] = []
        self._bar: DebriefBar | None = None
        self._page: DebriefPage | None = None
        self._top: QVBoxLayout = column(gap=0)
        self._strips: QVBoxLayout = column(gap=Space.S8)
        self._below: QVBoxLayout = column(gap=0)
        outer = column(self._top, self._strips, gap=0)
        outer.addLayout(self._below, 1)
        self.setLayout(outer)
        self._connect_keys()
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Debrief")

    def first_focus(self) -> QWidget | None:
        """Return what one most likely does next: again where it did not pass, else the next call.

        In one column, trying again is far down the page; there it is the next call in any case.
        """
        debrief = self._presenter.debrief
        if debrief is None:
            way_on = self.findChild(QWidget, "state-action") or self.findChild(QWidget, "debrief-home")
            return way_on if isinstance(way_on, QWidget) else None
        again = self.findChild(QWidget, "debrief-again")
        if self._wide and not debrief.passed and isinstance(again, QWidget):
            return again
        return self._bar.following if self._bar is not None else None

    def refresh(self) -> None:
        """Draw what has arrived; later only the decision that is looked at."""
        presenter = self._presenter
        shown = presenter.debrief, presenter.failure, self._wide
        if shown != self._drawn:
            arrived = self._drawn is None or shown[:2] != self._drawn[:2]
            self._drawn = shown
            self._draw_whole()
            focus = self.first_focus() if arrived else None
            if focus is not None:
                focus.setFocus()
        elif self._page is not None:
            self._page.refresh()
        self._draw_strips()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between cards side by side and one below another."""
        super().resizeEvent(event)
        wide = is_wide(self.theme, self.width())
        if wide != self._wide:
            self._wide = wide
            with keeping_place(lambda: self):
                self.refresh()

    def _connect_keys(self) -> None:
        presenter = self._presenter
        for key, step in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: presenter.go(step))
        for key, pages in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda pages=pages: self._turn(pages))

    def _turn(self, pages: int) -> None:
        if self._page is not None:
            self._page.turn(pages)

    def _draw_whole(self) -> None:
        presenter, theme = self._presenter, self.theme
        debrief = presenter.debrief
        clear(self._top)
        clear(self._below)
        self._bar = DebriefBar(theme, debrief, presenter.now(), wide=self._wide)
        self._bar.left.connect(presenter.go_home)
        self._bar.went_on.connect(presenter.next_call)
        self._bar.save_wanted.connect(self._ask_for_file)
        self._page = None
        below: QWidget
        if debrief is not None:
            below = self._page = DebriefPage(theme, presenter, debrief, wide=self._wide)
            QTimer.singleShot(0, self._page, self._page.settle)
        elif presenter.failure is not None:
            below = ErrorState(theme, presenter.failure.message, presenter.open)
        else:
            below = LoadingState(theme)
        self._top.addWidget(self._bar)
        self._below.addWidget(below)
        # What is not shown yet can have the keyboard only later, when something else may have it.
        self._bar.show()
        below.show()

    def _draw_strips(self) -> None:
        """Say why a line cannot be heard and what became of the PDF; each once to a screen reader."""
        presenter = self._presenter
        told = presenter.voice_problem, presenter.saving.state
        if told == self._told:
            return
        self._told = told
        known = self._strip_texts
        clear(self._strips)
        strips = build_strips(self.theme, presenter)
        self._strip_texts = [strip.accessibleName() for strip in strips]
        edge = Space.CALL_EDGE
        self._strips.setContentsMargins(QMargins(edge, Space.S12, edge, 0) if strips else QMargins())
        for strip in strips:
            self._strips.addWidget(strip)
            strip.show()
            if strip.accessibleName() not in known:
                announce(self, strip.accessibleName())

    def _ask_for_file(self) -> None:
        ask_for_file(self, self._presenter)
