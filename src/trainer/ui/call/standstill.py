"""What stands in place of a call that was left or could not be opened: it is kept, and this is the way on."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.i18n import _, format_date, format_time
from trainer.ui.call.farewell import hang_up_question, hang_up_words, keep_words, what_goes
from trainer.ui.call.picture import CallPicture, Setting
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitView
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Space, TextStyle
from trainer.ui.widgets.boxes import CENTER, column, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.layouts import ScrollPage
from trainer.ui.widgets.text import Text

_PORTRAIT: Final = 120
_SMALL_PORTRAIT: Final = 80


class LeftCall(QWidget):
    """The call is kept. Enter goes on with it; Esc, on the bar above, goes Home.

    Emits ``resumed``; of a practice also ``asked``, with whether the question is wanted if it may end for
    good, and ``hung_up`` where it shall.
    """

    resumed = Signal()
    asked = Signal(bool)
    hung_up = Signal()

    def __init__(self, theme: Theme, setting: Setting, picture: CallPicture) -> None:
        super().__init__()
        self._theme = theme
        self._setting = setting
        caller = setting.caller
        side = _SMALL_PORTRAIT if theme.scale >= ICON_RAIL_SCALE else _PORTRAIT
        portrait = PortraitView(theme, Portrait(caller.portrait, caller.name, picture.mood), side)
        heading = _("This chat is kept") if setting.chat else _("This call is kept")
        words = kept_words(setting, picture)
        if picture.hanging_up:
            heading = hang_up_question(chat=setting.chat)
            words = what_goes(picture.decision - 1)
        inner = column(1, gap=Space.S12)
        inner.addWidget(portrait, 0, CENTER)
        inner.addWidget(Text(theme, heading, TextStyle.TITLE, align=CENTER))
        told = Text(theme, words, align=CENTER, color=Color.TEXT_2)
        told.setObjectName("kept")
        inner.addWidget(told)
        if picture.fault:
            fault = Text(theme, picture.fault, TextStyle.BODY, color=Color.CRITICAL)
            inner.addLayout(row(IconView(theme, Icon.ERROR, color=Color.CRITICAL), fault))
        inner.addSpacing(Space.S8)
        for button in self._answers() if picture.hanging_up else self._ways():
            inner.addWidget(button, 0, CENTER)
        inner.addStretch(1)
        holder = QWidget()
        holder.setLayout(inner)
        holder.setMaximumWidth(theme.px(520))
        line = row(1, gap=0)
        line.addWidget(holder, 2 if theme.scale < ICON_RAIL_SCALE else 8)
        line.addStretch(1)
        # Where the text is large and something went wrong, it may be higher than the window.
        page = ScrollPage("left-call", edge=Space.S12)
        page.column.addLayout(line)
        self.setLayout(column(page, gap=0))

    def _ways(self) -> list[Button]:
        """Return what can be done: go on, and of a practice end it for good."""
        chat = self._setting.chat
        go_on = self._button(_("Resume the chat") if chat else _("Resume the call"), "go-on", main=True)
        go_on.clicked.connect(self.resumed)
        if not self._setting.practice:
            return [go_on]
        end = self._button(hang_up_words(chat=chat), "hang-up", main=False)
        end.clicked.connect(lambda: self.asked.emit(True))
        return [go_on, end]

    def _answers(self) -> list[Button]:
        """Return the answers to the question whether it may end for good; Enter keeps it."""
        chat = self._setting.chat
        keep = self._button(keep_words(chat=chat), "keep", main=True)
        keep.clicked.connect(lambda: self.asked.emit(False))
        end = self._button(hang_up_words(chat=chat), "hang-up", main=False)
        end.clicked.connect(self.hung_up)
        return [keep, end]

    def _button(self, words: str, name: str, *, main: bool) -> Button:
        icon = Icon.CHAT if self._setting.chat else Icon.PHONE
        button = Button(
            self._theme,
            words,
            kind=ButtonKind.PRIMARY if main else ButtonKind.SECONDARY,
            size=ButtonSize.LARGE,
            icon=icon if main else None,
            shortcut=Qt.Key.Key_Return if main else None,
        )
        button.setObjectName(name)
        return button


def kept_words(setting: Setting, picture: CallPicture) -> str:
    """Return what happens to a call that was left."""
    done = picture.decision - 1
    if not setting.practice and picture.resumable_until is not None:
        return _(
            "You can go on from exactly here until {time} on {day}; after that the assessment is closed as "
            "lost and counts as not passed. The interruption is recorded."
        ).format(time=format_time(picture.resumable_until), day=format_date(picture.resumable_until, "long"))
    if done:
        return _(
            "All decisions so far are recorded. You can go on from exactly here at any time, from Home too."
        )
    return _("You can go on from exactly here at any time, from Home too.")
