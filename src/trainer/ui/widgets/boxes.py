"""Rows and columns without ceremony: the layouts of Qt, with our defaults (no margins, a named gap)."""

from collections.abc import Iterable
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSpacerItem, QVBoxLayout, QWidget

from trainer.ui.tokens import Space

Item: TypeAlias = QWidget | QLayout | QSpacerItem | int
"""What goes into a row or a column: a widget, a layout, a spacer, or a number: a stretch of this weight."""

_Box = TypeVar("_Box", bound=QBoxLayout)

TOP = Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTER = Qt.AlignmentFlag.AlignCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter
"""Alignments, short enough to use in a layout."""


def row(*items: Item, gap: int = Space.S12, margins: QMargins | None = None) -> QHBoxLayout:
    """Return a row of items; an ``int`` among them is a stretch."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = Space.S12, margins: QMargins | None = None) -> QVBoxLayout:
    """Return a column of items; an ``int`` among them is a stretch."""
    return _filled(QVBoxLayout(), items, gap, margins)


def margins(horizontal: int, vertical: int) -> QMargins:
    """Return margins that are alike on opposite sides, in px."""
    return QMargins(horizontal, vertical, horizontal, vertical)


def panel(layout: QLayout, parent: QWidget | None = None) -> QWidget:
    """Return a plain widget that holds a layout."""
    widget = QWidget(parent)
    widget.setLayout(layout)
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _filled(box: _Box, items: Iterable[Item], gap: int, around: QMargins | None) -> _Box:
    box.setContentsMargins(around or QMargins())
    box.setSpacing(gap)
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        elif isinstance(item, QSpacerItem):
            box.addSpacerItem(item)
        else:
            box.addStretch(item)
    return box
