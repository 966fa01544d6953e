"""Strips: one sentence across a screen, with what can be done about it. They take the place of dialogs."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.i18n import _
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Height, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton
from trainer.ui.widgets.marks import Tone
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text

_ICONS = {
    Tone.NEUTRAL: Icon.INFO,
    Tone.ACCENT: Icon.INFO,
    Tone.POSITIVE: Icon.CHECK,
    Tone.CAUTION: Icon.WARNING,
    Tone.CRITICAL: Icon.ERROR,
}


class Strip(Card):
    """A sentence on a soft ground, a button for what to do, and a cross to put it away.

    Emits ``dismissed`` when it is put away.
    """

    dismissed = Signal()

    def __init__(  # noqa: PLR0913 - all but two have defaults
        self,
        theme: Theme,
        text: str,
        *,
        tone: Tone = Tone.ACCENT,
        icon: Icon | None = None,
        action: str = "",
        act: Callable[[], None] | None = None,
        dismissible: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        ink, ground = tone.value
        super().__init__(
            theme,
            fill=ground,
            border=None if not theme.high_contrast else ink,
            radius=Radius.REPLY,
            padding=QMargins(Space.S16, Space.S8, Space.S8, Space.S8),
            parent=parent,
        )
        self.text = Text(theme, text, TextStyle.DENSE, color=ink)
        inside = self._inside = row(IconView(theme, icon or _ICONS[tone], color=ink), gap=Space.S12)
        inside.addWidget(self.text, 1)
        self._buttons = 0
        self.button: Button | None = None
        if action and act is not None:
            self.button = self.add_action(action, act)
        if dismissible:
            cross = IconButton(theme, Icon.CROSS, _("Put away"), side=Height.COMPACT, bordered=False)
            cross.clicked.connect(self.dismissed)
            inside.addWidget(cross)
        for number in range(inside.count()):
            item = inside.itemAt(number)
            if item is not None:
                item.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(inside)
        self.setAccessibleName(text)

    def add_action(self, text: str, act: Callable[[], None]) -> Button:
        """Add a button for something that can be done, beside those that there are."""
        button = Button(self._theme, text, kind=ButtonKind.SECONDARY, size=ButtonSize.SMALL)
        button.clicked.connect(act)
        # A long sentence has more lines; what can be done is never cut.
        button.setMinimumWidth(button.sizeHint().width())
        # After the icon, the sentence and the other buttons, before the cross.
        self._buttons += 1
        self._inside.insertWidget(1 + self._buttons, button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button
