"""A quiet button that shows its key first and what it does after: "F1 Shortcuts"."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Space, TextStyle
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.paint import key_width, paint_key, paint_text, text_width
from trainer.ui.widgets.tips import set_tip


class KeyLink(QAbstractButton):
    """The key's name in its box, then a word; ``brief`` shows the key alone.

    The key itself is the window's, not this button's.
    """

    def __init__(self, theme: Theme, key: str, text: str, name: str, *, brief: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self._word = "" if brief else text
        self.setText(text)
        self.setAccessibleName(name)
        set_tip(self, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        """Let Enter work as Space does."""
        return activates(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        """Return the size of key and word."""
        theme = self._theme
        width = key_width(theme, self._key) + Space.S4
        if self._word:
            width += Space.S8 + round(text_width(theme.font(TextStyle.CAPTION), self._word) + 1)
        return QSize(width, theme.px(Height.COMPACT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key and the word, which is underlined under the mouse."""
        theme = self._theme
        painter = QPainter(self)
        tall = theme.px(Height.KEY)
        wide = key_width(theme, self._key)
        box = QRectF(Space.S4, round((self.height() - tall) / 2), wide, tall)
        paint_key(painter, theme, box, self._key, border=Color.LINE_STRONG, ink=Color.TEXT_2)
        font = theme.font(TextStyle.CAPTION)
        font.setUnderline(self.underMouse())
        spot = QRectF(box.right() + Space.S8, 0, self.width(), self.height())
        paint_text(painter, spot, self._word, font=font, color=theme.color(Color.TEXT_2), elide=False)
        painter.end()
