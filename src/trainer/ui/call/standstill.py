"""What stands in place of a call that was left or could not be opened: it is kept, and this is the way on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.i18n import _, format_date, format_time
from trainer.ui.call.picture import CallPicture, Setting
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import CENTER, column, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.text import Text


class LeftCall(QWidget):
    """The call is kept. Enter goes on with it; Esc, on the bar above, goes Home."""

    def __init__(
        self, theme: Theme, setting: Setting, picture: CallPicture, go_on: Callable[[], None]
    ) -> None:
        super().__init__()
        caller = setting.caller
        portrait = PortraitView(theme, Portrait(caller.portrait, caller.name, picture.mood), 120)
        self.go_on = Button(
            theme,
            _("Go on with the call"),
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.LARGE,
            icon=Icon.PHONE if not setting.chat else Icon.CHAT,
            shortcut=Qt.Key.Key_Return,
        )
        self.go_on.setObjectName("go-on")
        self.go_on.clicked.connect(go_on)
        inner = column(1, gap=Space.S12)
        inner.addWidget(portrait, 0, CENTER)
        inner.addWidget(Text(theme, _("This call is kept"), TextStyle.TITLE, align=CENTER))
        inner.addWidget(Text(theme, kept_words(setting, picture), align=CENTER, color=Color.TEXT_2))
        if picture.fault:
            told = Text(theme, picture.fault, TextStyle.BODY, color=Color.CRITICAL)
            inner.addLayout(row(IconView(theme, Icon.ERROR, color=Color.CRITICAL), told))
        inner.addSpacing(Space.S8)
        inner.addWidget(self.go_on, 0, CENTER)
        inner.addStretch(1)
        holder = QWidget()
        holder.setLayout(inner)
        holder.setMaximumWidth(theme.px(520))
        line = row(1, gap=0)
        line.addWidget(holder, 2)
        line.addStretch(1)
        self.setLayout(line)


def kept_words(setting: Setting, picture: CallPicture) -> str:
    """Return what happens to a call that was left."""
    done = picture.decision - 1
    if not setting.practice and picture.resumable_until is not None:
        return _(
            "You can go on from exactly here until {time} on {day}; after that the assessment counts as "
            "lost. The interruption is recorded."
        ).format(time=format_time(picture.resumable_until), day=format_date(picture.resumable_until, "long"))
    if done:
        return _(
            "All decisions so far are recorded. You can go on from exactly here at any time, from Home too."
        )
    return _("You can go on from exactly here at any time, from Home too.")
