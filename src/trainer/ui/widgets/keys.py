"""Keys as people read them: the key's name in the interface's language, in a small box."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainer.i18n import pgettext
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height
from trainer.ui.widgets.paint import key_width, paint_key


def key_name(sequence: QKeySequence | Qt.Key | str) -> str:
    """Return the name of a key, such as "Enter", "Retroceso" or "Ctrl K", in the interface's language."""
    written = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText)
    return " ".join(_names().get(part, part) for part in _parts(written))


def _parts(written: str) -> list[str]:
    # "Ctrl++" is Ctrl and the plus key.
    head, plus, tail = written.rpartition("+")
    if not plus or not head:
        return [written]
    return [*_parts(head.rstrip("+")), tail or "+"]


def _names() -> dict[str, str]:
    return {
        "Return": pgettext("key", "Enter"),
        "Enter": pgettext("key", "Enter"),
        "Esc": pgettext("key", "Esc"),
        "Backspace": pgettext("key", "Backspace"),
        "Del": pgettext("key", "Delete"),
        "Space": pgettext("key", "Space"),
        "Shift": pgettext("key", "Shift"),
        "Ctrl": pgettext("key", "Ctrl"),
        "Alt": pgettext("key", "Alt"),
        "Home": pgettext("key", "Home"),
        "End": pgettext("key", "End"),
        "PgUp": pgettext("key", "Page Up"),
        "PgDown": pgettext("key", "Page Down"),
        "Tab": pgettext("key", "Tab"),
        "Up": "↑",
        "Down": "↓",
        "Left": "←",
        "Right": "→",
    }


class KeyHint(QWidget):
    """A key in its box, beside what it does. Screen readers hear the control's own shortcut instead."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setFixedSize(self.sizeHint())

    @property
    def key(self) -> str:
        """Return the key's name as shown."""
        return self._key

    def sizeHint(self) -> QSize:
        """Return the size of the box."""
        return QSize(key_width(self._theme, self._key), self._theme.px(Height.KEY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box."""
        painter = QPainter(self)
        border, ink = Color.LINE_STRONG, Color.TEXT_2
        paint_key(painter, self._theme, QRectF(self.rect()), self._key, border=border, ink=ink)
        painter.end()
