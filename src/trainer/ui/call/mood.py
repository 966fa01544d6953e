"""The customer's mood: seven ticks, where it was, where it is now, and the words for both."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.i18n import _, pgettext
from trainer.scenario.model import HIGHEST_MOOD, LOWEST_MOOD
from trainer.ui.call.words import mood_and_number, mood_change, mood_name, signed
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Duration, Space, TextStyle
from trainer.ui.widgets.boxes import RIGHT, TOP, column, row
from trainer.ui.widgets.paint import paint_text
from trainer.ui.widgets.text import Text, label

_STEPS: Final = HIGHEST_MOOD - LOWEST_MOOD
_MARKER: Final = 7
_OLD_MARKER: Final = 5


class MoodScale(QWidget):
    """Seven ticks from −3 to +3; the old place hollow, the new one filled, a line between them."""

    def __init__(self, theme: Theme, mood: int, *, before: int | None = None, tall: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._mood = mood
        self._before = before
        self._place = float(mood)
        self._tall = tall
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.setDuration(0 if theme.reduced_motion else Duration.MOOD)
        self._motion.valueChanged.connect(self._move)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def show_mood(self, mood: int, before: int | None) -> None:
        """Show another mood; the marker travels there unless motion is reduced."""
        if (mood, before) == (self._mood, self._before):
            return
        self._motion.stop()
        start = self._place
        self._mood, self._before = mood, before
        self._describe()
        if self._theme.reduced_motion or not self.isVisible():
            self._move(float(mood))
            return
        self._motion.setStartValue(start)
        self._motion.setEndValue(float(mood))
        self._motion.start()

    def sizeHint(self) -> QSize:
        """Return the size of ticks and numbers."""
        return QSize(self._theme.px(240), self._theme.px(38 if self._tall else 36))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest scale that can still be read."""
        return QSize(self._theme.px(140), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, the ticks with their numbers, and the places."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis = theme.px(9) + 0.5
        painter.setPen(QPen(theme.color(Color.LINE_STRONG), 2))
        painter.drawLine(QPointF(self._x(LOWEST_MOOD), axis), QPointF(self._x(HIGHEST_MOOD), axis))
        for mood in range(LOWEST_MOOD, HIGHEST_MOOD + 1):
            reach = theme.px(8 if mood == 0 else 5 if abs(mood) == HIGHEST_MOOD else 4)
            painter.drawLine(QPointF(self._x(mood), axis - reach), QPointF(self._x(mood), axis + reach))
        for mood in (LOWEST_MOOD, 0, HIGHEST_MOOD):
            wide = theme.px(32)
            spot = QRectF(self._x(mood) - wide / 2, axis + theme.px(10), wide, theme.px(16))
            paint_text(
                painter,
                spot,
                signed(mood),
                font=theme.font(TextStyle.AXIS),
                color=theme.color(Color.TEXT_2),
                align=Qt.AlignmentFlag.AlignHCenter,
                elide=False,
            )
        self._paint_places(painter, axis)
        painter.end()

    def _paint_places(self, painter: QPainter, axis: float) -> None:
        theme = self._theme
        here = QPointF(self._x(self._place), axis)
        if self._before is not None and self._before != self._mood:
            there = QPointF(self._x(self._before), axis)
            painter.setPen(QPen(theme.color(Color.ACCENT), theme.px(3)))
            painter.drawLine(there, here)
            painter.setPen(QPen(theme.color(Color.LINE_STRONG), 2))
            painter.setBrush(theme.color(Color.SURFACE))
            radius = theme.px(_OLD_MARKER)
            painter.drawEllipse(there, radius, radius)
        radius = theme.px(_MARKER)
        painter.setPen(QPen(theme.color(Color.SURFACE), 2))
        painter.setBrush(theme.color(Color.ACCENT))
        painter.drawEllipse(here, radius + 1, radius + 1)

    def _x(self, mood: float) -> float:
        edge = self._theme.px(10)
        return edge + (mood - LOWEST_MOOD) / _STEPS * (self.width() - 2 * edge)

    def _move(self, place: float) -> None:
        self._place = place
        self.update()

    def _describe(self) -> None:
        spoken = _("Mood: {mood}, {number} on a scale from −3 to 3")
        self.setAccessibleName(spoken.format(mood=mood_name(self._mood), number=signed(self._mood)))


class MoodBlock(QWidget):
    """The scale under its label, with the mood in words, and how the last reply moved it."""

    def __init__(self, theme: Theme, mood: int, *, before: int | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._word = Text(
            theme, mood_and_number(mood), TextStyle.BODY_STRONG, wrap=False, align=RIGHT
        )
        self._scale = MoodScale(theme, mood, before=before)
        self._arrow = _Arrow(theme)
        self._change = Text(theme, "", TextStyle.CAPTION, color=Color.TEXT_2)
        self._change.setObjectName("mood-change")
        title = label(theme, pgettext("mood", "Mood"))
        self.setLayout(
            column(
                row(title, 1, self._word, gap=Space.S8),
                self._scale,
                row(self._arrow, self._change, gap=6),
                gap=6,
            )
        )
        row_of_change = self.layout().itemAt(2).layout()
        row_of_change.setAlignment(self._arrow, TOP)
        row_of_change.setStretch(1, 1)
        self.show_mood(mood, before)

    def show_mood(self, mood: int, before: int | None) -> None:
        """Show the mood, and against `before` how the last reply moved it; None before any reply."""
        self._word.show_text(mood_and_number(mood))
        self._scale.show_mood(mood, before)
        self._arrow.point(0 if before is None else mood - before)
        self._change.show_text("" if before is None else mood_change(before, mood))
        self._change.setVisible(before is not None)


class _Arrow(QWidget):
    """Up or down beside the words of a change; nothing where there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._up = IconView(theme, Icon.ARROW_UP, color=Color.POSITIVE, size=16)
        self._down = IconView(theme, Icon.ARROW_DOWN, color=Color.CRITICAL, size=16)
        self.setLayout(row(self._up, self._down, gap=0))
        self.setFixedHeight(theme.line_height(TextStyle.CAPTION))
        self.point(0)

    def point(self, change: int) -> None:
        """Point where the mood went."""
        self._up.setVisible(change > 0)
        self._down.setVisible(change < 0)
        self.setVisible(change != 0)
