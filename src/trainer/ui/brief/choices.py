"""Practice or assessment, as cards that say what each means here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from trainer.app.practice import Admission, Obstacle
from trainer.app.result_words import use_name
from trainer.i18n import _, format_date, pgettext
from trainer.scenario.model import Use
from trainer.ui.brief.picture import BriefPicture, Facts
from trainer.ui.brief.words import (
    interruption_words,
    last_words,
    limit_words,
    obstacle_words,
    use_words,
)
from trainer.ui.icons import Icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import panel, row
from trainer.ui.widgets.choices import OptionCard
from trainer.ui.widgets.layouts import FlowGrid
from trainer.ui.widgets.marks import Chip, Tone
from trainer.ui.widgets.text import Text, caption

_NARROWEST = 300


class UseCards(QWidget):
    """A card for each use the scenario is for. Emits ``chosen`` with the use."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, picture: BriefPicture, facts: Facts) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        grid = FlowGrid(narrowest=theme.px(_NARROWEST), gap=Space.S16, most=2)
        for use in facts.uses:
            card = _use_card(theme, picture, facts, use)
            card.toggled.connect(lambda on, picked=use: self.chosen.emit(picked) if on else None)
            self._group.addButton(card)
            grid.addWidget(card)
        self.setLayout(grid)


def _use_card(theme: Theme, picture: BriefPicture, facts: Facts, use: Use) -> OptionCard:
    language = picture.language
    admission = facts.admissions[language, use]
    card = OptionCard(theme, use_name(use))
    card.setObjectName(f"use-{use.value}")
    card.setChecked(use is picture.use)
    head = row(Text(theme, use_name(use), TextStyle.HEADING, wrap=False), 1, gap=Space.S8)
    chip = _chip(theme, facts, use, language, admission)
    if chip is not None:
        head.addWidget(chip)
    card.add(panel(head))
    words = [use_words(facts, use, language)]
    card.add(Text(theme, words[0], TextStyle.BODY))
    small = obstacle_words(admission)
    if not small:
        result = facts.last.get((language, use))
        small = last_words(result) if result is not None else ""
        if use is Use.ASSESSMENT and facts.certifications.get(language):
            small = small or limit_words(facts)
    if small:
        words.append(small)
        card.add(caption(theme, small, Color.TEXT_2))
    if use is Use.ASSESSMENT and use is picture.use:
        # Said once it is chosen: before, it would crowd the page.
        words.append(interruption_words())
        card.add(caption(theme, words[-1], Color.TEXT_2))
    card.column.addStretch(1)
    card.setAccessibleDescription(" ".join(words))
    return card


def _chip(theme: Theme, facts: Facts, use: Use, language: str, admission: Admission) -> Chip | None:
    if admission.obstacle is Obstacle.WAITING and admission.opens_at is not None:
        opens = _("Opens {day}").format(day=format_date(admission.opens_at))
        return Chip(theme, opens, tone=Tone.CAUTION, icon=Icon.CLOCK)
    if admission.obstacle is Obstacle.OPEN:
        return Chip(theme, pgettext("assessment", "Open"), tone=Tone.ACCENT, icon=Icon.PLAY)
    if use is Use.ASSESSMENT and facts.certifications.get(language):
        return Chip(theme, pgettext("assessment", "Counts"), icon=Icon.STAR)
    return None
