"""The brief: the customer at the left; the situation, the choices and the answer at the right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.i18n import _, current_language, pgettext
from trainer.scenario.model import Channel, Use
from trainer.ui.brief.choices import UseCards
from trainer.ui.brief.customer_card import CustomerCard
from trainer.ui.brief.picture import BriefPicture, Facts, Phase
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.brief.words import answer_words, length_words, marks_words
from trainer.ui.call.key_link import KeyLink
from trainer.ui.call.words import outcomes_accepted, switches_of
from trainer.ui.icons import Icon, IconView
from trainer.ui.navigator import Home, Scenarios
from trainer.ui.notices import SUPERVISION
from trainer.ui.screen import Chrome, RedrawnScreen
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, TOP, column, margins, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.choices import Segment, SegmentedControl, Switch
from trainer.ui.widgets.keys import KeyHint, key_name
from trainer.ui.widgets.layouts import FlowRow, ScrollPage
from trainer.ui.widgets.marks import Tone, language_label, language_name
from trainer.ui.widgets.states import ErrorState, LoadingState
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.surfaces import Rule, TopBar
from trainer.ui.widgets.text import Text, label
from trainer.ui.widgets.tips import set_tip

_CARD_WIDTH: Final = 368
_ROOMY_SCALE: Final = 1.0
"""The largest text at which the line of the answer has room for a switch, in Spanish too."""


class BriefScreen(RedrawnScreen):
    """One scenario before the call."""

    chrome = Chrome.BARE
    tells = frozenset({SUPERVISION})

    def __init__(self, presenter: BriefPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._shown: BriefPicture | None = None
        self.refresh()

    def page_title(self) -> str:
        """Return the scenario's title."""
        facts = self._presenter.picture.facts
        return facts.scenario.title.shown(current_language()) if facts is not None else _("Brief")

    def first_focus(self) -> QWidget | None:
        """Return the button that answers."""
        return self.findChild(Button, "answer") or self.findChild(Button, "state-action")

    def refresh(self) -> None:
        """Draw anew; once there is something to answer, the keyboard is on it."""
        picture, before = self._presenter.picture, self._shown
        self._shown = picture
        answer = self.findChild(Button, "answer")
        if answer is not None and before is not None and picture == replace(before, phase=Phase.ANSWERING):
            # All else stands as it is, and the call is about to take its place.
            answer.setEnabled(picture.can_answer)
            return
        super().refresh()
        focus = self.first_focus()
        if focus is not None and before is not None and picture.phase is not before.phase:
            focus.setFocus()

    def draw(self) -> QWidget:
        """Return the content as the presenter has it now."""
        picture, presenter = self._presenter.picture, self._presenter
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(margins(0, 0))
        box.setSpacing(0)
        box.addWidget(self._bar())
        if picture.phase is Phase.BROKEN:
            box.addWidget(ErrorState(self.theme, picture.fault, presenter.open), 1)
        elif picture.facts is None:
            box.addWidget(LoadingState(self.theme), 1)
        else:
            box.addLayout(self._content_of(picture, picture.facts), 1)
        return whole

    def _bar(self) -> TopBar:
        theme, presenter = self.theme, self._presenter
        bar = TopBar(theme)
        back = Button(theme, self._way_back(), size=ButtonSize.SMALL, icon=Icon.ARROW_LEFT)
        back.setObjectName("back")
        back.clicked.connect(presenter.go_back)
        keys = KeyLink(theme, key_name("F1"), _("Keyboard shortcuts"), _("Keyboard shortcuts (F1)"))
        keys.clicked.connect(presenter.show_keys)
        bar.hold(row(back, 1, keys))
        return bar

    def _way_back(self) -> str:
        """Return the name of the screen that one came from."""
        match self._presenter.stage.navigator.previous:
            case Scenarios():
                return _("Scenarios")
            case Home():
                return _("Home")
            case _:
                return _("Back")

    def _content_of(self, picture: BriefPicture, facts: Facts) -> QVBoxLayout:
        """Return both columns beside each other; where the text is large, one below the other."""
        theme = self.theme
        large = theme.scale >= ICON_RAIL_SCALE
        edge = Space.S32 if large else Space.S48
        card = CustomerCard(theme, picture, facts, compact=large)
        card.voice_tested.connect(self._presenter.test_voice)
        page = ScrollPage("brief", edge=0)
        page.column.setContentsMargins(margins(edge, 0))
        page.column.setSpacing(Space.S16)
        if large:
            page.column.addWidget(card)
        self._describe(page.column, picture, facts)
        page.column.addStretch(1)
        side = column(page, row(_fold(theme, page), margins=margins(edge, 0)), gap=0)
        side.addLayout(self._actions(picture, edge))
        line = QHBoxLayout()
        line.setContentsMargins(0, Space.S32, 0, Space.S32)
        line.setSpacing(0)
        if not large:
            card.setFixedWidth(theme.px(_CARD_WIDTH))
            line.addSpacing(edge)
            line.addWidget(card)
        line.addLayout(side, 1)
        return column(line, gap=0)

    def _describe(self, box: QVBoxLayout, picture: BriefPicture, facts: Facts) -> None:
        theme, presenter, language = self.theme, self._presenter, current_language()
        chat = facts.scenario.channel is Channel.CHAT
        incoming = _("Incoming chat") if chat else _("Incoming call")
        title = Text(theme, facts.scenario.title.shown(language), TextStyle.BRIEF_TITLE)
        title.setAccessibleDescription(switches_of(facts.scenario.title, language))
        summary = Text(theme, facts.scenario.summary.shown(language), TextStyle.BRIEF_LINE)
        summary.setAccessibleDescription(switches_of(facts.scenario.summary, language))
        head = column(
            Text(theme, incoming, TextStyle.LABEL, color=Color.ACCENT),
            title,
            summary,
            gap=Space.S4,
        )
        box.addLayout(head)
        if picture.supervised:
            box.addLayout(self._supervision())
        box.addWidget(Rule(theme))
        box.addLayout(self._facts(facts))
        box.addWidget(Rule(theme))
        box.addWidget(self._languages(picture, facts))
        cards = UseCards(theme, picture, facts)
        cards.chosen.connect(presenter.choose_use)
        box.addWidget(cards)
        box.addWidget(self._keys(picture))

    def _facts(self, facts: Facts) -> QGridLayout:
        theme, language, scenario = self.theme, current_language(), facts.scenario
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S32)
        grid.setVerticalSpacing(Space.S12)
        role = _("{role}, {company}").format(
            role=scenario.agent.role.shown(language), company=scenario.agent.company.shown(language)
        )
        cells = (
            (Icon.COMPANY, _("You are"), role),
            (Icon.FLAG, _("Accepted outcome"), outcomes_accepted(scenario.marks.outcomes)),
            (Icon.RESOLUTION, _("To pass"), marks_words(facts)),
            (Icon.CLOCK, _("Level and length"), length_words(facts)),
        )
        columns = 1 if theme.scale >= ICON_RAIL_SCALE else 2
        for number, (icon, name, words) in enumerate(cells):
            mark = IconView(theme, icon, color=Color.ACCENT, size=18)
            cell = row(mark, gap=Space.S12)
            cell.setAlignment(mark, TOP)
            cell.addLayout(column(label(theme, name), Text(theme, words, TextStyle.BODY), 1, gap=2), 1)
            grid.addLayout(cell, number // columns, number % columns)
        for number in range(columns):
            grid.setColumnStretch(number, 1)
        return grid

    def _languages(self, picture: BriefPicture, facts: Facts) -> QWidget:
        theme, presenter = self.theme, self._presenter
        name = _("Language of the chat") if facts.scenario.channel is Channel.CHAT else _("Call language")
        control = SegmentedControl(
            theme,
            name,
            [Segment(each, language_label(each), mark=each) for each in facts.scenario.languages],
            picture.language,
            height=40,
        )
        control.chosen.connect(presenter.choose_language)
        line = FlowRow(gap=Space.S16)
        line.addWidget(label(theme, name))
        line.addWidget(control)
        for switch in self._switches(picture, facts):
            line.addWidget(switch)
        if picture.language != current_language():
            stays = _("The interface stays in {language}.").format(language=language_name(current_language()))
            line.addWidget(Text(theme, stays, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False))
        return _flowing(line)

    def _switches(self, picture: BriefPicture, facts: Facts) -> Sequence[QWidget]:
        """Return the switches of a practice that stand beside the language: time limits where there are any.

        Where the text is large also listening only, for which there is no room beside the answer.
        """
        theme, presenter = self.theme, self._presenter
        by_voice = facts.scenario.channel is Channel.VOICE
        switches = []
        if by_voice and theme.scale > _ROOMY_SCALE and self._may_only_listen(picture):
            switches.append(self._listening_switch(picture))
        if picture.use is Use.PRACTICE and facts.timed:
            limits = Switch(theme, _("Time limits"), on=picture.time_limits)
            limits.setObjectName("time-limits")
            limits.toggled.connect(lambda on: presenter.switch_time_limits(on=on))
            switches.append(_beside(label(theme, _("Time limits")), limits))
        return switches

    @staticmethod
    def _may_only_listen(picture: BriefPicture) -> bool:
        """Tell whether captions can be left out of this call: in practice, by those who have them."""
        return picture.use is Use.PRACTICE and picture.captions

    def _listening_switch(self, picture: BriefPicture) -> QWidget:
        listen = Switch(self.theme, _("Only listen"), on=picture.only_listen)
        listen.setObjectName("only-listen")
        set_tip(listen, _("In this call, the words of each line come when you press C."))
        listen.toggled.connect(lambda on: self._presenter.choose_only_listen(on=on))
        return _beside(label(self.theme, _("Only listen")), listen)

    def _supervision(self) -> QHBoxLayout:
        """Return what it means that an instructor is there."""
        told = _(
            "Supervised: an instructor is with you, and the result will be signed with the center's key."
        )
        line = row(gap=Space.S12)
        line.addWidget(IconView(self.theme, Icon.SHIELD, color=Color.ACCENT, size=18), 0, TOP)
        line.addWidget(Text(self.theme, told, TextStyle.BODY_STRONG), 1)
        return line

    def _keys(self, picture: BriefPicture) -> QWidget:
        """Return the keys that matter in the call."""
        theme = self.theme
        practice = picture.use is Use.PRACTICE
        line = FlowRow(gap=Space.S12)
        line.addWidget(label(theme, _("In the call")))
        line.addWidget(_key(theme, ("1", "6"), pgettext("keys", "reply")))
        line.addWidget(_key(theme, ("R",), _("hear again")))
        line.addWidget(_key(theme, ("F",), _("articles")))
        if practice:
            line.addWidget(_key(theme, ("H",), _("hint")))
            line.addWidget(_key(theme, ("P",), _("pause")))
        return _flowing(line)

    def _actions(self, picture: BriefPicture, edge: int) -> QVBoxLayout:
        theme, presenter = self.theme, self._presenter
        chat = picture.facts is not None and picture.facts.scenario.channel is Channel.CHAT
        answer = Button(
            theme,
            answer_words(picture),
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.LARGE,
            icon=Icon.CHAT if chat else Icon.PHONE,
            filled_icon=not chat,
            shortcut=Qt.Key.Key_Return,
        )
        answer.setObjectName("answer")
        answer.setEnabled(picture.can_answer)
        answer.clicked.connect(presenter.answer)
        later = Button(theme, _("Not now"), size=ButtonSize.LARGE, shortcut=Qt.Key.Key_Escape)
        later.setObjectName("not-now")
        later.clicked.connect(presenter.go_back)
        line = row(answer, later, 1, gap=Space.S16)
        if not chat and theme.scale <= _ROOMY_SCALE and self._may_only_listen(picture):
            line.addWidget(self._listening_switch(picture))
        elif not chat and theme.scale < ICON_RAIL_SCALE:
            line.addLayout(self._captions_note(picture))
        actions = column(gap=Space.S12, margins=QMargins(edge, Space.S12, edge, 0))
        if picture.fault:
            fault = Strip(theme, picture.fault, tone=Tone.CRITICAL, dismissible=False)
            fault.setObjectName("fault-strip")
            actions.addWidget(fault)
        actions.addLayout(line)
        return actions

    def _captions_note(self, picture: BriefPicture) -> QHBoxLayout:
        on = picture.captions
        words = _("Captions are on") if on else _("Captions are off")
        icon = IconView(self.theme, Icon.CAPTIONS if on else Icon.CAPTIONS_OFF, size=16)
        told = Text(self.theme, words, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False)
        return row(icon, told, gap=Space.S8)


def _key(theme: Theme, keys: tuple[str, ...], words: str) -> QWidget:
    """Return one key, or the first and last of a series, and what they do."""
    line = row(KeyHint(theme, keys[0]), gap=6)
    if len(keys) > 1:
        line.addWidget(Text(theme, pgettext("keys", "to"), TextStyle.CAPTION, wrap=False))
        line.addWidget(KeyHint(theme, keys[1]))
    line.addWidget(Text(theme, words, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False))
    made = QWidget()
    made.setLayout(line)
    return made


def _fold(theme: Theme, page: ScrollPage) -> Rule:
    """Return the line where a page that scrolls goes under the actions; not seen where all of it is there."""
    # Of the page until the layout takes it: without a parent it would be shown as a window of its own.
    fold, bar = Rule(theme, parent=page), page.verticalScrollBar()
    kept = fold.sizePolicy()
    kept.setRetainSizeWhenHidden(True)
    fold.setSizePolicy(kept)
    fold.setVisible(bar.maximum() > 0)
    bar.rangeChanged.connect(lambda _lowest, highest: fold.setVisible(highest > 0))
    return fold


def _beside(*widgets: QWidget) -> QWidget:
    made = QWidget()
    # Room above and below for the ring around a control.
    line = row(*widgets, gap=Space.S8, margins=margins(0, 6))
    line.setAlignment(MIDDLE)
    made.setLayout(line)
    return made


def _flowing(line: FlowRow) -> QWidget:
    made = QWidget()
    made.setLayout(line)
    return made
