"""The transcript: the lines as they come, the newest at the bottom, and the way back to it."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QScrollBar, QVBoxLayout, QWidget

from trainer.app.speech import SpokenWord
from trainer.app.transcript import Entry, Speaker
from trainer.i18n import _, pgettext
from trainer.ui.call.bubble import Bubble, TypingBubble
from trainer.ui.call.picture import CallPicture, Setting, VoiceState
from trainer.ui.icons import Icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space
from trainer.ui.widgets.boxes import margins
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.layouts import ScrollPage

_NEAR_THE_END: Final = 24
"""How many px from the end still count as the end."""


class Transcript(QWidget):
    """Shows the lines of a call. Scrolling up stops following; a button returns to the newest.

    Page Up and Page Down scroll from anywhere in the call. Emits ``wanted`` with the number of a line, from
    0, that is to be heard again.
    """

    wanted = Signal(int)

    def __init__(self, theme: Theme, setting: Setting) -> None:
        super().__init__()
        self._theme = theme
        self._setting = setting
        self._bubbles: list[Bubble] = []
        self._typing: TypingBubble | None = None
        self._heard: Bubble | None = None
        self._following = True
        self._page = ScrollPage("transcript", edge=0)
        self._page.column.setContentsMargins(margins(Space.CALL_EDGE, Space.S16))
        self._page.setAccessibleName(_("Transcript"))
        self._page.column.setSpacing(Space.LIST_GAP)
        self._page.column.addStretch(1)
        self._newest = Button(theme, _("Newest line"), size=ButtonSize.SMALL, icon=Icon.ARROW_DOWN)
        self._newest.setParent(self)
        self._newest.setObjectName("newest")
        self._newest.hide()
        self._newest.clicked.connect(self.follow)
        box = QVBoxLayout(self)
        box.setContentsMargins(margins(0, 0))
        box.addWidget(self._page)
        bar = self._page.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_up)
        bar.valueChanged.connect(self._look)
        for each in self._page.findChildren(QScrollBar):
            each.actionTriggered.connect(lambda _action, moved=each: self._note_person(moved))
        for key, action in {
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
        }.items():
            caller = QShortcut(QKeySequence(key), self)
            caller.activated.connect(lambda scroll=action: bar.triggerAction(scroll))
        self._page.viewport().installEventFilter(self)

    @property
    def bubbles(self) -> Sequence[Bubble]:
        """Return the lines that are shown."""
        return tuple(self._bubbles)

    @property
    def following(self) -> bool:
        """Tell whether a new line is scrolled to."""
        return self._following

    @property
    def scroll_bar(self) -> QScrollBar:
        """Return the bar by which the transcript is scrolled."""
        return self._page.verticalScrollBar()

    def show_lines(self, picture: CallPicture) -> None:
        """Show what is new: lines, their feedback, captions, who is typing and which line is being spoken."""
        self._drop_what_is_gone(picture.entries)
        for number, entry in enumerate(picture.entries):
            readable = picture.captions or entry.speaker is Speaker.AGENT
            if number < len(self._bubbles):
                bubble = self._bubbles[number]
                bubble.show_words(readable=readable)
            else:
                self._add(Bubble(self._theme, entry, self._setting, readable=readable))
        self._show_typing(picture)
        self._mark(picture)

    def show_word(self, word: SpokenWord | None) -> None:
        """Mark the word that is heard now, in the line that is heard."""
        for bubble in self._bubbles:
            bubble.mark_word(word if bubble is self._heard else None)

    def follow(self) -> None:
        """Go to the newest line, and stay there."""
        self._following = True
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._look()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the newest line in sight where the room changes."""
        if event.type() is QEvent.Type.Resize:
            self._keep_up()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button over the lower edge, in the middle."""
        super().resizeEvent(event)
        self._place_button()

    def minimumSizeHint(self) -> QSize:
        """Return room for one short line at least."""
        return QSize(self._theme.px(240), self._theme.px(96))

    def _drop_what_is_gone(self, entries: Sequence[Entry]) -> None:
        """Take away what going back has undone."""
        pairs = zip(self._bubbles, entries, strict=False)
        kept = len(list(takewhile(lambda pair: pair[0].entry == pair[1], pairs)))
        for bubble in self._bubbles[kept:]:
            self._page.column.removeWidget(bubble)
            bubble.hide()
            bubble.deleteLater()
        del self._bubbles[kept:]

    def _add(self, bubble: Bubble) -> None:
        index = self._page.column.count()
        if self._typing is not None:
            index = self._page.column.indexOf(self._typing)
        self._page.column.insertWidget(index, bubble)
        number = len(self._bubbles)
        bubble.wanted.connect(lambda: self.wanted.emit(number))
        self._bubbles.append(bubble)
        if self.isVisible():
            bubble.fade_in()

    def _show_typing(self, picture: CallPicture) -> None:
        if picture.typing and self._typing is None:
            self._typing = TypingBubble(self._theme, self._setting.caller, picture.mood)
            self._page.column.addWidget(self._typing)
        elif not picture.typing and self._typing is not None:
            self._page.column.removeWidget(self._typing)
            self._typing.hide()
            self._typing.deleteLater()
            self._typing = None

    def _mark(self, picture: CallPicture) -> None:
        last = {bubble.entry.speaker: bubble for bubble in self._bubbles}
        heard = picture.heard
        spoken = last.get(Speaker.CUSTOMER) if heard is None else self._bubbles[heard]
        self._heard = spoken
        written = last.get(Speaker.AGENT)
        for bubble in self._bubbles:
            if bubble is spoken and picture.voice is VoiceState.SPEAKING and not picture.holding:
                bubble.mark(Icon.SPEAKER, pgettext("line", "speaking"))
            elif bubble is spoken and picture.voice is VoiceState.PAUSED:
                bubble.mark(Icon.PAUSE, pgettext("line", "paused"))
            elif bubble is written and self._setting.chat and bubble.entry.line is not None:
                bubble.mark(Icon.CHECK, pgettext("line", "Delivered"))
            else:
                bubble.mark(None)

    def _keep_up(self, *_range: int) -> None:
        if self._following:
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.maximum())
        self._look()

    def _look(self, *_value: int) -> None:
        bar = self._page.verticalScrollBar()
        self._newest.setVisible(bar.value() < bar.maximum() - _NEAR_THE_END)
        self._place_button()

    def _note_person(self, moved: QScrollBar) -> None:
        """Follow no more where a person scrolled up; follow again where they came back to the end."""
        self._following = moved.sliderPosition() >= moved.maximum() - _NEAR_THE_END

    def _place_button(self) -> None:
        hint = self._newest.sizeHint()
        self._newest.setGeometry(
            (self.width() - hint.width()) // 2,
            self.height() - hint.height() - Space.S12,
            hint.width(),
            hint.height(),
        )
        self._newest.raise_()
