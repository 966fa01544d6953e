"""Controls that choose: segments, a switch, radio cards. Each is one of Qt's own buttons, painted anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trainer.i18n import pgettext
from trainer.ui.icons import Icon, paint_icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.focus import set_focus_frame, set_focus_radius
from trainer.ui.widgets.marks import paint_language_mark
from trainer.ui.widgets.paint import paint_box, paint_text, text_width

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Segment(Generic[_Value]):
    """One choice of a segmented control. ``mark`` is a base language whose mark stands before the text."""

    value: _Value
    text: str = ""
    icon: Icon | None = None
    mark: str | None = None
    name: str = ""
    """What screen readers say; the text where empty."""


class _SegmentButton(QRadioButton):
    """One segment: filled when chosen."""

    def __init__(self, theme: Theme, segment: Segment[_Value], height: int) -> None:
        super().__init__()
        self._theme = theme
        self._text = segment.text
        self._icon_name = segment.icon
        self._mark = segment.mark
        self._tall = height
        self.setText((segment.name or segment.text).replace("&", "&&"))
        self.setAccessibleName(segment.name or segment.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._theme
        # Bold, so that choosing a segment moves nothing.
        width = text_width(theme.font(TextStyle.LABEL), self._text) + 2 * theme.px(14)
        width += theme.px(15) + 7 if self._icon_name is not None else 0
        width += theme.px(30) + (8 if self._text else 0) if self._mark is not None else 0
        return QSize(round(width + 1), self._tall)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _position: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if not self.isEnabled():
            fill, ink = (Color.SUNKEN if chosen else None), (Color.TEXT if chosen else Color.TEXT_2)
        else:
            fill = Color.ACCENT if chosen else Color.SUNKEN if self.underMouse() else None
            ink = Color.ON_ACCENT if chosen else Color.TEXT
        if fill is not None:
            paint_box(painter, rect, radius=7, fill=theme.color(fill))
        font = theme.font(TextStyle.LABEL if chosen else TextStyle.CAPTION)
        bare = self.sizeHint().width() - 2 * theme.px(14)
        left = (rect.width() - bare) / 2
        if self._icon_name is not None:
            side = theme.px(15)
            spot = QRectF(left, (rect.height() - side) / 2, side, side)
            paint_icon(painter, theme, self._icon_name, spot, ink)
            left += side + 7
        if self._mark is not None:
            spot = QRectF(left, (rect.height() - theme.px(20)) / 2, theme.px(30), theme.px(20))
            paint_language_mark(painter, theme, spot, self._mark)
            left += theme.px(30) + 8
        spot = QRectF(left, 0, text_width(theme.font(TextStyle.LABEL), self._text), rect.height())
        align = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, spot, self._text, font=font, color=theme.color(ink), align=align, elide=False)
        painter.end()


class SegmentedControl(QWidget):
    """A few choices side by side, one of them chosen; arrow keys move between them.

    Emits ``chosen`` with the segment's value when a person chooses, not when ``choose`` is called.
    """

    chosen = Signal(object)

    def __init__(  # noqa: PLR0913 - all but four have defaults
        self,
        theme: Theme,
        name: str,
        segments: Sequence[Segment[_Value]],
        value: _Value,
        *,
        height: int = Height.COMPACT,
        stretch: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: list[object] = [segment.value for segment in segments]
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        box = QHBoxLayout(self)
        edge = 3
        box.setContentsMargins(edge, edge, edge, edge)
        box.setSpacing(2)
        for number, segment in enumerate(segments):
            button = _SegmentButton(theme, segment, theme.px(height) - 2 * edge)
            button.setObjectName(f"{name}-{number}")
            button.setChecked(segment.value == value)
            set_focus_frame(button, self)
            self._group.addButton(button, number)
            box.addWidget(button, 1 if stretch else 0)
        policy = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        # Toggled, not clicked: a screen reader toggles without a click.
        self._group.idToggled.connect(self._tell)

    @property
    def value(self) -> object:
        """Return the value of the chosen segment."""
        return self._values[self._group.checkedId()]

    def choose(self, value: object) -> None:
        """Choose a segment without telling anybody."""
        with QSignalBlocker(self._group):
            self._group.button(self._values.index(value)).setChecked(True)

    def _tell(self, number: int, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.chosen.emit(self._values[number])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box around the segments."""
        theme = self._theme
        painter = QPainter(self)
        paint_box(
            painter,
            QRectF(self.rect()),
            radius=Radius.CONTROL,
            fill=theme.color(Color.SURFACE),
            border=theme.color(Color.LINE_STRONG if self.isEnabled() else Color.LINE),
            width=theme.border,
        )
        painter.end()


class Switch(QCheckBox):
    """On or off, with the word beside it."""

    def __init__(self, theme: Theme, name: str, *, on: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, Radius.FULL)

    def event(self, event: QEvent) -> bool:
        """Let Enter work as Space does."""
        return activates(self, event) or super().event(event)

    def hitButton(self, _position: object) -> bool:
        """Take a click anywhere on track or word."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size of track and word."""
        theme = self._theme
        font = theme.font(TextStyle.LABEL)
        word = max(text_width(font, text) for text in (_on(), _off()))
        return QSize(round(theme.px(48) + Space.S12 + word + 4), theme.target(28))

    def minimumSizeHint(self) -> QSize:
        """Return the one size it has."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track, the knob and the word."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall, wide = theme.px(26), theme.px(48)
        track = QRectF(0, (self.height() - tall) / 2, wide, tall)
        paint_box(
            painter,
            track,
            radius=Radius.FULL,
            fill=theme.color(Color.ACCENT if on else Color.SURFACE),
            border=theme.color(Color.ACCENT if on else Color.LINE_STRONG),
            width=2,
        )
        knob = theme.px(16)
        inset = (tall - knob) / 2
        left = track.right() - inset - knob if on else track.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Color.ON_ACCENT if on else Color.LINE_STRONG))
        painter.drawEllipse(QRectF(left, track.top() + inset, knob, knob))
        word = QRectF(wide + Space.S12, 0, self.width() - wide - Space.S12, self.height())
        font, ink = theme.font(TextStyle.LABEL), theme.color(Color.TEXT)
        paint_text(painter, word, _on() if on else _off(), font=font, color=ink, elide=False)
        painter.end()


def _on() -> str:
    return pgettext("switch", "On")


def _off() -> str:
    return pgettext("switch", "Off")


def paint_radio(painter: QPainter, theme: Theme, rect: QRectF, *, chosen: bool) -> None:
    """Paint the round mark of a radio button over a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Color.ACCENT))
        painter.drawEllipse(rect)
        painter.setBrush(theme.color(Color.ON_ACCENT))
        hole = rect.width() * 0.3
        painter.drawEllipse(rect.adjusted(hole, hole, -hole, -hole))
    else:
        painter.setPen(QPen(theme.color(Color.LINE_STRONG), 2))
        painter.setBrush(theme.color(Color.SURFACE))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    painter.restore()


class OptionCard(QRadioButton):
    """A choice as a card: a radio mark, then whatever its ``column`` is given.

    Put several with one parent, or in a ``QButtonGroup``, and one of them is chosen. ``flat`` shows no
    border until chosen (rows in a list). The children take no clicks: the whole card does.
    """

    def __init__(self, theme: Theme, name: str, *, flat: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flat = flat
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.column = QVBoxLayout(self)
        side = Space.S12 if flat else Space.S20
        above = Space.S8 if flat else side
        self.column.setContentsMargins(side + theme.px(20) + Space.S12, above, side, above)
        self.column.setSpacing(Space.S4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        set_focus_radius(self, Radius.CONTROL if flat else Radius.REPLY)

    def add(self, widget: QWidget) -> None:
        """Add a widget to the column, deaf to the mouse."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.column.addWidget(widget)

    def event(self, event: QEvent) -> bool:
        """Let Enter choose as Space does."""
        return activates(self, event) or super().event(event)

    def hitButton(self, _position: object) -> bool:
        """Take a click anywhere."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size that the column asks for."""
        return self.column.totalSizeHint().expandedTo(QSize(0, self._theme.px(Height.ROW)))

    def minimumSizeHint(self) -> QSize:
        """Return the size that the column needs."""
        return self.column.totalMinimumSize().expandedTo(QSize(0, self._theme.px(Height.ROW)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and its radio mark, beside the first line."""
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        border, width = self._border(chosen=chosen)
        paint_box(
            painter,
            QRectF(self.rect()),
            radius=Radius.CONTROL if self._flat else Radius.REPLY,
            fill=self._ground(chosen=chosen),
            border=border,
            width=width,
        )
        side = theme.px(20)
        left = self.column.contentsMargins().left() - side - Space.S12
        first = self.column.itemAt(0)
        middle = first.geometry().center().y() if first is not None else self.height() // 2
        paint_radio(painter, theme, QRectF(left, middle - side / 2 + 0.5, side, side), chosen=chosen)
        painter.end()

    def _border(self, *, chosen: bool) -> tuple[QColor | None, int]:
        if chosen:
            quiet = self._flat and not self._theme.high_contrast
            return (None, 0) if quiet else (self._theme.color(Color.ACCENT), 2)
        return (None, 0) if self._flat else (self._theme.color(Color.LINE_STRONG), self._theme.border)

    def _ground(self, *, chosen: bool) -> QColor | None:
        if chosen:
            return self._theme.color(Color.ACCENT_SOFT)
        if self.underMouse():
            return self._theme.color(Color.SUNKEN)
        return None if self._flat else self._theme.color(Color.SURFACE)
