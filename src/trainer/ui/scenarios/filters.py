"""The filters over the cards, and their order: only what the library can answer is offered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from trainer.app.scenarios import Card, Order
from trainer.app.skills import skill_name
from trainer.i18n import _, pgettext
from trainer.scenario.model import Channel, Level
from trainer.ui.icons import Icon
from trainer.ui.scenarios.card import channel_name
from trainer.ui.scenarios.presenter import ScenariosPresenter
from trainer.ui.theme import Theme
from trainer.ui.tokens import Height, Space
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.layouts import EndedRow
from trainer.ui.widgets.marks import language_name
from trainer.ui.widgets.menus import Choice, MenuButton
from trainer.ui.widgets.tips import set_tip

_SKILL_WIDTH = 160
_ORDER_WIDTH = 200


class FilterBar(QWidget):
    """Language, channel, level and skill; at the end the order."""

    def __init__(self, theme: Theme, presenter: ScenariosPresenter, cards: Sequence[Card]) -> None:
        super().__init__()
        self._theme = theme
        self._presenter = presenter
        line = EndedRow(gap=Space.S12, line_gap=Space.S8)
        for control in (
            self._build_language(cards),
            self._build_channel(),
            self._build_level(cards),
            self._build_skill(cards),
            self._build_order(),
        ):
            line.addWidget(control)
        self.setLayout(line)

    def _build_language(self, cards: Sequence[Card]) -> SegmentedControl:
        presenter = self._presenter
        languages = sorted({language for card in cards for language in card.scenario.languages})
        segments: list[Segment[str | None]] = [Segment(None, pgettext("languages", "All"))]
        segments += [Segment(each, mark=each, name=language_name(each)) for each in languages]
        control = SegmentedControl(
            self._theme, _("Language"), segments, presenter.wanted.language, height=Height.CONTROL
        )
        control.chosen.connect(lambda chosen: presenter.look_for(language=chosen))
        return control

    def _build_channel(self) -> SegmentedControl:
        presenter = self._presenter
        segments: list[Segment[Channel | None]] = [
            Segment(None, _("Voice and chat")),
            Segment(Channel.VOICE, channel_name(Channel.VOICE), Icon.PHONE),
            Segment(Channel.CHAT, channel_name(Channel.CHAT), Icon.CHAT),
        ]
        control = SegmentedControl(
            self._theme, _("Channel"), segments, presenter.wanted.channel, height=Height.CONTROL
        )
        control.chosen.connect(lambda chosen: presenter.look_for(channel=chosen))
        return control

    def _build_level(self, cards: Sequence[Card]) -> MenuButton:
        presenter = self._presenter
        levels = [level for level in Level if any(card.scenario.level is level for card in cards)]
        choices: list[Choice[Level | None]] = [Choice(None, pgettext("levels", "all"))]
        choices += [Choice(each, each.value) for each in levels]
        menu = MenuButton(self._theme, _("Level"), choices, presenter.wanted.level, label=_("Level:"))
        menu.setObjectName("scenarios-level")
        menu.chosen.connect(lambda chosen: presenter.look_for(level=chosen))
        return menu

    def _build_skill(self, cards: Sequence[Card]) -> MenuButton:
        presenter = self._presenter
        skills = sorted({skill for card in cards for skill in card.skills}, key=skill_name)
        choices: list[Choice[str | None]] = [Choice(None, pgettext("skills", "all"))]
        choices += [Choice(each, skill_name(each)) for each in skills]
        menu = MenuButton(self._theme, _("Skill"), choices, presenter.wanted.skill, label=_("Skill:"))
        menu.setObjectName("scenarios-skill")
        menu.chosen.connect(lambda chosen: presenter.look_for(skill=chosen))
        self._limit(menu, _SKILL_WIDTH)
        return menu

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
        menu = MenuButton(self._theme, _("Sort"), choices, presenter.order, icon=Icon.LIST)
        menu.setObjectName("scenarios-order")
        menu.chosen.connect(presenter.sort)
        self._limit(menu, _ORDER_WIDTH)
        return menu

    def _limit(self, menu: MenuButton, width: int) -> None:
        """Keep a menu narrow whose longest choice is long; the tooltip says what does not fit."""
        menu.setMaximumWidth(self._theme.px(width))
        set_tip(menu, menu.choice)
        menu.chosen.connect(lambda _chosen: set_tip(menu, menu.choice))
