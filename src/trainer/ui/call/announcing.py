"""What a screen reader is told without being asked: each new line of the customer, once."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say this; ``urgent`` interrupts what it is saying."""
    event = QAccessibleAnnouncementEvent(source, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
