"""Roles for screen readers that Qt gives no setter for: headings to jump between, pictures, painted words.

Qt asks a factory for what stands for an object on the accessibility bus, and only where somebody listens.
"""

from enum import Enum
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

__all__ = ["AccessibleRole", "install_roles", "set_role"]

_PROPERTY: Final = "accessibleRole"


class AccessibleRole(Enum):
    """What a widget is, beyond what its class says. All are named by the widget's accessible name."""

    HEADING = QAccessible.Role.Heading
    PICTURE = QAccessible.Role.Graphic
    TEXT = QAccessible.Role.StaticText


def install_roles() -> None:
    """Let screen readers know the roles that are set; once in a process."""
    QAccessible.installFactory(_represent)


def set_role(widget: QWidget, role: AccessibleRole) -> None:
    """Give a widget a role, before it is shown."""
    widget.setProperty(_PROPERTY, role.name)


def _represent(_class: str, found: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(found, QWidget):
        return None
    role = found.property(_PROPERTY)
    return None if role is None else QAccessibleWidget(found, AccessibleRole[role].value)
