"""Which color is painted on which: asked of the pictures themselves, so that no pair can be forgotten.

The census gives every color role a color of its own. What is written in one of them, and what surrounds it in
the picture, then says which two roles meet, whatever the code meant to do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from every_screen import PaintedShape, PaintRecord, call, floats
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QLineEdit, QScrollArea, QWidget

from trainer.ui.scenarios.card import ScenarioCard
from trainer.ui.tokens import CONTROL_CONTRAST, TEXT_CONTRAST, Color, Scheme
from trainer.ui.widgets.text import Text
from trainer.ui.widgets.tiles import Tile

_STEP: Final = 0x0B
CENSUS: Final[Mapping[Color, str]] = MappingProxyType(
    {
        color: f"#{0x20 + _STEP * (number % 7):02X}{0x40 + _STEP * number % 0x80:02X}{0x90 + number * 4:02X}"
        for number, color in enumerate(Color)
    }
)
"""A color for each role, all different."""
CENSUS_PALETTES: Final = MappingProxyType(dict.fromkeys(Scheme, CENSUS))
_ROWS: Final = 8
"""How many rows of pixels are asked at a spot."""
_LIKELY: Final = 4
"""How many of the commonest colors of a spot may be its ground: the others are edges of letters."""
_WHOLE: Final = 0.8
_CARDS: Final = (Tile, ScenarioCard)
"""Cards that lead somewhere: their titles say so, and their borders are those of cards."""
_ROLES: Final = {int(value[1:], 16): color for color, value in CENSUS.items()}


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """A color role that was seen on another one, and the contrast that what it is needs."""

    foreground: Color
    background: Color
    needs: float


class Canvases:
    """The pictures of a window and of its pages, each taken once and whole."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._images: dict[QWidget, QImage] = {}
        for area in window.findChildren(QScrollArea):
            content = area.widget()
            if area.isVisible() and content is not None:
                self._images[content] = content.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
        self._images[window] = window.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)

    def find(self, widget: QWidget) -> QWidget:
        """Return whose picture shows a widget whole."""
        found, above = widget, widget.parentWidget()
        while found not in self._images and above is not None:
            found, above = above, above.parentWidget()
        return found

    def ground(self, widget: QWidget, spot: QRect, ink: Color) -> Color | None:
        """Return the role that surrounds ``ink`` at a spot of a widget; None where it is no plain one."""
        canvas = self.find(widget)
        image = self._images.get(canvas)
        if image is None:
            return None
        place = spot.translated(widget.mapTo(canvas, QPoint(0, 0))) & image.rect()
        if place.isEmpty():
            return None
        pixels = memoryview(image.constBits()).cast("I")
        counted: Counter[int] = Counter()
        for y in range(place.top(), place.bottom() + 1, max(1, place.height() // _ROWS)):
            start = y * image.width()
            counted.update(pixels[start + place.left() : start + place.right() + 1])
        for pixel, _number in counted.most_common(_LIKELY):
            role = _behind(canvas) if pixel >> 24 == 0 else _ROLES.get(pixel & 0xFFFFFF)
            if role is not None and role is not ink:
                return role
        return None


def _behind(page: QWidget) -> Color:
    """Return what shows through a page."""
    above = page.parentWidget()
    while above is not None:
        fill = getattr(above, "_fill", None)
        if isinstance(fill, Color):
            return fill
        above = above.parentWidget()
    return Color.BG


def meetings(window: QWidget, record: PaintRecord, canvases: Canvases) -> dict[Meeting, str]:
    """Return which roles meet in what is shown, each with one place where they do."""
    return {
        Meeting(ink, ground, needs): call(widget)
        for widget, spot, ink, needs in _inks(window, record)
        if (ground := canvases.ground(widget, spot, ink)) is not None and ground is not ink
    }


def _inks(window: QWidget, record: PaintRecord) -> Iterator[tuple[QWidget, QRect, Color, float]]:
    for text in window.findChildren(Text):
        if text.isVisible() and text.text():
            yield text, text.rect(), text.color, TEXT_CONTRAST
    for line in record.lines:
        role = _ROLES.get(line.color.rgb() & 0xFFFFFF)
        if role is not None and line.widget.isVisible():
            yield line.widget, line.glyphs.toAlignedRect(), role, TEXT_CONTRAST
    for icon in record.icons:
        role = _ROLES.get(icon.color.rgb() & 0xFFFFFF)
        if role is not None and icon.widget.isVisible():
            yield icon.widget, icon.spot.toAlignedRect(), role, CONTROL_CONTRAST
    for box in record.boxes:
        role = _ROLES.get(box.color.rgb() & 0xFFFFFF)
        if role is not None and box.widget.isVisible() and _bounds_a_control(box):
            for side in _outside(box.spot):
                yield box.widget, side, role, CONTROL_CONTRAST


def _bounds_a_control(box: PaintedShape) -> bool:
    """Tell whether a border says where a control is: not that of a mark on it, nor of a card one can open."""
    widget = box.widget
    if not isinstance(widget, (QAbstractButton, QLineEdit, QAbstractSlider)) or isinstance(widget, _CARDS):
        return False
    if floats(widget):
        # Over a page, on a ground of its own: whatever happens to be below does not bound it.
        return False
    whole = box.spot.width() > widget.width() * _WHOLE and box.spot.height() > widget.height() * _WHOLE
    return whole and widget.isEnabled()


def _outside(box: QRectF) -> Sequence[QRect]:
    """Return spots beside the middle of a box's left and right sides, where nothing is rounded."""
    middle = round(box.center().y()) - 2
    return QRect(round(box.left()) - 2, middle, 2, 4), QRect(round(box.right()), middle, 2, 4)
