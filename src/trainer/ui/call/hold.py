"""Putting the customer on hold to read the desk: one button, and what it has cost in time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.i18n import _
from trainer.ui.call.picture import CallPicture, Phase, Setting
from trainer.ui.call.words import clock_time, first_name
from trainer.ui.icons import Icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import column
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.text import Text
from trainer.ui.widgets.tips import set_tip

__all__ = ["HoldBlock"]


class HoldBlock(QWidget):
    """Two buttons of which one is there, over the seconds on hold. Emits ``wanted``. A chat has none of it.

    ``shortcut`` is the key of both; None where the desk may be closed, and the key is the call's.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, setting: Setting, *, shortcut: str | None) -> None:
        super().__init__()
        self._chat = setting.chat
        self._holding = False
        back = _("Back to {name}").format(name=first_name(setting.caller.name))
        small, key = ButtonSize.SMALL, None if setting.chat else shortcut
        self._put = Button(theme, _("Put on hold"), size=small, icon=Icon.HOURGLASS, shortcut=key)
        self._put.setObjectName("hold")
        self._back = Button(theme, back, size=small, icon=Icon.PHONE, shortcut=key)
        self._back.setObjectName("unhold")
        for button in (self._put, self._back):
            button.clicked.connect(self.wanted)
        set_tip(self._put, _("Put the customer on hold (W). Hold time is part of the handle time."))
        set_tip(self._back, _("Go back to the customer (W)"))
        self._time = Text(theme, "", TextStyle.CAPTION, color=Color.TEXT_2)
        self._time.setObjectName("hold-time")
        self.setLayout(column(self._put, self._back, self._time, gap=Space.S8))
        self._back.hide()
        self._time.hide()
        if setting.chat:
            self.hide()

    def show_picture(self, picture: CallPicture) -> None:
        """Show whether the customer is on hold, and for how long in all."""
        if self._chat:
            return
        kept = self._put.hasFocus() or self._back.hasFocus()
        self._holding = picture.holding
        self._put.setVisible(not picture.holding)
        self._back.setVisible(picture.holding)
        for button in (self._put, self._back):
            button.setEnabled(picture.phase is not Phase.ENDED)
        if kept:
            (self._back if picture.holding else self._put).setFocus()
        self.show_time(picture.held)

    def show_time(self, seconds: float) -> None:
        """Show the seconds on hold, once there are any."""
        told = _("On hold now, hold time {time}") if self._holding else _("Hold time {time}")
        words = told.format(time=clock_time(seconds))
        self._time.setVisible(not self._chat and (self._holding or seconds >= 1))
        if self._time.text() != words:
            self._time.show_text(words, color=Color.CAUTION if self._holding else Color.TEXT_2)
