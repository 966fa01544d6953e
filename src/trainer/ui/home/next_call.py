"""The card of the next call: the one that waits, or the one recommended, and why."""

from collections.abc import Iterable

from PySide6.QtCore import Qt

from trainer.app.home import NextCall
from trainer.app.practice import OpenAttempt
from trainer.app.synopsis import Described
from trainer.i18n import _, current_language
from trainer.scenario.model import Channel, Use
from trainer.ui.call.farewell import hang_up_question, hang_up_words, keep_words, what_goes
from trainer.ui.call.words import home_locale, place_name
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.home.words import call_facts, reason, waiting_sentences
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitCrop, PortraitShape, PortraitView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, column, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.layouts import FlowRow
from trainer.ui.widgets.marks import LanguageMark
from trainer.ui.widgets.states import EmptyState
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, body, label

_PORTRAIT = 176
_REASONS = 3
_ROOMY = 1.5


class NextCallCard(Card):
    """Says what to do next, and does it with one key."""

    def __init__(self, presenter: HomePresenter, theme: Theme) -> None:
        super().__init__(theme, gap=Space.S24)
        self._presenter = presenter
        self._theme = theme
        self.first: Button | None = None
        overview = presenter.overview
        waiting = presenter.waiting
        if waiting is not None:
            self._show_waiting(waiting)
        elif overview is not None and overview.next_call is not None:
            self._show_next(overview.next_call)
        else:
            self._show_nothing()

    def _show_next(self, next_call: NextCall) -> None:
        theme, presenter = self._theme, self._presenter
        chosen = next_call.recommendation
        facts = [reason(why, chosen.language) for why in chosen.reasons[:_REASONS]]
        assessed = chosen.use is Use.ASSESSMENT
        top = _("Your next assessment") if assessed else _("Your next call")
        self._describe(next_call.scenario, chosen.language, top, facts, next_call.minutes)
        self.column.addStretch(1)
        if assessed:
            self.first = self._main(_("Read the brief"), Icon.SHIELD, filled=False)
            self._offer(self.first, self._quiet())
            return
        chat = next_call.scenario.channel is Channel.CHAT
        text = _("Practice this chat") if chat else _("Practice this call")
        self.first = self._main(text, Icon.CHAT if chat else Icon.PHONE, filled=not chat)
        brief = Button(theme, _("Read the brief"), size=ButtonSize.LARGE, shortcut="B")
        brief.setObjectName("brief")
        brief.clicked.connect(presenter.read_brief)
        self._offer(self.first, brief, self._quiet())

    def _show_waiting(self, waiting: OpenAttempt) -> None:
        theme, presenter = self._theme, self._presenter
        facts = waiting_sentences(waiting, presenter.now())
        language, chat = waiting.facts.language, waiting.scenario.channel is Channel.CHAT
        self._describe(waiting.scenario, language, _("A call waits for you"), facts, None)
        if presenter.confirming:
            self.column.addStretch(1)
            self.column.addWidget(Text(theme, hang_up_question(chat=chat), TextStyle.BODY_STRONG))
            self.column.addWidget(body(theme, what_goes(waiting.facts.decisions)))
            give_up = Button(theme, hang_up_words(chat=chat), size=ButtonSize.LARGE)
            give_up.setObjectName("hang-up")
            give_up.clicked.connect(presenter.hang_up)
            keep = Button(theme, keep_words(chat=chat), kind=ButtonKind.PRIMARY, size=ButtonSize.LARGE)
            keep.setObjectName("keep")
            keep.clicked.connect(lambda: presenter.ask_to_hang_up(wanted=False))
            self.first = keep
            self._offer(keep, give_up)
            return
        self.column.addStretch(1)
        text = _("Resume the chat") if chat else _("Resume the call")
        self.first = self._main(text, Icon.CHAT if chat else Icon.PHONE, filled=not chat)
        if waiting.facts.use is Use.PRACTICE:
            give_up = Button(theme, hang_up_words(chat=chat), size=ButtonSize.LARGE)
            give_up.setObjectName("hang-up")
            give_up.clicked.connect(lambda: presenter.ask_to_hang_up(wanted=True))
            self._offer(self.first, give_up, self._quiet())
        else:
            self._offer(self.first, self._quiet())

    def _show_nothing(self) -> None:
        sentence = _("No scenario here is in a language that you practice. Add one in your profile.")
        self.column.addWidget(
            EmptyState(
                self._theme,
                Icon.SCENARIOS,
                _("No call to take"),
                sentence,
                action=_("See the library"),
                act=self._presenter.choose_another,
            ),
            1,
        )

    def _describe(
        self,
        scenario: Described,
        language: str,
        top: str,
        facts: Iterable[tuple[Icon, str, str]],
        minutes: int | None,
    ) -> None:
        theme = self._theme
        words = column(label(theme, top, Color.ACCENT), gap=Space.S4)
        name = Text(theme, scenario.title.shown(current_language()), TextStyle.HERO, lines=2)
        heading = row(name, LanguageMark(theme, language), 1, gap=Space.S12)
        words.addLayout(heading)
        place = place_name(home_locale(scenario.customer))
        words.addWidget(body(theme, call_facts(scenario, place, minutes), Color.TEXT_2))
        words.addSpacing(Space.S8)
        for icon, sentence, strong in facts:
            line = row(gap=Space.S12)
            sign = IconView(theme, icon, color=Color.ACCENT, size=17)
            sign.setFixedHeight(theme.line_height(TextStyle.BODY))
            line.addWidget(sign, 0, TOP)
            line.addWidget(Text(theme, sentence, strong=strong), 1)
            words.addLayout(line)
        words.addStretch(1)
        portrait = PortraitView(
            theme,
            Portrait(scenario.customer.portrait, scenario.customer.name, scenario.customer.mood),
            round(_PORTRAIT / max(1.0, theme.scale)) if theme.scale >= _ROOMY else _PORTRAIT,
            shape=PortraitShape.ROUNDED,
            crop=PortraitCrop.FULL,
        )
        top_row = row(gap=Space.S24)
        top_row.addWidget(portrait, 0, TOP)
        top_row.addLayout(words, 1)
        self.column.addLayout(top_row)

    def _main(self, text: str, icon: Icon, *, filled: bool) -> Button:
        button = Button(
            self._theme,
            text,
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.LARGE,
            icon=icon,
            filled_icon=filled,
            shortcut=Qt.Key.Key_Return,
        )
        button.setObjectName("next")
        button.clicked.connect(self._presenter.go_on)
        return button

    def _quiet(self) -> Button:
        button = Button(self._theme, _("Choose another"), kind=ButtonKind.QUIET, size=ButtonSize.LARGE)
        button.setObjectName("another")
        button.clicked.connect(self._presenter.choose_another)
        return button

    def _offer(self, *buttons: Button) -> None:
        flow = FlowRow(gap=Space.S8, line_gap=Space.S12)
        for button in buttons:
            flow.addWidget(button)
        self.column.addLayout(flow)
