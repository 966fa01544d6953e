"""Where the trainee replies: what is being asked, hint and way back, the cards; and the end of the call."""

from PySide6.QtCore import QMargins, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.app.result_words import dimension_name
from trainer.app.skills import skill_name
from trainer.i18n import _, format_list
from trainer.ui.call.picture import CallPicture, Hint, Phase, Setting
from trainer.ui.call.reply_cards import ReplyCards
from trainer.ui.call.words import clock_time, first_name
from trainer.ui.icons import Icon
from trainer.ui.speaking_back.booth import Booth
from trainer.ui.speaking_back.panel import SayAloud
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Space, TextStyle
from trainer.ui.widgets.boxes import column, margins, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton
from trainer.ui.widgets.layouts import ScrollPage
from trainer.ui.widgets.marks import Tone
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.surfaces import Ground
from trainer.ui.widgets.text import Text

_RING = 5
_LARGEST_SHARE = 0.62
"""How much of the column the replies may take before they scroll; the rest is the transcript's."""


class ReplyArea(Ground):
    """Emits ``taken`` with a reply's id, and what else is asked for here."""

    taken = Signal(str)
    hint_wanted = Signal()
    back_wanted = Signal()
    retry_wanted = Signal()
    debrief_wanted = Signal()
    booth_wanted = Signal()

    def __init__(self, theme: Theme, setting: Setting, booth: Booth | None = None) -> None:
        super().__init__(theme, Color.SUNKEN, edges=Qt.Edge.TopEdge)
        self._theme = theme
        self._setting = setting
        self._told: tuple[object, ...] = ()
        self._title = Text(theme, "", TextStyle.HEADING, wrap=False)
        self._title.setObjectName("reply-title")
        self._how = Text(theme, "", TextStyle.CAPTION, color=Color.TEXT_2, wrap=False)
        self._back = Button(
            theme, _("Go back"), size=ButtonSize.SMALL, icon=Icon.ARROW_LEFT, shortcut=Qt.Key.Key_Backspace
        )
        self._back.setObjectName("go-back")
        self._back.clicked.connect(self.back_wanted)
        self._hint = Button(theme, _("Hint"), size=ButtonSize.SMALL, icon=Icon.HINT, shortcut="H")
        self._hint.setObjectName("hint")
        self._hint.clicked.connect(self.hint_wanted)
        self._aloud = IconButton(theme, Icon.MICROPHONE, _("Say your reply aloud"), shortcut="S")
        self._aloud.setObjectName("say-your-reply")
        self._aloud.clicked.connect(self.booth_wanted)
        self._booth = booth
        self.booth = None if booth is None else SayAloud(theme, booth)
        self.cards = ReplyCards(theme)
        self.cards.taken.connect(self.taken)
        self._strips = column(gap=Space.S8)
        self._scroll = ScrollPage("replies", edge=0)
        # Room for the ring around a card that has the focus.
        self._scroll.column.setContentsMargins(margins(Space.CALL_EDGE, _RING))
        # Where the text is large a hint must scroll with the replies: there is no room above them.
        self._strips_scroll = theme.scale >= ICON_RAIL_SCALE
        if self._strips_scroll:
            self._scroll.column.setSpacing(Space.S8)
            self._scroll.column.addLayout(self._strips)
        if self.booth is not None and booth is not None:
            self.booth.put_away.connect(self.booth_wanted)
            self._scroll.column.addWidget(self.booth)
            booth.changed.connect(self._make_room)
        self._scroll.column.addWidget(self.cards)
        self._scroll.column.addStretch(1)
        self._end = _End(theme)
        self._end.debrief.clicked.connect(self.debrief_wanted)
        self._end.hide()
        head = column(self._head(), gap=Space.S8, margins=margins(Space.CALL_EDGE, 0))
        if not self._strips_scroll:
            head.addLayout(self._strips)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(QMargins(0, Space.S16, 0, Space.S24 - _RING))
        whole.setSpacing(_RING)
        whole.addLayout(head)
        whole.addWidget(self._scroll)
        whole.addWidget(self._end)
        self._room = 0

    def show_picture(self, picture: CallPicture) -> None:
        """Show the replies of this moment, which was taken, a hint, a fault; or the end."""
        ended = picture.phase is Phase.ENDED
        told = (
            picture.phase,
            picture.fault,
            picture.hint,
            picture.can_go_back,
            picture.replies,
            picture.taken,
        )
        if told == self._told:
            return
        self._told = told
        self._end.setVisible(ended)
        self._end.show_hold(picture.held)
        self._scroll.setVisible(not ended)
        for widget in (self._title, self._how):
            widget.setVisible(not ended)
        self._back.setVisible(self._setting.practice and picture.can_go_back and not ended)
        self._hint.setVisible(self._setting.practice and not ended)
        said = self._booth is not None and self._booth.picture.line is not None
        self._aloud.setVisible(said and not ended)
        self._tell(picture)
        self._show_strips(picture)
        self.cards.show_replies(picture.replies)
        self.cards.show_taken(picture.taken)
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Take as much height as the cards need, and no more than a share of the column's."""
        self._room = room
        if not room or self._scroll.isHidden():
            return
        width = self.width() - 2 * Space.CALL_EDGE
        needed = self.cards.heightForWidth(width) + 2 * _RING
        if self.booth is not None and not self.booth.isHidden():
            needed += self.booth.layout_height(width) + Space.S12
        if self._strips_scroll and self._strips.count():
            needed += self._strips.totalHeightForWidth(width) + Space.S8
        layout = self.layout()
        spare = layout.totalMinimumSize().height() - self._scroll.minimumHeight() if layout is not None else 0
        limit = max(self._theme.px(120), round(room * _LARGEST_SHARE) - spare)
        self._scroll.setFixedHeight(min(needed, limit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards to another width."""
        super().resizeEvent(event)
        self.fit(self._room)

    def _make_room(self) -> None:
        """Fit the open booth in; the cards stand below."""
        self.fit(self._room)
        # Where things are is known when the layout has been done.
        QTimer.singleShot(0, self, self._look_at_booth)

    def _look_at_booth(self) -> None:
        """Scroll to the booth's beginning, and on to what has the keyboard in it."""
        if self.booth is None or self.booth.isHidden():
            return
        self._scroll.verticalScrollBar().setValue(0)
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self.booth.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, Space.S16)

    def focus_target(self) -> QWidget | None:
        """Return what has the keyboard when the trainee's turn comes."""
        if not self._end.isHidden():
            return self._end.debrief
        return self.cards.cards[0] if self.cards.cards else None

    def _head(self) -> QHBoxLayout:
        head = row(self._title, gap=Space.S8)
        head.addWidget(self._how, 1)
        head.addWidget(self._aloud)
        head.addWidget(self._back)
        head.addWidget(self._hint)
        return head

    def _tell(self, picture: CallPicture) -> None:
        name = first_name(self._setting.caller.name)
        if picture.taken is None:
            self._title.show_text(_("Your reply"))
            self._how.show_text(
                _("Choose with the keys 1 to {last}").format(last=len(picture.replies))
                if len(picture.replies) > 1
                else _("Take it with the key 1")
            )
        else:
            self._title.show_text(_("You replied"))
            waiting = (
                _("New replies open when {name} has written")
                if self._setting.chat
                else _("New replies open when {name} has answered")
            )
            self._how.show_text(waiting.format(name=name))

    def _show_strips(self, picture: CallPicture) -> None:
        while (item := self._strips.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if picture.hint is not None:
            strip = Strip(self._theme, hint_words(picture.hint), icon=Icon.HINT, dismissible=False)
            strip.setObjectName("hint-strip")
            self._strips.addWidget(strip)
        if picture.fault:
            strip = Strip(
                self._theme,
                _("Your reply was not recorded, and the call stands where it stood. {reason}").format(
                    reason=picture.fault
                ),
                tone=Tone.CRITICAL,
                action=_("Try again"),
                act=self.retry_wanted.emit,
                dismissible=False,
            )
            strip.setObjectName("fault-strip")
            self._strips.addWidget(strip)


class _End(QWidget):
    """The call has ended; the debrief is next."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.debrief = Button(
            theme,
            _("See the debrief"),
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.LARGE,
            icon=Icon.ARROW_RIGHT,
            shortcut=Qt.Key.Key_Return,
        )
        self.debrief.setObjectName("see-debrief")
        self._hold = Text(theme, "", TextStyle.BODY, color=Color.TEXT_2)
        self._hold.setObjectName("end-hold")
        self._hold.hide()
        words = column(
            Text(theme, _("The call has ended"), TextStyle.CARD_TITLE),
            Text(theme, _("Every decision is recorded."), TextStyle.BODY, color=Color.TEXT_2),
            self._hold,
            gap=Space.S4,
        )
        line = row(gap=Space.S24, margins=margins(Space.CALL_EDGE, Space.S8))
        line.addLayout(words, 1)
        line.addWidget(self.debrief)
        self.setLayout(line)

    def show_hold(self, seconds: float) -> None:
        """Say how long the customer was on hold, where they were."""
        told = _("Hold time {time}; it is part of the handle time and changes no score.")
        self._hold.show_text(told.format(time=clock_time(seconds)))
        self._hold.setVisible(seconds >= 1)


def hint_words(hint: Hint) -> str:
    """Return a hint as a sentence."""
    rated = format_list([dimension_name(each).lower() for each in hint.dimensions])
    if hint.best is not None:
        return _("The best reply here is number {number}.").format(number=hint.best)
    if hint.last:
        return _("No single reply is best here. Weigh {dimensions}.").format(dimensions=rated)
    if hint.skill is None:
        return _("What counts here: {dimensions}. Press H again to hear which reply is best.").format(
            dimensions=rated
        )
    return _(
        "This is about: {skill}. What counts: {dimensions}. Press H again to hear which reply is best."
    ).format(skill=skill_name(hint.skill), dimensions=rated)
