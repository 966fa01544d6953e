"""Looking at a window as a person does: what can be read, what is cut off, which control has no name."""

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from trainer.ui.widgets.text import Text


def shown_texts(window: QWidget) -> list[str]:
    """Return every text that is shown, whether or not one must scroll to it."""
    return [label.text() for label in window.findChildren(Text) if label.isVisible()]


def said_by(window: QWidget) -> str:
    """Return all that a window says, to the eye and to a screen reader, tooltips included."""
    said = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    return "\n".join([*shown_texts(window), *said])


def cut_texts(window: QWidget) -> list[str]:
    """Return the texts that lack room for a line, and no tooltip says what is missing."""
    return [
        label.text()
        for label in window.findChildren(Text)
        if label.isVisible() and label.text() and not label.toolTip() and _is_cut(label)
    ]


def nameless_controls(window: QWidget) -> list[str]:
    """Return the kinds of controls that can be reached and say nothing to a screen reader."""
    controls = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    return [type(each).__name__ for each in controls if each.isVisible() and not each.accessibleName()]


def _is_cut(label: Text) -> bool:
    if label.hasHeightForWidth():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()
