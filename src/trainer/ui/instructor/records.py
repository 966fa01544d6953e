"""The page of the records: whether their chains are sound; if not, where they break and what to do."""

from typing import Final

from PySide6.QtWidgets import QWidget

from trainer.app.record_chain_examination import Examination
from trainer.app.record_chain_words import chain_sentence, fault_sentence, seal_sentence, summary
from trainer.i18n import _, ngettext
from trainer.ui.icons import Icon, IconView
from trainer.ui.instructor.parts import DeskCard
from trainer.ui.instructor.presenter import InstructorPresenter
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, column, margins, panel, row
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.states import LoadingState
from trainer.ui.widgets.text import Text

__all__ = ["build_records"]

_MOST: Final = 50


def build_records(presenter: InstructorPresenter, theme: Theme) -> QWidget:
    """Return the page."""
    found = presenter.examination
    if found is None:
        waiting = column(LoadingState(theme), gap=Space.S8)
        waiting.setContentsMargins(margins(0, Space.S48))
        return panel(waiting)
    cards = column(gap=Space.S20)
    cards.addWidget(_verdict(presenter, theme, found))
    if not found.sound:
        cards.addWidget(_findings(theme, found))
        cards.addWidget(_what_to_do(theme))
    cards.addWidget(_known(theme, found))
    return panel(cards)


def _verdict(presenter: InstructorPresenter, theme: Theme, found: Examination) -> DeskCard:
    card = DeskCard(theme, _("Sound") if found.sound else _("Something was changed"))
    icon, color = (Icon.CHECK, Color.POSITIVE) if found.sound else (Icon.WARNING, Color.CAUTION)
    line = row(gap=Space.S12)
    line.addWidget(IconView(theme, icon, color=color, size=20), 0, TOP)
    line.addWidget(Text(theme, summary(found), TextStyle.BODY_STRONG), 1)
    card.add(line)
    card.column.addSpacing(Space.S16)
    again = Button(theme, _("Look again"), icon=Icon.REVIEW)
    again.setObjectName("examine")
    again.clicked.connect(presenter.examine)
    card.add(row(again, 1))
    return card


def _findings(theme: Theme, found: Examination) -> DeskCard:
    card = DeskCard(theme, _("What was found"))
    for fault in found.faults[:_MOST]:
        card.add_sentence(fault_sentence(fault))
    rest = len(found.faults) - _MOST
    if rest > 0:
        more = ngettext(
            "{count} more: puente verify-records", "{count} more: puente verify-records", rest
        ).format(count=rest)
        card.add_sentence(more, Color.TEXT_2)
    return card


def _what_to_do(theme: Theme) -> DeskCard:
    card = DeskCard(theme, _("What to do"))
    for sentence in (
        _("Issue nothing for the calls that are named above; let those assessments be taken again."),
        _("Save a copy of the data folder before anything else is done with it: it is the evidence."),
        _("Keep the backups in that folder: the newest from before the change shows what stood there."),
    ):
        card.add_sentence(sentence)
    return card


def _known(theme: Theme, found: Examination) -> DeskCard:
    card = DeskCard(theme, _("How far this proves it"))
    for sentence in (*map(chain_sentence, found.chains), seal_sentence(found)):
        card.add_sentence(sentence, Color.TEXT_2)
    return card
