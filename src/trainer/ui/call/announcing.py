"""What a screen reader is told without being asked: each new line of the customer, once."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from trainer.app.transcript import Entry, Speaker
from trainer.i18n import _
from trainer.ui.call.feedback import spoken_feedback
from trainer.ui.call.picture import Setting
from trainer.ui.call.words import first_name, switched_words

__all__ = ["announce", "spoken_news"]


def announce(source: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say this; ``urgent`` interrupts what it is saying."""
    event = QAccessibleAnnouncementEvent(source, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def spoken_news(entry: Entry, setting: Setting, *, captions: bool) -> str:
    """Return what is said of a new entry: the customer's words where they may be read, or feedback.

    Words of another language are named after the line, which stays as it is read.
    """
    if entry.speaker is Speaker.CUSTOMER and entry.line is not None and captions:
        name, line, switched = first_name(setting.caller.name), entry.line.text, switched_words(entry.line)
        if switched:
            return _("{name}: {line} ({switched})").format(name=name, line=line, switched=switched)
        return _("{name}: {line}").format(name=name, line=line)
    if entry.feedback is not None:
        return spoken_feedback(entry.feedback)
    return ""
