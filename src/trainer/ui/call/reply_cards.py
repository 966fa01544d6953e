"""The replies as numbered cards. They all look alike: nothing but its words tells one from another."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.app.call import Offer
from trainer.i18n import _
from trainer.ui.call.words import switched_words
from trainer.ui.icons import Icon, paint_icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import margins
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.focus import set_focus_radius
from trainer.ui.widgets.layouts import FlowGrid
from trainer.ui.widgets.paint import paint_box, paint_text
from trainer.ui.widgets.text import Text

_NUMBER: Final = 28
_NARROWEST: Final = 240
_ONE_COLUMN_SCALE: Final = 1.75
"""From this text scale on the cards stand one below another."""


class CardState(Enum):
    """How a card stands."""

    OFFERED = auto()
    TAKEN = auto()
    NOT_TAKEN = auto()
    """Another reply was taken."""


@dataclass(frozen=True, slots=True)
class _Look:
    fill: Color | None
    border: Color
    width: int
    ink: Color


class ReplyCard(QAbstractButton):
    """One reply: its number, which is its key, and its words in the language of the call."""

    def __init__(self, theme: Theme, number: int, offer: Offer) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self._state = CardState.OFFERED
        self._offer = offer
        self.setObjectName(f"reply-{number}")
        self.setText(offer.line.text.replace("&", "&&"))
        self.setAccessibleName(_("Reply {number}: {line}").format(number=number, line=offer.line.text))
        self.setAccessibleDescription(switched_words(offer.line))
        # A screen reader takes the voice of the words, whatever language the interface has.
        self.setLocale(QLocale(offer.line.locale))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setShortcut(QKeySequence(str(number)))
        self._words = Text(theme, offer.line.text, TextStyle.BODY, language=offer.line.locale)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(margins(Space.S12, Space.S12))
        inside.setContentsMargins(
            Space.S12 + theme.px(_NUMBER) + Space.S12, Space.S12 - 1, Space.S16, Space.S12 - 1
        )
        inside.addWidget(self._words)
        inside.setAlignment(self._words, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_focus_radius(self, Radius.REPLY)

    @property
    def offer(self) -> Offer:
        """Return the reply on the card."""
        return self._offer

    @property
    def state(self) -> CardState:
        """Return how the card stands."""
        return self._state

    def show_state(self, state: CardState) -> None:
        """Mark the card as taken or not, or offer it.

        It is not disabled: the keyboard would leave it for some other control.
        """
        self._state = state
        self._words.show_text(self._words.text(), color=self._look().ink)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Let Enter take the card that has the focus, and its key at once."""
        return activates(self, event) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Fill the number."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Empty the number."""
        super().focusOutEvent(event)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Follow the words."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at this width, 68 px at least."""
        layout = self.layout()
        needed = layout.totalHeightForWidth(width) if layout is not None else 0
        return max(needed, self._theme.px(Height.REPLY))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = self._theme.px(_NARROWEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest card."""
        return QSize(self._theme.px(160), self._theme.px(Height.REPLY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and its number, or the check of the one that was taken."""
        theme, look = self._theme, self._look()
        painter = QPainter(self)
        paint_box(
            painter,
            QRectF(self.rect()),
            radius=Radius.REPLY,
            fill=theme.color(look.fill) if look.fill is not None else None,
            border=theme.color(look.border),
            width=look.width,
        )
        side = theme.px(_NUMBER)
        self._paint_number(painter, QRectF(Space.S12, Space.S12 - 1, side, side), look)
        painter.end()

    def _paint_number(self, painter: QPainter, box: QRectF, look: _Look) -> None:
        theme = self._theme
        taken = self._state is CardState.TAKEN
        filled = taken or (self.hasFocus() and self._state is CardState.OFFERED)
        paint_box(
            painter,
            box,
            radius=theme.px(8),
            fill=theme.color(Color.ACCENT) if filled else None,
            border=None if filled else theme.color(look.border),
            width=theme.border,
        )
        if taken:
            inset = theme.px(5)
            spot = box.adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, theme, Icon.CHECK, spot, Color.ON_ACCENT)
            return
        font = theme.font(TextStyle.FIGURE_STRONG)
        font.setWeight(QFont.Weight.DemiBold)
        ink = theme.color(Color.ON_ACCENT if filled else look.ink)
        middle = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, box, str(self._number), font=font, color=ink, align=middle, elide=False)

    def _look(self) -> _Look:
        theme = self._theme
        match self._state:
            case CardState.TAKEN:
                return _Look(Color.ACCENT_SOFT, Color.ACCENT, 2, Color.TEXT)
            case CardState.NOT_TAKEN:
                return _Look(None, Color.LINE, 1, Color.TEXT_2)
            case CardState.OFFERED:
                lively = self.underMouse() or self.isDown()
                fill = Color.BG if lively and not theme.high_contrast else Color.SURFACE
                return _Look(fill, Color.LINE_STRONG, theme.border, Color.TEXT)


class ReplyCards(QWidget):
    """The cards of one decision, two side by side where there is room. Emits ``taken`` with a reply's id."""

    taken = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: list[ReplyCard] = []
        most = 1 if theme.scale >= _ONE_COLUMN_SCALE else 2
        self._grid = FlowGrid(narrowest=theme.px(_NARROWEST), gap=Space.LIST_GAP, most=most)
        self.setLayout(self._grid)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def cards(self) -> Sequence[ReplyCard]:
        """Return the cards in the order of their numbers."""
        return tuple(self._cards)

    def show_replies(self, replies: Sequence[Offer]) -> None:
        """Offer other replies."""
        if tuple(card.offer for card in self._cards) == tuple(replies):
            return
        for card in self._cards:
            self._grid.removeWidget(card)
            # Its key must be free at once for the card that takes its place.
            card.setShortcut(QKeySequence())
            card.hide()
            card.deleteLater()
        self._cards = [ReplyCard(self._theme, number, offer) for number, offer in enumerate(replies, start=1)]
        for card in self._cards:
            card.clicked.connect(lambda _checked=False, reply=card.offer.id: self.taken.emit(reply))
            self._grid.addWidget(card)
            card.show()
        self.updateGeometry()

    def show_taken(self, taken: str | None) -> None:
        """Mark the one that was taken and fade the others; None offers them all."""
        for card in self._cards:
            if taken is None:
                card.show_state(CardState.OFFERED)
            else:
                mine = card.offer.id == taken
                card.show_state(CardState.TAKEN if mine else CardState.NOT_TAKEN)
