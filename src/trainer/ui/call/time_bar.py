"""The time to reply, as a quiet bar: there only where the scene limits it, with its rule in words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.app.ports import TimeAllowance
from trainer.i18n import _, format_number
from trainer.ui.call.picture import Caller, ReplyTime, ReplyTimeRule
from trainer.ui.call.words import first_name
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import RIGHT, column, row
from trainer.ui.widgets.paint import paint_box
from trainer.ui.widgets.text import Text, caption, label


class _Bar(QWidget):
    """What is left, from the left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show how much is left, 0 to 1; painted only where that is another px."""
        if round(share * self.width()) != round(self._share * self.width()):
            self.update()
        self._share = share

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_box(
            painter,
            rect,
            radius=Radius.FULL,
            fill=theme.color(Color.SUNKEN if not theme.high_contrast else Color.BG),
            border=theme.color(Color.LINE_STRONG),
            width=1,
        )
        if self._share > 0:
            wide = max(rect.height(), rect.width() * self._share)
            left = QRectF(rect.left(), rect.top(), wide, rect.height())
            paint_box(painter, left, radius=Radius.FULL, fill=theme.color(Color.ACCENT))
        painter.end()


class ReplyTimeBlock(QWidget):
    """The bar under its label, with the accommodation beside it and what it is waiting for beneath."""

    def __init__(self, theme: Theme, allowance: TimeAllowance) -> None:
        super().__init__()
        title = label(theme, _("Time to reply"))
        setting = Text(
            theme, allowance_words(allowance), TextStyle.CAPTION, color=Color.TEXT_2, wrap=False, align=RIGHT
        )
        self._bar = _Bar(theme)
        self._rule = caption(theme, "")
        self._rule.setObjectName("reply-time-rule")
        self.setLayout(column(row(title, 1, setting, gap=Space.S8), self._bar, self._rule, gap=Space.S8))

    def show_time(self, time: ReplyTime, caller: Caller, *, chat: bool) -> None:
        """Show what is left, and say what it is waiting for."""
        self.setVisible(time.rule is not ReplyTimeRule.NONE)
        self._bar.show_share(time.share)
        rule = _rule(time, first_name(caller.name), chat=chat)
        if self._rule.text() != rule:
            self._rule.show_text(rule, color=Color.CAUTION if time.short else Color.TEXT_2)


def _rule(time: ReplyTime, name: str, *, chat: bool) -> str:
    match time.rule:
        case ReplyTimeRule.WAITING if chat:
            return _("Starts when you have had time to read.")
        case ReplyTimeRule.WAITING:
            return _("Starts when {name} has finished.").format(name=name)
        case ReplyTimeRule.RUNNING if time.short:
            return _("Little time is left, then {name} takes it as silence.").format(name=name)
        case ReplyTimeRule.RUNNING:
            return _("When it is over, {name} takes it as silence.").format(name=name)
        case ReplyTimeRule.PAUSED:
            return _("Stands still while the call is paused.")
        case ReplyTimeRule.NONE:
            return ""


def allowance_words(allowance: TimeAllowance) -> str:
    """Return a trainee's accommodation in few words; empty where the time is as the author wrote it."""
    factor = allowance.factor
    if factor is None or allowance is TimeAllowance.AS_AUTHORED:
        return ""
    return _("×{factor}, your setting").format(factor=format_number(factor))
