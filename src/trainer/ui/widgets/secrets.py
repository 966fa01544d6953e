"""What is typed and not to be read over a shoulder, and how long somebody waits after wrong tries."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainer.i18n import ngettext
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, TextStyle
from trainer.ui.widgets.fields import LineField
from trainer.ui.widgets.text import Text

__all__ = ["SecretField", "WaitText", "time_left"]

_SECOND_MS: Final = 1000
_MINUTE: Final = 60


class SecretField(LineField):
    """A line whose signs are not shown; screen readers know it as one for passwords."""

    def __init__(self, theme: Theme, name: str, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, text, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def reveal(self, *, wanted: bool) -> None:
        """Show what is typed, or hide it again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if wanted else QLineEdit.EchoMode.Password)


class WaitText(Text):
    """A sentence with the time that is left, counted down in words. Emits ``over`` at the end.

    A screen reader can ask for it at any time; it is not told every second.
    """

    over = Signal()

    def __init__(self, theme: Theme, deadline: QDeadlineTimer, sentence: Callable[[str], str]) -> None:
        self._deadline = deadline
        self._sentence = sentence
        super().__init__(theme, sentence(time_left(deadline)), TextStyle.BODY, color=Color.TEXT)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._count)
        self._clock.start()

    def _count(self) -> None:
        if self._deadline.hasExpired():
            self._clock.stop()
            self.over.emit()
        else:
            self.show_text(self._sentence(time_left(self._deadline)))


def time_left(deadline: QDeadlineTimer) -> str:
    """Return how long it is until then: in seconds, from a minute on in minutes, rounded up."""
    seconds = max(1, -(-deadline.remainingTime() // _SECOND_MS))
    if seconds <= _MINUTE:
        return ngettext("{count} second", "{count} seconds", seconds).format(count=seconds)
    minutes = -(-seconds // _MINUTE)
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
