"""Draws the entrance, and behind it the desk: its pages at the left, the chosen one at the right."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from trainer.i18n import _
from trainer.ui.call.announcing import announce
from trainer.ui.icons import Icon
from trainer.ui.instructor.certificates import build_certificates
from trainer.ui.instructor.deeds import build_deeds
from trainer.ui.instructor.door import DoorCard
from trainer.ui.instructor.facts import DeskFacts
from trainer.ui.instructor.key import build_key
from trainer.ui.instructor.presenter import Door, InstructorPresenter
from trainer.ui.instructor.records import build_records
from trainer.ui.instructor.trainees import build_trainees
from trainer.ui.instructor.work import DeskWork
from trainer.ui.navigator import DeskPage, Instructor, Statistics
from trainer.ui.notices import RECORDS_CHANGED
from trainer.ui.screen import Chrome, Opened, RedrawnScreen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space
from trainer.ui.who.pin_form import wait_sentence
from trainer.ui.widgets.boxes import TOP, column, panel, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.layouts import EndedRow, ScrollPage
from trainer.ui.widgets.marks import Tone
from trainer.ui.widgets.navigation import NavigationRail, Place
from trainer.ui.widgets.secrets import time_left
from trainer.ui.widgets.states import ErrorState, LoadingState
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.surfaces import TopBar
from trainer.ui.widgets.text import body, title

__all__ = ["InstructorScreen", "open_instructor"]

_ICONS: Final[Mapping[DeskPage, Icon]] = {
    DeskPage.CERTIFICATES: Icon.CERTIFICATE,
    DeskPage.TRAINEES: Icon.USERS,
    DeskPage.KEY: Icon.KEY,
    DeskPage.DEEDS: Icon.LIST,
    DeskPage.RECORDS: Icon.SHIELD,
}


def open_instructor(stage: Stage, route: Instructor) -> Opened:
    """Open the screen."""
    presenter = InstructorPresenter(stage, route)
    work = DeskWork(presenter)
    return Opened(presenter, lambda theme: InstructorScreen(presenter, work, theme))


class InstructorScreen(RedrawnScreen):
    """The entrance while it is locked, else the desk."""

    chrome = Chrome.BARE
    tells = frozenset({RECORDS_CHANGED})

    def __init__(self, presenter: InstructorPresenter, work: DeskWork, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._work = work
        self._card: DoorCard | None = None
        self._shown: tuple[Door, DeskPage] | None = None
        self._said = ""
        self._wait: QDeadlineTimer | None = None
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(presenter.go_back)
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.activated.connect(self._lock)
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        if self._presenter.door is Door.OPEN:
            return _page_name(self._presenter.page)
        return _("Instructor's entrance")

    def first_focus(self) -> QWidget | None:
        """Return where the passphrase is typed, or the page of the desk that is shown."""
        if self._card is not None:
            return self._card.field
        place = self.findChild(QWidget, f"place-{self._presenter.page.value}")
        return place if isinstance(place, QWidget) else None

    def refresh(self) -> None:
        """Draw anew; the keyboard goes to what has come, and what is new is said."""
        presenter = self._presenter
        super().refresh()
        shown = presenter.door, presenter.page
        arrived = shown != self._shown
        self._shown = shown
        focus = self.first_focus()
        lost = self._card is not None and not presenter.busy
        if focus is not None and (arrived or lost):
            focus.setFocus()
        self._announce()

    def _announce(self) -> None:
        """Say what is new: a wait once, when it begins; it is counted down without a word."""
        presenter = self._presenter
        said, wait = presenter.trouble or presenter.told, presenter.wait
        if wait is not None and wait is not self._wait:
            announce(self, wait_sentence(time_left(wait)))
        elif said and said != self._said and wait is None:
            announce(self, said)
        self._said, self._wait = said, wait

    def draw(self) -> QWidget:
        """Return the content as the presenter has it now."""
        presenter = self._presenter
        self._card = None
        if presenter.failure is not None and presenter.facts is None:
            return self._at_door(ErrorState(self.theme, presenter.failure.message, presenter.open))
        if presenter.door is Door.LOADING:
            return self._at_door(LoadingState(self.theme))
        if presenter.door is Door.OPEN and presenter.facts is not None:
            return self._desk(presenter.facts)
        self._card = DoorCard(presenter, self.theme)
        return self._at_door(self._card)

    def _lock(self) -> None:
        if self._presenter.door is Door.OPEN:
            self._presenter.lock()

    def _at_door(self, content: QWidget) -> QWidget:
        theme, presenter = self.theme, self._presenter
        bar = TopBar(theme)
        back = Button(theme, _("Back"), size=ButtonSize.SMALL, icon=Icon.ARROW_LEFT)
        back.setObjectName("back")
        back.clicked.connect(presenter.go_back)
        bar.hold(row(back, 1))
        page = ScrollPage("door")
        if presenter.told:
            page.column.addWidget(self._strip(presenter.told, Tone.ACCENT))
        if content is self._card:
            page.column.addStretch(1)
            page.column.addLayout(row(1, content, 1))
            page.column.addStretch(2)
        else:
            page.column.addWidget(content, 1)
        return panel(column(bar, page, gap=0))

    def _desk(self, facts: DeskFacts) -> QWidget:
        theme, presenter = self.theme, self._presenter
        places = [Place(Instructor(each), _ICONS[each], _page_name(each), each.value) for each in DeskPage]
        places.append(Place(Statistics(), Icon.CHART, _("Statistics")))
        rail = NavigationRail(theme, places, Instructor(presenter.page), language="", person=None)
        rail.went.connect(presenter.go)
        page = ScrollPage(f"desk-{presenter.page.value}")
        page.column.setSpacing(Space.S20)
        page.column.addWidget(self._head())
        if presenter.trouble:
            page.column.addWidget(self._strip(presenter.trouble, Tone.CRITICAL))
        elif presenter.told:
            page.column.addWidget(self._strip(presenter.told, Tone.POSITIVE))
        if presenter.failure is not None:
            page.column.addWidget(ErrorState(theme, presenter.failure.message, presenter.open), 1)
        else:
            page.column.addWidget(self._page(facts))
            page.column.addStretch(1)
        whole = row(rail, gap=0)
        whole.addWidget(page, 1)
        return panel(whole)

    def _page(self, facts: DeskFacts) -> QWidget:
        presenter, work, theme = self._presenter, self._work, self.theme
        match presenter.page:
            case DeskPage.CERTIFICATES:
                return build_certificates(presenter, work, theme, facts)
            case DeskPage.TRAINEES:
                return build_trainees(presenter, work, theme, facts)
            case DeskPage.KEY:
                return build_key(presenter, work, theme, facts)
            case DeskPage.DEEDS:
                return build_deeds(theme, facts)
            case DeskPage.RECORDS:
                return build_records(presenter, theme)

    def _head(self) -> QWidget:
        theme, presenter = self.theme, self._presenter
        line = EndedRow(gap=Space.S24, line_gap=Space.S12)
        words = column(title(theme, _page_name(presenter.page)), gap=0)
        words.addWidget(body(theme, _page_sentence(presenter.page), Color.TEXT_2))
        line.addWidget(panel(words))
        lock = Button(theme, _("Lock"), icon=Icon.LOCK, shortcut="Ctrl+L")
        # The screen's own shortcut works it; the button only shows it.
        lock.setShortcut(QKeySequence())
        lock.setObjectName("lock")
        lock.setAccessibleName(_("Lock the instructor's entrance"))
        lock.setEnabled(not presenter.busy)
        lock.clicked.connect(presenter.lock)
        leave = Button(theme, _("Leave"), icon=Icon.ARROW_LEFT)
        leave.setObjectName("leave")
        leave.clicked.connect(presenter.go_back)
        buttons = panel(row(leave, lock, gap=Space.S12))
        line.addWidget(buttons)
        line.setAlignment(buttons, TOP)
        return panel(line)

    def _strip(self, text: str, tone: Tone) -> Strip:
        strip = Strip(self.theme, text, tone=tone)
        strip.dismissed.connect(self._presenter.dismiss)
        return strip


def _page_name(page: DeskPage) -> str:
    return {
        DeskPage.CERTIFICATES: _("Certificates"),
        DeskPage.TRAINEES: _("Trainees"),
        DeskPage.KEY: _("Center's key"),
        DeskPage.DEEDS: _("Audit list"),
        DeskPage.RECORDS: _("Records"),
    }[page]


def _page_sentence(page: DeskPage) -> str:
    return {
        DeskPage.CERTIFICATES: _("What can be issued, and what was."),
        DeskPage.TRAINEES: _("Supervise an assessment, reset a PIN."),
        DeskPage.KEY: _("Who issues, and what signs."),
        DeskPage.DEEDS: _("What was done behind this entrance and at its door, the last first."),
        DeskPage.RECORDS: _("Whether anybody changed what Puente wrote."),
    }[page]
