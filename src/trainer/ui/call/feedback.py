"""The feedback strip of a practice call: what a reply earned, and what the author says about it."""

from PySide6.QtCore import QEvent, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.app.result_words import dimension_name
from trainer.app.transcript import Feedback, Line
from trainer.engine.call import Rating
from trainer.i18n import _, current_language, pgettext
from trainer.scenario.model import CriticalError, Dimension
from trainer.ui.call.words import switched_words, switches_of
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, column, row
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.marks import PIPS, ScorePips
from trainer.ui.widgets.paint import paint_box, paint_text, text_width
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
        points = column(1, _points(theme, feedback), 1, gap=0)
        outer.addLayout(points)
        words = self._words(feedback)
        if words.count() > 2:  # noqa: PLR2004 - more than the two stretches
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
        words = column(1, gap=Space.S4)
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
            if feedback.text is not None:
                said.setAccessibleDescription(switches_of(feedback.text, language))
            words.addWidget(said)
        if feedback.better is not None:
            words.addWidget(_Better(theme, feedback.better))
        words.addStretch(1)
        return words


class _Better(QWidget):
    """The better reply, shown when asked for."""

    def __init__(self, theme: Theme, reply: Line) -> None:
        super().__init__()
        self._theme = theme
        self._reply = reply
        self._button = _Link(theme, _("Show a better reply"))
        self._button.clicked.connect(self._open)
        self._box = column(row(self._button, 1), gap=2)
        self.setLayout(self._box)

    def _open(self) -> None:
        self._button.hide()
        named = Text(self._theme, _("Better here:"), TextStyle.LABEL, color=Color.TEXT_2, wrap=False)
        reply = Text(self._theme, self._reply.text, TextStyle.CAPTION, language=self._reply.locale)
        reply.setAccessibleDescription(switched_words(self._reply))
        self._box.addWidget(named)
        self._box.addWidget(reply)


class _Link(QAbstractButton):
    """A few words that can be clicked, flush with the text above them."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def event(self, event: QEvent) -> bool:
        """Let Enter click it as Space does."""
        return activates(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        """Return the size of the words, 24 px high at least."""
        width = text_width(self._theme.font(TextStyle.LABEL), self.text())
        return QSize(round(width + 1), self._theme.target(Height.TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, underlined."""
        theme = self._theme
        painter = QPainter(self)
        font = theme.font(TextStyle.LABEL)
        font.setUnderline(True)
        ink = theme.color(Color.ACCENT)
        paint_text(painter, QRectF(self.rect()), self.text(), font=font, color=ink, elide=False)
        painter.end()


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
