"""The card of voices: one for each regional variety, to be heard, changed, or installed."""

from typing import Final

from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.app.speech import SpeechCondition, UnspokenReason, Voice, VoiceGender
from trainer.app.voices import (
    NEURAL,
    System,
    explain,
    installation_advice,
    locale_name,
    natural_voice_advice,
)
from trainer.i18n import _, ngettext, pgettext
from trainer.ui.call.words import place_name
from trainer.ui.icons import Icon, IconView
from trainer.ui.settings.decided import decided
from trainer.ui.settings.measures import Measure
from trainer.ui.settings.presenter import SettingsPresenter
from trainer.ui.settings.voice_desk import TELEPHONE, VoiceRow
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Space, TextStyle
from trainer.ui.who.form import speed_text
from trainer.ui.widgets.boxes import column, margins, panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.choices import Switch
from trainer.ui.widgets.marks import LanguageMark, Tone, language_label
from trainer.ui.widgets.menus import Choice, MenuButton
from trainer.ui.widgets.mood import signed
from trainer.ui.widgets.rows import SettingRow
from trainer.ui.widgets.states import LoadingState
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, caption, card_title

_NAME_WIDTH = 140
_ROOMY = 1.5
_ENGINES: Final = {"espeak": "eSpeak NG", NEURAL: "Piper"}
"""Proper names of engines that do not say whose voice it is."""
_SLOWEST, _FASTEST, _STEP = 50, 200, 10


class VoicesCard(Card):
    """A row for each locale, then the speed and the volume of all of them."""

    def __init__(self, presenter: SettingsPresenter, theme: Theme) -> None:
        super().__init__(theme, gap=0, padding=margins(Space.S24, Space.S20))
        self._presenter = presenter
        self._theme = theme
        head = row(card_title(theme, _("Voices")), 1)
        head.addWidget(self._head_control() or caption(theme, _("One for each regional variety")))
        self.column.addLayout(head)
        self.column.addSpacing(Space.S8)
        self.column.addWidget(Rule(theme))
        if presenter.voices.looking:
            self.column.addWidget(LoadingState(theme), 1)
        else:
            self._add_rows()
        self.column.addWidget(self._telephone())
        self.column.addStretch(1)
        self.column.addSpacing(Space.S4)
        self.column.addLayout(self._measures())

    def _add_rows(self) -> None:
        theme, status = self._theme, self._presenter.voices.status
        rows = self._presenter.voices.rows()
        if status.condition is SpeechCondition.DEGRADED and status.reason is not None:
            self._add_trouble(status.reason, rows[0].locale if rows else "en-US")
        for voice in rows:
            self.column.addWidget(self._row(voice))
            self.column.addWidget(Rule(theme))
        if self._presenter.voices.listing:
            self._add_list(rows[-1].locale)

    def _add_trouble(self, reason: UnspokenReason, locale: str) -> None:
        """Tell why nothing speaks; where a program is missing, at once how to install it."""
        theme, missing = self._theme, reason is UnspokenReason.ENGINE_MISSING
        words = _missing() if missing else explain(reason, locale)
        self.column.addSpacing(Space.S12)
        self.column.addWidget(Strip(theme, words, tone=Tone.CAUTION, dismissible=False))
        if missing:
            self.column.addSpacing(Space.S8)
            self.column.addWidget(self._advice(installation_advice(locale, System.current())))
        self.column.addSpacing(Space.S4)

    def _add_list(self, locale: str) -> None:
        """Add every voice of this computer, and how to have more and better ones."""
        theme, presenter = self._theme, self._presenter
        self.column.addSpacing(Space.S12)
        self.column.addWidget(caption(theme, _("On this computer")))
        for number, installed in enumerate(presenter.voices.installed()):
            self.column.addWidget(self._installed_voice(number, installed))
        self.column.addSpacing(Space.S8)
        self.column.addWidget(caption(theme, _("Where a scenario has recordings, they are heard instead.")))
        self.column.addSpacing(Space.S12)
        self.column.addWidget(caption(theme, _("More voices")))
        self.column.addSpacing(Space.S4)
        for words in (
            installation_advice(locale, System.current()),
            natural_voice_advice(locale, presenter.data_folder / "voices"),
        ):
            self.column.addWidget(self._advice(words))
            self.column.addSpacing(Space.S8)
        self.column.addWidget(Rule(theme))

    def _advice(self, words: str) -> Strip:
        return Strip(self._theme, words, tone=Tone.ACCENT, dismissible=False)

    def _head_control(self) -> QWidget | None:
        """Return what lists every voice, or puts the list away; None where there is nothing to list."""
        theme, desk = self._theme, self._presenter.voices
        installed = [] if desk.looking else desk.installed()
        if not installed:
            return None
        label = ngettext("{count} voice on this computer", "{count} voices on this computer", len(installed))
        words = _("Hide the list") if desk.listing else label.format(count=len(installed))
        toggle = Button(theme, words, kind=ButtonKind.QUIET, size=ButtonSize.SMALL)
        toggle.setObjectName("all-voices")
        toggle.clicked.connect(lambda: desk.list_all(wanted=not desk.listing))
        return toggle

    def _installed_voice(self, number: int, voice: Voice) -> QWidget:
        theme, desk = self._theme, self._presenter.voices
        words = column(Text(theme, voice.name), gap=0)
        words.addWidget(caption(theme, _kind(voice)))
        if voice.id in desk.trouble:
            words.addWidget(caption(theme, desk.trouble[voice.id], Color.CAUTION))
        line = row(gap=Space.S12, margins=margins(0, 6))
        line.addWidget(LanguageMark(theme, voice.locale.partition("-")[0]))
        line.addLayout(words, 1)
        test = test_button(theme, testing=desk.testing == voice.id)
        test.setObjectName(f"hear-{number}")
        test.setAccessibleName(_("Test {voice}").format(voice=_choice(voice)))
        test.clicked.connect(lambda: desk.hear(voice))
        line.addWidget(test)
        return panel(line)

    def _row(self, voice: VoiceRow) -> QWidget:
        theme, presenter = self._theme, self._presenter
        language = voice.locale.partition("-")[0]
        name = Text(theme, language_label(language), TextStyle.BODY_STRONG, wrap=False)
        region = caption(theme, place_name(voice.locale))
        who = row(LanguageMark(theme, language), column(1, name, region, 1, gap=0), 1, gap=Space.S12)
        speaker = self._speaker(voice)
        controls = self._controls(voice)
        holder = panel(who)
        holder.setFixedWidth(theme.px(_NAME_WIDTH))
        line: QBoxLayout = row(holder, gap=Space.S12)
        line.addLayout(speaker, 1)
        if theme.scale >= _ROOMY:
            controls.addStretch(1)
            line = column(line, controls, gap=Space.S8)
        else:
            line.addLayout(controls)
        whole = column(line, gap=Space.S4, margins=margins(0, 10))
        if voice.locale in presenter.fixed_voices:
            whole.addWidget(caption(theme, decided(presenter)))
        if voice.locale in presenter.voices.trouble:
            whole.addWidget(caption(theme, presenter.voices.trouble[voice.locale], Color.CAUTION))
        if presenter.voices.advised == voice.locale:
            whole.addSpacing(Space.S4)
            whole.addWidget(self._advice(installation_advice(voice.locale, System.current())))
        return panel(whole)

    def _speaker(self, voice: VoiceRow) -> QBoxLayout:
        """Return who speaks: the voice's name, and what it is."""
        theme = self._theme
        if voice.voice is None:
            icon = IconView(theme, Icon.WARNING, color=Color.CAUTION, size=16)
            words = column(Text(theme, _("No voice installed"), wrap=False), gap=0)
            words.addWidget(caption(theme, _("Captions show every line."), Color.CAUTION))
        else:
            icon = IconView(theme, Icon.CHECK, color=Color.POSITIVE, size=16)
            words = column(Text(theme, _short_name(voice.voice), lines=2), gap=0)
            words.addWidget(Text(theme, _describe(voice), TextStyle.CAPTION, color=Color.TEXT_2, wrap=False))
        line = row(icon, gap=Space.S12)
        line.addLayout(words, 1)
        return line

    def _controls(self, voice: VoiceRow) -> QBoxLayout:
        theme, presenter = self._theme, self._presenter
        spoken = locale_name(voice.locale)
        controls = row(gap=Space.S8)
        if voice.voice is None:
            how = Button(theme, _("How to install it"), size=ButtonSize.SMALL)
            how.setObjectName(f"install-{voice.locale}")
            how.setAccessibleName(_("How to install a voice for {language}").format(language=spoken))
            how.clicked.connect(lambda: presenter.voices.explain_installing(voice.locale))
            controls.addWidget(how)
            return controls
        choices: list[Choice[str | None]] = [Choice(None, _("The best one"))]
        choices += [Choice(each.id, _choice(each)) for each in voice.choices]
        change = MenuButton(
            theme,
            _("Voice for {language}").format(language=spoken),
            choices,
            voice.voice.id if voice.chosen else None,
            fixed=_("Change"),
            height=Height.COMPACT,
        )
        change.setObjectName(f"voice-{voice.locale}")
        change.chosen.connect(
            lambda chosen: presenter.voices.choose(voice.locale, None if chosen is None else str(chosen))
        )
        change.setEnabled(voice.locale not in presenter.fixed_voices)
        test = test_button(theme, testing=presenter.voices.testing == voice.locale)
        test.setObjectName(f"test-{voice.locale}")
        test.setAccessibleName(_("Test the voice for {language}").format(language=spoken))
        test.clicked.connect(lambda: presenter.voices.test(voice.locale))
        controls.addWidget(change)
        controls.addWidget(test)
        return controls

    def _telephone(self) -> SettingRow:
        """Return the switch of the telephone line, with a sentence heard through it."""
        theme, presenter = self._theme, self._presenter
        switch = Switch(theme, _("Telephone line"), on=presenter.settings.telephone)
        switch.setObjectName("telephone")
        switch.toggled.connect(lambda on: presenter.change(telephone=on))
        test = test_button(theme, testing=presenter.voices.testing == TELEPHONE)
        test.setObjectName("test-telephone")
        test.setEnabled(presenter.voices.can_speak)
        test.setAccessibleName(_("Test the telephone line"))
        test.clicked.connect(lambda: presenter.voices.hear_telephone(presenter.language))
        trouble = presenter.voices.trouble.get(TELEPHONE, "")
        sentence = trouble or _("Narrow, with a little noise, as at work.")
        controls = panel(row(test, switch, gap=Space.S16))
        return SettingRow(theme, _("Telephone line"), sentence, controls, caution=bool(trouble))

    def _measures(self) -> QBoxLayout:
        theme, presenter = self._theme, self._presenter
        settings = presenter.settings
        speed = Measure(
            theme,
            _("Speed"),
            "speed",
            range_=(_SLOWEST, _FASTEST, _STEP),
            value=round(settings.speech_rate * 100),
            text=lambda percent: speed_text(percent / 100),
            commit=lambda percent: presenter.change(speech_rate=percent / 100),
        )
        volume = Measure(
            theme,
            _("Volume"),
            "volume",
            range_=(0, 100, 5),
            value=round(settings.volume * 100),
            text=percent_text,
            commit=lambda percent: presenter.change(volume=percent / 100),
        )
        both = column if theme.scale >= _ROOMY else row
        return both(speed, volume, gap=Space.S24)


def test_button(theme: Theme, *, testing: bool) -> Button:
    """Return the button that lets something be heard, or stops it."""
    return Button(
        theme,
        _("Stop") if testing else _("Test"),
        size=ButtonSize.SMALL,
        icon=Icon.CROSS if testing else Icon.PLAY,
    )


def percent_text(percent: int) -> str:
    """Return a percentage as a setting shows it: "70 %"."""
    return pgettext("percentage", "{number}%").format(number=signed(percent))


def _short_name(voice: Voice) -> str:
    """Return a voice's name without the language that Windows writes after it."""
    return voice.name.partition(" - ")[0]


def _missing() -> str:
    return _("No speech program was found on this computer. Captions show every line until there is one.")


def _describe(row_: VoiceRow) -> str:
    """Return what the voice of a row is: from elsewhere, a woman's or a man's, made by whom."""
    voice = row_.voice
    if voice is None:
        return ""
    if not row_.exact:
        return _("Voice of {place}").format(place=place_name(voice.locale) or locale_name(voice.locale))
    if voice.gender is VoiceGender.FEMALE:
        return pgettext("voice", "Female")
    if voice.gender is VoiceGender.MALE:
        return pgettext("voice", "Male")
    return _ENGINES.get(voice.engine, "") or pgettext("voice", "Of this region")


def _kind(voice: Voice) -> str:
    """Return what an installed voice is: its accent and, where it is told, whose it is."""
    named = locale_name(voice.locale)
    if voice.gender is VoiceGender.FEMALE:
        return pgettext("voice", "{language}, female").format(language=named)
    if voice.gender is VoiceGender.MALE:
        return pgettext("voice", "{language}, male").format(language=named)
    return named


def _choice(voice: Voice) -> str:
    sentence = pgettext("voice", "{name}, {language}")
    return sentence.format(name=voice.name, language=locale_name(voice.locale))
