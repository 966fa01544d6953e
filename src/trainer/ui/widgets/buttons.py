"""Buttons: one primary for each screen, secondary ones, quiet ones that are links, and icons alone.

A button shows the key that works it, where it has one: the shortcut and its hint cannot disagree.
"""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from trainer.i18n import pgettext
from trainer.ui.icons import Icon, paint_icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, TextStyle
from trainer.ui.widgets.keys import key_name
from trainer.ui.widgets.paint import key_width, paint_box, paint_key, paint_text, text_width
from trainer.ui.widgets.tips import set_tip, tell_cut

_ACTIVATING = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ButtonKind(Enum):
    """How loudly a button speaks."""

    PRIMARY = auto()
    SECONDARY = auto()
    QUIET = auto()
    """Looks like a link: accent text, no border."""


class ButtonSize(Enum):
    """Height, text style and padding of a button, in px at 100 %."""

    LARGE = (Height.PRIMARY, TextStyle.HEADING, 18)
    MEDIUM = (Height.CONTROL, TextStyle.BODY_STRONG, 16)
    SMALL = (Height.COMPACT, TextStyle.DENSE_STRONG, 12)


@dataclass(frozen=True, slots=True)
class _Look:
    fill: Color | None
    border: Color | None
    ink: Color
    icon: Color
    key_border: Color
    key_ink: Color


_PRIMARY = _Look(Color.ACCENT, None, Color.ON_ACCENT, Color.ON_ACCENT, Color.ON_ACCENT, Color.ON_ACCENT)
_SECONDARY = _Look(Color.SURFACE, Color.LINE_STRONG, Color.TEXT, Color.TEXT, Color.LINE_STRONG, Color.TEXT_2)
_QUIET = _Look(None, None, Color.ACCENT, Color.ACCENT, Color.LINE_STRONG, Color.TEXT_2)
_DISABLED = _Look(None, Color.LINE, Color.TEXT_2, Color.TEXT_2, Color.LINE, Color.TEXT_2)


def activates(button: QAbstractButton, event: QEvent) -> bool:
    """Click a focused button on Enter as on Space, also where Enter is the shortcut of another button.

    A button's own shortcut clicks it too, and at once: Qt would show it pressed for a tenth of a second
    first. Call it first in a button's ``event`` and stop where it returns True.
    """
    if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
        button.click()
        return True
    if not isinstance(event, QKeyEvent) or event.key() not in _ACTIVATING or not button.isEnabled():
        return False
    if event.type() == QEvent.Type.ShortcutOverride:
        event.accept()
        return True
    if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
        button.click()
        return True
    return False


class Button(QPushButton):
    """A button with text, and maybe an icon and the key that works it.

    ``shortcut`` is a key that works anywhere on the screen; its name stands on the button unless
    ``show_key`` is False. ``filled_icon`` fills the icon's outline. The tooltip of a button whose text was
    elided is its text.
    """

    def __init__(  # noqa: PLR0913 - all but two have defaults
        self,
        theme: Theme,
        text: str,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        size: ButtonSize = ButtonSize.MEDIUM,
        icon: Icon | None = None,
        filled_icon: bool = False,
        trailing_icon: Icon | None = None,
        shortcut: QKeySequence | Qt.Key | str | None = None,
        show_key: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._size = size
        self._icon_name = icon
        self._trailing = trailing_icon
        self._filled_icon = filled_icon
        self._key = key_name(shortcut) if shortcut is not None and show_key else ""
        # An ampersand in a text from a file is no mnemonic.
        self.setText(text.replace("&", "&&"))
        self._label = text
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if shortcut is not None:
            self.setShortcut(QKeySequence(shortcut))

    @property
    def label(self) -> str:
        """Return the text as people read it."""
        return self._label

    def event(self, event: QEvent) -> bool:
        """Let Enter click the button that has the focus."""
        return activates(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        """Return the size of icon, text and key with their padding."""
        height, style, padding = self._size.value
        theme = self._theme
        pad = 4 if self._kind is ButtonKind.QUIET else padding
        width = 2.0 * theme.px(pad) + text_width(theme.font(style), self._label)
        for icon in (self._icon_name, self._trailing):
            width += self._icon_side + self._gap if icon is not None else 0
        if self._key:
            width += key_width(theme, self._key) + self._gap
        return QSize(round(width + 0.5), theme.px(height))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size: the text may be elided, the rest may not."""
        natural = self.sizeHint()
        font = self._font
        spare = text_width(font, self._label) - text_width(font, "MMMM")
        return QSize(min(natural.width(), round(natural.width() - max(0.0, spare))), natural.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button from left to right: icon, text, icon, key."""
        theme = self._theme
        look = self._look()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if look.fill is not None or look.border is not None:
            paint_box(
                painter,
                rect,
                radius=Radius.CONTROL,
                fill=theme.color(self._fill(look)) if look.fill is not None else None,
                border=theme.color(look.border) if look.border is not None else None,
                width=theme.border,
            )
        left = self._start()
        side = self._icon_side
        if self._icon_name is not None:
            spot = QRectF(left, (rect.height() - side) / 2, side, side)
            paint_icon(painter, theme, self._icon_name, spot, look.icon, filled=self._filled_icon)
            left += side + self._gap
        right = self._reserved_right()
        width = min(text_width(self._font, self._label) + 1, rect.width() - left - right)
        spot = QRectF(left, 0, width, rect.height())
        whole = paint_text(painter, spot, self._label, font=self._font, color=theme.color(look.ink))
        tell_cut(self, self._label, whole=whole)
        if self._kind is ButtonKind.QUIET and self.underMouse() and self.isEnabled():
            base = rect.height() / 2 + theme.px(9)
            painter.drawLine(round(left), round(base), round(left + width), round(base))
        self._paint_end(painter, look, left + width + self._gap)
        painter.end()

    def _paint_end(self, painter: QPainter, look: _Look, left: float) -> None:
        theme, side, height = self._theme, self._icon_side, self.height()
        if self._trailing is not None:
            spot = QRectF(left, (height - side) / 2, side, side)
            paint_icon(painter, theme, self._trailing, spot, look.icon)
            left += side + self._gap
        if self._key:
            tall = theme.px(Height.KEY)
            box = QRectF(round(left), round((height - tall) / 2), key_width(theme, self._key), tall)
            paint_key(painter, theme, box, self._key, border=look.key_border, ink=look.key_ink)

    @property
    def _font(self) -> QFont:
        return self._theme.font(self._size.value[1])

    @property
    def _icon_side(self) -> int:
        return self._theme.px(20 if self._size is ButtonSize.LARGE else 16)

    @property
    def _gap(self) -> int:
        return 8 if self._size is ButtonSize.SMALL else 10

    def _start(self) -> float:
        """Return where the content begins, so that it stands in the middle of a wide button."""
        pad = 4 if self._kind is ButtonKind.QUIET else self._size.value[2]
        return max(
            float(self._theme.px(pad)), (self.width() - self.sizeHint().width()) / 2 + self._theme.px(pad)
        )

    def _reserved_right(self) -> float:
        pad = 4 if self._kind is ButtonKind.QUIET else self._size.value[2]
        reserved = float(self._theme.px(pad))
        reserved += self._icon_side + self._gap if self._trailing is not None else 0
        return reserved + (key_width(self._theme, self._key) + self._gap if self._key else 0)

    def _look(self) -> _Look:
        if not self.isEnabled():
            return _DISABLED
        return {
            ButtonKind.PRIMARY: _PRIMARY,
            ButtonKind.SECONDARY: _SECONDARY,
            ButtonKind.QUIET: _QUIET,
        }[self._kind]

    def _fill(self, look: _Look) -> Color:
        lively = self.underMouse() or self.isDown()
        if self._kind is ButtonKind.PRIMARY and lively:
            return Color.ACCENT_HOVER
        if self._kind is ButtonKind.SECONDARY and (self.isChecked() or self.isDown()):
            return Color.ACCENT_SOFT
        if self._kind is ButtonKind.SECONDARY and lively:
            return Color.SUNKEN
        return look.fill or Color.SURFACE


class IconButton(QToolButton):
    """A square button with an icon alone; ``name`` is its tooltip and what screen readers say."""

    def __init__(  # noqa: PLR0913 - all but three have defaults
        self,
        theme: Theme,
        icon: Icon,
        name: str,
        *,
        side: int = Height.COMPACT,
        bordered: bool = True,
        shortcut: QKeySequence | Qt.Key | str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._bordered = bordered
        self.setAccessibleName(name)
        self.setFixedSize(theme.target(side), theme.target(side))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if shortcut is not None:
            self.setShortcut(QKeySequence(shortcut))
        self._describe(name)

    def show_icon(self, icon: Icon, name: str) -> None:
        """Show another icon and say another name (pause becomes play)."""
        self._icon_name = icon
        self.setAccessibleName(name)
        self._describe(name)
        self.update()

    def _describe(self, name: str) -> None:
        keyed = pgettext("tooltip", "{name} ({key})").format(name=name, key=key_name(self.shortcut()))
        set_tip(self, name if self.shortcut().isEmpty() else keyed)

    def event(self, event: QEvent) -> bool:
        """Let Enter click the button that has the focus."""
        return activates(self, event) or super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and the icon; a checked button is selected."""
        theme = self._theme
        painter = QPainter(self)
        checked = self.isChecked()
        fill = Color.ACCENT_SOFT if checked or self.isDown() else Color.SUNKEN if self.underMouse() else None
        if self._bordered and fill is None:
            fill = Color.SURFACE
        border = Color.ACCENT if checked else Color.LINE_STRONG if self._bordered else None
        paint_box(
            painter,
            QRectF(self.rect()),
            radius=Radius.CONTROL,
            fill=theme.color(fill) if fill is not None else None,
            border=theme.color(border) if border is not None else None,
            width=2 if checked else theme.border,
        )
        side = theme.px(18)
        spot = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ink = Color.ACCENT if checked else Color.TEXT if self.isEnabled() else Color.TEXT_2
        paint_icon(painter, theme, self._icon_name, spot, ink)
        painter.end()
