"""One line of the transcript: who said it, when, and the words; and beneath the trainee's, the feedback."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.app.speech import SpokenWord
from trainer.app.transcript import Entry, Speaker
from trainer.i18n import _, format_time
from trainer.ui.call.feedback import FeedbackStrip
from trainer.ui.call.picture import Caller, Setting
from trainer.ui.call.speaking import TypingDots
from trainer.ui.call.words import clock_time, first_name, switched_words
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Duration, Radius, Space, TextStyle, Width
from trainer.ui.widgets.boxes import margins, row
from trainer.ui.widgets.buttons import IconButton
from trainer.ui.widgets.text import Text

_HEAD: Final = 32
_CHAT_HEAD: Final = 36
_STRIP_WIDTH: Final = 592
_HEAR: Final = 24
"""In px at 100 %, the least a target may be."""


class _Balloon(QWidget):
    """The shape behind a line; the corner that points to the speaker is sharp."""

    def __init__(self, theme: Theme, speaker: Speaker) -> None:
        super().__init__()
        self._theme = theme
        self._speaker = speaker
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margins(Space.S16, Space.S8 + 1))
        self.column.setSpacing(0)
        self.setMaximumWidth(theme.px(Width.BUBBLE))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        mine = self._speaker is Speaker.AGENT
        inset = theme.border / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bordered = not mine or theme.high_contrast
        ink = Color.ACCENT if mine else Color.LINE
        painter.setPen(QPen(theme.color(ink), theme.border) if bordered else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Color.ACCENT_SOFT if mine else Color.RAISED))
        inner = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawPath(_outline(inner, sharp_right=mine))
        painter.end()


def _outline(rect: QRectF, *, sharp_right: bool) -> QPainterPath:
    """Return a rounded box, one lower corner of it sharp."""
    sharp = float(Radius.SPEAKER)
    soft = min(float(Radius.CARD), rect.height() / 2)
    right, left = (sharp, soft) if sharp_right else (soft, sharp)
    path = QPainterPath()
    path.moveTo(rect.left() + soft, rect.top())
    path.lineTo(rect.right() - soft, rect.top())
    path.arcTo(rect.right() - 2 * soft, rect.top(), 2 * soft, 2 * soft, 90, -90)
    path.lineTo(rect.right(), rect.bottom() - right)
    path.arcTo(rect.right() - 2 * right, rect.bottom() - 2 * right, 2 * right, 2 * right, 0, -90)
    path.lineTo(rect.left() + left, rect.bottom())
    path.arcTo(rect.left(), rect.bottom() - 2 * left, 2 * left, 2 * left, 270, -90)
    path.lineTo(rect.left(), rect.top() + soft)
    path.arcTo(rect.left(), rect.top(), 2 * soft, 2 * soft, 180, -90)
    path.closeSubpath()
    return path


class Bubble(QWidget):
    """A line in its balloon, on the side of whoever said it, with its feedback beneath.

    Emits ``wanted`` where the customer's line is to be heard again.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, entry: Entry, setting: Setting, *, readable: bool) -> None:
        super().__init__()
        self._theme = theme
        self._entry = entry
        self._setting = setting
        self._readable = readable
        self._strip: FeedbackStrip | None = None
        self._mark = _Mark(theme)
        self._words = Text(theme, "", TextStyle.CALL_LINE, language=setting.caller.locale)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        balloon = _Balloon(theme, entry.speaker)
        balloon.column.addLayout(self._heading())
        balloon.column.addWidget(self._words)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(margins(0, 0))
        self._column.setSpacing(Space.S12)
        self._column.addLayout(self._line_up(balloon))
        self._describe()
        if entry.feedback is not None:
            self._strip = FeedbackStrip(theme, entry.feedback)
            self._strip.setMaximumWidth(theme.px(_STRIP_WIDTH))
            self._column.addLayout(_pushed_right(self._strip))

    @property
    def entry(self) -> Entry:
        """Return the entry that is shown."""
        return self._entry

    @property
    def words(self) -> Text:
        """Return the widget that holds the line's words."""
        return self._words

    @property
    def strip(self) -> FeedbackStrip | None:
        """Return the feedback beneath; None where there is none."""
        return self._strip

    def show_words(self, *, readable: bool) -> None:
        """Show the words, or hide them where captions are off."""
        if readable != self._readable:
            self._readable = readable
            self.mark_word(None)
            self._describe()

    def mark(self, icon: Icon | None, words: str = "") -> None:
        """Say beside the time what happens to the line (it is being spoken, it was delivered)."""
        self._mark.show_mark(icon, words)

    def mark_word(self, word: SpokenWord | None) -> None:
        """Mark the word that is heard now, where the words are shown; the lines do not move."""
        shown = word is not None and self._readable
        self._words.mark([(word.start, word.length)] if word is not None and shown else [])

    def fade_in(self) -> None:
        """Appear in 160 ms, without traveling; at once where motion is reduced."""
        if self._theme.reduced_motion:
            return
        effect = QGraphicsOpacityEffect(self)
        effect.setOpacity(0.0)
        self.setGraphicsEffect(effect)
        motion = QPropertyAnimation(effect, b"opacity", self)
        motion.setDuration(Duration.FADE)
        motion.setStartValue(0.0)
        motion.setEndValue(1.0)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        # An effect draws through a picture of its own, which blurs text at some ratios: it goes when done.
        motion.finished.connect(lambda: self.setGraphicsEffect(None))  # type: ignore[arg-type]  # None removes it
        motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _heading(self) -> QHBoxLayout:
        theme = self._theme
        mine = self._entry.speaker is Speaker.AGENT
        name = _("You") if mine else first_name(self._setting.caller.name)
        elapsed = self._entry.elapsed
        moment = self._setting.started_at + timedelta(seconds=elapsed)
        when = format_time(moment) if self._setting.chat else clock_time(elapsed)
        self._who, self._when = name, when
        head = row(
            Text(theme, name, TextStyle.LABEL, wrap=False),
            Text(theme, when, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False),
            self._mark,
            1,
            gap=6,
        )
        if not mine:
            again = _("Hear the line of {time} again").format(time=when)
            hear = IconButton(
                theme, Icon.SPEAKER if self._setting.chat else Icon.REPLAY, again, side=_HEAR, bordered=False
            )
            hear.setObjectName("hear-again")
            hear.clicked.connect(self.wanted)
            head.addWidget(hear)
        return head

    def _line_up(self, balloon: _Balloon) -> QHBoxLayout:
        if self._entry.speaker is Speaker.AGENT:
            return _pushed_right(balloon)
        side = _CHAT_HEAD if self._setting.chat else _HEAD
        caller = self._setting.caller
        head = PortraitView(self._theme, Portrait(caller.portrait, caller.name, self._entry.mood), side)
        # The name stands in the balloon; a screen reader need not hear it twice.
        head.setAccessibleName("")
        return row(_foot(head), balloon, 1, gap=10)

    def _describe(self) -> None:
        line = self._entry.line
        if line is None:
            self._words.show_text(_("No reply in time."), color=Color.TEXT_2)
        elif self._readable:
            self._words.show_text(line.text, color=Color.TEXT)
        else:
            self._words.show_text(_("Captions are off. C shows the words."), color=Color.TEXT_2)
        said = _("{name}, {time}: {line}")
        self.setAccessibleName(said.format(name=self._who, time=self._when, line=self._words.text()))
        self.setAccessibleDescription(switched_words(line) if line is not None and self._readable else "")


class TypingBubble(QWidget):
    """The customer is typing: dots, and the words that say so."""

    def __init__(self, theme: Theme, caller: Caller, mood: int) -> None:
        super().__init__()
        head = PortraitView(theme, Portrait(caller.portrait, caller.name, mood), _CHAT_HEAD)
        balloon = _Balloon(theme, Speaker.CUSTOMER)
        words = _("{name} is typing").format(name=first_name(caller.name))
        balloon.column.addLayout(
            row(TypingDots(theme), Text(theme, words, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False))
        )
        balloon.setAccessibleName(words)
        self.setLayout(row(_foot(head), balloon, 1, gap=10))


class _Mark(QWidget):
    """An icon and a word beside a line's time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Icon | None, str] = (None, "")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.S8, 0, 0, 0)
        self._row.setSpacing(5)
        self.hide()

    def show_mark(self, icon: Icon | None, words: str) -> None:
        if (icon, words) == self._shown:
            return
        self._shown = (icon, words)
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if icon is not None:
            self._row.addWidget(IconView(self._theme, icon, color=Color.ACCENT, size=15))
            self._row.addWidget(Text(self._theme, words, TextStyle.LABEL, color=Color.ACCENT, wrap=False))
        self.setVisible(icon is not None)


class _Foot(QWidget):
    """Holds the speaker's head at the foot of the line, however tall the line is."""

    def __init__(self, head: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margins(0, 0))
        layout.addStretch(1)
        layout.addWidget(head)
        self.setFixedWidth(head.width())
        self._least = head.size()

    def minimumSizeHint(self) -> QSize:
        return self._least


def _foot(head: QWidget) -> QWidget:
    return _Foot(head)


def _pushed_right(widget: QWidget) -> QHBoxLayout:
    pushed = row(1, gap=0)
    pushed.addWidget(widget)
    return pushed
