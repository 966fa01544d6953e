"""Draws the statistics: what they are of; below it all decisions, the one looked at, and reliability."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.app.item_report import ReportedDecision
from trainer.app.item_statistics import Subject
from trainer.i18n import _, current_language, format_number, pgettext
from trainer.ui.icons import Icon
from trainer.ui.screen import Chrome, Opened, Screen, Stage
from trainer.ui.statistics.detail import DecisionCard, DecisionsCard, ReliabilityCard
from trainer.ui.statistics.presenter import Chart, StatisticsPresenter
from trainer.ui.statistics.words import basis_sentences
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import clear, column, panel, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.layouts import EndedRow, ScrollPage
from trainer.ui.widgets.marks import language_name
from trainer.ui.widgets.menus import Choice, MenuButton
from trainer.ui.widgets.states import EmptyState, ErrorState, LoadingState
from trainer.ui.widgets.surfaces import Card, TopBar
from trainer.ui.widgets.text import Text, title

__all__ = ["StatisticsScreen", "open_statistics"]

_BOTH: Final = 2


def open_statistics(stage: Stage) -> Opened:
    """Open the screen."""
    presenter = StatisticsPresenter(stage)
    return Opened(presenter, lambda theme: StatisticsScreen(presenter, theme))


class StatisticsScreen(Screen):
    """What recorded assessments say. Only the part that says something else is drawn anew."""

    # The navigation leads to what is a trainee's; whoever is here may be nobody.
    chrome = Chrome.BARE

    def __init__(self, presenter: StatisticsPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._drawn: dict[QVBoxLayout, object] = {}
        self._decisions: DecisionsCard | None = None
        self._shown: object = None
        """Which decision stands in full, and of which drawing."""
        self._page = ScrollPage("statistics")
        self._page.column.setSpacing(Space.S20)
        self._sentence = Text(theme, "", TextStyle.BODY, color=Color.TEXT_2)
        head = column(title(theme, self.page_title()), self._sentence, gap=0)
        self._page.column.addLayout(head)
        self._bar, self._all, self._one = column(gap=0), column(gap=0), column(gap=0)
        self._reliability, self._state = column(gap=0), column(gap=0)
        for part in (self._bar, self._all, self._one, self._reliability):
            self._page.column.addLayout(part)
        self._page.column.addLayout(self._state, 1)
        self.setLayout(column(self._build_top(), self._page, gap=0))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(presenter.leave)
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Statistics of decisions")

    def first_focus(self) -> QWidget | None:
        """Return the way on where there is nothing else, else the choice of the scenario."""
        for name in ("state-action", "statistics-subject"):
            found = self.findChild(QWidget, name)
            if isinstance(found, QWidget):
                return found
        return None

    def refresh(self) -> None:
        """Draw what is new."""
        presenter = self._presenter
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        waiting = self._build_waiting()
        figures = presenter.figures if waiting is None else None
        shown = not presenter.locked and bool(presenter.subjects) and presenter.failure is None
        of = (presenter.subjects, presenter.subject, presenter.language, presenter.every_attempt)
        self._draw(self._bar, of if shown else None, self._build_bar if shown else None)
        report = None if figures is None else figures.report
        self._sentence.show_text("" if report is None else " ".join(basis_sentences(report)))
        all_key = None if figures is None else (figures, Chart.DECISIONS in presenter.tables)
        self._draw(self._all, all_key, None if figures is None else self._build_all)
        self._show_decision()
        reliability = presenter.reliability if shown else None
        build = self._build_reliability if reliability else None
        self._draw(self._reliability, reliability or None, build)
        key, build_state = waiting if waiting is not None else (None, None)
        self._draw(self._state, (key, presenter.failure), build_state)
        self._bring_focus(name)

    # Drawing

    def _build_top(self) -> TopBar:
        bar = TopBar(self.theme)
        back = Button(self.theme, _("Back"), size=ButtonSize.SMALL, icon=Icon.ARROW_LEFT)
        back.setObjectName("back")
        back.clicked.connect(self._presenter.leave)
        bar.hold(row(back, 1))
        return bar

    def _draw(self, place: QVBoxLayout, key: object, build: Callable[[], QWidget | None] | None) -> None:
        """Build what stands in a place, unless it was built for the same key."""
        if place in self._drawn and self._drawn[place] == key:
            return
        self._drawn[place] = key
        if place is self._all:
            self._decisions = None
        clear(place)
        built = None if build is None else build()
        if built is not None:
            place.addWidget(built)
            built.show()

    def _show_decision(self) -> None:
        """Show the decision that is looked at: below its row in the chart, or below the table."""
        presenter, chart = self._presenter, None if self._decisions is None else self._decisions.chart
        decision = presenter.decision if self._decisions is not None else None
        key = (presenter.figures, decision, Chart.REPLIES in presenter.tables, chart)
        if key == self._shown:
            return
        self._shown = key
        clear(self._one)
        if chart is not None:
            chart.choose(presenter.scene)
        card = None if decision is None else self._build_one(decision)
        if chart is not None:
            chart.unfold(card)
        elif card is not None:
            self._one.addWidget(card)
            card.show()
        if card is not None and decision is not None:
            row = self.findChild(QWidget, f"decision-{decision.statistics.scene}")
            QTimer.singleShot(0, card, partial(self._bring_into_view, card, row))

    def _bring_into_view(self, card: QWidget, row: QWidget | None) -> None:
        """Scroll as little as shows the whole card, and never its row out of sight."""
        self._page.ensureWidgetVisible(card, 0, Space.S24)
        self._page.ensureWidgetVisible(card if row is None else row, 0, Space.S24)

    def _build_waiting(self) -> "tuple[str, Callable[[], QWidget]] | None":
        """Return what stands in the place of figures, and by which name; None where there are figures."""
        presenter = self._presenter
        if presenter.locked:
            return "locked", self._build_locked
        if presenter.failure is not None:
            return "failed", self._build_failure
        if presenter.subjects is not None and not presenter.subjects:
            return "empty", self._build_empty
        if presenter.figures is None:
            return "loading", lambda: LoadingState(self.theme)
        if not presenter.figures.report.decisions:
            return "none", self._build_none
        return None

    def _build_locked(self) -> QWidget:
        return self._carded(
            EmptyState(
                self.theme,
                Icon.LOCK,
                _("The instructor's entrance is locked"),
                _("Statistics are for instructors. Enter with the passphrase, then choose Statistics."),
                action=_("To the entrance"),
                act=self._presenter.leave,
            )
        )

    def _build_failure(self) -> QWidget:
        failure = self._presenter.failure
        return ErrorState(self.theme, "" if failure is None else failure.message, self._presenter.open)

    def _build_empty(self) -> QWidget:
        return self._carded(
            EmptyState(
                self.theme,
                Icon.CHART,
                _("No assessment yet"),
                _(
                    "Statistics are made of finished assessments. From 30 trainees on a scenario shows how "
                    "hard each of its decisions is."
                ),
                action=_("Go back"),
                act=self._presenter.leave,
            )
        )

    def _build_none(self) -> QWidget:
        sentence = _("Nobody finished an assessment of this kind. Choose another language or scenario.")
        return self._carded(EmptyState(self.theme, Icon.CHART, _("Nothing to count"), sentence))

    def _carded(self, state: QWidget) -> QWidget:
        card = Card(self.theme)
        card.column.addWidget(state)
        return card

    def _build_bar(self) -> QWidget:
        presenter, theme = self._presenter, self.theme
        subjects = presenter.subjects or ()
        line = EndedRow(gap=Space.S12, line_gap=Space.S8)
        choices: list[Choice[Subject | None]] = [Choice(each, _subject_name(each)) for each in subjects]
        menu = MenuButton(theme, _("Scenario"), choices, presenter.subject, icon=Icon.SCENARIOS)
        menu.setObjectName("statistics-subject")
        menu.chosen.connect(presenter.show_subject)
        line.addWidget(menu)
        languages = () if presenter.subject is None else presenter.subject.languages
        if len(languages) >= _BOTH:
            segments: list[Segment[str | None]] = [Segment(None, pgettext("languages", "All"))]
            segments += [Segment(each, mark=each, name=language_name(each)) for each in languages]
            control = SegmentedControl(theme, _("Language"), segments, presenter.language)
            control.chosen.connect(presenter.show_language)
            line.addWidget(control)
        which = [
            Segment(False, pgettext("attempts", "First attempts")),
            Segment(True, pgettext("attempts", "All attempts")),
        ]
        attempts = SegmentedControl(theme, _("Attempts"), which, presenter.every_attempt)
        attempts.chosen.connect(lambda wanted: presenter.count_every_attempt(wanted=wanted))
        line.addWidget(attempts)
        return panel(line)

    def _build_all(self) -> QWidget | None:
        figures = self._presenter.figures
        if figures is None:
            return None
        self._decisions = DecisionsCard(self._presenter, self.theme, figures)
        return self._decisions

    def _build_one(self, decision: ReportedDecision) -> QWidget | None:
        figures = self._presenter.figures
        if figures is None:
            return None
        return DecisionCard(self._presenter, self.theme, figures, decision)

    def _build_reliability(self) -> QWidget:
        return ReliabilityCard(self.theme, self._presenter.reliability or ())

    def _bring_focus(self, name: str) -> None:
        """Bring the keyboard back to what was drawn anew."""
        again = self.findChild(QWidget, name) if name else None
        if isinstance(again, QWidget) and again.isVisibleTo(self):
            if not again.hasFocus():
                again.setFocus()
        elif (focus := self.first_focus()) is not None:
            focus.setFocus()


def _subject_name(subject: Subject) -> str:
    title = subject.scenario if subject.title is None else subject.title.shown(current_language())
    return _("{scenario} ({count})").format(scenario=title, count=format_number(subject.assessments))
