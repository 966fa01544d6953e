"""A setting on a scale: its name, a slider, its value in words."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trainer.ui.theme import Theme
from trainer.ui.tokens import Space, TextStyle
from trainer.ui.widgets.boxes import row
from trainer.ui.widgets.slider import ScaleSlider
from trainer.ui.widgets.text import Text

_VALUE_WIDTH = 48


class Measure(QWidget):
    """Shows the value while the slider is dragged and commits it when it is let go, or at each key.

    ``range_`` is the lowest and highest value and the step of a key; ``text`` puts a value into words.
    """

    def __init__(  # noqa: PLR0913 - a scale has this many sides
        self,
        theme: Theme,
        name: str,
        object_name: str,
        *,
        range_: tuple[int, int, int],
        value: int,
        text: Callable[[int], str],
        commit: Callable[[int], None],
    ) -> None:
        super().__init__()
        lowest, highest, step = range_
        self._text = text
        self._commit = commit
        self.slider = ScaleSlider(theme, name, lowest=lowest, highest=highest, value=value, step=step)
        self.slider.setObjectName(object_name)
        self.value = Text(theme, text(value), TextStyle.FIGURE_STRONG, wrap=False)
        self.value.setMinimumWidth(theme.px(_VALUE_WIDTH))
        self.slider.valueChanged.connect(self._take)
        self.slider.sliderReleased.connect(lambda: commit(self.slider.value()))
        line = row(Text(theme, name, TextStyle.BODY_STRONG, wrap=False), gap=Space.S12)
        line.addWidget(self.slider, 1)
        line.addWidget(self.value)
        self.setLayout(line)

    def _take(self, value: int) -> None:
        self.value.show_text(self._text(value))
        if not self.slider.isSliderDown():
            self._commit(value)
