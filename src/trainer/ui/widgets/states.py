"""What stands where content will be, or cannot be: loading, empty, failed. Each says what to do next."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainer.i18n import _
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Duration, Space, TextStyle
from trainer.ui.widgets.boxes import CENTER, column, row
from trainer.ui.widgets.buttons import Button, ButtonKind
from trainer.ui.widgets.text import Text

_DOTS = 3


class _Message(QWidget):
    """An icon, a heading, a sentence and a way on, in the middle of whatever room there is."""

    def __init__(  # noqa: PLR0913 - all but four have defaults
        self,
        theme: Theme,
        icon: Icon,
        heading: str,
        sentence: str,
        *,
        color: Color = Color.TEXT_2,
        action: str = "",
        act: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        inner = column(1, gap=Space.S8)
        inner.addWidget(IconView(theme, icon, color=color, size=32), 0, middle)
        inner.addSpacing(Space.S4)
        self.heading = Text(theme, heading, TextStyle.CARD_TITLE, align=middle)
        inner.addWidget(self.heading)
        self.sentence = Text(theme, sentence, TextStyle.BODY, color=Color.TEXT_2, align=middle)
        inner.addWidget(self.sentence)
        self.button: Button | None = None
        if action and act is not None:
            inner.addSpacing(Space.S8)
            self.button = Button(theme, action, kind=ButtonKind.PRIMARY)
            self.button.setObjectName("state-action")
            self.button.clicked.connect(act)
            inner.addWidget(self.button, 0, middle)
        inner.addStretch(1)
        holder = QWidget()
        holder.setLayout(inner)
        holder.setMaximumWidth(theme.px(480))
        outer = row(1, holder, 1, gap=0)
        outer.setContentsMargins(Space.S24, Space.S24, Space.S24, Space.S24)
        self.setLayout(outer)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentence)


class EmptyState(_Message):
    """There is nothing here yet, or nothing that fits: says why, and what to do."""


class ErrorState(_Message):
    """Something could not be shown: the sentence is what the person can do; ``act`` tries again."""

    def __init__(self, theme: Theme, sentence: str, act: Callable[[], None] | None = None) -> None:
        super().__init__(
            theme,
            Icon.ERROR,
            _("This could not be loaded"),
            sentence,
            color=Color.CRITICAL,
            action=_("Try again"),
            act=act,
        )


class LoadingState(QWidget):
    """Three quiet dots that appear only when loading takes long enough to be noticed.

    ``delay`` is in ms. With reduced motion the dots stand still.
    """

    def __init__(self, theme: Theme, *, delay: int = 250, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = 0
        self._text = Text(theme, _("Loading…"), TextStyle.CAPTION, color=Color.TEXT_2, wrap=False)
        self._dots = _Dots(theme)
        inner = column(1, gap=Space.S12)
        inner.addWidget(self._dots, 0, CENTER)
        inner.addWidget(self._text, 0, CENTER)
        inner.addStretch(1)
        self.setLayout(inner)
        self.setAccessibleName(_("Loading…"))
        for part in (self._dots, self._text):
            part.setVisible(delay == 0)
        if delay:
            QTimer.singleShot(delay, self, self._appear)

    def _appear(self) -> None:
        self._dots.show()
        self._text.show()


class _Dots(QWidget):
    """Three dots, one of them in the accent, moving on while it can be seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._step = 0
        side, gap = theme.px(10), theme.px(6)
        self.setFixedSize(_DOTS * side + (_DOTS - 1) * gap, side)
        self._timer = QTimer(self)
        self._timer.setInterval(Duration.SPEAKING_STEP * 2)
        self._timer.timeout.connect(self._advance)
        if not theme.reduced_motion:
            self._timer.start()

    def _advance(self) -> None:
        self._step = (self._step + 1) % _DOTS
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side, gap = self._theme.px(10), self._theme.px(6)
        for number in range(_DOTS):
            lively = number == self._step
            painter.setBrush(self._theme.color(Color.ACCENT if lively else Color.LINE_STRONG))
            painter.drawEllipse(QRectF(number * (side + gap), 0, side, side))
        painter.end()
