"""Puts a call together: person, transcript, replies and desk; a strip and a drawer where it is narrow."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.i18n import _, current_language
from trainer.ui.call.announcing import announce, spoken_news
from trainer.ui.call.person import PersonPanel, PersonStrip
from trainer.ui.call.picture import CallPicture, Phase, ReplyTime, ReplyTimeRule, Setting
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.call.reply_area import ReplyArea, hint_words
from trainer.ui.call.side_panel import SidePanel
from trainer.ui.call.standstill import LeftCall
from trainer.ui.call.top_bar import CallBar
from trainer.ui.call.transcript import Transcript
from trainer.ui.call.words import spoken_time
from trainer.ui.icons import Icon
from trainer.ui.navigator import Shortcuts
from trainer.ui.screen import Chrome, Screen
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space, Width
from trainer.ui.widgets.boxes import clear
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.states import ErrorState, LoadingState
from trainer.ui.widgets.tips import set_tip

_ROOM_FOR_COLUMNS: Final = 1120
"""Narrower than this, in px at 100 %, the person stands in a strip and the desk lies over the call."""


class CallScreen(Screen):
    """A call of either channel. Emits ``announced`` with what a screen reader is told."""

    chrome = Chrome.BARE
    announced = Signal(str)

    def __init__(self, presenter: CallPresenter, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(presenter, theme, parent)
        self._presenter = presenter
        presenter.moment.enabled = not theme.reduced_motion
        self._mode: tuple[object, ...] | None = None
        self._heard = len(presenter.picture.entries)
        self._hint_told = presenter.picture.hint
        self._warned = False
        self._bar: CallBar | None = None
        self._body: CallBody | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        presenter.ticked.connect(self._tick)
        presenter.listening.voice.word_changed.connect(self._show_word)
        QShortcut(QKeySequence("T"), self).activated.connect(self._tell_time)
        self.refresh()

    def page_title(self) -> str:
        """Return the scenario's title."""
        setting = self._presenter.picture.setting
        return setting.title.shown(current_language()) if setting is not None else _("Call")

    def first_focus(self) -> QWidget | None:
        """Return the first reply, or what goes on instead."""
        for name in ("go-on", "keep"):
            left = self.findChild(QWidget, name)
            if left is not None:
                return left
        return self._body.replies.focus_target() if self._body is not None else None

    @property
    def body(self) -> "CallBody | None":
        """Return the parts of the call; None while there is none to show."""
        return self._body

    def refresh(self) -> None:
        """Show what the presenter holds now; build anew only where the parts are others."""
        picture = self._presenter.picture
        stands = (picture.fault, picture.resumable_until, picture.hanging_up) if _stands(picture) else None
        mode = (_state(picture), picture.setting, self._narrow(), stands)
        if mode != self._mode:
            self._mode = mode
            self._build(picture)
        if self._body is not None:
            self._body.show_picture(picture)
        if self._bar is not None:
            self._bar.show_picture(picture)
        self._tell_news(picture)
        self._tick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the parts anew where the room becomes too narrow, or wide enough."""
        super().resizeEvent(event)
        if self._mode is not None and self._mode[2] != self._narrow():
            self.refresh()

    def _narrow(self) -> bool:
        return self.width() < self.theme.px(_ROOM_FOR_COLUMNS)

    def _build(self, picture: CallPicture) -> None:
        clear(self._column)
        self._body = None
        presenter, setting = self._presenter, picture.setting
        self._bar = CallBar(self.theme, setting, going_on=not _stands(picture), narrow=self._narrow())
        self._bar.left.connect(self._leave)
        self._bar.keys_wanted.connect(lambda: presenter.stage.navigator.go(Shortcuts()))
        self._column.addWidget(self._bar)
        content: QWidget
        if picture.phase is Phase.BROKEN:
            content = ErrorState(self.theme, picture.fault, presenter.go_on)
        elif setting is None or picture.phase is Phase.LOADING:
            content = LoadingState(self.theme)
        elif picture.phase is Phase.LEFT:
            content = LeftCall(self.theme, setting, picture)
            content.resumed.connect(presenter.go_on)
            content.asked.connect(lambda wanted: presenter.ask_to_hang_up(wanted=wanted))
            content.hung_up.connect(presenter.hang_up)
        else:
            content = self._body = CallBody(self.theme, presenter, setting, narrow=self._narrow())
        self._column.addWidget(content, 1)
        # What is added to something already seen shows itself only later: no key would work until then.
        self._bar.show()
        content.show()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _leave(self) -> None:
        """Close the desk where it lies over the call; else leave."""
        if self._body is not None and self._body.close_desk():
            return
        self._presenter.leave()

    def _tick(self) -> None:
        if self._bar is not None:
            self._bar.show_time(self._presenter.elapsed())
        if self._body is not None:
            self._body.show_time(self._presenter.timer.time)
            self._body.desk.hold.show_time(self._presenter.held())
        self._warn(self._presenter.timer.time)

    def _warn(self, time: ReplyTime) -> None:
        """Say once that the time to reply is about to end; the bar says it to the eye."""
        if time.short and not self._warned and time.seconds >= 1:
            self._announce(_time_left(time), urgent=True)
        self._warned = time.short

    def _show_word(self) -> None:
        if self._body is not None:
            self._body.transcript.show_word(self._presenter.listening.voice.word)

    def _tell_time(self) -> None:
        """Say how long the call has lasted, and what is left to reply."""
        lasted = _("The call has lasted {time}.").format(time=spoken_time(self._presenter.elapsed()))
        time = self._presenter.timer.time
        if time.rule is not ReplyTimeRule.NONE:
            lasted = _("{first} {second}").format(first=lasted, second=_time_left(time))
        self._announce(lasted, urgent=True)

    def _tell_news(self, picture: CallPicture) -> None:
        """Say each new line of the customer once, the feedback on a reply, and a hint."""
        # Of a call that goes on after a while, the last line alone: the rest was said before.
        new = picture.entries[self._heard :] if self._heard else picture.entries[-1:]
        self._heard = len(picture.entries)
        if picture.setting is not None:
            for entry in new:
                words = spoken_news(entry, picture.setting, captions=picture.captions)
                if words:
                    self._announce(words)
        if picture.hint is not None and picture.hint != self._hint_told:
            self._announce(hint_words(picture.hint))
        self._hint_told = picture.hint

    def _announce(self, words: str, *, urgent: bool = False) -> None:
        announce(self, words, urgent=urgent)
        self.announced.emit(words)


class CallBody(QWidget):
    """Everything below the bar while a call is going on."""

    def __init__(self, theme: Theme, presenter: CallPresenter, setting: Setting, *, narrow: bool) -> None:
        super().__init__()
        self._theme = theme
        self._presenter = presenter
        self._setting = setting
        picture = presenter.picture
        self.person: PersonPanel | PersonStrip = (
            PersonStrip(theme, setting, picture)
            if narrow
            else PersonPanel(theme, setting, picture, presenter.listening)
        )
        self.person.controls.replayed.connect(presenter.replay)
        self.person.controls.paused.connect(presenter.toggle_pause)
        self.person.controls.captions_toggled.connect(presenter.listening.toggle_captions)
        self.transcript = Transcript(theme, setting)
        self.transcript.wanted.connect(presenter.hear_again)
        self.replies = ReplyArea(theme, setting, presenter.booth)
        self.replies.taken.connect(presenter.take)
        self.replies.hint_wanted.connect(presenter.ask_hint)
        self.replies.back_wanted.connect(presenter.go_back)
        self.replies.retry_wanted.connect(presenter.retry)
        self.replies.debrief_wanted.connect(presenter.see_debrief)
        self.replies.booth_wanted.connect(self._toggle_booth)
        self.desk = SidePanel(theme, setting, desk=presenter.desk, shortcut=None if narrow else "F")
        self.desk.searched.connect(lambda words: presenter.arrange_desk(words=words))
        self.desk.hold.wanted.connect(presenter.toggle_hold)
        if narrow and not setting.chat:
            QShortcut(QKeySequence("W"), self).activated.connect(presenter.toggle_hold)
        self.desk.opened.connect(
            lambda number: presenter.arrange_desk(article=None if number < 0 else number)
        )
        self.desk.closed.connect(self._return_from_desk)
        self._narrow = narrow
        self._center = QVBoxLayout()
        self._center.setContentsMargins(0, 0, 0, 0)
        self._center.setSpacing(0)
        self._center.addWidget(self.transcript, 1)
        self._center.addWidget(self.replies)
        self.setLayout(self._stacked() if narrow else self._side_by_side())

    def show_picture(self, picture: CallPicture) -> None:
        """Show what is new."""
        had_keyboard = self.replies.isAncestorOf(self.focusWidget()) or self.focusWidget() is None
        offered = self.replies.cards.cards
        ended = picture.phase is Phase.ENDED
        self.person.show_picture(picture)
        self.transcript.show_lines(picture)
        self.desk.hold.show_picture(picture)
        self.replies.show_picture(picture)
        if had_keyboard and (self.replies.cards.cards != offered or ended):
            target = self.replies.focus_target()
            if target is not None:
                target.setFocus()

    def _toggle_booth(self) -> None:
        """Open the booth, or close it and return to the replies."""
        self._presenter.toggle_booth()
        if self.replies.booth is not None and self.replies.booth.isHidden():
            self._return_from_desk()

    def show_time(self, time: ReplyTime) -> None:
        """Show the time to reply."""
        self.person.show_time(time)

    def open_desk(self) -> None:
        """Bring the keyboard to the articles; where the desk lies over the call, open it first."""
        if self._narrow:
            self._presenter.arrange_desk(over=True)
            self._place_desk()
        self.desk.take_focus()

    def close_desk(self) -> bool:
        """Close the desk that lies over the call; False where none does."""
        if not self._narrow or self.desk.isHidden():
            return False
        self._presenter.arrange_desk(over=False)
        self.desk.hide()
        self._return_from_desk()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the replies their share of the height, and the desk its place."""
        super().resizeEvent(event)
        taken = self.person.sizeHint().height() if self._narrow else 0
        self.replies.fit(self.height() - taken)
        if self._narrow:
            self._place_desk()

    def _side_by_side(self) -> QHBoxLayout:
        self.person.setFixedWidth(max(Width.CALL_PORTRAIT, self._theme.px(Width.CALL_PORTRAIT)))
        self.desk.setFixedWidth(self._theme.px(Width.CALL_SIDE))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.person)
        line.addLayout(self._center, 1)
        line.addWidget(self.desk)
        return line

    def _stacked(self) -> QVBoxLayout:
        stack = QVBoxLayout()
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.person)
        stack.addLayout(self._center, 1)
        self.desk.setParent(self)
        opener = Button(self._theme, _("Articles"), size=ButtonSize.SMALL, icon=Icon.ARTICLE)
        opener.setObjectName("open-desk")
        set_tip(opener, _("Customer record and articles (F)"))
        opener.clicked.connect(self.open_desk)
        QShortcut(QKeySequence("F"), self).activated.connect(self.open_desk)
        if isinstance(self.person, PersonStrip):
            self.person.desk.addWidget(opener)
        return stack

    def _place_desk(self) -> None:
        shown = self._presenter.desk.over
        self.desk.setVisible(shown)
        if not shown:
            return
        width = min(self._theme.px(Width.CALL_SIDE) + Space.S48, round(self.width() * 0.92))
        self.desk.setFixedWidth(width)
        self.desk.setFixedHeight(self.height())
        self.desk.move(QPoint(self.width() - width, 0))
        self.desk.raise_()

    def _return_from_desk(self) -> None:
        if self._narrow and not self.desk.isHidden():
            self.close_desk()
            return
        target = self.replies.focus_target()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _stands(picture: CallPicture) -> bool:
    return picture.phase in {Phase.LEFT, Phase.BROKEN}


def _time_left(time: ReplyTime) -> str:
    return _("Time left to reply: {time}.").format(time=spoken_time(time.seconds))


def _state(picture: CallPicture) -> str:
    """Return which of the four faces the screen has."""
    if _stands(picture) or picture.phase is Phase.LOADING:
        return picture.phase.name
    return "CALL"
