"""Rows of a list of settings: what it is at the left, the control at the right, a hairline between."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import column, margins, row
from trainer.ui.widgets.text import Text, caption

_ROOMY = 1.5


class SettingRow(QWidget):
    """A name, a sentence below it, and the control; ``caution`` colors the sentence as a warning."""

    def __init__(  # noqa: PLR0913 - the row's four parts and a tone
        self,
        theme: Theme,
        name: str,
        sentence: str,
        control: QWidget,
        *,
        caution: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        words = column(Text(theme, name, TextStyle.BODY_STRONG), gap=0)
        if sentence:
            words.addWidget(caption(theme, sentence, Color.CAUTION if caution else Color.TEXT_2))
        around = margins(0, Space.S12)
        if theme.scale >= _ROOMY:
            words.addSpacing(Space.S8)
            words.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
            words.setContentsMargins(around)
            self.setLayout(words)
            return
        line = row(gap=Space.S16, margins=around)
        line.addLayout(words, 1)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
