"""The page of the audit list: what was done, in words, day by day, the last first."""

from itertools import groupby

from PySide6.QtWidgets import QWidget

from trainer.app.audit_words import deed_sentence
from trainer.app.instructor_ports import AuditEntry, Deed
from trainer.i18n import _, format_date, format_time
from trainer.ui.icons import Icon, IconView
from trainer.ui.instructor.facts import DEEDS_SHOWN, DeskFacts
from trainer.ui.instructor.parts import DeskCard
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, column, margins, panel, row
from trainer.ui.widgets.states import EmptyState
from trainer.ui.widgets.text import Text, caption

__all__ = ["build_deeds"]

_WARNINGS = frozenset((Deed.FAILED, Deed.PASSPHRASE_FORGOTTEN, Deed.CLOCK_SET_BACK))
_TIME = 72


def build_deeds(theme: Theme, facts: DeskFacts) -> QWidget:
    """Return the page."""
    if not facts.deeds:
        return EmptyState(theme, Icon.LIST, _("Nothing was done yet"), _("Whatever is done here is noted."))
    cards = column(gap=Space.S20)
    for day, deeds in groupby(facts.deeds, key=lambda each: each.at.astimezone().date()):
        card = DeskCard(theme, format_date(day, "full"))
        for deed in deeds:
            card.add_row(_deed(theme, deed, deed_sentence(deed, facts.names)))
        cards.addWidget(card)
    if len(facts.deeds) == DEEDS_SHOWN:
        told = _("The last {count} entries. The command puente audit lists all of them.")
        cards.addWidget(caption(theme, told.format(count=DEEDS_SHOWN)))
    return panel(cards)


def _deed(theme: Theme, deed: AuditEntry, sentence: str) -> QWidget:
    warns = deed.deed in _WARNINGS
    when = Text(theme, format_time(deed.at), TextStyle.FIGURE, color=Color.TEXT_2, wrap=False)
    when.setMinimumWidth(theme.px(_TIME))
    line = row(gap=Space.S12, margins=margins(0, Space.S8))
    line.addWidget(when, 0, TOP)
    if warns:
        line.addWidget(IconView(theme, Icon.WARNING, color=Color.CAUTION, size=16), 0, TOP)
    said = Text(theme, sentence, TextStyle.DENSE_STRONG if warns else TextStyle.DENSE)
    line.addWidget(said, 1, TOP)
    return panel(line)
