"""Asks for the PIN of a profile, and says how long one waits after wrong ones."""

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout

from trainer.app.profiles import LONGEST_PIN
from trainer.i18n import _
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.who.pin_gate import PinAsked
from trainer.ui.who.presenter import WhoPresenter
from trainer.ui.widgets.avatar import AvatarInitials
from trainer.ui.widgets.boxes import MIDDLE, column, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.secrets import SecretField, WaitText, time_left
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, caption, label, title

__all__ = ["PinForm"]

_WIDTH, _WIDEST = 480, 960


class PinForm(Card):
    """One field; while one waits, the time that is left."""

    def __init__(self, presenter: WhoPresenter, theme: Theme, asked: PinAsked) -> None:
        super().__init__(theme, gap=Space.S24)
        self._presenter = presenter
        self._theme = theme
        self._asked = asked
        self.setFixedWidth(min(theme.px(_WIDTH), _WIDEST))
        head = row(AvatarInitials(theme, asked.trainee.name, 56), gap=Space.S16)
        name = Text(theme, asked.trainee.name, TextStyle.BODY, color=Color.TEXT_2, lines=2)
        head.addLayout(column(title(theme, _("Enter your PIN")), name, gap=0), 1)
        self.column.addLayout(head)
        self.field = SecretField(theme, _("PIN"))
        self.field.setObjectName("pin")
        self.field.setMaxLength(LONGEST_PIN)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self.field.setEnabled(asked.wait is None)
        self.column.addLayout(self._answer())
        self.column.addLayout(self._buttons())
        forgotten = _("Forgotten? An instructor can remove it: nothing of your progress is lost.")
        self.column.addWidget(caption(theme, forgotten))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(presenter.cancel_pin)

    @property
    def trouble(self) -> str:
        """Return what a screen reader is told when this comes: why the PIN was not taken, or for how long."""
        if self._asked.wait is not None:
            return wait_sentence(time_left(self._asked.wait))
        if self._asked.failure is not None:
            return self._asked.failure.message
        return wrong_sentence() if self._asked.wrong else ""

    def _answer(self) -> QBoxLayout:
        theme, asked = self._theme, self._asked
        inside = column(label(theme, _("PIN"), Color.TEXT), self.field, gap=Space.S8)
        if asked.wait is not None:
            inside.addLayout(self._waiting(asked.wait))
        elif self.trouble:
            inside.addWidget(Text(theme, self.trouble, TextStyle.LABEL, color=Color.CRITICAL))
        return inside

    def _waiting(self, deadline: QDeadlineTimer) -> QBoxLayout:
        wait = WaitText(self._theme, deadline, wait_sentence)
        wait.over.connect(self._presenter.end_wait)
        line = row(IconView(self._theme, Icon.CLOCK, color=Color.CAUTION), gap=Space.S8)
        line.addWidget(wait, 1, MIDDLE)
        return line

    def _buttons(self) -> QBoxLayout:
        theme, presenter = self._theme, self._presenter
        go_on = Button(
            theme,
            _("Continue"),
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.LARGE,
            icon=Icon.ARROW_RIGHT,
            shortcut=Qt.Key.Key_Return,
        )
        go_on.setObjectName("pin-enter")
        go_on.setEnabled(self._asked.wait is None and not self._asked.looking)
        go_on.clicked.connect(lambda: presenter.try_pin(self.field.text()))
        cancel = Button(theme, _("Cancel"), size=ButtonSize.LARGE)
        cancel.setObjectName("pin-cancel")
        cancel.clicked.connect(presenter.cancel_pin)
        return row(go_on, cancel, 1, gap=Space.S12)


def wrong_sentence() -> str:
    """Return what is said after a wrong PIN."""
    return _("That is not the PIN. Try again.")


def wait_sentence(time: str) -> str:
    """Return what is said while none is taken."""
    return _("Too many wrong tries. Try again in {time}.").format(time=time)
