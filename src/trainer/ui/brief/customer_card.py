"""Who calls: portrait, name, place, language, mood at the start, and the voice they speak with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.i18n import _, pgettext
from trainer.scenario.model import Channel, Customer
from trainer.ui.brief.picture import BriefPicture, Facts, Phase
from trainer.ui.brief.ringing import RingingPortrait
from trainer.ui.brief.words import voice_words
from trainer.ui.call.mood import mood_and_number
from trainer.ui.call.words import home_locale, place_name, variety_name
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import CENTER, LEFT, RIGHT, column, margins, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.marks import LanguageMark
from trainer.ui.widgets.mood import MoodScale
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, label

_PORTRAIT = 302
_SMALL_PORTRAIT = 112


class CustomerCard(Card):
    """The card at the left; ``compact`` puts the name beside a smaller portrait. Emits ``voice_tested``."""

    voice_tested = Signal()

    def __init__(self, theme: Theme, picture: BriefPicture, facts: Facts, *, compact: bool) -> None:
        super().__init__(theme, padding=margins(Space.S32, Space.S32), gap=Space.S16)
        customer = facts.scenario.customer
        locale = facts.scenario.locale(picture.language)
        portrait = RingingPortrait(
            theme,
            Portrait(customer.portrait, customer.name, customer.mood),
            theme.px(_SMALL_PORTRAIT if compact else _PORTRAIT),
            ringing=picture.phase is Phase.RINGING and facts.scenario.channel is Channel.VOICE,
        )
        align = LEFT if compact else CENTER
        who = _who(theme, customer, locale, picture.language, align)
        if compact:
            head = row(portrait, gap=Space.S24)
            head.addLayout(column(1, who, 1, gap=0), 1)
            self.column.addLayout(head)
        else:
            self.column.addWidget(portrait, 0, CENTER)
            self.column.addLayout(who)
        self.column.addWidget(Rule(theme))
        self.column.addLayout(_mood(theme, customer.mood))
        self.column.addStretch(1)
        self.column.addWidget(Rule(theme))
        self.column.addWidget(self._voice(theme, picture, facts))

    def _voice(self, theme: Theme, picture: BriefPicture, facts: Facts) -> QWidget:
        if facts.scenario.channel is Channel.CHAT:
            words, speaks = _("A chat: R reads a line aloud."), False
            icon, name = Icon.CHAT, _("Channel")
        else:
            words, speaks = voice_words(picture)
            icon, name = (Icon.SPEAKER if speaks else Icon.SPEAKER_OFF), pgettext("voice", "Voice")
        plain = speaks and picture.unheard is None
        told = Text(theme, words, TextStyle.BODY if plain else TextStyle.CAPTION)
        told.setObjectName("voice-words")
        line = row(IconView(theme, icon, color=Color.ACCENT if speaks else Color.TEXT_2, size=20))
        line.addLayout(column(1, label(theme, name), told, 1, gap=2), 1)
        if speaks:
            test = Button(
                theme,
                _("Stop") if picture.testing else pgettext("voice", "Test"),
                size=ButtonSize.SMALL,
                shortcut="V",
            )
            test.setObjectName("test-voice")
            test.clicked.connect(self.voice_tested)
            line.addWidget(test)
        made = QWidget()
        made.setLayout(line)
        return made


def _who(
    theme: Theme, customer: Customer, locale: str, language: str, align: Qt.AlignmentFlag
) -> QVBoxLayout:
    speaks = _("speaks {language}").format(language=variety_name(locale))
    mark = row(
        0 if align == LEFT else 1,
        LanguageMark(theme, language),
        Text(theme, speaks, TextStyle.BODY, wrap=False),
        1,
        gap=Space.S8,
    )
    who = column(Text(theme, customer.name, TextStyle.HERO, align=align), gap=Space.S4)
    place = place_name(home_locale(customer))
    if place:
        who.addWidget(Text(theme, place, TextStyle.BODY, color=Color.TEXT_2, align=align))
    who.addSpacing(Space.S8)
    who.addLayout(mark)
    return who


def _mood(theme: Theme, mood: int) -> QVBoxLayout:
    word = Text(theme, mood_and_number(mood), TextStyle.BODY_STRONG, wrap=False, align=RIGHT)
    head = row(label(theme, _("Mood at the start")), 1, word, gap=Space.S8)
    return column(head, MoodScale(theme, mood), gap=Space.S4)
