"""Fields to type into: a labeled line, and a search field with its icon and key."""

from PySide6.QtCore import QMargins, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme, dress_field
from trainer.ui.tokens import Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import row
from trainer.ui.widgets.focus import set_focus_frame
from trainer.ui.widgets.keys import KeyHint, key_name
from trainer.ui.widgets.paint import paint_box, text_width
from trainer.ui.widgets.tips import tell_cut

_LINE_MARGIN = 2
"""In px: what Qt keeps free at both ends of a line to type into."""


class LineField(QLineEdit):
    """One line to type into. ``name`` is what screen readers say."""

    def __init__(
        self, theme: Theme, name: str, text: str = "", *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFont(theme.font(TextStyle.BODY))
        dress_field(theme, self)


class SearchField(QWidget):
    """A field to search with. Emits ``searched`` at every change; Esc empties it first.

    ``shortcut`` brings the keyboard here from anywhere on the screen, and its name stands in the field.
    """

    searched = Signal(str)

    def __init__(  # noqa: PLR0913 - all but two have defaults
        self,
        theme: Theme,
        name: str,
        *,
        hint: str = "",
        text: str = "",
        shortcut: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.field = _EscapableLine(text, self)
        # The box around it is painted here.
        self.field.setStyleSheet("background: transparent; border: none; padding: 0;")
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint or name)
        self.field.setFont(theme.font(TextStyle.BODY))
        set_focus_frame(self.field, self)
        self.field.textChanged.connect(self.searched)
        inside = row(
            IconView(theme, Icon.SEARCH), self.field, margins=QMargins(Space.S12, 0, Space.S8, 0), gap=10
        )
        if shortcut is not None:
            inside.addWidget(KeyHint(theme, key_name(shortcut)))
            caller = QShortcut(QKeySequence(shortcut), self)
            caller.activated.connect(self.take_focus)
        self.setLayout(inside)
        self.setFixedHeight(theme.px(Height.CONTROL))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field)

    @property
    def text(self) -> str:
        """Return what is searched for."""
        return self.field.text()

    def take_focus(self) -> None:
        """Bring the keyboard here, all text selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tooltip tell a hint that no longer fits."""
        super().resizeEvent(event)
        hint = self.field.placeholderText()
        room = self.field.width() - 2 * _LINE_MARGIN
        tell_cut(self.field, hint, whole=text_width(self.field.font(), hint) <= room)

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(self._theme.px(320), self._theme.px(Height.CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field's box."""
        theme = self._theme
        painter = QPainter(self)
        paint_box(
            painter,
            QRectF(self.rect()),
            radius=Radius.CONTROL,
            fill=theme.color(Color.SURFACE),
            border=theme.color(Color.LINE_STRONG),
            width=theme.border,
        )
        painter.end()


class _EscapableLine(QLineEdit):
    """A line that Esc empties; only an empty one lets Esc through to the screen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
