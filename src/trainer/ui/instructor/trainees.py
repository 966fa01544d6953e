"""The page of the trainees: an assessment under supervision, and PINs that were forgotten."""

from functools import partial

from PySide6.QtWidgets import QWidget

from trainer.app.instructor import KeyState
from trainer.i18n import _
from trainer.ui.icons import Icon
from trainer.ui.instructor.facts import DeskFacts, Person
from trainer.ui.instructor.parts import DeskCard
from trainer.ui.instructor.presenter import InstructorPresenter
from trainer.ui.instructor.work import DeskWork
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space
from trainer.ui.who.screen import progress_sentence
from trainer.ui.widgets.boxes import column, panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.rows import SettingRow
from trainer.ui.widgets.text import body

__all__ = ["build_trainees"]


def build_trainees(presenter: InstructorPresenter, work: DeskWork, theme: Theme, facts: DeskFacts) -> QWidget:
    """Return the page."""
    cards = column(gap=Space.S20)
    cards.addWidget(_supervision(presenter, work, theme, facts))
    cards.addWidget(_profiles(presenter, work, theme, facts))
    return panel(cards)


def _supervision(presenter: InstructorPresenter, work: DeskWork, theme: Theme, facts: DeskFacts) -> DeskCard:
    card = DeskCard(
        theme,
        _("Supervise an assessment"),
        _(
            "You sit with the trainee. The next assessment that begins here within 15 minutes is supervised: "
            "when it ends, its result is signed with the center's key. This entrance locks at once, and the "
            "trainee takes the seat."
        ),
    )
    if facts.supervision_waits:
        stop = Button(theme, _("Do not supervise"), icon=Icon.CROSS)
        stop.setObjectName("stop-supervising")
        stop.setEnabled(not presenter.busy)
        stop.clicked.connect(work.stop_supervising)
        card.add(body(theme, _("It waits for an assessment to begin.")))
        card.column.addSpacing(Space.S12)
        card.add(row(stop, 1))
        return card
    has_key = facts.state.key is KeyState.UNLOCKED
    begin = Button(theme, _("Supervise the next assessment"), kind=ButtonKind.PRIMARY, icon=Icon.SHIELD)
    begin.setObjectName("supervise")
    begin.setEnabled(has_key and not presenter.busy)
    begin.clicked.connect(work.supervise)
    if not has_key:
        card.add(body(theme, _("This needs the center's key; make or import it first."), Color.CAUTION))
        card.column.addSpacing(Space.S12)
    card.add(row(begin, 1))
    return card


def _profiles(presenter: InstructorPresenter, work: DeskWork, theme: Theme, facts: DeskFacts) -> DeskCard:
    card = DeskCard(
        theme,
        _("Profiles on this computer"),
        _("Where a PIN was forgotten, remove it; the trainee then sets another in the profile."),
    )
    if not facts.people:
        card.add_sentence(_("Nobody has a profile here yet."), Color.TEXT_2)
    for number, person in enumerate(facts.people):
        card.add_row(_profile(presenter, work, theme, person, number))
    return card


def _profile(
    presenter: InstructorPresenter, work: DeskWork, theme: Theme, person: Person, number: int
) -> SettingRow:
    trainee = person.profile.trainee
    control = QWidget()
    if person.has_pin:
        reset = Button(theme, _("Remove the PIN"), size=ButtonSize.SMALL, icon=Icon.LOCK)
        reset.setObjectName(f"reset-pin-{number}")
        reset.setAccessibleDescription(trainee.name)
        reset.setEnabled(not presenter.busy)
        reset.clicked.connect(partial(work.reset_pin, trainee.id, trainee.name))
        control = reset
    return SettingRow(theme, trainee.name, progress_sentence(person.profile), control)
