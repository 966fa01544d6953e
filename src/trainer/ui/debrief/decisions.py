"""The list of decisions: what each exercised, what was said, and what it cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.i18n import _, ngettext
from trainer.scenario.model import Dimension
from trainer.ui.debrief.words import DIMENSION_ICONS, cost_sign, dimension_name
from trainer.ui.icons import Icon, IconView, paint_icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import margins, row
from trainer.ui.widgets.focus import set_focus_radius
from trainer.ui.widgets.paint import paint_box, paint_text, text_width
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import heading

_ROW_HEIGHT: Final = 45
_COLUMN: Final = 38
_NUMBER: Final = 27


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision as the list shows it."""

    number: int
    title: str
    said: str
    costs: Mapping[Dimension, int | None]
    """Points lost in each dimension that the call scores; None where the scene does not rate it."""
    critical: bool


class DecisionList(Card):
    """All decisions; one is chosen. Emits ``chosen`` with its number."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, rows: Sequence[DecisionRow], number: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, padding=margins(0, Space.S8), gap=0, parent=parent)
        title = ngettext("{count} decision", "{count} decisions", len(rows)).format(count=len(rows))
        head = row(heading(theme, title), 1, gap=0, margins=margins(Space.S20, Space.S8))
        for dimension in rows[0].costs if rows else ():
            mark = IconView(theme, DIMENSION_ICONS[dimension], color=Color.TEXT, size=16)
            mark.setFixedWidth(theme.px(_COLUMN))
            mark.setToolTip(dimension_name(dimension))
            head.addWidget(mark)
        self.column.addLayout(head)
        self._group = QButtonGroup(self)
        listed = QVBoxLayout()
        listed.setSpacing(0)
        for each in rows:
            button = _Row(theme, each)
            button.setObjectName(f"decision-{each.number}")
            button.setChecked(each.number == number)
            self._group.addButton(button, each.number)
            listed.addWidget(button)
        self.column.addLayout(listed)
        self.column.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def choose(self, number: int) -> None:
        """Show that a decision is chosen, without saying so."""
        button = self._group.button(number)
        if isinstance(button, QAbstractButton):
            button.setChecked(True)


class _Row(QRadioButton):
    """One row: number, skill, what was said, and a sign for each dimension."""

    def __init__(self, theme: Theme, shown: DecisionRow) -> None:
        super().__init__()
        self._theme = theme
        self._row = shown
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._spoken())
        set_focus_radius(self, Radius.CHIP)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(_ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(_ROW_HEIGHT))

    def hitButton(self, _position: object) -> bool:
        return True

    def event(self, event: QEvent) -> bool:
        # Enter belongs to the screen's primary action; a row is chosen by the arrows, Space or a click.
        if isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return False
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if chosen:
            painter.fillRect(rect, theme.color(Color.ACCENT_SOFT))
            painter.fillRect(QRectF(1, 0, 4, rect.height()), theme.color(Color.ACCENT))
        elif self.underMouse():
            painter.fillRect(rect, theme.color(Color.SUNKEN))
        painter.fillRect(QRectF(0, 0, rect.width(), 1), theme.color(Color.LINE))
        self._paint_number(painter, chosen=chosen)
        costs = self._row.costs
        right = rect.width() - theme.px(Space.S20) - len(costs) * theme.px(_COLUMN)
        left = theme.px(Space.S20 + _NUMBER + Space.S12)
        self._paint_texts(painter, left, right - theme.px(Space.S8))
        for place, cost in enumerate(costs.values()):
            spot = QRectF(right + place * theme.px(_COLUMN), 0, theme.px(_COLUMN), rect.height())
            self._paint_cost(painter, spot, cost)
        painter.end()

    def _paint_number(self, painter: QPainter, *, chosen: bool) -> None:
        theme = self._theme
        side = theme.px(_NUMBER)
        circle = QRectF(theme.px(Space.S20), (self.height() - side) / 2, side, side)
        paint_box(
            painter,
            circle,
            radius=side / 2,
            fill=theme.color(Color.ACCENT) if chosen else None,
            border=theme.color(Color.ACCENT if chosen else Color.LINE_STRONG),
            width=theme.border,
        )
        paint_text(
            painter,
            circle,
            str(self._row.number),
            font=theme.font(TextStyle.LABEL),
            color=theme.color(Color.ON_ACCENT if chosen else Color.TEXT),
            align=Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )

    def _paint_texts(self, painter: QPainter, left: float, right: float) -> None:
        theme = self._theme
        middle, line = self.height() / 2, theme.px(18)
        title = QRectF(left, middle - line, right - left, line)
        strong = theme.font(TextStyle.LABEL)
        paint_text(painter, title, self._row.title, font=strong, color=theme.color(Color.TEXT))
        if self._row.critical:
            side = theme.px(14)
            wide = min(text_width(strong, self._row.title), right - left - side - 6)
            spot = QRectF(left + wide + 6, middle - line + 2, side, side)
            paint_icon(painter, theme, Icon.WARNING, spot, Color.CRITICAL)
        said = QRectF(left, middle, right - left, line)
        paint_text(
            painter, said, self._row.said, font=theme.font(TextStyle.CAPTION), color=theme.color(Color.TEXT_2)
        )

    def _paint_cost(self, painter: QPainter, spot: QRectF, cost: int | None) -> None:
        theme = self._theme
        if cost == 0:
            side = theme.px(16)
            check = QRectF(spot.center().x() - side / 2, spot.center().y() - side / 2, side, side)
            paint_icon(painter, theme, Icon.CHECK, check, Color.POSITIVE)
            return
        style = TextStyle.FIGURE if cost is None else TextStyle.FIGURE_STRONG
        paint_text(
            painter,
            spot,
            cost_sign(cost),
            font=theme.font(style),
            color=theme.color(Color.TEXT_2 if cost is None else Color.CRITICAL),
            align=Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )

    def _spoken(self) -> str:
        said = _("Decision {number}, {skill}: {reply}").format(
            number=self._row.number, skill=self._row.title, reply=self._row.said
        )
        parts = [said, *(_spoken_cost(dimension, cost) for dimension, cost in self._row.costs.items())]
        if self._row.critical:
            parts.append(_("critical error"))
        return "; ".join(parts)


def _spoken_cost(dimension: Dimension, cost: int | None) -> str:
    name = dimension_name(dimension)
    if cost is None:
        return _("{dimension}: not rated").format(dimension=name)
    if cost == 0:
        return _("{dimension}: nothing lost").format(dimension=name)
    lost = ngettext("{dimension}: {count} point lost", "{dimension}: {count} points lost", cost)
    return lost.format(dimension=name, count=cost)
