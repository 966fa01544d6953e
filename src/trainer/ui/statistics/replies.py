"""Who took which reply: of all, the best, those between and the weakest, as bars beside the words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from trainer.analysis.statistics import Certainty, ReplyStatistics
from trainer.i18n import _
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.icons import Icon
from trainer.ui.statistics.scales import STACKED_FROM
from trainer.ui.statistics.words import group_names, reply_sentence, share
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, column, margins, panel, row
from trainer.ui.widgets.layouts import FlowRow
from trainer.ui.widgets.marks import Chip, Tone
from trainer.ui.widgets.paint import paint_text
from trainer.ui.widgets.surfaces import Rule
from trainer.ui.widgets.text import Text
from trainer.ui.widgets.tips import set_tip

__all__ = ["ReplyChart"]

_WORDS: Final = 9
_SHARES: Final = 10
_TALL: Final = 36
_FIGURE: Final = 46
_BAR: Final = 10
_GAP: Final = 12


class ReplyChart(QWidget):
    """A line for each reply: its words, what there is to know of it, and the shares that took it."""

    def __init__(
        self,
        theme: Theme,
        replies: Sequence[ReplyStatistics],
        lines: Sequence[str],
        best: str | None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._stacked = theme.scale > STACKED_FROM
        box = column(gap=0)
        names = _Shares(theme, None, "")
        box.addLayout(self._line(Text(theme, _("Reply"), TextStyle.LABEL), names))
        for reply, words in zip(replies, lines, strict=True):
            box.addWidget(Rule(theme))
            box.addLayout(self._line(self._words(reply, words, best), _Shares(theme, reply, words)))
        self.setLayout(box)

    def _line(self, words: QWidget, shares: QWidget) -> QBoxLayout:
        around = margins(0, Space.S8)
        if self._stacked:
            return column(words, shares, gap=Space.S4, margins=around)
        line = row(gap=Space.S16, margins=around)
        line.addWidget(words, _WORDS, MIDDLE)
        line.addWidget(shares, _SHARES, MIDDLE)
        return line

    def _words(self, reply: ReplyStatistics, words: str, best: str | None) -> QWidget:
        theme = self._theme
        inside = column(Text(theme, words, TextStyle.DENSE), gap=Space.S4)
        chips = []
        if reply.reply == best:
            chips.append(Chip(theme, _("Best reply"), tone=Tone.POSITIVE, icon=Icon.CHECK))
        if reply.tempts_nobody and reply.certainty is not Certainty.HIDDEN:
            chips.append(Chip(theme, _("Tempts nobody"), tone=Tone.CAUTION, icon=Icon.ERROR))
        if chips:
            flow = FlowRow()
            for chip in chips:
                flow.addWidget(chip)
            inside.addLayout(flow)
        return panel(inside)


class _Shares(QWidget):
    """Four shares, each a bar with its number; or, without a reply, the names that stand over them."""

    def __init__(self, theme: Theme, reply: ReplyStatistics | None, words: str) -> None:
        super().__init__()
        self._theme = theme
        self._reply = reply
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if reply is None:
            set_tip(self, " · ".join(group_names()))
            return
        set_role(self, AccessibleRole.PICTURE)
        self.setAccessibleName(words)
        self.setAccessibleDescription(reply_sentence(reply))
        set_tip(self, reply_sentence(reply))

    def sizeHint(self) -> QSize:
        """Return a size at which bars can be told apart."""
        return QSize(self._theme.px(400), self._theme.px(_TALL if self._reply else 20))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest size: the numbers alone."""
        return QSize(4 * self._theme.px(_FIGURE), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the four cells."""
        theme, reply = self._theme, self._reply
        painter = QPainter(self)
        if reply is not None and reply.certainty is Certainty.HIDDEN:
            font, ink = theme.font(TextStyle.CAPTION), theme.color(Color.TEXT_2)
            paint_text(painter, QRectF(self.rect()), reply_sentence(reply), font=font, color=ink)
            painter.end()
            return
        names = group_names()
        gap = theme.px(_GAP)
        wide = (self.width() - 3 * gap) / 4
        for place in range(4):
            cell = QRectF(place * (wide + gap), 0, wide, self.height())
            if reply is None:
                font, ink = theme.font(TextStyle.LABEL), theme.color(Color.TEXT_2)
                paint_text(painter, cell, names[place], font=font, color=ink)
            else:
                value = (reply.share, reply.upper, reply.middle, reply.lower)[place]
                self._paint_share(painter, cell, value, whole=place == 0)
        painter.end()

    def _paint_share(self, painter: QPainter, cell: QRectF, value: float | None, *, whole: bool) -> None:
        theme, tall = self._theme, self._theme.px(_BAR)
        line = theme.line_height(TextStyle.FIGURE)
        top = cell.center().y() - (line + tall + 2) / 2
        font = theme.font(TextStyle.FIGURE_STRONG if whole else TextStyle.FIGURE)
        spot = QRectF(cell.left(), top, cell.width(), line)
        paint_text(painter, spot, share(value), font=font, color=theme.color(Color.TEXT), elide=False)
        track = QRectF(cell.left(), top + line + 2, cell.width(), tall)
        painter.fillRect(QRectF(track.left(), track.bottom() - 1, track.width(), 1), theme.color(Color.LINE))
        if value:
            bar = QRectF(track.left(), track.top(), max(2.0, track.width() * value), tall - 1)
            painter.setPen(QPen(Qt.PenStyle.NoPen))
            painter.setBrush(theme.color(Color.TEXT_2 if whole else Color.LINE_STRONG))
            painter.drawRect(bar)
