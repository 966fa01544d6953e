"""How wide a window the debrief needs for its cards side by side, and the parts of them that scroll."""

from typing import Final

from PySide6.QtCore import QSize

from trainer.ui.theme import Theme
from trainer.ui.widgets.layouts import ScrollPage

_LEAST_HEIGHT: Final = 132
_WIDE: Final = 1200
"""The width in px at 100 % from which three cards stand side by side, and the list beside the decision."""


def is_wide(theme: Theme, width: int) -> bool:
    """Tell whether the cards stand side by side at this width."""
    return width >= theme.px(_WIDE)


class InnerPage(ScrollPage):
    """A part of a card that scrolls: it asks for little height, and takes what there is."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, edge=0)
        self._least = theme.px(_LEAST_HEIGHT)
        self.column.setSpacing(0)

    def sizeHint(self) -> QSize:
        """Return the width that the content asks for, and little height."""
        return QSize(super().sizeHint().width(), self._least)

    def minimumSizeHint(self) -> QSize:
        """Return the least height at which something can be read."""
        return QSize(0, self._least)
