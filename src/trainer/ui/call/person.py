"""The customer at the left of a call: who it is, how they feel, whether they speak, and how to listen."""

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.app.voices import explain
from trainer.i18n import _
from trainer.ui.audio import AudioProblem, explain_problem
from trainer.ui.call.controls import TileStyle, VoiceControls, VoiceSliders
from trainer.ui.call.listening import Listening
from trainer.ui.call.mood import MoodBlock, mood_and_number
from trainer.ui.call.picture import (
    Caller,
    CallPicture,
    Phase,
    ReplyTime,
    ReplyTimeRule,
    Setting,
    Unheard,
    VoiceState,
)
from trainer.ui.call.speaking import CallerPortrait, SpeakingBars
from trainer.ui.call.time_bar import ReplyTimeBlock
from trainer.ui.call.words import first_name, place_name, variety_name
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitShape
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import CENTER, LEFT, TOP, column, margins, row
from trainer.ui.widgets.layouts import ScrollPage
from trainer.ui.widgets.surfaces import Card, Ground, Rule
from trainer.ui.widgets.text import Text, caption

_PORTRAIT = 238
_SMALL_PORTRAIT = 172
_SMALLEST_PORTRAIT = 116
_STRIP_PORTRAIT = 56


class SpeakingLine(QWidget):
    """Five bars, and the words for what the customer does."""

    def __init__(self, theme: Theme, caller: Caller, *, align: Qt.AlignmentFlag) -> None:
        super().__init__()
        self._caller = caller
        # Where the words come and go with every line, their place stays.
        self._lasting = align == CENTER
        self._bars = SpeakingBars(theme)
        self._words = Text(theme, "", TextStyle.LABEL, color=Color.ACCENT, wrap=False)
        self._words.setFont(theme.font(TextStyle.DENSE_STRONG))
        self._words.setObjectName("speaking")
        line = row(gap=Space.S8)
        if align == CENTER:
            line.addStretch(1)
        line.addWidget(self._bars)
        line.addWidget(self._words)
        line.addStretch(1)
        self.setLayout(line)
        self.setFixedHeight(theme.px(24))

    def show_picture(self, picture: CallPicture) -> None:
        """Say who speaks, and move the bars while they do."""
        self._bars.set_active(picture.voice is VoiceState.SPEAKING and not picture.holding)
        self._bars.setVisible(
            picture.voice in {VoiceState.SPEAKING, VoiceState.PAUSED} and not picture.holding
        )
        words = speaking_words(picture, self._caller)
        if words != self._words.text():
            self._words.show_text(words)
        self.setVisible(bool(words) or self._lasting)


class VoiceNote(QWidget):
    """Why no voice speaks, where none does."""

    def __init__(self, theme: Theme, locale: str) -> None:
        super().__init__()
        self._locale = locale
        self._told: object = None
        self._words = Text(theme, "", TextStyle.CAPTION, color=Color.CAUTION)
        self._words.setObjectName("voice-reason")
        icon = IconView(theme, Icon.SPEAKER_OFF, color=Color.CAUTION, size=16)
        line = row(icon, gap=Space.S8)
        line.addWidget(self._words, 1)
        line.setAlignment(icon, TOP)
        self.setLayout(line)
        self.hide()

    def show_picture(self, picture: CallPicture) -> None:
        """Show the reason, or nothing."""
        reason = picture.silent_because if picture.voice is VoiceState.ABSENT else None
        self.setVisible(reason is not None)
        if reason is not None and reason is not self._told:
            self._words.show_text(silence_words(reason, self._locale))
        self._told = reason


class PersonPanel(Ground):
    """The left column: portrait, name, mood, time to reply, and how to listen."""

    def __init__(self, theme: Theme, setting: Setting, picture: CallPicture, listening: Listening) -> None:
        super().__init__(theme, Color.BG, edges=Qt.Edge.RightEdge)
        caller = setting.caller
        side, style = _room(setting)
        shape = PortraitShape.ROUNDED if setting.chat else PortraitShape.CIRCLE
        self._caller = caller
        self._setting = setting
        self._portrait = CallerPortrait(theme, _portrait(caller, picture.mood), theme.px(side), shape=shape)
        self._speaking = SpeakingLine(theme, caller, align=LEFT if setting.chat else CENTER)
        self._mood = MoodBlock(theme, picture.mood, before=picture.mood_before)
        self._time = ReplyTimeBlock(theme, setting.allowance)
        self._time_rule = Rule(theme)
        self._note = VoiceNote(theme, caller.locale)
        self.controls = VoiceControls(theme, setting, style)
        self._sliders = VoiceSliders(theme, listening)
        page = ScrollPage("person", edge=0)
        page.column.setContentsMargins(margins(Space.CALL_EDGE, Space.S24))
        page.column.setSpacing(Space.S16)
        self._arrange(page.column, theme)
        self.setLayout(column(page, gap=0, margins=QMargins(0, 0, 1, 0)))

    def show_picture(self, picture: CallPicture) -> None:
        """Show how the customer feels and what they do."""
        self._portrait.show_portrait(_portrait(self._caller, picture.mood))
        self._portrait.set_active(picture.voice is VoiceState.SPEAKING and not picture.holding)
        self._speaking.show_picture(picture)
        self._mood.show_mood(picture.mood, picture.mood_before)
        self._note.show_picture(picture)
        self.controls.show_picture(picture)
        self._sliders.setVisible(not self._setting.chat and picture.voice is not VoiceState.ABSENT)

    def show_time(self, time: ReplyTime) -> None:
        """Show the time to reply, where it is limited."""
        self._time.show_time(time, self._caller, chat=self._setting.chat)
        self._time_rule.setVisible(time.rule is not ReplyTimeRule.NONE)

    def _arrange(self, box: QVBoxLayout, theme: Theme) -> None:
        box.addWidget(self._portrait, 0, CENTER)
        who = column(self._speaking, gap=Space.S4)
        who.addLayout(_name(theme, self._setting))
        box.addLayout(who)
        box.addWidget(Rule(theme))
        box.addWidget(self._mood)
        box.addWidget(self._time_rule)
        box.addWidget(self._time)
        box.addStretch(1)
        box.addWidget(self._note)
        box.addWidget(self.controls)
        box.addWidget(self._sliders)
        if not self._setting.practice:
            box.addWidget(_assessment_note(theme))


class PersonStrip(Ground):
    """The same in a row above the transcript, where the text leaves no room for a column."""

    def __init__(self, theme: Theme, setting: Setting, picture: CallPicture) -> None:
        super().__init__(theme, Color.BG, edges=Qt.Edge.BottomEdge)
        caller = setting.caller
        shape = PortraitShape.ROUNDED if setting.chat else PortraitShape.CIRCLE
        self._caller = caller
        self._setting = setting
        self._portrait = CallerPortrait(
            theme, _portrait(caller, picture.mood), theme.px(_STRIP_PORTRAIT), shape=shape
        )
        self._speaking = SpeakingLine(theme, caller, align=LEFT)
        self._mood = Text(theme, "", TextStyle.BODY_STRONG, wrap=False)
        self._time = ReplyTimeBlock(theme, setting.allowance)
        self._note = VoiceNote(theme, caller.locale)
        self.controls = VoiceControls(theme, setting, TileStyle.BARE)
        self.desk = row(gap=0)
        name = Text(theme, caller.name, TextStyle.BODY_STRONG, wrap=False)
        who = column(row(name, self._mood, 1, gap=Space.S12), self._speaking, gap=0)
        line = row(self._portrait, gap=Space.S16)
        line.addLayout(who, 1)
        line.addWidget(self.controls)
        line.addLayout(self.desk)
        whole = column(line, self._note, self._time, gap=Space.S8, margins=margins(Space.CALL_EDGE, Space.S8))
        self.setLayout(whole)

    def show_picture(self, picture: CallPicture) -> None:
        """Show how the customer feels and what they do."""
        self._portrait.show_portrait(_portrait(self._caller, picture.mood))
        self._portrait.set_active(picture.voice is VoiceState.SPEAKING and not picture.holding)
        self._speaking.show_picture(picture)
        words = mood_and_number(picture.mood)
        if words != self._mood.text():
            self._mood.show_text(words)
        self._note.show_picture(picture)
        self.controls.show_picture(picture)

    def show_time(self, time: ReplyTime) -> None:
        """Show the time to reply, where it is limited."""
        self._time.show_time(time, self._caller, chat=self._setting.chat)


def silence_words(reason: Unheard, locale: str) -> str:
    """Return why nothing is heard, and what to do about it."""
    return explain_problem(reason) if isinstance(reason, AudioProblem) else explain(reason, locale)


def speaking_words(picture: CallPicture, caller: Caller) -> str:
    """Return what the customer does, in words; nothing where they wait."""
    name = first_name(caller.name)
    if picture.paused:
        return _("The call is paused")
    if picture.typing:
        return _("{name} is typing").format(name=name)
    if picture.holding:
        # A line that was begun is heard to its end, but nobody on hold is listened to.
        return _("{name} is on hold").format(name=name)
    if picture.voice is VoiceState.SPEAKING:
        return _("{name} is speaking").format(name=name)
    if picture.phase is Phase.ENDED:
        return _("The call has ended")
    return ""


def _room(setting: Setting) -> tuple[int, TileStyle]:
    """Return the portrait's side, in px at 100 %, and the controls' style, so that all of it fits.

    The note on assessments and the time to reply take their room from the portrait, then from the controls.
    """
    noted = not setting.practice
    if noted and setting.timed:
        return (_PORTRAIT if setting.chat else _SMALLEST_PORTRAIT), TileStyle.SHORT
    crowded = not setting.chat and (noted or setting.timed)
    return (_SMALL_PORTRAIT if crowded else _PORTRAIT), TileStyle.FULL


def _portrait(caller: Caller, mood: int) -> Portrait:
    return Portrait(caller.portrait, caller.name, mood)


def _name(theme: Theme, setting: Setting) -> QBoxLayout:
    caller = setting.caller
    align = LEFT if setting.chat else CENTER
    name = Text(theme, caller.name, TextStyle.CARD_TITLE, align=align)
    place, variety = place_name(caller.home), variety_name(caller.locale)
    where = _("{place} · {language}").format(place=place, language=variety) if place else variety
    if not setting.chat:
        return column(name, Text(theme, where, TextStyle.CAPTION, color=Color.TEXT_2, align=align), gap=2)
    line: QHBoxLayout = row(IconView(theme, Icon.CHAT, size=16), gap=Space.S8)
    words = (
        _("Chat · {place}").format(place=place) if place else _("Chat · {language}").format(language=variety)
    )
    line.addWidget(Text(theme, words, TextStyle.CAPTION, color=Color.TEXT_2), 1)
    return column(name, line, gap=2)


def _assessment_note(theme: Theme) -> QWidget:
    note = Card(theme, radius=Radius.REPLY, padding=margins(Space.S12, Space.S12))
    icon = IconView(theme, Icon.SHIELD, size=16)
    words = caption(
        theme,
        _(
            "No hints, no pause, no going back. Feedback comes after the call. If you leave, the call waits "
            "24 hours."
        ),
        Color.TEXT,
    )
    line = row(icon, gap=Space.S12)
    line.addWidget(words, 1)
    line.setAlignment(icon, TOP)
    note.column.addLayout(line)
    return note
