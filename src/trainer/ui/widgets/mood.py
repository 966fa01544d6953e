"""The customer's mood: seven ticks, where it was and where it is now, and the word for it."""

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.i18n import _, pgettext
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Duration, TextStyle
from trainer.ui.widgets.paint import paint_text

LOWEST = -3
HIGHEST = 3
_MINUS = "−"


def mood_name(mood: int) -> str:
    """Return the word for a mood of −3 to 3."""
    return {
        -3: pgettext("mood", "Angry"),
        -2: pgettext("mood", "Upset"),
        -1: pgettext("mood", "Impatient"),
        0: pgettext("mood", "Neutral"),
        1: pgettext("mood", "Calm"),
        2: pgettext("mood", "Satisfied"),
        3: pgettext("mood", "Delighted"),
    }[mood]


def signed(number: int, *, plus: bool = False) -> str:
    """Return a number with a true minus sign, and with a plus where asked."""
    if number < 0:
        return f"{_MINUS}{-number}"
    return f"+{number}" if plus and number > 0 else str(number)


class MoodScale(QWidget):
    """The scale itself. Put ``mood_name`` and the number beside it, in words."""

    def __init__(
        self, theme: Theme, mood: int, *, before: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mood = mood
        self._before = before
        self._place = float(mood)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def move_to(self, mood: int) -> None:
        """Show a new mood; the old place stays as a hollow mark. Moves in 240 ms unless motion is reduced."""
        self._before, start = self._mood, self._place
        self._mood = mood
        self._describe()
        if self._theme.reduced_motion or not self.isVisible():
            self._show(float(mood))
            return
        motion = QVariantAnimation(self)
        motion.setStartValue(start)
        motion.setEndValue(float(mood))
        motion.setDuration(Duration.MOOD)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        motion.valueChanged.connect(self._show)
        motion.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)

    def _show(self, place: float) -> None:
        self._place = place
        self.update()

    def _describe(self) -> None:
        spoken = _("Mood: {word}, {number}")
        name = spoken.format(word=mood_name(self._mood), number=signed(self._mood, plus=True))
        self.setAccessibleName(name)
        set_role(self, AccessibleRole.PICTURE)

    def sizeHint(self) -> QSize:
        """Return a comfortable width, and the height of scale and labels."""
        return QSize(self._theme.px(220), self._theme.px(38))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest scale whose ticks can be told apart."""
        return QSize(self._theme.px(120), self._theme.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, its ticks, both marks and the labels at the ends and the middle."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = theme.px(11)
        painter.setPen(QPen(theme.color(Color.LINE_STRONG), 2))
        painter.drawLine(QPointF(self._x(LOWEST), middle), QPointF(self._x(HIGHEST), middle))
        for tick in range(LOWEST, HIGHEST + 1):
            reach = theme.px(7) if tick == 0 else theme.px(4)
            painter.drawLine(QPointF(self._x(tick), middle - reach), QPointF(self._x(tick), middle + reach))
        if self._before is not None and self._before != self._mood:
            painter.setPen(QPen(theme.color(Color.ACCENT), 3))
            painter.drawLine(QPointF(self._x(self._before), middle), QPointF(self._x(self._place), middle))
            painter.setPen(QPen(theme.color(Color.LINE_STRONG), 2))
            painter.setBrush(theme.color(Color.SURFACE))
            painter.drawEllipse(QPointF(self._x(self._before), middle), theme.px(5), theme.px(5))
        painter.setPen(QPen(theme.color(Color.SURFACE), 2))
        painter.setBrush(theme.color(Color.ACCENT))
        painter.drawEllipse(QPointF(self._x(self._place), middle), theme.px(8.5), theme.px(8.5))
        font, ink = theme.font(TextStyle.AXIS), theme.color(Color.TEXT_2)
        for tick in (LOWEST, 0, HIGHEST):
            label = QRectF(self._x(tick) - 16, self.height() - theme.px(16), 32, theme.px(16))
            text = signed(tick, plus=True)
            align = Qt.AlignmentFlag.AlignHCenter
            paint_text(painter, label, text, font=font, color=ink, align=align, elide=False)
        painter.end()

    def _x(self, mood: float) -> float:
        edge = self._theme.px(10)
        return edge + (self.width() - 2 * edge) * (mood - LOWEST) / (HIGHEST - LOWEST)
