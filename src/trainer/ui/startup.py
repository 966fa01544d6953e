"""What stands in the window before there is anything to show: starting, and what went wrong with that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QWidget

from trainer.i18n import _
from trainer.ui.icons import BrandMark, Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import column, row
from trainer.ui.widgets.buttons import Button, ButtonKind
from trainer.ui.widgets.states import LoadingState
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text


class Starting(QWidget):
    """The very first picture: the brand, and dots once it takes long enough to wonder."""

    def __init__(self, theme: Theme, *, brand: bool) -> None:
        super().__init__()
        edge = Space.WINDOW_EDGE
        inside = column(gap=Space.S24, margins=QMargins(edge, edge, edge, edge))
        if brand:
            mark = row(BrandMark(theme), Text(theme, "Puente", TextStyle.CARD_TITLE, wrap=False), 1, gap=10)
            inside.addLayout(mark)
        inside.addWidget(LoadingState(theme), 1)
        self.setLayout(inside)


@dataclass(frozen=True, slots=True)
class WayOut:
    """Something that can be done about what went wrong."""

    text: str
    act: Callable[[], object]


class NotStarted(QWidget):
    """The program cannot open its records: what is wrong, and every way out of it."""

    def __init__(self, theme: Theme, sentence: str, ways: Sequence[WayOut]) -> None:
        super().__init__()
        card = Card(theme, gap=Space.S16)
        card.setMaximumWidth(theme.px(620))
        card.column.addLayout(
            row(
                IconView(theme, Icon.ERROR, color=Color.CRITICAL, size=24),
                Text(theme, _("Puente cannot open your records"), TextStyle.CARD_TITLE),
                1,
            )
        )
        card.column.addWidget(Text(theme, sentence, TextStyle.BODY))
        card.column.addSpacing(Space.S8)
        self.buttons: list[Button] = []
        for number, way in enumerate(ways):
            kind = ButtonKind.PRIMARY if number == 0 else ButtonKind.SECONDARY
            button = Button(theme, way.text, kind=kind)
            button.setObjectName(f"way-{number}")
            button.clicked.connect(way.act)
            card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons.append(button)
        inside = column(1, gap=0, margins=QMargins(Space.S32, Space.S32, Space.S32, Space.S32))
        inside.addLayout(row(1, card, 1))
        inside.addStretch(1)
        self.setLayout(inside)
