"""Draws the library: search and filters above, cards below, and a way on where nothing was found."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.app.scenarios import Card, CardState, Order
from trainer.app.skills import skill_name
from trainer.i18n import _, ngettext, pgettext
from trainer.scenario.model import Channel, Level
from trainer.ui.icons import Icon
from trainer.ui.scenarios.card import ScenarioCard, channel_name
from trainer.ui.scenarios.content import describe
from trainer.ui.scenarios.presenter import ScenariosPresenter
from trainer.ui.screen import Opened, Screen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Space, TextStyle
from trainer.ui.widgets.boxes import clear, column, panel, row
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.fields import SearchField
from trainer.ui.widgets.layouts import FlowGrid, FlowRow, ScrollPage
from trainer.ui.widgets.marks import language_name
from trainer.ui.widgets.menus import Choice, MenuButton
from trainer.ui.widgets.states import EmptyState, ErrorState, LoadingState
from trainer.ui.widgets.text import Text, title

_NARROWEST_CARD = 290


def open_scenarios(stage: Stage) -> Opened:
    """Open the library."""
    presenter = ScenariosPresenter(stage)
    return Opened(presenter, lambda theme: ScenariosScreen(presenter, theme))


class ScenariosScreen(Screen):
    """The library. What one types in stays while the cards below change."""

    def __init__(self, presenter: ScenariosPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._filters_for: tuple[Card, ...] | None = None
        self._count = Text(theme, "", TextStyle.BODY, color=Color.TEXT_2)
        self._search = SearchField(
            theme,
            _("Search by title, customer or topic"),
            text=presenter.wanted.words,
            shortcut="Ctrl+K",
        )
        self._search.field.setObjectName("scenarios-search")
        self._search.searched.connect(lambda words: presenter.look_for(words=words))
        self._search.setMaximumWidth(theme.px(360))
        self._filters: QVBoxLayout = column(gap=0)
        self._cards: QVBoxLayout = column(gap=0)
        page = ScrollPage("scenarios")
        page.column.setSpacing(Space.S20)
        page.column.addLayout(self._build_head())
        page.column.addLayout(self._filters)
        page.column.addLayout(self._cards, 1)
        self.setLayout(column(page, gap=0))
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Scenarios")

    def first_focus(self) -> QWidget | None:
        """Return the first card, or the search where there is none yet."""
        card = self.findChild(ScenarioCard)
        return card if isinstance(card, QWidget) else self._search.field

    def refresh(self) -> None:
        """Draw what was found."""
        presenter, theme = self._presenter, self.theme
        first = self._filters_for is None and presenter.cards is not None
        self._draw_filters()
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._cards)
        found = presenter.found
        self._count.show_text(self._sentence(found))
        if presenter.failure is not None:
            self._cards.addWidget(ErrorState(theme, presenter.failure.message, presenter.open), 1)
        elif presenter.cards is None:
            self._cards.addWidget(LoadingState(theme), 1)
        elif not found:
            self._cards.addWidget(self._build_nothing(), 1)
        else:
            self._cards.addWidget(self._build_grid(found))
            self._cards.addStretch(1)
        again = self.findChild(QWidget, name) if name else None
        if first and found:
            again = self.first_focus()
        if isinstance(again, QWidget):
            again.setFocus()

    def _build_head(self) -> QHBoxLayout:
        words = column(title(self.theme, _("Scenarios")), self._count, gap=0)
        head = row(gap=Space.S24)
        head.addLayout(words, 1)
        head.addWidget(self._search)
        return head

    def _sentence(self, found: Sequence[Card]) -> str:
        presenter = self._presenter
        if presenter.cards is None:
            return ""
        count = len(presenter.cards)
        if presenter.filtered:
            sentence = ngettext("{found} of {count} scenario", "{found} of {count} scenarios", count)
            return sentence.format(found=len(found), count=count)
        due = sum(1 for card in presenter.cards if card.state is CardState.DUE)
        total = ngettext("{count} scenario", "{count} scenarios", count).format(count=count)
        if not due:
            return total
        review = ngettext("{count} due for review", "{count} due for review", due).format(count=due)
        return pgettext("scenarios", "{total}, {review}").format(total=total, review=review)

    def _draw_filters(self) -> None:
        """Draw the filters once the cards are there: what can be chosen follows from them."""
        cards = tuple(self._presenter.cards or ())
        if cards == self._filters_for or not cards:
            return
        self._filters_for = cards
        clear(self._filters)
        line = FlowRow(gap=Space.S12, line_gap=Space.S8)
        for control in self._build_filters(cards):
            line.addWidget(control)
        inside = row(gap=Space.S12)
        inside.addWidget(panel(line), 1)
        inside.addWidget(self._build_order())
        self._filters.addLayout(inside)

    def _build_filters(self, cards: Sequence[Card]) -> list[QWidget]:
        theme, presenter = self.theme, self._presenter
        wanted = presenter.wanted
        languages = sorted({language for card in cards for language in card.scenario.languages})
        of_language: list[Segment[str | None]] = [Segment(None, pgettext("languages", "All"))]
        of_language += [Segment(each, mark=each, name=language_name(each)) for each in languages]
        of_channel: list[Segment[Channel | None]] = [
            Segment(None, _("Voice and chat")),
            Segment(Channel.VOICE, channel_name(Channel.VOICE), Icon.PHONE),
            Segment(Channel.CHAT, channel_name(Channel.CHAT), Icon.CHAT),
        ]
        language = SegmentedControl(theme, _("Language"), of_language, wanted.language, height=Height.CONTROL)
        language.chosen.connect(lambda chosen: presenter.look_for(language=chosen))
        channel = SegmentedControl(theme, _("Channel"), of_channel, wanted.channel, height=Height.CONTROL)
        channel.chosen.connect(lambda chosen: presenter.look_for(channel=chosen))
        levels = [level for level in Level if any(card.scenario.level is level for card in cards)]
        of_level: list[Choice[Level | None]] = [Choice(None, pgettext("levels", "all"))]
        of_level += [Choice(each, each.value) for each in levels]
        level = MenuButton(theme, _("Level"), of_level, wanted.level, label=_("Level:"))
        level.setObjectName("scenarios-level")
        level.chosen.connect(lambda chosen: presenter.look_for(level=chosen))
        skills = sorted({skill for card in cards for skill in card.skills}, key=skill_name)
        of_skill: list[Choice[str | None]] = [Choice(None, pgettext("skills", "all"))]
        of_skill += [Choice(each, skill_name(each)) for each in skills]
        skill = MenuButton(theme, _("Skill"), of_skill, wanted.skill, label=_("Skill:"))
        skill.setObjectName("scenarios-skill")
        skill.setMaximumWidth(theme.px(200))
        skill.chosen.connect(lambda chosen: presenter.look_for(skill=chosen))
        return [language, channel, level, skill]

    def _build_order(self) -> MenuButton:
        presenter = self._presenter
        names = {
            Order.RECOMMENDED: pgettext("order", "Recommended"),
            Order.TITLE: pgettext("order", "By title"),
            Order.LEVEL: pgettext("order", "By level"),
            Order.LENGTH: pgettext("order", "Shortest first"),
            Order.LAST: pgettext("order", "Longest not practiced"),
        }
        choices = [Choice(order, names[order]) for order in Order]
        order = MenuButton(self.theme, _("Sort"), choices, presenter.order, icon=Icon.LIST)
        order.setObjectName("scenarios-order")
        order.chosen.connect(presenter.sort)
        return order

    def _build_grid(self, found: Sequence[Card]) -> QWidget:
        grid = FlowGrid(narrowest=self.theme.px(_NARROWEST_CARD))
        for card in found:
            tile = ScenarioCard(self.theme, describe(card))
            tile.clicked.connect(lambda _checked=False, card=card: self._presenter.open_brief(card))
            grid.addWidget(tile)
        return panel(grid)

    def _build_nothing(self) -> EmptyState:
        presenter = self._presenter
        if presenter.filtered:
            return EmptyState(
                self.theme,
                Icon.SEARCH,
                _("No scenario fits"),
                _("Look for other words, or show the whole library again."),
                action=_("Show all scenarios"),
                act=self._show_all,
            )
        folder = presenter.stage.services.folders.scenarios
        return EmptyState(
            self.theme,
            Icon.SCENARIOS,
            _("There are no scenarios here yet"),
            _("Put scenario files into this folder, then open this page again: {folder}").format(
                folder=folder
            ),
        )

    def _show_all(self) -> None:
        """Show everything again; what was typed goes with it, and the filters are drawn as they are now."""
        self._filters_for = None
        self._search.field.clear()
        self._presenter.show_all()
