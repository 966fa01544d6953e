"""Small signs: the language mark, chips, pips and scores. Each says in words what its shape shows."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.i18n import LANGUAGES, _, pgettext
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.icons import Icon, paint_icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, Scheme, TextStyle
from trainer.ui.widgets.paint import paint_box, paint_text, text_width
from trainer.ui.widgets.tips import set_tip, tell_cut

SPANISH: Final = "es"
PIPS: Final = 3


def language_name(language: str) -> str:
    """Return the name of a base language in the interface's language; the code in capitals where unknown."""
    names = {"en": pgettext("language", "English"), "es": pgettext("language", "Spanish")}
    return names.get(language, language.upper())


def language_label(language: str) -> str:
    """Return the name of a language as it stands alone: with a capital, in Spanish too."""
    name = language_name(language)
    return name[:1].upper() + name[1:]


def language_color(language: str) -> Color:
    """Return the color of a language: Spanish is clay, every other is petrol."""
    return Color.ES if language == SPANISH else Color.ACCENT


def paint_language_dot(
    painter: QPainter, theme: Theme, center: QPointF, language: str, radius: float = 5.0
) -> None:
    """Paint the point of a language in a chart: a diamond for Spanish, a circle for English."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(language_color(language)))
    if language == SPANISH:
        reach = radius * 1.2
        corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        painter.drawPolygon(QPolygonF([center + QPointF(x, y) for x, y in corners]))
    else:
        painter.drawEllipse(center, radius, radius)
    painter.restore()


class MarkState(Enum):
    """What a language mark says beside its letters."""

    PLAIN = auto()
    """The language, nothing more."""
    MET = auto()
    """The requirement in this language is met: filled, with a check."""
    OPEN = auto()
    """It is not met yet: outlined."""
    BLOCKED = auto()
    """It cannot be tried now: dotted, with a clock."""


class LanguageMark(QWidget):
    """EN in a square tag, ES in a pill; the letters always stand."""

    def __init__(
        self,
        theme: Theme,
        language: str,
        *,
        state: MarkState = MarkState.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._state = state
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(_spoken_state(language, state))
        set_role(self, AccessibleRole.TEXT)

    @property
    def language(self) -> str:
        """Return the base language that is marked."""
        return self._language

    def sizeHint(self) -> QSize:
        """Return the tag's size."""
        theme = self._theme
        font = theme.font(TextStyle.TAG)
        # Those of the interface are equally wide, so that what stands beside them lines up.
        width = max(text_width(font, each.upper()) for each in (*LANGUAGES, self._language))
        # With an icon the tag is fuller, so that two stand under one ring.
        width += theme.px(20 if self._state in {MarkState.MET, MarkState.BLOCKED} else 13)
        return QSize(round(width), theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tag."""
        painter = QPainter(self)
        paint_language_mark(painter, self._theme, QRectF(self.rect()), self._language, self._state)
        painter.end()


def _spoken_state(language: str, state: MarkState) -> str:
    name = language_name(language)
    match state:
        case MarkState.MET:
            return _("{language}: met").format(language=name)
        case MarkState.OPEN:
            return _("{language}: open").format(language=name)
        case MarkState.BLOCKED:
            return _("{language}: opens later").format(language=name)
        case MarkState.PLAIN:
            return name


def paint_language_mark(
    painter: QPainter, theme: Theme, rect: QRectF, language: str, state: MarkState = MarkState.PLAIN
) -> None:
    """Paint a language mark over ``rect``."""
    spanish = language == SPANISH
    ink = Color.ES_INK if spanish else Color.ACCENT_INK
    fill: Color | None = Color.ES_SOFT if spanish else Color.ACCENT_SOFT
    border: Color | None = language_color(language)
    line = Qt.PenStyle.SolidLine
    icon = None
    if state is MarkState.MET:
        fill, border, ink, icon = language_color(language), None, Color.ON_ACCENT, Icon.CHECK
    elif state is MarkState.OPEN:
        fill, border, ink = None, Color.LINE_STRONG, Color.TEXT_2
    elif state is MarkState.BLOCKED:
        fill, border, ink, icon, line = (
            None,
            Color.LINE_STRONG,
            Color.TEXT_2,
            Icon.CLOCK,
            Qt.PenStyle.DashLine,
        )
    paint_box(
        painter,
        rect,
        radius=Radius.FULL if spanish else 3,
        fill=theme.color(fill) if fill is not None else None,
        border=theme.color(border) if border is not None else None,
        width=theme.border,
        style=line,
    )
    font = theme.font(TextStyle.TAG)
    letters = language.upper()
    wide = text_width(font, letters)
    side = theme.px(11) if icon is not None else 0
    start = rect.left() + (rect.width() - wide - (side + 2 if icon is not None else 0)) / 2
    paint_text(
        painter,
        QRectF(start, rect.top(), wide + 1, rect.height()),
        letters,
        font=font,
        color=theme.color(ink),
    )
    if icon is not None:
        spot = QRectF(start + wide + 2, rect.center().y() - side / 2, side, side)
        paint_icon(painter, theme, icon, spot, ink)


class Tone(Enum):
    """What a chip or a strip means: its text color and its soft ground."""

    NEUTRAL = (Color.TEXT_2, Color.SUNKEN)
    ACCENT = (Color.ACCENT_INK, Color.ACCENT_SOFT)
    POSITIVE = (Color.POSITIVE, Color.POSITIVE_SOFT)
    CAUTION = (Color.CAUTION, Color.CAUTION_SOFT)
    CRITICAL = (Color.CRITICAL, Color.CRITICAL_SOFT)


class Chip(QWidget):
    """A short fact on a soft ground, with an icon where the tone must not speak by color alone."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        tone: Tone = Tone.NEUTRAL,
        icon: Icon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._tone = tone
        self._icon = icon
        self.setAccessibleName(text)
        set_role(self, AccessibleRole.TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """Return what the chip says."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size of icon and text with their padding."""
        theme = self._theme
        width = text_width(theme.font(TextStyle.LABEL), self._text) + 2 * theme.px(9)
        width += theme.px(14) + 7 if self._icon is not None else 0
        return QSize(round(width + 0.5), theme.px(Height.CHIP))

    def minimumSizeHint(self) -> QSize:
        """Return the size at which the text is elided hard but still there."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(64)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the icon and the text."""
        theme = self._theme
        ink, ground = self._tone.value
        if self._tone is Tone.NEUTRAL and theme.scheme is Scheme.DARK:
            ground = Color.RAISED
        painter = QPainter(self)
        rect = QRectF(self.rect())
        # In high contrast the ground is black, and a border says what it said.
        border = theme.color(ink) if theme.high_contrast else None
        paint_box(
            painter, rect, radius=Radius.CHIP, fill=theme.color(ground), border=border, width=theme.border
        )
        left = float(theme.px(9))
        if self._icon is not None:
            side = theme.px(14)
            spot = QRectF(left, (rect.height() - side) / 2, side, side)
            paint_icon(painter, theme, self._icon, spot, ink)
            left += side + 7
        spot = QRectF(left, 0, rect.width() - left - theme.px(9), rect.height())
        font = theme.font(TextStyle.LABEL)
        whole = paint_text(painter, spot, self._text, font=font, color=theme.color(ink))
        tell_cut(self, self._text, whole=whole)
        painter.end()


class ScorePips(QWidget):
    """Zero to three points as squares: "2 of 3"."""

    def __init__(self, theme: Theme, points: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points = points
        side, gap = theme.px(10), theme.px(4)
        self.setFixedSize(PIPS * side + (PIPS - 1) * gap, side)
        spoken = _("{dimension}: {points} of {most}").format(dimension=name, points=points, most=PIPS)
        self.setAccessibleName(spoken)
        set_role(self, AccessibleRole.TEXT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the squares; those not earned are outlined."""
        theme = self._theme
        painter = QPainter(self)
        side, gap = theme.px(10), theme.px(4)
        for number in range(PIPS):
            earned = number < self._points
            paint_box(
                painter,
                QRectF(number * (side + gap), 0, side, side),
                radius=3,
                fill=theme.color(Color.ACCENT) if earned else None,
                border=None if earned else theme.color(Color.LINE_STRONG),
                width=1.5,
            )
        painter.end()


@dataclass(frozen=True, slots=True)
class Score:
    """A score of 0 to 100 in one dimension, None where it is not rated, and whether it is under its mark."""

    value: int | None
    under: bool = False


class ScoreMark(QWidget):
    """The dimension's icon and its score. Under its mark it is bold, critical and underlined."""

    def __init__(
        self, theme: Theme, icon: Icon, name: str, score: Score, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._score = score
        self._text = "–" if score.value is None else str(score.value)
        style = TextStyle.FIGURE_STRONG if score.under else TextStyle.FIGURE
        self._font = theme.font(style)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(_spoken_score(name, score))
        set_role(self, AccessibleRole.TEXT)
        set_tip(self, self.accessibleName())

    def sizeHint(self) -> QSize:
        """Return the size of icon and number."""
        wide = self._theme.px(15) + 5 + text_width(self._font, self._text)
        return QSize(round(wide + 1), self._theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon, the number, and the line under both where the score is under its mark."""
        theme = self._theme
        ink = Color.CRITICAL if self._score.under else Color.TEXT_2
        painter = QPainter(self)
        side = theme.px(15)
        height = theme.px(20)
        paint_icon(painter, theme, self._icon, QRectF(0, (height - side) / 2, side, side), ink)
        spot = QRectF(side + 5, 0, self.width() - side - 5, height)
        tint = theme.color(ink if self._score.under else Color.TEXT)
        paint_text(painter, spot, self._text, font=self._font, color=tint, elide=False)
        if self._score.under:
            painter.setPen(QPen(theme.color(Color.CRITICAL), 2))
            base = self.height() - 1
            painter.drawLine(0, base, self.width(), base)
        painter.end()


def _spoken_score(name: str, score: Score) -> str:
    if score.value is None:
        return _("{dimension}: not rated").format(dimension=name)
    if score.under:
        return _("{dimension}: {score}, under the mark").format(dimension=name, score=score.value)
    return _("{dimension}: {score}").format(dimension=name, score=score.value)
