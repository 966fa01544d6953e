"""Text on a screen: always plain, in the line heights of the type scale, with the right height for any width.

A ``QLabel`` guesses whether its text is HTML and sets lines as tightly as the font allows. ``Text`` is a
label for screen readers and tests, and paints itself: nothing from a file or a person can become markup,
and a paragraph has the air that the design gives it.
"""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, TextStyle
from trainer.ui.widgets.tips import set_tip

_UNBOUNDED = 1_000_000.0
_REMEMBERED = 8
"""How many layouts of one text are kept: a few widths are tried before one is settled upon."""
_HEADINGS = frozenset(
    (TextStyle.BRIEF_TITLE, TextStyle.TITLE, TextStyle.HERO, TextStyle.CARD_TITLE, TextStyle.HEADING)
)
_COMFORTABLE_WIDTH = 520
"""The width in px at 100 % that wrapped text asks for where a layout leaves it the choice."""


class Text(QLabel):
    """Plain text in one text style.

    ``strong`` is a part of the text that stands out (600, and ``strong_color`` where given); it is found in
    the text, so a translated sentence stays whole. ``wrap=False`` keeps one line and elides what does not
    fit, and ``lines`` limits a wrapped text the same way; the whole text is then the tooltip. ``language``
    (``es``, ``en``, BCP 47) is that of the text where it differs from the interface's.
    """

    def __init__(  # noqa: PLR0913 - a text's look has this many sides, all with defaults
        self,
        theme: Theme,
        text: str = "",
        style: TextStyle = TextStyle.BODY,
        *,
        color: Color = Color.TEXT,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wrap: bool = True,
        lines: int | None = None,
        strong: str = "",
        strong_color: Color | None = None,
        underline: bool = False,
        language: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = style
        self._color = color
        self._strong_color = strong_color
        self._underline = underline
        # Asked for once: at every paint, an operation on Qt's flags would cost as much as a line of text.
        self._at_right = bool(align & Qt.AlignmentFlag.AlignRight)
        self._in_middle = bool(align & Qt.AlignmentFlag.AlignHCenter)
        self._at_top = bool(align & Qt.AlignmentFlag.AlignTop)
        self._wrap = wrap
        self._lines = lines if wrap else 1
        self._strong = strong
        self._marked: tuple[tuple[int, int], ...] = ()
        self._laid: dict[tuple[str, float], QTextLayout] = {}
        self._longest: tuple[str, float] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(style))
        if language is not None:
            self.setLocale(QLocale(language))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._is_heading = style in _HEADINGS
        if self._is_heading:
            set_role(self, AccessibleRole.HEADING)
            self.setAccessibleName(text)
        self.setText(text)

    def show_text(self, text: str, *, strong: str = "", color: Color | None = None) -> None:
        """Replace the text, and its strong part and color."""
        if color is not None:
            self._color = color
        if (text, strong) != (self.text(), self._strong):
            self._strong = strong
            self._marked = ()
            self._forget()
            self.setText(text)
            if self._is_heading:
                self.setAccessibleName(text)
            self.updateGeometry()
        self.update()

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Let parts of the text stand out on a ground of their own, underlined; no letter moves.

        `spans` are pairs of a place in characters, from 0, and a length.
        """
        if tuple(spans) != self._marked:
            self._marked = tuple(spans)
            self._laid.clear()
            self.update()

    @property
    def color(self) -> Color:
        """Return the color role of the text."""
        return self._color

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in another font."""
        if event.type() is QEvent.Type.FontChange:
            self._forget()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that wrapped text grows downward."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        """Return the height in px that the text takes at this width."""
        return self._count_lines(width) * self._theme.line_height(self._style)

    def sizeHint(self) -> QSize:
        """Return the natural size: one line, or a comfortable paragraph."""
        natural = math.ceil(self._natural_width())
        if not self._wrap:
            return QSize(natural, self._theme.line_height(self._style))
        width = min(natural, self._theme.px(_COMFORTABLE_WIDTH))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest sensible size: the longest word, or an elided stump."""
        metrics = QFontMetricsF(self._strong_font() if self._strong else self.font())
        stump = metrics.averageCharWidth() * 4
        words = self._longest_word(metrics)
        width = math.ceil(words if self._wrap and self._lines is None else min(words, stump))
        return QSize(width, self._theme.line_height(self._style))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, each in its line height."""
        painter = QPainter(self)
        text = self._fitting_text()
        layout = self._lay_out(text, self.width())
        line_height = self._theme.line_height(self._style)
        top = self._top(layout.lineCount() * line_height)
        painter.setPen(self._theme.color(self._color))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            offset = (line_height - line.height()) / 2
            line.setPosition(
                QPointF(self._left(line.naturalTextWidth()), top + number * line_height + offset)
            )
        layout.draw(painter, QPointF(0, 0))
        painter.end()

    def _left(self, width: float) -> float:
        if self._at_right:
            return self.width() - width
        if self._in_middle:
            return (self.width() - width) / 2
        return 0.0

    def _top(self, height: int) -> float:
        return 0.0 if self._at_top else max(0.0, (self.height() - height) / 2)

    def _strong_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _natural_width(self) -> float:
        layout = self._lay_out(self.text(), _UNBOUNDED)
        return max((layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), default=0.0)

    def _count_lines(self, width: float) -> int:
        count = max(1, self._lay_out(self.text(), width).lineCount())
        return min(count, self._lines) if self._lines is not None else count

    def _fitting_text(self) -> str:
        """Return the text, its end elided where it does not fit; the tooltip then has it whole."""
        text = self.text()
        if self._lines is None:
            return text
        width = self.width()
        layout = self._lay_out(text, width if self._wrap else _UNBOUNDED)
        fits = layout.lineCount() <= self._lines and (self._wrap or self._natural_width() <= width + 0.5)
        set_tip(self, "" if fits else text)
        if fits:
            return text
        start = layout.lineAt(self._lines - 1).textStart()
        font = self._strong_font() if self._strong else self.font()
        rest = text[start:].replace("\n", " ")
        return text[:start] + QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)

    def _longest_word(self, metrics: QFontMetricsF) -> float:
        text = self.text()
        if self._longest is None or self._longest[0] != text:
            width = max((metrics.horizontalAdvance(word) for word in text.split()), default=0.0)
            self._longest = (text, width)
        return self._longest[1]

    def _forget(self) -> None:
        self._laid.clear()
        self._longest = None

    def _lay_out(self, text: str, width: float) -> QTextLayout:
        """Return the text in lines of this width. Layouts ask again and again; laying out is done once."""
        laid = self._laid.get((text, width))
        if laid is None:
            if len(self._laid) >= _REMEMBERED:
                self._laid.clear()
            laid = self._laid[text, width] = self._make_layout(text, width)
        return laid

    def _make_layout(self, text: str, width: float) -> QTextLayout:
        layout = QTextLayout(text.replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(text))
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
        layout.endLayout()
        return layout

    def _formats(self, text: str) -> list[QTextLayout.FormatRange]:
        formats = []
        if self._underline:
            whole = QTextCharFormat()
            whole.setFontUnderline(True)
            formats.append(_format_range(0, len(text), whole))
        start = text.find(self._strong) if self._strong else -1
        if start >= 0:
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.DemiBold)
            if self._strong_color is not None:
                bold.setForeground(self._theme.color(self._strong_color))
            formats.append(_format_range(start, len(self._strong), bold))
        if self._marked:
            marked = QTextCharFormat()
            marked.setBackground(self._theme.color(Color.ACCENT_SOFT))
            marked.setForeground(self._theme.color(Color.ACCENT_INK))
            marked.setFontUnderline(True)
            formats.extend(
                _format_range(_units(text[:place]), _units(text[place : place + length]), marked)
                for place, length in self._marked
            )
        return formats


def _units(text: str) -> int:
    """Return how long a text is as Qt counts: a character beyond the first 65,536 counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _format_range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = length
    made.format = look
    return made


def title(theme: Theme, text: str) -> Text:
    """Return the title of a page."""
    return Text(theme, text, TextStyle.TITLE)


def card_title(theme: Theme, text: str) -> Text:
    """Return the title of a card."""
    return Text(theme, text, TextStyle.CARD_TITLE)


def heading(theme: Theme, text: str) -> Text:
    """Return a heading within a card or a panel."""
    return Text(theme, text, TextStyle.HEADING)


def body(theme: Theme, text: str, color: Color = Color.TEXT) -> Text:
    """Return a paragraph."""
    return Text(theme, text, TextStyle.BODY, color=color)


def caption(theme: Theme, text: str, color: Color = Color.TEXT_2) -> Text:
    """Return small secondary text."""
    return Text(theme, text, TextStyle.CAPTION, color=color)


def label(theme: Theme, text: str, color: Color = Color.TEXT_2) -> Text:
    """Return the small bold text that names what stands beside or below it."""
    return Text(theme, text, TextStyle.LABEL, color=color)
