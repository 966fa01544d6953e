"""Look at any state of the window for what people could not read, reach or aim at.

What is measured is what is painted: the lines of ``Text``, and every line that goes through
``paint_text``, with its font, its place and the widget it lands on. A finding says what is wrong with which.
"""

import gettext
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import ModuleType
from typing import Any, Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QHeaderView,
    QLayout,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from trainer.ui.interior import Interior
from trainer.ui.theme import Theme
from trainer.ui.tokens import Height
from trainer.ui.widgets.focus import FocusRing
from trainer.ui.widgets.text import Text
from trainer.ui.widgets.tips import WORD_JOINER

WINDOW: Final = (1280, 800)
SLACK: Final = 1.5
"""In px: what rounding may take from a line without anybody seeing it."""
_NO_ROLES: Final = {QAccessible.Role.NoRole, QAccessible.Role.Client}
RING: Final = 5
"""In px: how far the widest focus ring reaches beyond its control."""


@dataclass(frozen=True, slots=True)
class Painted:
    """One line that was painted: what, where on which widget, and whether what does not fit is elided."""

    widget: QWidget
    text: str
    spot: QRectF
    font: QFont
    color: QColor
    elided: bool

    @property
    def glyphs(self) -> QRectF:
        """Return what the letters themselves cover."""
        metrics = QFontMetricsF(self.font)
        tight = metrics.tightBoundingRect(self.text)
        wide = min(metrics.horizontalAdvance(self.text), self.spot.width() if self.elided else 1e9)
        height = tight.height()
        middle = QRectF(0, 0, wide, height)
        middle.moveCenter(self.spot.center())
        return middle


@dataclass(frozen=True, slots=True)
class PaintedShape:
    """An icon, or the border of a box, that was painted on a widget."""

    widget: QWidget
    spot: QRectF
    color: QColor


class PaintRecord:
    """Everything painted through the three functions of painted widgets while it is installed."""

    def __init__(self) -> None:
        self.lines: list[Painted] = []
        self.icons: list[PaintedShape] = []
        self.boxes: list[PaintedShape] = []

    def clear(self) -> None:
        """Forget what was painted so far."""
        for kept in (self.lines, self.icons, self.boxes):
            kept.clear()

    def install(self, modules: Sequence[ModuleType], replace: Callable[[ModuleType, str, Any], None]) -> None:
        """Stand before the three functions in every module that has them."""
        recording: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
            "paint_text": self._recording_text,
            "paint_icon": self._recording_icon,
            "paint_box": self._recording_box,
        }
        for module in modules:
            for name, record in recording.items():
                original = module.__dict__.get(name)
                if original is not None:
                    replace(module, name, record(original))

    def _recording_text(self, original: Callable[..., bool]) -> Callable[..., bool]:
        def paint_text(painter: QPainter, rect: QRectF, text: str, **look: Any) -> bool:
            whole = original(painter, rect, text, **look)
            device = painter.device()
            if isinstance(device, QWidget) and text:
                self.lines.append(self._note(device, painter, rect, text, look))
            return whole

        return paint_text

    def _recording_icon(self, original: Callable[..., None]) -> Callable[..., None]:
        def paint_icon(
            painter: QPainter, theme: Theme, icon: Any, rect: QRectF, color: Any, **look: Any
        ) -> None:
            original(painter, theme, icon, rect, color, **look)
            device = painter.device()
            if isinstance(device, QWidget):
                tint = color if isinstance(color, QColor) else theme.color(color)
                self.icons.append(PaintedShape(device, painter.transform().mapRect(QRectF(rect)), tint))

        return paint_icon

    def _recording_box(self, original: Callable[..., None]) -> Callable[..., None]:
        def paint_box(painter: QPainter, rect: QRectF, **look: Any) -> None:
            original(painter, rect, **look)
            device, border = painter.device(), look.get("border")
            if isinstance(device, QWidget) and border is not None:
                self.boxes.append(PaintedShape(device, painter.transform().mapRect(QRectF(rect)), border))

        return paint_box

    @staticmethod
    def _note(widget: QWidget, painter: QPainter, rect: QRectF, text: str, look: dict[str, Any]) -> Painted:
        spot = painter.transform().mapRect(QRectF(rect))
        align = look.get("align", Qt.AlignmentFlag.AlignLeft)
        metrics = QFontMetricsF(look["font"])
        wide = metrics.horizontalAdvance(text)
        elide = look.get("elide", True)
        shown = min(wide, spot.width()) if elide else wide
        left = spot.left()
        if align & Qt.AlignmentFlag.AlignRight:
            left = spot.right() - shown
        elif align & Qt.AlignmentFlag.AlignHCenter:
            left = spot.center().x() - shown / 2
        place = QRectF(left, spot.top(), shown, spot.height())
        return Painted(
            widget, text, place, look["font"], look["color"], elide and wide > spot.width() + SLACK
        )


def examine(window: QWidget, record: PaintRecord) -> list[str]:
    """Return what is wrong with what the window shows, and was just painted whole, each as one sentence."""
    seen = [each for each in window.findChildren(QWidget) if each.isVisible() and not _is_aside(each)]
    lines = {(id(each.widget), each.text, each.spot.toRect().getRect()): each for each in record.lines}
    painted = [each for each in lines.values() if each.widget in seen]
    found: list[str] = []
    if window.width() > WINDOW[0] or window.height() > WINDOW[1]:
        found.append(f"the window has grown to {window.width()} x {window.height()}")
    found += _wide_areas(seen)
    found += [problem for text in seen if isinstance(text, Text) for problem in _cut_text(text)]
    found += [problem for line in painted for problem in _cut_line(line)]
    found += _lines_over_lines(painted)
    written = {each.widget for each in painted}
    telling = [each for each in seen if _tells(each) or each in written]
    found += [problem for each in telling for problem in _out_of_reach(each, window)]
    found += _over_each_other(telling)
    controls = [each for each in seen if _is_control(each)]
    found += [problem for each in controls for problem in _hard_to_hit(each, window)]
    found += _unnamed(controls)
    found += _alike(controls)
    return sorted(set(found))


def _unnamed(controls: Sequence[QWidget]) -> Iterator[str]:
    for control in controls:
        heard = QAccessible.queryAccessibleInterface(control)
        assert heard is not None
        if not heard.text(QAccessible.Text.Name).strip():
            yield f"{call(control)} has no name for a screen reader"
        if heard.role() in _NO_ROLES:
            yield f"{call(control)} has no role for a screen reader"


def _alike(controls: Sequence[QWidget]) -> Iterator[str]:
    """Tell of controls that sound the same, and so does all that they stand in."""
    known: dict[tuple[str, ...], QWidget] = {}
    for control in controls:
        heard = QAccessible.queryAccessibleInterface(control)
        assert heard is not None
        told = (heard.text(QAccessible.Text.Name), heard.text(QAccessible.Text.Description))
        sounds = (heard.role().name, *told, *_around(control))
        other = known.setdefault(sounds, control)
        # The same control may stand in two places (the interface's language: beside the page, and on it).
        if other is not control and other.objectName() != control.objectName():
            yield f"{call(control)} and {other.objectName() or 'another'} sound the same: {told[0]!r}"


def _around(control: QWidget) -> Iterator[str]:
    above = control.parentWidget()
    while above is not None:
        if above.accessibleName():
            yield above.accessibleName()
        above = above.parentWidget()


def _is_aside(widget: QWidget) -> bool:
    return isinstance(widget, (FocusRing, QScrollBar)) or isinstance(widget.parent(), QScrollBar)


def _is_control(widget: QWidget) -> bool:
    return isinstance(widget, (QAbstractButton, QLineEdit, QAbstractSlider))


def _tells(widget: QWidget) -> bool:
    return _is_control(widget) or (isinstance(widget, Text) and bool(widget.text()))


def call(widget: QWidget) -> str:
    """Name a widget so that a developer finds it."""
    text = widget.text() if isinstance(widget, (Text, QAbstractButton)) else ""
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName() or text!r}"


def _wide_areas(seen: Sequence[QWidget]) -> Iterator[str]:
    for area in seen:
        if isinstance(area, QAbstractScrollArea):
            content = area.widget() if hasattr(area, "widget") else None
            # Figures may scroll sideways within their table; a page may not.
            table = isinstance(area, QAbstractItemView)
            if not table and area.horizontalScrollBar().maximum() > area.horizontalScrollBar().minimum():
                yield f"{call(area)} scrolls sideways"
            elif content is not None and content.width() > area.viewport().width():
                yield f"{call(area)} is {content.width() - area.viewport().width()} px narrower than its page"


def _cut_text(text: Text) -> Iterator[str]:
    shown = text.text()
    if not shown:
        return
    if text.hasHeightForWidth() and text.height() < text.heightForWidth(text.width()):
        yield f"{call(text)} lacks {text.heightForWidth(text.width()) - text.height()} px of height"
    elif text.height() < QFontMetricsF(text.font()).tightBoundingRect(shown).height():
        yield f"{call(text)} is too low for a line"
    if text._fitting_text() != shown and shown not in _tip(text):
        yield f"{shown!r} is elided and no tooltip tells it"
    if text._lines is None and _breaks_a_word(text):
        yield f"{shown!r} is broken within a word ({text.width()} px)"


def _breaks_a_word(text: Text) -> bool:
    metrics = QFontMetricsF(text._strong_font() if text._strong else text.font())
    return any(metrics.horizontalAdvance(part) > text.width() + SLACK for part in _parts(text.text()))


def _parts(text: str) -> list[str]:
    """Return what stays together: words, which may be parted after a hyphen or a slash."""
    return [part for part in re.split(r"\s+|(?<=[-/–—])", text) if part]


def _tip(widget: QWidget) -> str:
    """Return the tooltip that appears over a widget: of itself, or of what takes the mouse for it."""
    deaf = None
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if above.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
            deaf = above
        above = above.parentWidget()
    above = widget if deaf is None else deaf.parentWidget()
    while above is not None:
        if above.toolTip():
            return above.toolTip().replace(WORD_JOINER, "")
        above = above.parentWidget()
    return ""


def _cut_line(line: Painted) -> Iterator[str]:
    parent = line.widget.parentWidget()
    if line.elided:
        tip = _tip(line.widget)
        role = Qt.ItemDataRole.ToolTipRole
        if isinstance(parent, QHeaderView):
            section = parent.logicalIndexAt(line.spot.center().toPoint())
            tip = str(parent.model().headerData(section, Qt.Orientation.Horizontal, role) or "")
        elif isinstance(parent, QAbstractItemView):
            tip = str(parent.indexAt(line.spot.center().toPoint()).data(role) or "")
        if line.text not in tip:
            yield f"{line.text!r} is elided on {call(line.widget)} and no tooltip tells it"
        return
    if isinstance(parent, QAbstractItemView):
        return
    room = QRectF(line.widget.rect()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not room.contains(line.glyphs):
        yield f"{line.text!r} leaves {call(line.widget)}"


def _lines_over_lines(painted: Sequence[Painted]) -> Iterator[str]:
    by_widget: dict[QWidget, list[Painted]] = {}
    for line in painted:
        by_widget.setdefault(line.widget, []).append(line)
    for widget, lines in by_widget.items():
        for one, other in combinations(lines, 2):
            both = one.glyphs & other.glyphs
            if both.width() > SLACK and both.height() > SLACK:
                yield f"{one.text!r} and {other.text!r} are painted over each other on {call(widget)}"


def _out_of_reach(widget: QWidget, window: QWidget) -> Iterator[str]:
    above = widget.parentWidget()
    while above is not None:
        spot = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())
        holder = above.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
            if spot.left() < 0 or spot.right() > above.width():
                yield f"{call(widget)} reaches beyond the sides of {call(holder)}"
            return
        if not above.rect().contains(spot):
            yield f"{call(widget)} reaches beyond {call(above)}: {spot.getRect()} in {above.size().toTuple()}"
            return
        if above is window:
            return
        above = holder


def _over_each_other(telling: Sequence[QWidget]) -> Iterator[str]:
    whole = {each: QRect(each.mapToGlobal(QPoint(0, 0)), each.size()) for each in telling}
    shown = {each: _let_through(each, spot) for each, spot in whole.items()}
    pages = {each: _page(each) for each in telling}
    for one, other in combinations(telling, 2):
        # What scrolls together may stand over each other out of sight too.
        spots = whole if pages[one] is pages[other] else shown
        both = spots[one] & spots[other]
        if both.width() <= SLACK or both.height() <= SLACK:
            continue
        if one.isAncestorOf(other) or other.isAncestorOf(one) or _laid_over(one, other):
            continue
        yield f"{call(one)} and {call(other)} stand over each other"


def _views(widget: QWidget) -> Iterator[QWidget]:
    """Return the viewports in which a widget scrolls, the nearest first."""
    above = widget.parentWidget()
    while above is not None:
        holder = above.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
            yield above
        above = holder


def _page(widget: QWidget) -> QWidget | None:
    return next(_views(widget), None)


def _let_through(widget: QWidget, spot: QRect) -> QRect:
    for view in _views(widget):
        spot &= QRect(view.mapToGlobal(QPoint(0, 0)), view.size())
    return spot


def _laid_over(one: QWidget, other: QWidget) -> bool:
    """Tell whether one of them is on something that was put over the other on purpose, in no layout."""
    common = one.parentWidget()
    while common is not None and not common.isAncestorOf(other):
        common = common.parentWidget()
    if common is None:
        return False
    branches = [_branch(common, each) for each in (one, other)]
    holder = common.parentWidget()
    if isinstance(holder, QAbstractScrollArea):
        return True
    layout = common.layout()
    return layout is None or not all(_holds(layout, branch) for branch in branches)


def _branch(above: QWidget, widget: QWidget) -> QWidget:
    holder = widget.parentWidget()
    while holder is not None and holder is not above:
        widget, holder = holder, holder.parentWidget()
    return widget


def floats(widget: QWidget) -> bool:
    """Tell whether a widget was put over others on purpose, in no layout."""
    holder = widget.parentWidget()
    layout = holder.layout() if holder is not None else None
    return layout is None or not _holds(layout, widget)


def _holds(layout: QLayout, widget: QWidget) -> bool:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None
        inner = item.layout()
        if item.widget() is widget or (inner is not None and _holds(inner, widget)):
            return True
    return False


def _hard_to_hit(control: QWidget, window: QWidget) -> Iterator[str]:
    frame = control.property("focusFrame")
    target = frame if isinstance(frame, QWidget) else control
    if min(target.width(), target.height()) < Height.TARGET:
        yield f"{call(control)} is only {target.width()} x {target.height()}"
    if isinstance(control, QLineEdit) and not control.text():
        hint = control.placeholderText()
        if QFontMetricsF(control.font()).horizontalAdvance(hint) > control.width() and hint not in _tip(
            control
        ):
            yield f"the hint {hint!r} does not fit its field"
    if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isEnabled():
        yield from _cut_ring(control, target, window)


def _cut_ring(control: QWidget, target: QWidget, window: QWidget) -> Iterator[str]:
    above, scrolls = target.parentWidget(), False
    while above is not None and above is not window:
        spot = QRect(target.mapTo(above, QPoint(0, 0)), target.size()).adjusted(-RING, -RING, RING, RING)
        holder = above.parentWidget()
        views = isinstance(holder, QAbstractScrollArea) and holder.viewport() is above
        page = isinstance(holder, QWidget) and isinstance(holder.parentWidget(), QAbstractScrollArea)
        if (views or isinstance(above, Interior)) and (spot.left() < 0 or spot.right() > above.width()):
            yield f"the focus ring of {call(control)} is cut at a side of {call(holder or above)}"
        ends = page or (isinstance(above, Interior) and not scrolls)
        if ends and (spot.top() < 0 or spot.bottom() > above.height()):
            yield f"the focus ring of {call(control)} is cut above or below"
        above, scrolls = holder, scrolls or views


# A language with longer strings


class LongerStrings(gettext.NullTranslations):
    """English whose every message is 40 % longer, in accented letters; placeholders are kept."""

    def gettext(self, message: str) -> str:
        return lengthen(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return lengthen(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        return lengthen(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - the same
        return lengthen(msgid1 if n == 1 else msgid2)


_ACCENTED: Final = str.maketrans("aeiouyncAEIOUYNC", "áéîõüýñçÁÉÎÕÜÝÑÇ")
_VOWELS: Final = frozenset("aeiouyAEIOUY")


def lengthen(message: str) -> str:
    """Return a message 40 % longer: vowels are doubled, and letters added where that is not enough."""
    if not message.strip():
        return message
    parts = re.split(r"(\{[^{}]*\})", message)
    wanted = round(0.4 * sum(len(part) for part in parts[::2]))
    made = []
    for number, part in enumerate(parts):
        if number % 2:
            made.append(part)
            continue
        letters = []
        for letter in part:
            twice = letter in _VOWELS and wanted > 0
            wanted -= twice
            letters.append(letter.translate(_ACCENTED) * (1 + twice))
        made.append("".join(letters))
    return "".join(made) + "é" * max(0, wanted)
