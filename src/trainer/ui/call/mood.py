"""The customer's mood in words around its scale: what it is now, and how the last reply moved it."""

from PySide6.QtWidgets import QWidget

from trainer.i18n import _, ngettext, pgettext
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import RIGHT, TOP, column, row
from trainer.ui.widgets.mood import MoodScale, mood_name, signed
from trainer.ui.widgets.text import Text, label


def mood_and_number(mood: int) -> str:
    """Return the word and the number of a mood, as they stand beside its scale."""
    return pgettext("mood", "{name} {number}").format(name=mood_name(mood), number=signed(mood, plus=True))


def mood_change(before: int, after: int) -> str:
    """Return how the last reply moved the mood, in words."""
    steps = abs(after - before)
    if after > before:
        sentence = ngettext(
            "One step up with your last reply", "{count} steps up with your last reply", steps
        )
    elif after < before:
        sentence = ngettext(
            "One step down with your last reply", "{count} steps down with your last reply", steps
        )
    else:
        return _("No change with your last reply")
    return sentence.format(count=steps)


class MoodBlock(QWidget):
    """The scale under its label, with the mood in words, and how the last reply moved it."""

    def __init__(self, theme: Theme, mood: int, *, before: int | None = None) -> None:
        super().__init__()
        self._shown = (mood, before)
        self._word = Text(theme, "", TextStyle.BODY_STRONG, wrap=False, align=RIGHT)
        self._word.setObjectName("mood-word")
        self._scale = MoodScale(theme, mood, before=before)
        self._up = IconView(theme, Icon.ARROW_UP, color=Color.POSITIVE, size=16)
        self._down = IconView(theme, Icon.ARROW_DOWN, color=Color.CRITICAL, size=16)
        self._change = Text(theme, "", TextStyle.CAPTION, color=Color.TEXT_2)
        self._change.setObjectName("mood-change")
        words = row(self._up, self._down, gap=6)
        words.addWidget(self._change, 1)
        for arrow in (self._up, self._down):
            words.setAlignment(arrow, TOP)
        head = row(label(theme, pgettext("mood", "Mood")), 1, self._word, gap=Space.S8)
        self.setLayout(column(head, self._scale, words, gap=Space.S4))
        self._tell(mood, before)

    def show_mood(self, mood: int, before: int | None) -> None:
        """Show the mood, and against `before` how the last reply moved it; None before any reply."""
        if (mood, before) == self._shown:
            return
        self._shown = (mood, before)
        self._scale.move_to(mood)
        self._tell(mood, before)

    def _tell(self, mood: int, before: int | None) -> None:
        change = 0 if before is None else mood - before
        self._word.show_text(mood_and_number(mood))
        self._up.setVisible(change > 0)
        self._down.setVisible(change < 0)
        self._change.show_text("" if before is None else mood_change(before, mood))
        self._change.setVisible(before is not None)
