"""The entrance: set a passphrase, enter it, wait after wrong ones, and what can be done without it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.app.instructor import KeyState
from trainer.app.instructor_strength import Strength, advice, measure_strength
from trainer.i18n import _
from trainer.ui.icons import Icon, IconView
from trainer.ui.instructor.parts import question, secret_field
from trainer.ui.instructor.presenter import Door, InstructorPresenter
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.who.pin_form import wait_sentence
from trainer.ui.widgets.boxes import MIDDLE, TOP, column, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.checks import Check
from trainer.ui.widgets.secrets import SecretField, WaitText
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, body, caption, title

__all__ = ["DoorCard", "NewPassphrase"]

_WIDTH, _WIDEST = 640, 960
_COLORS = {
    Strength.TOO_SHORT: Color.CRITICAL,
    Strength.ACCEPTED: Color.CAUTION,
    Strength.FAIR: Color.POSITIVE,
    Strength.STRONG: Color.POSITIVE,
}
_ICONS = {
    Strength.TOO_SHORT: Icon.CROSS,
    Strength.ACCEPTED: Icon.INFO,
    Strength.FAIR: Icon.CHECK,
    Strength.STRONG: Icon.CHECK,
}


class NewPassphrase(QWidget):
    """A new passphrase, typed twice; how strong it is stands below while it is typed."""

    def __init__(self, presenter: InstructorPresenter, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.first = secret_field(presenter, theme, "new-passphrase", _("New passphrase"))
        self.second = secret_field(presenter, theme, "new-passphrase-again", _("The same once more"))
        self._strength = column(gap=0)
        self._told: QWidget | None = None
        self.first.textChanged.connect(self._tell)
        show = Check(theme, _("Show what is typed"), on=False)
        show.setObjectName("show-passphrase")
        show.toggled.connect(lambda on: self.first.reveal(wanted=on))
        show.toggled.connect(lambda on: self.second.reveal(wanted=on))
        hint = _("Four words or more that do not belong together are strong, and can be remembered.")
        inside = column(gap=Space.S16)
        first = column(question(theme, _("New passphrase"), self.first, hint=hint), gap=Space.S8)
        first.addLayout(self._strength)
        inside.addLayout(first)
        inside.addLayout(question(theme, _("The same once more"), self.second))
        inside.addLayout(row(show, 1))
        self.setLayout(inside)
        self._tell("")

    def _tell(self, typed: str) -> None:
        """Say how strong it is; a screen reader hears it as the field's description."""
        theme = self._theme
        if self._told is not None:
            self._strength.removeWidget(self._told)
            self._told.hide()
            self._told.deleteLater()
            self._told = None
        if not typed:
            self.first.setAccessibleDescription("")
            return
        strength, sentence = measure_strength(typed), advice(typed)
        color = _COLORS[strength]
        line = row(IconView(theme, _ICONS[strength], color=color, size=16), gap=Space.S8)
        line.addWidget(Text(theme, sentence, TextStyle.LABEL, color=color), 1, TOP)
        self._told = QWidget()
        self._told.setLayout(line)
        self._strength.addWidget(self._told)
        self._told.show()
        self.first.setAccessibleDescription(sentence)


class DoorCard(Card):
    """What stands at the entrance. ``field`` is where one types."""

    def __init__(self, presenter: InstructorPresenter, theme: Theme) -> None:
        super().__init__(theme, gap=Space.S20)
        self._presenter = presenter
        self._theme = theme
        self.setFixedWidth(min(theme.px(_WIDTH), _WIDEST))
        self.field: SecretField
        match presenter.door:
            case Door.FIRST:
                self._build_first()
            case Door.FORGOTTEN:
                self._build_forgotten()
            case _:
                self._build_closed()
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(presenter.go_back)

    def _build_first(self) -> None:
        theme, presenter = self._theme, self._presenter
        sentence = _(
            "Behind it, instructors issue certificates, reset PINs and supervise assessments. Choose the "
            "passphrase that all instructors of your center will use on this computer."
        )
        self._head(_("Set up the instructor's entrance"), sentence)
        if self._key is not KeyState.NONE:
            told = _("This computer has the center's key: the passphrase must be the one the key is under.")
            self.column.addWidget(body(theme, told))
        new = NewPassphrase(presenter, theme)
        self.field = new.first
        self.column.addWidget(new)
        told = _("Nobody can tell you this passphrase again: write it down and keep it where it is safe.")
        self.column.addLayout(self._note(Icon.INFO, told))
        enter = self._main(_("Set the passphrase"), Icon.CHECK)
        enter.clicked.connect(lambda: presenter.set_up(new.first.text(), new.second.text()))
        self._foot(enter)

    def _build_closed(self) -> None:
        theme, presenter = self._theme, self._presenter
        self._head(_("Instructor's entrance"), _("Enter the passphrase of your center's instructors."))
        self.field = secret_field(presenter, theme, "passphrase", _("Passphrase"))
        self.field.setEnabled(presenter.wait is None and not presenter.busy)
        show = Check(theme, _("Show what is typed"), on=False)
        show.setObjectName("show-passphrase")
        show.toggled.connect(lambda on: self.field.reveal(wanted=on))
        self.column.addLayout(question(theme, _("Passphrase"), self.field))
        self.column.addLayout(row(show, 1))
        enter = self._main(_("Enter"), Icon.ARROW_RIGHT)
        enter.setEnabled(presenter.wait is None and not presenter.busy)
        enter.clicked.connect(lambda: presenter.unlock(self.field.text()))
        forgotten = Button(theme, _("Passphrase forgotten?"), kind=ButtonKind.QUIET, size=ButtonSize.LARGE)
        forgotten.setObjectName("forgotten")
        forgotten.clicked.connect(lambda: presenter.ask_forgotten(wanted=True))
        self._foot(enter, forgotten)

    def _build_forgotten(self) -> None:
        theme, presenter = self._theme, self._presenter
        self._head(
            _("Without the passphrase"),
            _("Nobody can open the entrance as it is: the passphrase is kept nowhere. What is possible:"),
        )
        for icon, told in self._possible():
            self.column.addLayout(self._note(icon, told))
        new = NewPassphrase(presenter, theme)
        self.field = new.first
        self.column.addWidget(new)
        begin = self._main(_("Begin again with this passphrase"), Icon.REPLAY)
        begin.clicked.connect(lambda: presenter.begin_again(new.first.text(), new.second.text()))
        cancel = Button(theme, _("Cancel"), size=ButtonSize.LARGE)
        cancel.setObjectName("not-forgotten")
        cancel.clicked.connect(lambda: presenter.ask_forgotten(wanted=False))
        self._foot(begin, cancel)

    def _possible(self) -> tuple[tuple[Icon, str], ...]:
        told = [
            (
                Icon.CHECK,
                _("Set a new passphrase here. Profiles, calls and results stay as they are."),
            )
        ]
        if self._key is not KeyState.NONE:
            told.append(
                (
                    Icon.WARNING,
                    _(
                        "The center's key stays closed for good and is set aside. Certificates that were "
                        "issued still stand. Import a copy of the key whose passphrase is known, or make "
                        "a new key."
                    ),
                )
            )
        told.append(
            (Icon.INFO, _("That this was done stands in the audit list, where every instructor sees it."))
        )
        return tuple(told)

    @property
    def _key(self) -> KeyState:
        facts = self._presenter.facts
        return KeyState.NONE if facts is None else facts.state.key

    def _head(self, name: str, sentence: str) -> None:
        theme = self._theme
        icon = IconView(theme, Icon.SHIELD, color=Color.ACCENT, size=32)
        words = column(title(theme, name), body(theme, sentence, Color.TEXT_2), gap=Space.S4)
        head = row(gap=Space.S16)
        head.addWidget(icon, 0, TOP)
        head.addLayout(words, 1)
        self.column.addLayout(head)

    def _note(self, icon: Icon, sentence: str) -> QBoxLayout:
        theme = self._theme
        color = Color.CAUTION if icon is Icon.WARNING else Color.TEXT_2
        line = row(gap=Space.S12)
        line.addWidget(IconView(theme, icon, color=color, size=18), 0, TOP)
        line.addWidget(body(theme, sentence), 1)
        return line

    def _main(self, text: str, icon: Icon) -> Button:
        presenter = self._presenter
        shown = _("One moment…") if presenter.busy else text
        button = Button(
            self._theme,
            shown,
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.LARGE,
            icon=icon,
            shortcut=Qt.Key.Key_Return,
        )
        button.setObjectName("door-enter")
        button.setEnabled(not presenter.busy)
        return button

    def _foot(self, *buttons: QWidget) -> None:
        theme, presenter = self._theme, self._presenter
        if presenter.wait is not None:
            wait = WaitText(theme, presenter.wait, wait_sentence)
            wait.over.connect(presenter.end_wait)
            line = row(IconView(theme, Icon.CLOCK, color=Color.CAUTION), gap=Space.S8)
            line.addWidget(wait, 1, MIDDLE)
            self.column.addLayout(line)
        elif presenter.trouble:
            self.column.addWidget(Text(theme, presenter.trouble, TextStyle.LABEL, color=Color.CRITICAL))
        self.column.addLayout(row(*buttons, 1, gap=Space.S12))
        if presenter.door is Door.CLOSED:
            told = _("It locks itself after five minutes in which nobody uses it.")
            self.column.addWidget(caption(theme, told))
