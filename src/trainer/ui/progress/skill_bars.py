"""The skills as bars: English solid with a circle at its end, Spanish dashed with a diamond, and figures."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from trainer.app.recommendation import WEAK_UNDER
from trainer.app.skills import SkillRow, skill_name
from trainer.i18n import _
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.progress.words import skill_sentence, skills_summary
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.marks import SPANISH, language_color, paint_language_dot, paint_language_mark
from trainer.ui.widgets.paint import paint_text, text_width

_MOST: Final = 100
_ROW: Final = 33
_HIGHEST: Final = 44
_AXIS: Final = 26
_BAR_SHARE: Final = 0.3
_NUMBER: Final = 38
_NARROWEST_BARS: Final = 64


class SkillBars(QWidget):
    """A line for each skill. Screen readers hear the strongest and the weakest; the table has them all."""

    def __init__(
        self,
        theme: Theme,
        skills: Sequence[SkillRow],
        languages: Sequence[str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._skills = tuple(skills)
        self._languages = tuple(languages)
        self._names = [skill_name(each.skill) for each in self._skills]
        font = theme.font(TextStyle.DENSE)
        self._longest = max((text_width(font, name) for name in self._names), default=0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(self._height(_HIGHEST))
        set_role(self, AccessibleRole.PICTURE)
        self.setAccessibleName(_("Chart of skills"))
        self.setAccessibleDescription(skills_summary(self._skills, self._languages))

    def sizeHint(self) -> QSize:
        """Return a size at which every name has its room."""
        return QSize(round(self._longest + self._figures + self._theme.px(120)), self._height(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size: names are then elided."""
        return QSize(self._theme.px(240), self._height(_ROW))

    def event(self, event: QEvent) -> bool:
        """Tell of the skill under the mouse how it did, in words: its name may be elided."""
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        number = int((event.pos().y() - self._theme.px(_AXIS)) // self._row_height)
        if 0 <= number < len(self._skills):
            sentence = skill_sentence(self._skills[number], self._languages)
            QToolTip.showText(event.globalPos(), sentence, self)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark, and every skill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_key(painter)
        self._paint_mark(painter)
        top = self._theme.px(_AXIS)
        tall = self._row_height
        for number, (skill, name) in enumerate(zip(self._skills, self._names, strict=True)):
            self._paint_skill(painter, QRectF(0, top + number * tall, self.width(), tall), skill, name)
        painter.end()

    def _height(self, row: int) -> int:
        return self._theme.px(_AXIS) + self._theme.px(row) * max(1, len(self._skills))

    @property
    def _row_height(self) -> float:
        return (self.height() - self._theme.px(_AXIS)) / max(1, len(self._skills))

    @property
    def _figures(self) -> int:
        return self._theme.px(_NUMBER) * len(self._languages) + Space.S8

    @property
    def _bars(self) -> tuple[float, float]:
        """Return where the bars begin and where 100 is."""
        right = self.width() - self._figures - self._theme.px(6)
        least = self._theme.px(_NARROWEST_BARS)
        left = min(max(self._longest + Space.S12, self.width() * _BAR_SHARE), right - least)
        return left, right

    def _x(self, score: float) -> float:
        left, right = self._bars
        return left + (right - left) * score / _MOST

    def _paint_key(self, painter: QPainter) -> None:
        """Paint which sign is which language's."""
        theme = self._theme
        left, tall, wide = float(theme.px(6)), theme.px(20), theme.px(30)
        for language in self._languages:
            paint_language_dot(painter, theme, QPointF(left, tall / 2), language, theme.px(4.5))
            box = QRectF(left + theme.px(10), 0, wide, tall)
            paint_language_mark(painter, theme, box, language)
            left = box.right() + theme.px(18)

    def _paint_mark(self, painter: QPainter) -> None:
        theme = self._theme
        x = self._x(WEAK_UNDER)
        top = theme.px(_AXIS)
        painter.setPen(QPen(theme.color(Color.TEXT_2), 1.2, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, top - 2), QPointF(x, self.height()))
        font, ink = theme.font(TextStyle.AXIS), theme.color(Color.TEXT_2)
        spot = QRectF(x - theme.px(30), 2, theme.px(60), theme.px(16))
        align = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, spot, str(WEAK_UNDER), font=font, color=ink, align=align, elide=False)

    def _paint_skill(self, painter: QPainter, rect: QRectF, skill: SkillRow, name: str) -> None:
        theme = self._theme
        left, right = self._bars
        ink = theme.color(Color.TEXT)
        spot = QRectF(0, rect.top(), left - Space.S8, rect.height())
        paint_text(painter, spot, name, font=theme.font(TextStyle.DENSE), color=ink)
        middle, spread = rect.center().y(), theme.px(6) if len(self._languages) > 1 else 0
        for place, language in enumerate(self._languages):
            score = skill.by_language.get(language)
            if score is not None:
                self._paint_bar(painter, language, score.shown, middle + (spread if place else -spread))
            number = QRectF(right + Space.S8, rect.top(), theme.px(_NUMBER), rect.height())
            number.translate(place * theme.px(_NUMBER), 0)
            text = "–" if score is None else str(score.shown)
            font, align = theme.font(TextStyle.FIGURE_STRONG), Qt.AlignmentFlag.AlignRight
            paint_text(painter, number, text, font=font, color=ink, align=align, elide=False)
        painter.setPen(theme.color(Color.LINE))
        if rect.bottom() < self.height() - 1:
            painter.drawLine(QPointF(0, rect.bottom() - 0.5), QPointF(rect.width(), rect.bottom() - 0.5))

    def _paint_bar(self, painter: QPainter, language: str, score: int, y: float) -> None:
        theme = self._theme
        left, end = self._x(0), self._x(score)
        pen = QPen(theme.color(language_color(language)), 3 * theme.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if language == SPANISH:
            pen.setDashPattern([1.7, 0.9])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(max(left, end - theme.px(6)), y))
        paint_language_dot(painter, theme, QPointF(end, y), language, theme.px(4.5))
