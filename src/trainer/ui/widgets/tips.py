"""Tooltips, always plain: Qt takes whatever looks like markup for markup, and has no setting against it.

Every tooltip of the program is set here. What Qt looks for is a tag before the first line break, or an
escaped bracket (``Qt::mightBeRichText``); a character without width, put behind ``<`` and ``&``, is enough
for it to find neither. Escaping the text instead would be read aloud as it stands, because a tooltip is also
the description of a control that has no other.
"""

import re
from typing import Final

from PySide6.QtWidgets import QWidget

__all__ = ["WORD_JOINER", "plain_tip", "set_tip", "tell_cut"]

WORD_JOINER: Final = "\u2060"
"""A character that takes no room, breaks no line and says nothing."""
_MARKUP: Final = re.compile(r"[<&](?=\S)")


def plain_tip(text: str) -> str:
    """Return a text as a tooltip that shows it letter by letter."""
    return _MARKUP.sub(lambda found: found.group() + WORD_JOINER, text)


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip; an empty text takes it away."""
    tip = plain_tip(text)
    # Setting the same again would still send events to everybody who listens.
    if tip != widget.toolTip():
        widget.setToolTip(tip)


def tell_cut(widget: QWidget, text: str, *, whole: bool) -> None:
    """Let the tooltip tell a text that was painted cut, unless the widget has a tooltip of its own."""
    tip = widget.toolTip()
    if not whole and not tip:
        set_tip(widget, text)
    elif whole and tip and tip == plain_tip(text):
        set_tip(widget, "")
