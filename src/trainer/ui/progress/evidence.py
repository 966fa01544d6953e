"""One cell of a certification: when something was passed and with which scores, or what is missing."""

from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from trainer.app.progress import Evidence
from trainer.scenario.model import Dimension
from trainer.ui.icons import Icon, paint_icon
from trainer.ui.progress.words import evidence_lines
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, TextStyle
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.marks import MarkState, paint_language_mark
from trainer.ui.widgets.paint import paint_box, paint_text, text_width
from trainer.ui.widgets.tips import set_tip

__all__ = ["EvidenceCell"]

_MARKS: Final = {MarkState.MET: 38, MarkState.BLOCKED: 38, MarkState.OPEN: 32, MarkState.PLAIN: 32}
_ICONS: Final = {
    Dimension.EMPATHY: Icon.EMPATHY,
    Dimension.RESOLUTION: Icon.RESOLUTION,
    Dimension.REGISTER: Icon.REGISTER,
}
_GAP: Final = 8
_ICON: Final = 14
_TALL: Final = 44
_INSET: Final = 4
_ROOMY: Final = 1.2


class EvidenceCell(QPushButton):
    """A button: it opens the debrief of what was passed, or the brief of what is missing."""

    def __init__(self, theme: Theme, evidence: Evidence, spoken: str, today: date) -> None:
        super().__init__()
        self._theme = theme
        self._evidence = evidence
        self._state = _state(evidence)
        self._line, self._note = evidence_lines(evidence, today)
        self._scores = _scores(evidence)
        # Large text leaves no room beside the day: the scores then have a line of their own.
        self._stacked = theme.scale > _ROOMY and bool(self._scores)
        name, _newline, rest = spoken.partition("\n")
        self.setAccessibleName(name)
        self.setAccessibleDescription(rest)
        set_tip(self, spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        """Let Enter work as Space does."""
        return activates(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        """Return the size at which both lines have their room."""
        note = text_width(self._theme.font(TextStyle.CAPTION), self._note)
        wide = max(self._head_width(), note) + self._start + 2 * _INSET
        return QSize(round(wide + 1), self._tall)

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest size: the note is then elided, and the tooltip has it whole."""
        return QSize(round(self._start + self._head_width() + 2 * _INSET), self._tall)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark, the state with its scores, and the note below."""
        theme = self._theme
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            ground = theme.color(Color.SUNKEN)
            paint_box(painter, QRectF(self.rect()), radius=Radius.CONTROL, fill=ground)
        first, second = theme.line_height(TextStyle.DENSE), theme.line_height(TextStyle.CAPTION)
        tall = first * self._head_lines + (second if self._note else 0)
        top = (self.height() - tall) / 2
        mark = QRectF(_INSET, top + (first - theme.px(20)) / 2, theme.px(_MARKS[self._state]), theme.px(20))
        paint_language_mark(painter, theme, mark, self._evidence.part.language, self._state)
        left = self._start + _INSET
        spot = QRectF(left, top, self.width() - left, first)
        self._paint_first(painter, spot)
        if self._note:
            below = QRectF(left, top + first * self._head_lines, self.width() - left - _INSET, second)
            font, ink = theme.font(TextStyle.CAPTION), theme.color(Color.TEXT_2)
            paint_text(painter, below, self._note, font=font, color=ink)
        painter.end()

    @property
    def _start(self) -> int:
        return self._theme.px(_MARKS[self._state]) + self._theme.px(_GAP)

    @property
    def _style(self) -> TextStyle:
        return TextStyle.DENSE_STRONG if self._state is MarkState.BLOCKED else TextStyle.DENSE

    @property
    def _head_lines(self) -> int:
        return 2 if self._stacked else 1

    @property
    def _tall(self) -> int:
        more = self._theme.line_height(TextStyle.DENSE) if self._stacked else 0
        return self._theme.px(_TALL) + more

    def _head_width(self) -> float:
        theme = self._theme
        figure = theme.font(TextStyle.FIGURE)
        scores = sum(
            theme.px(_GAP) + theme.px(_ICON) + 4 + text_width(figure, str(score))
            for _icon, score in self._scores
        )
        line = text_width(theme.font(self._style), self._line)
        return max(line, scores - theme.px(_GAP)) if self._stacked else line + scores

    def _paint_first(self, painter: QPainter, spot: QRectF) -> None:
        theme = self._theme
        quiet = self._state is MarkState.OPEN
        font = theme.font(self._style)
        ink = theme.color(Color.TEXT_2 if quiet else Color.TEXT)
        paint_text(painter, spot, self._line, font=font, color=ink, elide=False)
        left = spot.left() + text_width(font, self._line)
        if self._stacked:
            spot = spot.translated(0, spot.height())
            left = spot.left() - theme.px(_GAP)
        figure, side = theme.font(TextStyle.FIGURE), theme.px(_ICON)
        for icon, score in self._scores:
            left += theme.px(_GAP)
            box = QRectF(left, spot.center().y() - side / 2, side, side)
            paint_icon(painter, theme, icon, box, Color.TEXT_2)
            left += side + 4
            text = str(score)
            wide = text_width(figure, text)
            place = QRectF(left, spot.top(), wide + 1, spot.height())
            paint_text(painter, place, text, font=figure, color=theme.color(Color.TEXT_2), elide=False)
            left += wide


def _state(evidence: Evidence) -> MarkState:
    if evidence.part.attempt is not None:
        return MarkState.MET
    return MarkState.BLOCKED if evidence.part.opens_at is not None else MarkState.OPEN


def _scores(evidence: Evidence) -> list[tuple[Icon, int]]:
    if evidence.call is None:
        return []
    shown = ((_ICONS[each], evidence.call.result.shown(each)) for each in Dimension)
    return [(icon, score) for icon, score in shown if score is not None]
