"""The card of skills: English beside Spanish, never told apart by color alone, and how each has grown.

Growth is told as a mood is: the old place hollow, the new one filled, a line between.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from trainer.app.recommendation import WEAK_UNDER
from trainer.app.skills import SkillRow, SkillScore, skill_name
from trainer.i18n import LANGUAGES, _, ngettext
from trainer.ui.icons import Icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import margins, row
from trainer.ui.widgets.marks import (
    SPANISH,
    LanguageMark,
    language_color,
    language_name,
    paint_language_dot,
)
from trainer.ui.widgets.paint import paint_text
from trainer.ui.widgets.states import EmptyState
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, card_title
from trainer.ui.widgets.tips import set_tip

_SHOWN: Final = 6
"""How many skills fit; one less where the key of the hollow signs stands below them."""
_BAR_SHARE: Final = 0.26
_NUMBER: Final = 38
_HIGHEST: Final = 46
_MOST: Final = 100
_HOLLOW: Final = 4.0
_RIM: Final = 1.5
"""The signs of where a score was: their radius and the width of their rim, in px at 100 %."""
_TOLD_APART: Final = 8
"""Points between two signs that do not lie on one another."""


class SkillsCard(Card):
    """The skills that need the trainee most, weakest first where there are more than fit."""

    def __init__(self, skills: Sequence[SkillRow], languages: Sequence[str], theme: Theme) -> None:
        super().__init__(theme, gap=0, padding=margins(Space.S24, Space.S20))
        shown = [language for language in LANGUAGES if language in languages]
        head = row(card_title(theme, _("Skills")), 1, gap=Space.S8)
        for language in shown:
            head.addWidget(_Dot(theme, language))
            head.addWidget(LanguageMark(theme, language))
            head.addSpacing(Space.S4)
        self.column.addLayout(head)
        if not skills:
            sentence = _("After your first call you see here what goes well and what to practice.")
            self.column.addWidget(EmptyState(theme, Icon.CHART, _("Nothing measured yet"), sentence), 1)
            return
        grown = any(has_moved(each) for skill in skills for each in skill.by_language.values())
        chosen = weakest(skills, _SHOWN - grown)
        text = ""
        if len(chosen) < len(skills):
            text = _("The weakest {count} of {all}").format(count=len(chosen), all=len(skills))
        self.column.addWidget(_Axis(theme, text))
        for skill in chosen:
            self.column.addWidget(_SkillLine(theme, skill, shown), 4)
        if grown:
            self.column.addSpacing(Space.S8)
            self.column.addLayout(_growth_key(theme, shown))
        self.column.addStretch(1)


def weakest(skills: Sequence[SkillRow], count: int) -> list[SkillRow]:
    """Return at most ``count`` skills, those with the lowest scores, in the order they were listed."""
    lowest = sorted(skills, key=lambda each: min((s.score for s in each.by_language.values()), default=_MOST))
    return [each for each in skills if each in lowest[:count]]


def has_moved(score: SkillScore) -> bool:
    """Tell whether a score is now so far from where it was that both places can be told apart."""
    return score.growth is not None and abs(score.growth) >= _TOLD_APART


def growth_sentence(score: SkillScore) -> str:
    """Return how a score compares with what it was, in words; nothing where it cannot be compared."""
    if score.growth is None:
        return ""
    if score.growth > 0:
        sentence = ngettext(
            "{count} point more than two weeks ago", "{count} points more than two weeks ago", score.growth
        )
    elif score.growth < 0:
        sentence = ngettext(
            "{count} point less than two weeks ago", "{count} points less than two weeks ago", -score.growth
        )
    else:
        return _("the same as two weeks ago")
    return sentence.format(count=abs(score.growth))


def _growth_key(theme: Theme, languages: Sequence[str]) -> QBoxLayout:
    """Return the key of the hollow signs."""
    key = row(gap=Space.S4)
    for language in languages:
        key.addWidget(_Dot(theme, language, hollow=True))
    key.addWidget(Text(theme, _("two weeks ago"), TextStyle.AXIS, color=Color.TEXT_2), 1)
    return key


class _Dot(QWidget):
    """The sign of a language in the bars below."""

    def __init__(self, theme: Theme, language: str, *, hollow: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self._hollow = hollow
        self.setFixedSize(theme.px(14), theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        center = QRectF(self.rect()).center()
        radius = self._theme.px(_HOLLOW if self._hollow else 5)
        _paint_sign(painter, self._theme, center, self._language, radius, hollow=self._hollow)
        painter.end()


def _paint_sign(  # noqa: PLR0913 - what is painted, and where
    painter: QPainter, theme: Theme, center: QPointF, language: str, radius: float, *, hollow: bool
) -> None:
    """Paint the sign of a language; a hollow one is where a score was."""
    paint_language_dot(painter, theme, center, language, radius)
    if hollow:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Color.SURFACE))
        inner = radius - _RIM
        if language == SPANISH:
            reach = inner * 1.2
            corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
            painter.drawPolygon(QPolygonF([center + QPointF(x, y) for x, y in corners]))
        else:
            painter.drawEllipse(center, inner, inner)
        painter.restore()


class _Measured(QWidget):
    """What the axis and the lines share: where the bars begin and end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _bars(self, columns: int) -> tuple[float, float]:
        """Return left and right of the bars in px; the numbers stand at their right."""
        right = self.width() - columns * self._theme.px(_NUMBER) - Space.S8
        return right - self.width() * _BAR_SHARE, right

    def _x(self, score: float, columns: int) -> float:
        left, right = self._bars(columns)
        return left + (right - left) * score / _MOST

    def _paint_mark(self, painter: QPainter, columns: int, top: float) -> None:
        pen = QPen(self._theme.color(Color.TEXT_2), 1.5, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        x = self._x(WEAK_UNDER, columns)
        painter.drawLine(QPointF(x, top), QPointF(x, self.height()))


class _Axis(_Measured):
    """Names the mark over the dotted line that runs through the rows; at the left, how many are shown."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme)
        self._text = text

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.line_height(TextStyle.AXIS) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        x = self._x(WEAK_UNDER, 2)
        spot = QRectF(x - 60, 0, 120, theme.line_height(TextStyle.AXIS))
        text = _("pass {mark}").format(mark=WEAK_UNDER)
        font, ink = theme.font(TextStyle.AXIS), theme.color(Color.TEXT_2)
        align = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, spot, text, font=font, color=ink, align=align, elide=False)
        left = QRectF(0, 0, spot.center().x() - theme.px(30), spot.height())
        paint_text(painter, left, self._text, font=font, color=ink)
        painter.end()


class _SkillLine(_Measured):
    """A skill's name, a bar for each language, the numbers."""

    def __init__(self, theme: Theme, skill: SkillRow, languages: Sequence[str]) -> None:
        super().__init__(theme)
        self._skill = skill
        self._languages = languages
        self._name = skill_name(skill.skill)
        self.setMaximumHeight(theme.px(_HIGHEST))
        scores = [self._spoken(language) for language in languages]
        self.setAccessibleName("\n".join([self._name, *scores]))
        set_tip(self, self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(35))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.px(34))

    def _spoken(self, language: str) -> str:
        score = self._skill.by_language.get(language)
        name = language_name(language)
        if score is None:
            return _("{language}: not measured yet").format(language=name)
        sentence = ngettext(
            "{language}: {score}, from {count} decision",
            "{language}: {score}, from {count} decisions",
            score.decisions,
        ).format(language=name, score=score.shown, count=score.decisions)
        growth = growth_sentence(score)
        return _("{sentence}; {growth}").format(sentence=sentence, growth=growth) if growth else sentence

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self._bars(2)
        middle = self.height() / 2
        name = QRectF(0, 0, left - Space.S8, self.height())
        font, ink = theme.font(TextStyle.DENSE), theme.color(Color.TEXT)
        paint_text(painter, name, self._name, font=font, color=ink)
        self._paint_mark(painter, 2, 0)
        spread = theme.px(6)
        for place, language in enumerate(LANGUAGES):
            score = self._skill.by_language.get(language)
            if language not in self._languages:
                continue
            y = middle + (spread if place else -spread)
            if score is not None:
                self._paint_bar(painter, language, score, y)
            number = QRectF(right + Space.S8 + place * theme.px(_NUMBER), 0, theme.px(_NUMBER), self.height())
            text = "–" if score is None else str(score.shown)
            strong = theme.font(TextStyle.FIGURE_STRONG)
            align = Qt.AlignmentFlag.AlignRight
            paint_text(painter, number, text, font=strong, color=ink, align=align, elide=False)
        painter.setPen(theme.color(Color.LINE))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))
        painter.end()

    def _paint_bar(self, painter: QPainter, language: str, score: SkillScore, y: float) -> None:
        theme = self._theme
        left, _right = self._bars(2)
        end = self._x(score.shown, 2)
        before = self._x(int(score.before), 2) if score.before is not None and has_moved(score) else end
        pen = QPen(theme.color(language_color(language)), 3)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if language == SPANISH:
            pen.setDashPattern([1.7, 0.9])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(max(left, end - 6), y))
        if before > end:
            # What was lost is a thin line: the bar is what there is now.
            painter.setPen(QPen(theme.color(language_color(language)), 1))
            painter.drawLine(QPointF(end, y), QPointF(before, y))
        if before != end:
            radius = theme.px(_HOLLOW)
            _paint_sign(painter, theme, QPointF(before, y), language, radius, hollow=True)
        _paint_sign(painter, theme, QPointF(end, y), language, theme.px(4.5), hollow=False)
