"""The card of recent calls: how each came out, and the way to its debrief."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from trainer.app.history import Result
from trainer.app.home import RecentCall
from trainer.app.result_words import dimension_name, use_name
from trainer.i18n import _, current_language, pgettext
from trainer.scenario.model import Dimension, Scenario
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.home.words import moment
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import RIGHT, column, margins, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize, activates
from trainer.ui.widgets.marks import LanguageMark, Score, ScoreMark
from trainer.ui.widgets.paint import paint_box
from trainer.ui.widgets.states import EmptyState
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, card_title

_SHOWN = 4
_SCORES = 2
"""How many scores a line has room for."""
_ICONS = {
    Dimension.EMPATHY: Icon.EMPATHY,
    Dimension.RESOLUTION: Icon.RESOLUTION,
    Dimension.REGISTER: Icon.REGISTER,
}


class RecentCard(Card):
    """The latest calls, newest first."""

    def __init__(self, presenter: HomePresenter, calls: Sequence[RecentCall], theme: Theme) -> None:
        super().__init__(theme, gap=0, padding=margins(Space.S24, Space.S20))
        head = row(card_title(theme, _("Recent calls")), 1, gap=Space.S8)
        self.column.addLayout(head)
        self.column.addSpacing(Space.S4)
        if not calls:
            sentence = _("Calls that you finish stand here, each with its debrief.")
            state = EmptyState(theme, Icon.PHONE, _("No calls yet"), sentence)
            self.column.addWidget(state, 1)
            return
        every = Button(theme, pgettext("button", "All calls"), kind=ButtonKind.QUIET, size=ButtonSize.SMALL)
        every.setObjectName("all-calls")
        every.clicked.connect(presenter.see_progress)
        head.addWidget(every)
        for number, call in enumerate(calls[:_SHOWN]):
            if number:
                self.column.addWidget(Rule(theme))
            line = _CallLine(theme, call, presenter.now(), number)
            line.clicked.connect(
                lambda _checked=False, attempt=call.result.attempt: presenter.review(attempt)
            )
            self.column.addWidget(line)
        self.column.addStretch(1)


class _CallLine(QPushButton):
    """One call; the whole line opens its debrief."""

    def __init__(self, theme: Theme, call: RecentCall, now: datetime, number: int) -> None:
        super().__init__()
        self._theme = theme
        result = call.result
        name = result.scenario if call.scenario is None else call.scenario.title.shown(current_language())
        passed = _("Passed") if result.passed else _("Not passed")
        when = _("{use} · {moment}").format(use=use_name(result.use), moment=moment(result.finished_at, now))
        self.setObjectName(f"recent-{number}")
        sentence = _("{title}: {verdict}. {when}. Open the debrief")
        self.setAccessibleName(sentence.format(title=name, verdict=passed, when=when))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = column(Text(theme, name, TextStyle.BODY_STRONG, wrap=False), gap=2)
        below = row(LanguageMark(theme, result.language), gap=6)
        below.addWidget(Text(theme, when, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False), 1)
        words.addLayout(below)
        inside = row(PortraitView(theme, _portrait(call.scenario, name), 40), gap=10)
        inside.setContentsMargins(margins(0, Space.S8))
        inside.addLayout(words, 1)
        inside.addLayout(self._outcome(call, passed))
        self.setLayout(inside)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _outcome(self, call: RecentCall, verdict: str) -> QBoxLayout:
        theme, result = self._theme, call.result
        color = Color.POSITIVE if result.passed else Color.CRITICAL
        icon = IconView(theme, Icon.CHECK if result.passed else Icon.CROSS, color=color, size=15)
        word = Text(theme, verdict, TextStyle.LABEL, color=color, wrap=False)
        scores = row(1, gap=Space.S8)
        for dimension, score in told_scores(result, call.scenario):
            scores.addWidget(ScoreMark(theme, _ICONS[dimension], dimension_name(dimension), score))
        outcome = column(gap=2)
        verdict_row = row(1, icon, word, gap=Space.S4)
        outcome.addLayout(verdict_row)
        outcome.addLayout(scores)
        outcome.setAlignment(RIGHT)
        return outcome

    def event(self, event: QEvent) -> bool:
        return activates(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.underMouse() or self.isDown():
            painter = QPainter(self)
            ground = self._theme.color(Color.SUNKEN)
            paint_box(painter, QRectF(self.rect()), radius=Radius.CONTROL, fill=ground)
            painter.end()


def told_scores(result: Result, scenario: Scenario | None) -> list[tuple[Dimension, Score]]:
    """Return the scores that say most of a call: those under their mark before the others, in their order."""
    scores: dict[Dimension, Score] = {}
    for dimension in Dimension:
        shown = result.shown(dimension)
        mark = scenario.marks.mark(dimension) if scenario is not None else 0
        scores[dimension] = Score(shown, under=shown is not None and shown < mark)
    chosen = sorted(scores, key=lambda each: not scores[each].under)[:_SCORES]
    return [(each, score) for each, score in scores.items() if each in chosen]


def _portrait(scenario: Scenario | None, name: str) -> Portrait:
    if scenario is None:
        return Portrait(None, name)
    return Portrait(scenario.customer.portrait, scenario.customer.name, 0)
