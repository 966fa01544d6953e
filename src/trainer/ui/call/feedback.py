"""The feedback strip of a practice call: what a reply earned, and what the author says about it."""

from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.app.transcript import Feedback, Line
from trainer.engine.call import Rating
from trainer.i18n import _, current_language, pgettext
from trainer.scenario.model import CriticalError, Dimension
from trainer.ui.call.words import dimension_name
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, column, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.marks import PIPS, ScorePips
from trainer.ui.widgets.paint import paint_box
from trainer.ui.widgets.surfaces import Rule
from trainer.ui.widgets.text import Text

DIMENSION_ICONS = {
    Dimension.EMPATHY: Icon.EMPATHY,
    Dimension.RESOLUTION: Icon.RESOLUTION,
    Dimension.REGISTER: Icon.REGISTER,
}


class FeedbackStrip(QWidget):
    """Dimension, pips, "2 of 3"; the author's sentence; a critical error by name; a better one on demand."""

    def __init__(self, theme: Theme, feedback: Feedback) -> None:
        super().__init__()
        self._theme = theme
        self._critical = feedback.critical is not None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(QMargins(Space.S20, Space.S8, Space.S16, Space.S8))
        outer.setSpacing(Space.S16)
        points = _points(theme, feedback)
        outer.addLayout(points)
        outer.setAlignment(points, Qt.AlignmentFlag.AlignVCenter)
        words = self._words(feedback)
        if words.count():
            outer.addWidget(Rule(theme, vertical=True))
            outer.addLayout(words, 1)
        else:
            outer.addStretch(1)
        self.setAccessibleName(spoken_feedback(feedback))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and the bar at its left."""
        theme = self._theme
        accent = theme.color(Color.CRITICAL if self._critical else Color.ACCENT)
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_box(painter, rect, radius=Radius.CONTROL, fill=accent)
        ground = rect.adjusted(4, 0, 0, 0)
        paint_box(
            painter,
            ground,
            radius=Radius.CONTROL - 3,
            fill=theme.color(Color.SURFACE),
            border=theme.color(Color.LINE),
            width=theme.border,
        )
        painter.end()

    def _words(self, feedback: Feedback) -> QVBoxLayout:
        theme = self._theme
        words = column(gap=Space.S4)
        if feedback.critical is not None:
            told = Text(theme, critical_name(feedback.critical), TextStyle.LABEL, color=Color.CRITICAL)
            words.addLayout(row(IconView(theme, Icon.ERROR, color=Color.CRITICAL, size=16), told, gap=6))
        language = current_language()
        sentence = feedback.text.shown(language) if feedback.text is not None else ""
        if not sentence and feedback.better is None and feedback.critical is None:
            sentence = _("Nothing better was offered here.")
        if sentence:
            said = Text(theme, sentence, TextStyle.CAPTION)
            said.setObjectName("feedback-sentence")
            words.addWidget(said)
        if feedback.better is not None:
            words.addWidget(_Better(theme, feedback.better))
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return words


class _Better(QWidget):
    """The better reply, shown when asked for."""

    def __init__(self, theme: Theme, reply: Line) -> None:
        super().__init__()
        self._button = Button(theme, _("Show a better reply"), kind=ButtonKind.QUIET, size=ButtonSize.SMALL)
        self._button.clicked.connect(self._open)
        self._text = Text(theme, reply.text, TextStyle.CAPTION, language=reply.locale)
        self._text.hide()
        self._label = Text(theme, _("Better here:"), TextStyle.LABEL, color=Color.TEXT_2, wrap=False)
        self._label.hide()
        opener = row(self._button, 1, gap=0, margins=QMargins(-4, 0, 0, 0))
        self.setLayout(column(opener, self._label, self._text, gap=2))

    def _open(self) -> None:
        self._button.hide()
        self._label.show()
        self._text.show()


def _points(theme: Theme, feedback: Feedback) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.S8)
    grid.setVerticalSpacing(Space.S4)
    for line, (dimension, rating) in enumerate(_rated(feedback)):
        points = rating.earned
        name = dimension_name(dimension)
        icon = IconView(theme, DIMENSION_ICONS[dimension], color=Color.ACCENT, size=15)
        counted = pgettext("points", "{points} of {most}").format(points=points, most=PIPS)
        grid.addWidget(icon, line, 0)
        grid.addWidget(Text(theme, name, TextStyle.CAPTION, wrap=False), line, 1)
        grid.addWidget(ScorePips(theme, points, name), line, 2)
        grid.addWidget(Text(theme, counted, TextStyle.LABEL, wrap=False), line, 3)
    grid.setAlignment(TOP)
    return grid


def _rated(feedback: Feedback) -> list[tuple[Dimension, Rating]]:
    """Return the rated dimensions in the order in which they are always shown."""
    return [(each, feedback.ratings[each]) for each in Dimension if each in feedback.ratings]


def critical_name(critical: CriticalError) -> str:
    """Return the words for a critical error and what it endangers."""
    return {
        CriticalError.CUSTOMER: _("Critical error: it harms the customer"),
        CriticalError.BUSINESS: _("Critical error: it harms the company"),
        CriticalError.COMPLIANCE: _("Critical error: it breaks a rule that protects people"),
    }[critical]


def spoken_feedback(feedback: Feedback) -> str:
    """Return the feedback in one sentence for a screen reader."""
    parts = [
        _("{dimension}: {points} of {most}").format(
            dimension=dimension_name(dimension), points=rating.earned, most=PIPS
        )
        for dimension, rating in _rated(feedback)
    ]
    if feedback.critical is not None:
        parts.append(critical_name(feedback.critical))
    if feedback.text is not None:
        parts.append(feedback.text.shown(current_language()))
    return ". ".join(parts)
