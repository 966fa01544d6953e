"""A check box that can be seen: a large square with a check, and a language mark where it stands for one."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from trainer.ui.icons import Icon, paint_icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.marks import paint_language_mark
from trainer.ui.widgets.paint import paint_box, paint_text, text_width

_BOX = 20
_MARK = (30, 20)


class Check(QCheckBox):
    """A choice of its own in a bordered box; ``mark`` is a base language, shown before the text."""

    def __init__(
        self, theme: Theme, text: str, *, on: bool, mark: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._mark = mark
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, _position: object) -> bool:
        """Take a click anywhere in the box."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size of box, mark and text with their padding."""
        theme = self._theme
        width = 2 * Space.S12 + theme.px(_BOX) + 10 + text_width(theme.font(TextStyle.BODY), self._text)
        width += theme.px(_MARK[0]) + 8 if self._mark is not None else 0
        return QSize(round(width + 1), theme.px(Height.CONTROL))

    def minimumSizeHint(self) -> QSize:
        """Return the one size it has."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the border, the square, the mark and the text."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ground = Color.ACCENT_SOFT if on else Color.SUNKEN if self.underMouse() else Color.SURFACE
        paint_box(
            painter,
            rect,
            radius=Radius.CONTROL,
            fill=theme.color(ground),
            border=theme.color(Color.ACCENT if on else Color.LINE_STRONG),
            width=2 if on else theme.border,
        )
        side = theme.px(_BOX)
        spot = QRectF(Space.S12, (rect.height() - side) / 2, side, side)
        paint_box(
            painter,
            spot,
            radius=Radius.KEY,
            fill=theme.color(Color.ACCENT) if on else None,
            border=None if on else theme.color(Color.LINE_STRONG),
            width=2,
        )
        if on:
            paint_icon(painter, theme, Icon.CHECK, spot.adjusted(3, 3, -3, -3), Color.ON_ACCENT)
        left = spot.right() + 10
        if self._mark is not None:
            wide, tall = (theme.px(size) for size in _MARK)
            mark = QRectF(left, (rect.height() - tall) / 2, wide, tall)
            paint_language_mark(painter, theme, mark, self._mark)
            left += wide + 8
        text = QRectF(left, 0, rect.width() - left, rect.height())
        font = theme.font(TextStyle.BODY)
        paint_text(painter, text, self._text, font=font, color=theme.color(Color.TEXT), elide=False)
        painter.end()
