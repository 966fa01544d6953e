"""The customer's mood through the call: yours as a solid line with points, the perfect call's dashed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.i18n import _, pgettext
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, TextStyle
from trainer.ui.widgets.mood import HIGHEST, LOWEST, mood_name, signed
from trainer.ui.widgets.paint import paint_text, text_width

_LEFT: Final = 26
_TOP: Final = 10
_BOTTOM: Final = 26
_POINT: Final = 5.0
_CHOSEN_POINT: Final = 7.0


class MoodCurve(QWidget):
    """A chart of moods, −3 to 3: at the start and after each decision.

    `perfect` may be empty, where it is not to be shown. The whole curve is also said in words.
    """

    def __init__(
        self, theme: Theme, yours: Sequence[int], perfect: Sequence[int], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._yours = tuple(yours)
        self._perfect = tuple(perfect)
        self._chosen: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Mood through the call"))
        set_role(self, AccessibleRole.PICTURE)
        self.setAccessibleDescription(self._spoken())

    def choose(self, decision: int | None) -> None:
        """Mark a decision, from 1."""
        self._chosen = decision
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which every decision has its place."""
        return QSize(self._theme.px(344), self._theme.px(190))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest chart that can still be read."""
        return QSize(self._theme.px(220), self._theme.px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the scale, the mark of the chosen decision and both lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_chosen(painter)
        self._paint_scale(painter)
        if self._perfect:
            self._paint_perfect(painter)
        self._paint_yours(painter)
        painter.end()

    @property
    def _area(self) -> QRectF:
        theme = self._theme
        font = theme.font(TextStyle.LABEL)
        words = [pgettext("curve", "you"), pgettext("curve", "perfect")]
        right = max(text_width(font, word) for word in words) + theme.px(10)
        left, top, bottom = max(_LEFT, theme.px(_LEFT)), theme.px(_TOP), theme.px(_BOTTOM)
        inner = theme.px(12)
        return QRectF(self.rect()).adjusted(left + inner, top, -right, -bottom)

    def _spot(self, place: int, mood: int) -> QPointF:
        area = self._area
        steps = max(1, max(len(self._yours), len(self._perfect)) - 1)
        share = (HIGHEST - mood) / (HIGHEST - LOWEST)
        return QPointF(area.left() + area.width() * place / steps, area.top() + area.height() * share)

    def _paint_chosen(self, painter: QPainter) -> None:
        if self._chosen is None or self._chosen >= len(self._yours):
            return
        area, half = self._area, self._theme.px(12)
        center = self._spot(self._chosen, 0).x()
        column = QRectF(center - half, area.top() - 6, 2 * half, area.height() + 12)
        painter.setPen(
            QPen(self._theme.color(Color.ACCENT), 2) if self._theme.high_contrast else Qt.PenStyle.NoPen
        )
        painter.setBrush(self._theme.color(Color.ACCENT_SOFT))
        painter.drawRoundedRect(column, 6, 6)

    def _paint_scale(self, painter: QPainter) -> None:
        theme, area = self._theme, self._area
        font, ink = theme.font(TextStyle.AXIS), theme.color(Color.TEXT_2)
        inner = theme.px(12)
        for mood in (HIGHEST, 0, LOWEST):
            y = self._spot(0, mood).y()
            painter.setPen(QPen(theme.color(Color.LINE), 1))
            painter.drawLine(QPointF(area.left() - inner, y), QPointF(area.right() + 4, y))
            label = QRectF(0, y - 10, area.left() - inner - 8, 20)
            align = Qt.AlignmentFlag.AlignRight
            text = signed(mood, plus=True)
            paint_text(painter, label, text, font=font, color=ink, align=align, elide=False)
        for place in self._labeled():
            text = str(place) if place else pgettext("curve", "start")
            chosen = bool(place) and place == self._chosen
            x = self._spot(place, 0).x()
            label = QRectF(x - 30, area.bottom() + 6, 60, theme.px(18))
            paint_text(
                painter,
                label,
                text,
                font=theme.font(TextStyle.KEY if chosen else TextStyle.AXIS),
                color=theme.color(Color.TEXT if chosen else Color.TEXT_2),
                align=Qt.AlignmentFlag.AlignHCenter,
                elide=False,
            )

    def _labeled(self) -> list[int]:
        """Return the places whose numbers stand below: the chosen one, the start, and what has room."""
        font = self._theme.font(TextStyle.AXIS)
        first = text_width(font, pgettext("curve", "start")) / 2
        room = text_width(font, "00") / 2 + self._theme.px(4)
        taken: list[tuple[float, float]] = []
        labeled = []
        last = len(self._yours)
        for place in dict.fromkeys([self._chosen or 0, 0, *range(1, last)]):
            x, half = self._spot(place, 0).x(), first if place == 0 else room
            if place < last and all(abs(x - other) >= half + width for other, width in taken):
                taken.append((x, half))
                labeled.append(place)
        return labeled

    def _paint_perfect(self, painter: QPainter) -> None:
        theme = self._theme
        pen = QPen(theme.color(Color.TEXT_2), 1.6 * theme.scale, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.5, 2.5])
        painter.setPen(pen)
        spots = [self._spot(place, mood) for place, mood in enumerate(self._perfect)]
        painter.drawPolyline(QPolygonF(spots))
        _yours, perfect = self._name_heights()
        end = QPointF(spots[-1].x(), perfect)
        self._paint_name(painter, end, pgettext("curve", "perfect"), Color.TEXT_2)

    def _paint_yours(self, painter: QPainter) -> None:
        theme = self._theme
        spots = [self._spot(place, mood) for place, mood in enumerate(self._yours)]
        painter.setPen(QPen(theme.color(Color.ACCENT), 2.5 * theme.scale))
        painter.drawPolyline(QPolygonF(spots))
        painter.setBrush(theme.color(Color.ACCENT))
        painter.setPen(QPen(theme.color(Color.SURFACE), 1.5))
        for place, spot in enumerate(spots):
            chosen = place and place == self._chosen
            radius = theme.scale * (_CHOSEN_POINT if chosen else _POINT)
            painter.drawEllipse(spot, radius, radius)
        yours, _perfect = self._name_heights()
        self._paint_name(painter, QPointF(spots[-1].x(), yours), pgettext("curve", "you"), Color.ACCENT)

    def _name_heights(self) -> tuple[float, float]:
        """Return where the names of your line and the perfect one stand: at their ends, yet apart."""
        line = self._theme.px(18)
        yours = self._spot(0, self._yours[-1]).y()
        if not self._perfect:
            return yours, yours
        perfect = self._spot(0, self._perfect[-1]).y()
        if abs(yours - perfect) < line and len(self._yours) == len(self._perfect):
            middle = max((yours + perfect) / 2, float(line))
            above, below = middle - line / 2, middle + line / 2
            yours, perfect = (above, below) if yours < perfect else (below, above)
        return yours, perfect

    def _paint_name(self, painter: QPainter, end: QPointF, name: str, ink: Color) -> None:
        """Paint a line's name right of its end."""
        theme = self._theme
        style = TextStyle.LABEL if ink is Color.ACCENT else TextStyle.CAPTION
        left = end.x() + theme.px(8)
        font, color = theme.font(style), theme.color(ink)
        label = QRectF(left, end.y() - theme.px(10), text_width(font, name) + 4, theme.px(20))
        # A line of the scale must not run through it.
        painter.fillRect(label, theme.color(Color.SURFACE))
        paint_text(painter, label, name, font=font, color=color, elide=False)

    def _spoken(self) -> str:
        moments = [
            _("start: {mood}").format(mood=mood_name(mood))
            if place == 0
            else _("decision {number}: {mood}").format(number=place, mood=mood_name(mood))
            for place, mood in enumerate(self._yours)
        ]
        if self._perfect:
            moments.append(_("the perfect call ends at {mood}").format(mood=mood_name(self._perfect[-1])))
        return "; ".join(moments)
