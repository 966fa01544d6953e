"""A button that opens a menu of choices, in place of a combo box: "Level: all"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from trainer.ui.icons import Icon, paint_icon
from trainer.ui.theme import Theme, dress_menu
from trainer.ui.tokens import Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.paint import paint_box, paint_text, text_width
from trainer.ui.widgets.tips import tell_cut

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Choice(Generic[_Value]):
    """One line of a menu."""

    value: _Value
    text: str


class MenuButton(QPushButton):
    """Shows what is chosen and opens the others. Emits ``chosen`` with the value a person picked.

    ``label`` stands before the choice ("Level:"); without it the choice stands alone. ``fixed`` always
    shows this text instead of the choice ("Change").
    """

    chosen = Signal(object)

    def __init__(  # noqa: PLR0913 - all but four have defaults
        self,
        theme: Theme,
        name: str,
        choices: Sequence[Choice[_Value]],
        value: _Value,
        *,
        label: str = "",
        fixed: str = "",
        icon: Icon | None = None,
        height: int = Height.CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._label = label
        self._fixed = fixed
        self._icon_name = icon
        self._tall = height
        self._choices: list[tuple[object, str]] = [(choice.value, choice.text) for choice in choices]
        self._value: object = value
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self._describe()

    @property
    def value(self) -> object:
        """Return the value that is chosen."""
        return self._value

    @property
    def choice(self) -> str:
        """Return the text of what is chosen; empty where the value is none of the choices."""
        return next((text for value, text in self._choices if value == self._value), "")

    def build_menu(self) -> QMenu:
        """Return the menu, the chosen line checked."""
        menu = QMenu(self)
        dress_menu(self._theme, menu)
        group = QActionGroup(menu)
        for value, text in self._choices:
            action = QAction(text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value == self._value)
            action.setData(value)
            action.triggered.connect(lambda _checked=False, picked=value: self._pick(picked))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def open_menu(self) -> None:
        """Open the menu below the button."""
        menu = self.build_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + Space.S4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter and on the arrow down too."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size for the longest choice, so that choosing moves nothing."""
        theme = self._theme
        strong, plain = theme.font(TextStyle.DENSE_STRONG), theme.font(TextStyle.DENSE)
        texts = [self._fixed] if self._fixed else [text for _value, text in self._choices]
        width = max((text_width(strong, text) for text in texts), default=0.0)
        width += text_width(plain, self._label) + 6 if self._label else 0
        width += theme.px(16) + 8 if self._icon_name is not None else 0
        width += theme.px(16) + 10 + 2 * theme.px(12)
        return QSize(round(width + 1), theme.px(self._tall))

    def minimumSizeHint(self) -> QSize:
        """Return a size that still shows a few letters."""
        return QSize(min(self.sizeHint().width(), self._theme.px(110)), self._theme.px(self._tall))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the label, the choice and the arrow."""
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        free = self.isEnabled()
        lively = free and (self.underMouse() or self.isDown())
        paint_box(
            painter,
            rect,
            radius=Radius.CONTROL,
            fill=theme.color(Color.SUNKEN if lively else Color.SURFACE),
            border=theme.color(Color.LINE_STRONG if free else Color.LINE),
            width=theme.border,
        )
        tone = Color.TEXT if free else Color.TEXT_2
        ink = theme.color(tone)
        left = float(theme.px(12))
        side = theme.px(16)
        if self._icon_name is not None:
            spot = QRectF(left, (rect.height() - side) / 2, side, side)
            paint_icon(painter, theme, self._icon_name, spot, tone)
            left += side + 8
        if self._label:
            plain = theme.font(TextStyle.DENSE)
            width = text_width(plain, self._label)
            spot = QRectF(left, 0, width, rect.height())
            paint_text(painter, spot, self._label, font=plain, color=ink, elide=False)
            left += width + 6
        end = rect.width() - theme.px(12) - side
        style = TextStyle.DENSE if self._fixed else TextStyle.DENSE_STRONG
        spot = QRectF(left, 0, end - 6 - left, rect.height())
        shown = self._fixed or self.choice
        whole = paint_text(painter, spot, shown, font=theme.font(style), color=ink)
        tell_cut(self, shown, whole=whole)
        arrow = QRectF(end, (rect.height() - side) / 2, side, side)
        paint_icon(painter, theme, Icon.CHEVRON_DOWN, arrow, tone)
        painter.end()

    def _pick(self, value: object) -> None:
        self._value = value
        self._describe()
        self.update()
        self.chosen.emit(value)

    def _describe(self) -> None:
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self.choice)
        self.setText(self.choice.replace("&", "&&"))
