"""The list of decisions: what each exercised, what was said, and what it cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QMargins, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from trainer.i18n import _, ngettext
from trainer.scenario.model import Dimension
from trainer.ui.debrief.pages import InnerPage
from trainer.ui.debrief.words import DIMENSION_ICONS, cost_sign, dimension_name
from trainer.ui.icons import Icon, IconView, paint_icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import column, margins, row
from trainer.ui.widgets.buttons import IconButton
from trainer.ui.widgets.focus import set_focus_radius
from trainer.ui.widgets.paint import paint_box, paint_text, text_width
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import heading
from trainer.ui.widgets.tips import set_tip

_ROW_HEIGHT: Final = 45
_COLUMN: Final = 38
_NUMBER: Final = 27
_INSET: Final = 5
"""How far a row stands from the card's edge: the room that its focus ring needs."""
_BAR_INSET: Final = 13
"""The same at the right where a scroll bar runs there."""
_EDGE: Final = _INSET + 1
"""The inset with the card's border."""


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
    """All decisions; one is chosen. Emits ``chosen`` with its number.

    ``cost_wanted`` is emitted with whether they are to be listed by what they cost, and not as they came.
    ``scrolls`` lets the list scroll within the card, which is then as high as there is room.
    """

    chosen = Signal(int)
    cost_wanted = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        rows: Sequence[DecisionRow],
        number: int,
        *,
        scrolls: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, padding=margins(1, Space.S8), gap=0, parent=parent)
        self._page = InnerPage("debrief-list", theme) if scrolls else None
        self.column.addLayout(self._build_head(rows))
        self._group = QButtonGroup(self)
        self._rows: dict[int, _Row] = {}
        inset = _BAR_INSET if scrolls else _INSET
        self._listed = listed = column(gap=0, margins=QMargins(_INSET, _INSET, inset, _INSET))
        for each in rows:
            button = _Row(theme, each, right=Space.S20 - 1 - inset)
            button.setObjectName(f"decision-{each.number}")
            button.setChecked(each.number == number)
            self._group.addButton(button, each.number)
            self._rows[each.number] = button
            listed.addWidget(button)
        listed.addStretch(1)
        if self._page is None:
            self.column.addLayout(listed)
        else:
            self._page.column.addLayout(listed)
            self.column.addWidget(self._page, 1)
        # Toggled, not clicked: a screen reader toggles without a click.
        self._group.idToggled.connect(self._tell)

    def _build_head(self, rows: Sequence[DecisionRow]) -> QHBoxLayout:
        theme = self._theme
        self._count = len(rows)
        self._name = heading(theme, self._describe(by_cost=False))
        self._by_cost = IconButton(theme, Icon.SORT, _("List by cost"), shortcut=Qt.Key.Key_C)
        self._by_cost.setObjectName("debrief-by-cost")
        self._by_cost.setCheckable(True)
        self._by_cost.toggled.connect(self.cost_wanted)
        head = row(self._name, gap=0, margins=margins(Space.S20 - 1, Space.S4))
        head.setStretchFactor(self._name, 1)
        head.addWidget(self._by_cost)
        head.addSpacing(Space.S8)
        for dimension in rows[0].costs if rows else ():
            mark = IconView(theme, DIMENSION_ICONS[dimension], color=Color.TEXT, size=16)
            mark.setFixedWidth(theme.px(_COLUMN))
            set_tip(mark, dimension_name(dimension))
            head.addWidget(mark)
        return head

    def _describe(self, *, by_cost: bool) -> str:
        if by_cost:
            text = ngettext("{count} decision, by cost", "{count} decisions, by cost", self._count)
        else:
            text = ngettext("{count} decision", "{count} decisions", self._count)
        return text.format(count=self._count)

    def arrange(self, order: Sequence[int], *, by_cost: bool) -> None:
        """List the decisions in this order of their numbers, which is by their cost or as they came."""
        with QSignalBlocker(self._by_cost):
            self._by_cost.setChecked(by_cost)
        self._name.show_text(self._describe(by_cost=by_cost))
        before: QWidget = self._by_cost
        for place, number in enumerate(order):
            button = self._rows[number]
            self._listed.removeWidget(button)
            self._listed.insertWidget(place, button)
            QWidget.setTabOrder(before, button)
            before = button

    def choose(self, number: int) -> None:
        """Show that a decision is chosen, and tell nobody. The keyboard goes along if it was in the list."""
        chosen = self._rows[number]
        with QSignalBlocker(self._group):
            chosen.setChecked(True)
        for each in self._rows.values():
            # Tab comes to the row that is chosen; from there the arrows go on.
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is chosen else Qt.FocusPolicy.ClickFocus)
        focused = self.window().focusWidget()
        if isinstance(focused, _Row) and focused is not chosen:
            chosen.setFocus()
        self.reveal(number)

    def _tell(self, number: int, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.chosen.emit(number)

    def reveal(self, number: int) -> None:
        """Scroll to a decision, where the list scrolls."""
        if self._page is None:
            return
        row_height = self._rows[number].height()
        self._page.ensureWidgetVisible(self._rows[number], 0, row_height)
        # Whole rows at the top: one row of air above the chosen one may be given up for that.
        bar = self._page.verticalScrollBar()
        bar.setValue(ceil(bar.value() / row_height) * row_height)


class _Row(QRadioButton):
    """One row: number, skill, what was said, and a sign for each dimension, ``right`` px from its end."""

    def __init__(self, theme: Theme, shown: DecisionRow, *, right: int) -> None:
        super().__init__()
        self._right = right
        self._theme = theme
        self._row = shown
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._spoken())
        # Both lines are cut where they do not fit.
        set_tip(self, f"{shown.title}\n{shown.said}")
        set_focus_radius(self, Radius.CHIP)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(_ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(_ROW_HEIGHT))

    def hitButton(self, _position: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if not chosen:
            painter.fillRect(QRectF(0, 0, rect.width(), 1), theme.color(Color.LINE))
        if chosen or self.underMouse():
            fill = theme.color(Color.ACCENT_SOFT if chosen else Color.SUNKEN)
            border = theme.color(Color.ACCENT) if chosen and theme.high_contrast else None
            paint_box(painter, rect, radius=Radius.CHIP, fill=fill, border=border, width=theme.border)
        if chosen:
            painter.fillRect(QRectF(0, 2, 4, rect.height() - 4), theme.color(Color.ACCENT))
        self._paint_number(painter, chosen=chosen)
        costs = self._row.costs
        right = rect.width() - self._right - len(costs) * theme.px(_COLUMN)
        left = Space.S20 - _EDGE + theme.px(_NUMBER) + Space.S12
        self._paint_texts(painter, left, right - theme.px(Space.S8))
        for place, cost in enumerate(costs.values()):
            spot = QRectF(right + place * theme.px(_COLUMN), 0, theme.px(_COLUMN), rect.height())
            self._paint_cost(painter, spot, cost)
        painter.end()

    def _paint_number(self, painter: QPainter, *, chosen: bool) -> None:
        theme = self._theme
        side = theme.px(_NUMBER)
        circle = QRectF(Space.S20 - _EDGE, (self.height() - side) / 2, side, side)
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
