"""How the pictures of the instructor's entrance, the desk and certificates come about; see `screens.py`."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from demonstration import PASSPHRASE, Demonstration
from trainer.app.certificates import IssuedCertificate
from trainer.app.instructor import KeyState
from trainer.app.record_chain import FactKind
from trainer.app.record_chain_examination import (
    Concern,
    Examination,
    FaultKind,
    RecordFault,
)
from trainer.scenario.model import Use
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.certificate.presenter import CertificatePresenter
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.instructor.presenter import Form, InstructorPresenter
from trainer.ui.instructor.refusals import wrong_passphrase
from trainer.ui.navigator import Brief, Certificate, Debrief, DeskPage, Instructor, Progress, Who
from trainer.ui.notices import records_changed
from trainer.ui.who.presenter import WhoPresenter

if TYPE_CHECKING:
    from screens import Sitting

PATIENCE_MS = 20_000
WAIT_MS = 27_000
SUPERVISED = "flight-cancelled"


def show_pin(*, waits: bool = False) -> "Callable[[Sitting], None]":
    """Show the PIN that is asked for; or that one waits after too many wrong ones."""

    def show(sitting: "Sitting") -> None:
        sitting.go(Who())
        presenter = sitting.shell.presenter
        if not isinstance(presenter, WhoPresenter):
            return
        person = next(each for each in presenter.profiles or () if each.trainee.id in presenter.with_pin)
        presenter.enter(person.trainee)
        sitting.settle()
        if waits and presenter.asked is not None:
            presenter.asked = replace(presenter.asked, wait=QDeadlineTimer(WAIT_MS))
            presenter.changed.emit()

    return show


def show_door(
    then: Callable[[InstructorPresenter], None] = lambda _presenter: None, *, typed: str = ""
) -> "Callable[[Sitting], None]":
    """Show the entrance while it is locked, with something typed into its first field."""

    def show(sitting: "Sitting") -> None:
        _lock(sitting.demonstration)
        sitting.go(Who())
        sitting.go(Instructor())
        presenter = sitting.shell.presenter
        if isinstance(presenter, InstructorPresenter):
            then(presenter)
            sitting.settle()
        if typed:
            for field in sitting.shell.window.findChildren(QLineEdit, "new-passphrase"):
                field.setText(typed)

    return show


def be_forgotten(presenter: InstructorPresenter) -> None:
    """Ask what can be done without the passphrase."""
    presenter.ask_forgotten(wanted=True)


def be_wrong(presenter: InstructorPresenter) -> None:
    """Let a wrong passphrase have been entered. None is: the next pictures would have to wait."""
    presenter.trouble = wrong_passphrase()
    presenter.changed.emit()


def wait_at_door(presenter: InstructorPresenter) -> None:
    """Let so many have been wrong that one waits."""
    presenter.wait = QDeadlineTimer(WAIT_MS)
    presenter.changed.emit()


def lock_itself(presenter: InstructorPresenter) -> None:
    """Let the entrance have locked itself."""
    presenter.told = "The entrance has locked itself, because nobody used it for five minutes."
    presenter.changed.emit()


def show_desk(
    page: DeskPage,
    then: Callable[[InstructorPresenter], None] = lambda _presenter: None,
    *,
    end: bool = False,
) -> "Callable[[Sitting], None]":
    """Show a page of the desk, after something was asked for there; from its top or to its end."""

    def show(sitting: "Sitting") -> None:
        _unlock(sitting.demonstration)
        sitting.go(Who())
        sitting.go(Instructor(page))
        presenter = sitting.shell.presenter
        if not isinstance(presenter, InstructorPresenter):
            return
        if page is DeskPage.RECORDS:
            _wait(lambda: presenter.examination is not None)
        then(presenter)
        sitting.settle()
        if end:
            for area in sitting.shell.window.findChildren(QScrollArea):
                area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    return show


def open_form(form: Form) -> Callable[[InstructorPresenter], None]:
    """Open a form on the page of the key."""

    def then(presenter: InstructorPresenter) -> None:
        presenter.open_form(form)

    return then


def find_breaks(presenter: InstructorPresenter) -> None:
    """Let the records be broken in three places."""
    found = presenter.examination
    profiles = presenter.stage.services.profiles.list()
    if found is None or not profiles:
        return
    name = profiles[0].trainee.name
    concern = Concern(name, "double-charge", found.chains[0].facts.begun_at)
    chain = found.chains[0].facts.id
    presenter.examination = Examination(
        chains=found.chains,
        seals=found.seals,
        supervised=found.supervised,
        keys=found.keys,
        faults=(
            RecordFault(FaultKind.CHANGED, chain, 148, fact=FactKind.DECISION, concern=concern),
            RecordFault(FaultKind.MISSING, chain, 201, count=3),
            RecordFault(FaultKind.CUT, chain, 412, count=12),
        ),
    )
    presenter.changed.emit()


def show_certificate(
    then: Callable[[CertificatePresenter], None] = lambda _presenter: None,
    *,
    revoked: bool = False,
    at_desk: bool = False,
) -> "Callable[[Sitting], None]":
    """Show a certificate: to whom it was issued, or at the instructor's desk."""

    def show(sitting: "Sitting") -> None:
        if at_desk:
            _unlock(sitting.demonstration)
            sitting.go(Who())
            sitting.go(Instructor())
        else:
            sitting.enter()
            sitting.go(Progress())
        issued = _issued(sitting.demonstration, revoked=revoked)
        sitting.go(Certificate(issued.id, revocable=at_desk))
        presenter = sitting.shell.presenter
        if isinstance(presenter, CertificatePresenter):
            _wait(lambda: presenter.picture is not None)
            then(presenter)
            sitting.settle()

    return show


def show_supervised_brief(sitting: "Sitting") -> None:
    """Show the brief of an assessment that will be supervised; afterwards none will."""
    _unlock(sitting.demonstration)
    services = sitting.demonstration.services
    services.supervision.arm(services.instructor().entrance)
    sitting.enter()
    sitting.go(Brief(SUPERVISED, "es"))
    presenter = sitting.shell.presenter
    if isinstance(presenter, BriefPresenter):
        presenter.choose_use(Use.ASSESSMENT)
        sitting.settle()
    services.supervision.disarm()


def show_supervised_debrief(sitting: "Sitting") -> None:
    """Show the debrief of an assessment as if it had been supervised."""
    sitting.enter()
    demonstration = sitting.demonstration
    found = demonstration.services.home.overview(demonstration.trainee).recent[0].result
    sitting.go(Debrief(found.attempt))
    presenter = sitting.shell.presenter
    if isinstance(presenter, DebriefPresenter):
        presenter.supervised = True
        _draw_again(sitting)


def show_broken_records(sitting: "Sitting") -> None:
    """Show Home with what the look at the records found."""
    sitting.enter()
    presenter = sitting.shell.presenter
    if presenter is not None:
        presenter.stage.notify(records_changed(3, lambda: None))
    sitting.settle()


def _draw_again(sitting: "Sitting") -> None:
    """Let the screen be drawn anew, as a change of the text's size does."""
    scale = sitting.preferences.settings.text_scale
    for each in (scale + 0.1, scale):
        sitting.preferences.change(text_scale=each)
        sitting.settle()


def ask_why(presenter: CertificatePresenter) -> None:
    """Ask for the reason of a revocation."""
    presenter.ask_reason(wanted=True)


def save_certificate(presenter: CertificatePresenter) -> None:
    """Tell that the certificate was saved."""
    presenter.told = "Saved as puente-mariana-ortega-bilingual-foundation.pdf."
    presenter.saved = presenter.stage.services.folders.data / "puente.pdf"
    presenter.changed.emit()


def _issued(demonstration: Demonstration, *, revoked: bool) -> IssuedCertificate:
    issued = demonstration.services.certificates.issued()
    return next(each for each in issued if (each.revocation is not None) is revoked)


def _unlock(demonstration: Demonstration) -> None:
    entrance = demonstration.services.instructor().entrance
    state = entrance.state()
    if not state.set_up:
        entrance.set_up(PASSPHRASE)
    elif not state.unlocked or state.key is KeyState.LOCKED:
        entrance.unlock(PASSPHRASE)


def _lock(demonstration: Demonstration) -> None:
    demonstration.services.instructor().entrance.lock()


def _wait(until: Callable[[], bool]) -> None:
    """Let the event loop run until something has arrived."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not until() and not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
