"""The instructor's entrance and desk as somebody uses them: in words, by keys, and locked behind."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from building import double_charge, text
from fake_instructor import FakeSigner
from fake_services import FakeDesk, build_fake_services
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

import trainer.ui.instructor.screen
from trainer.app.center import Center as CenterFacts
from trainer.app.instructor import IDLE
from trainer.app.instructor_ports import Deed
from trainer.app.kept_files import SEALED
from trainer.app.services import Services
from trainer.app.verification import CertificateForm
from trainer.certification.model import Certification, Requirement
from trainer.scenario.model import Use
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.certificate.presenter import CertificatePresenter
from trainer.ui.instructor.presenter import Door, InstructorPresenter
from trainer.ui.navigator import Brief, Certificate, Debrief, DeskPage, Home, Instructor, Progress, Who
from trainer.ui.theme import load_fonts
from trainer.ui.who.presenter import WhoPresenter
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PASSPHRASE = "a bridge over calm water"  # noqa: S105 - of tests
ONE = Certification(
    id="one-call",
    version=3,
    title=text(en="One call", es="Una llamada"),
    description=None,
    requires=(Requirement(("double-charge",), ("es",), 1),),
)


class Center(ShellRig):
    """A window over a machine with an instructor's desk, whose parts a test can look at."""

    def __init__(self, application: QApplication, folder: Path, *, pin: str = "") -> None:
        self.desk: FakeDesk
        self._pin = pin
        super().__init__(
            application,
            folder,
            double_charge(),
            certifications=[ONE],
            build=lambda _rig: self.build_with_desk(),
        )

    def build_with_desk(self) -> Services:
        self.desk = FakeDesk(self.workshop)
        if self._pin:
            self.desk.pins.set_pin(self.workshop.trainee.id, self._pin)
        self.services = build_fake_services(self.workshop, self.folder, self.speech, self.desk)
        return self.services

    @property
    def door(self) -> InstructorPresenter:
        presenter = self.shell.presenter
        assert isinstance(presenter, InstructorPresenter)
        return presenter

    def type_into(self, name: str, typed: str) -> None:
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        field.clear()
        field.insert(typed)

    def press(self, name: str) -> None:
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), f"{name} cannot be pressed"
        button.click()

    def says(self, words: str) -> bool:
        shown = [each for each in self.window.findChildren(Text) if each.isVisible()]
        return any(words in each.text() for each in shown)


@pytest.fixture
def center(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[Center]:
    load_fonts(repository / "assets" / "fonts")
    rig = Center(qapp, tmp_path)
    qtbot.addWidget(rig.window)
    rig.start()
    qtbot.waitUntil(lambda: isinstance(rig.shell.presenter, WhoPresenter))
    qtbot.waitUntil(lambda: rig.shell.presenter.profiles is not None)  # type: ignore[union-attr]  # it is one
    yield rig
    rig.close()


def come_to_door(center: Center, qtbot: QtBot) -> None:
    center.press("instructor")
    qtbot.waitUntil(lambda: center.door.door is not Door.LOADING)


def enter(center: Center, qtbot: QtBot, page: DeskPage = DeskPage.CERTIFICATES, *, key: bool = True) -> None:
    """Be behind the entrance."""
    desk = center.desk.desk
    desk.entrance.set_up(PASSPHRASE)
    if key:
        made = desk.keys.make(center_of("Nandú"), PASSPHRASE, center.workshop.clock.now())
        desk.entrance.take_key(made, Deed.KEY_MADE, made.issuer.thumbprint)
    center.shell.navigator.go(Instructor(page))
    qtbot.waitUntil(lambda: center.door.door is Door.OPEN and not center.door.busy)


def center_of(name: str) -> CenterFacts:
    return CenterFacts(name)


def test_the_first_passphrase_is_typed_twice_and_its_strength_is_told(center: Center, qtbot: QtBot) -> None:
    come_to_door(center, qtbot)
    assert center.door.door is Door.FIRST
    assert center.window.focusWidget() is center.find("new-passphrase")
    center.type_into("new-passphrase", "1234")
    assert center.says("Too short")
    assert "Too short" in center.find("new-passphrase").accessibleDescription()
    center.type_into("new-passphrase", PASSPHRASE)
    assert center.says("Strong.")
    center.type_into("new-passphrase-again", "something else altogether")
    center.press("door-enter")
    qtbot.waitUntil(lambda: center.says("The two passphrases are not the same"))
    center.type_into("new-passphrase", PASSPHRASE)
    center.type_into("new-passphrase-again", PASSPHRASE)
    QTest.keyClick(center.find("new-passphrase-again"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: center.door.door is Door.OPEN)
    assert center.desk.deeds.done() == [Deed.PASSPHRASE_SET]


def test_wrong_passphrases_make_one_wait_and_the_wait_is_told(
    center: Center, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(trainer.ui.instructor.screen, "announce", lambda _source, words: heard.append(words))
    center.desk.desk.entrance.set_up(PASSPHRASE)
    center.desk.desk.entrance.lock()
    come_to_door(center, qtbot)
    for _number in range(2):
        center.type_into("passphrase", "not this")
        center.press("door-enter")
        qtbot.waitUntil(lambda: center.says("That is not the passphrase"))
        qtbot.waitUntil(lambda: not center.door.busy)
    center.type_into("passphrase", "not this")
    center.press("door-enter")
    qtbot.waitUntil(lambda: center.says("Try again in 15 seconds"))
    assert heard[-1] == "Too many wrong tries. Try again in 15 seconds."
    assert heard.count(heard[-1]) == 1
    assert not center.find("door-enter").isEnabled()
    center.workshop.clock.go(16)
    center.door.end_wait()
    center.type_into("passphrase", PASSPHRASE)
    center.press("door-enter")
    qtbot.waitUntil(lambda: center.door.door is Door.OPEN)


def test_nobody_there_for_five_minutes_and_it_has_locked_itself(center: Center, qtbot: QtBot) -> None:
    enter(center, qtbot)
    center.workshop.clock.go(IDLE.total_seconds() + 1)
    center.find("place-key").click()  # type: ignore[attr-defined]  # it is a button
    qtbot.waitUntil(lambda: center.door.door is Door.CLOSED)
    assert center.says("locked itself")


def test_whoever_leaves_locks(center: Center, qtbot: QtBot) -> None:
    enter(center, qtbot)
    center.press("leave")
    qtbot.waitUntil(lambda: not center.desk.desk.entrance.state().unlocked)
    assert center.shell.navigator.current == Who()


def test_the_key_of_the_desk_locks(center: Center, qtbot: QtBot) -> None:
    enter(center, qtbot)
    QTest.keyClick(center.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: center.door.door is Door.CLOSED)
    assert center.says("The entrance is locked.")


def test_a_forgotten_passphrase_is_replaced_and_the_key_is_set_aside(center: Center, qtbot: QtBot) -> None:
    enter(center, qtbot)
    center.door.lock()
    qtbot.waitUntil(lambda: center.door.door is Door.CLOSED)
    center.press("forgotten")
    assert center.says("The center's key stays closed for good")
    for name in ("new-passphrase", "new-passphrase-again"):
        center.type_into(name, "four other words altogether")
    center.press("door-enter")
    qtbot.waitUntil(lambda: center.door.door is Door.OPEN)
    assert center.desk.keys.aside == 1
    assert center.says("your center has no key")


def test_a_key_is_made_with_the_name_that_certificates_show(center: Center, qtbot: QtBot) -> None:
    enter(center, qtbot, DeskPage.KEY, key=False)
    center.press("make-key")
    center.type_into("center-name", "Centro Ñandú")
    center.type_into("key-passphrase", "wrong")
    center.press("form-keep")
    qtbot.waitUntil(lambda: center.says("That is not the passphrase"))
    # What was typed and is no secret is still there.
    center.type_into("key-passphrase", PASSPHRASE)
    center.press("form-keep")
    qtbot.waitUntil(center.desk.keys.exists)
    qtbot.waitUntil(lambda: center.says("Centro Ñandú"))
    assert Deed.KEY_MADE in center.desk.deeds.done()


def test_what_is_achieved_is_issued_shown_and_taken_back(
    center: Center, qtbot: QtBot, tmp_path: Path
) -> None:
    center.workshop.play("own-it last-four", language="es", use=Use.ASSESSMENT)
    enter(center, qtbot)
    center.press("issue-0")
    qtbot.waitUntil(lambda: center.says("is issued."))
    (issued,) = center.desk.issued.certificates()
    qtbot.waitUntil(lambda: len(center.desk.kept.files) == len(SEALED), timeout=20_000)
    center.press("issued-0")
    presenter = center.shell.presenter
    assert isinstance(presenter, CertificatePresenter)
    qtbot.waitUntil(lambda: presenter.picture is not None, timeout=20_000)
    presenter.save(CertificateForm.PDF, tmp_path / "certificate.pdf")
    qtbot.waitUntil(lambda: center.says("Saved as certificate.pdf."))
    assert (tmp_path / "certificate.pdf").read_bytes() == center.desk.kept.kept(
        issued.id, CertificateForm.PDF
    )
    center.press("revoke")
    center.press("revoke-now")
    assert center.says("Say why")
    center.type_into("reason", "Taken by somebody else.")
    center.press("revoke-now")
    qtbot.waitUntil(lambda: center.says("The certificate is taken back."))
    center.press("back")
    qtbot.waitUntil(lambda: center.says("Taken by somebody else."))


def test_a_trainee_finds_the_certificate_in_progress_and_saves_it_alone(
    center: Center, qtbot: QtBot, tmp_path: Path
) -> None:
    center.workshop.play("own-it last-four", language="es", use=Use.ASSESSMENT)
    desk = center.desk.desk
    key = desk.keys.make(center_of("Nandú"), PASSPHRASE, center.workshop.clock.now())
    center.desk.certificates.issue(center.workshop.trainee.id, "one-call", key)
    center.shell.enter(replace(center.workshop.trainee, interface_language="en"))
    center.shell.navigator.go(Progress())
    qtbot.waitUntil(lambda: bool(center.window.findChildren(QAbstractButton, "certificate-of-one-call")))
    center.press("certificate-of-one-call")
    presenter = center.shell.presenter
    assert isinstance(presenter, CertificatePresenter)
    qtbot.waitUntil(lambda: presenter.shown is not None)
    assert not center.window.findChildren(QAbstractButton, "revoke")
    presenter.save(CertificateForm.PNG, tmp_path / "badge.png")
    qtbot.waitUntil(lambda: center.says("Ask an instructor to save it for you"))
    presenter.save(CertificateForm.JWT, tmp_path / "credential.jwt")
    qtbot.waitUntil(lambda: center.says("Saved as credential.jwt."))
    center.press("certificate-copy")
    assert QApplication.clipboard().text() == (tmp_path / "credential.jwt").read_text()


def test_the_next_assessment_is_supervised_and_said_to_be(center: Center, qtbot: QtBot) -> None:
    enter(center, qtbot, DeskPage.TRAINEES)
    center.press("supervise")
    qtbot.waitUntil(lambda: center.shell.navigator.current == Who())
    assert not center.desk.desk.entrance.state().unlocked
    center.shell.enter(replace(center.workshop.trainee, interface_language="en"))
    assert center.shell.navigator.current == Home()
    center.shell.navigator.go(Brief("double-charge", "es"))
    presenter = center.shell.presenter
    assert isinstance(presenter, BriefPresenter)
    qtbot.waitUntil(lambda: presenter.picture.can_answer)
    assert not presenter.picture.supervised
    presenter.choose_use(Use.ASSESSMENT)
    assert center.says("Supervised: an instructor is with you")
    presenter.answer()
    qtbot.waitUntil(lambda: isinstance(center.shell.presenter, CallPresenter))
    assert len(center.desk.seals.watches) == 1
    assert not center.desk.supervision.waits()


def test_the_debrief_tells_that_a_result_is_signed(center: Center, qtbot: QtBot) -> None:
    first, second = (
        center.workshop.play("own-it last-four", language="es", use=Use.ASSESSMENT).attempt for _ in range(2)
    )
    center.desk.seals.watches[second] = FakeSigner()
    center.shell.enter(replace(center.workshop.trainee, interface_language="en"))
    for attempt, signed in ((first, False), (second, True)):
        center.shell.navigator.go(Debrief(attempt))
        qtbot.waitUntil(lambda: center.says("Every condition is met"))
        assert center.says("Supervised; signed with the center's key") is signed


def test_a_pin_is_asked_for_and_an_instructor_removes_it(center: Center, qtbot: QtBot) -> None:
    trainee = center.workshop.trainee
    center.desk.pins.set_pin(trainee.id, "4071")
    who = center.shell.presenter
    assert isinstance(who, WhoPresenter)
    who.open()
    qtbot.waitUntil(lambda: trainee.id in who.with_pin)
    who.enter(trainee)
    qtbot.waitUntil(lambda: who.asked is not None)
    assert center.window.focusWidget() is center.find("pin")
    center.type_into("pin", "9999")
    QTest.keyClick(center.find("pin"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: center.says("That is not the PIN"))
    enter(center, qtbot, DeskPage.TRAINEES)
    center.press("reset-pin-0")
    qtbot.waitUntil(lambda: center.says("has no PIN now"))
    assert not center.desk.pins.has_pin(trainee.id)


def test_the_one_person_of_a_machine_is_asked_for_the_pin_at_the_start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    rig = Center(qapp, tmp_path, pin="4071")
    rig.file.change(last_trainee=rig.workshop.trainee.id)
    qtbot.addWidget(rig.window)
    rig.start()
    qtbot.waitUntil(lambda: rig.shell.navigator.current is not None)
    assert rig.shell.navigator.current == Who()
    rig.close()


def test_a_right_pin_enters(center: Center, qtbot: QtBot) -> None:
    trainee = center.workshop.trainee
    center.desk.pins.set_pin(trainee.id, "4071")
    who = center.shell.presenter
    assert isinstance(who, WhoPresenter)
    who.open()
    qtbot.waitUntil(lambda: trainee.id in who.with_pin)
    who.enter(trainee)
    qtbot.waitUntil(lambda: who.asked is not None)
    center.type_into("pin", "4071")
    center.press("pin-enter")
    qtbot.waitUntil(lambda: center.shell.navigator.current == Home())


def test_a_pin_that_everybody_tries_is_not_taken(center: Center, qtbot: QtBot) -> None:
    who = center.shell.presenter
    assert isinstance(who, WhoPresenter)
    who.begin_change(center.workshop.trainee)
    center.type_into("profile-pin", "1234")
    center.press("keep")
    qtbot.waitUntil(lambda: center.says("Everybody tries this PIN first"))
    center.type_into("profile-pin", "4071")
    center.press("keep")
    qtbot.waitUntil(lambda: center.desk.pins.has_pin(center.workshop.trainee.id))


def test_records_are_followed_and_the_list_of_deeds_is_read(center: Center, qtbot: QtBot) -> None:
    enter(center, qtbot, DeskPage.RECORDS)
    qtbot.waitUntil(lambda: center.says("The records are as they were written."))
    center.find("place-deeds").click()  # type: ignore[attr-defined]  # it is a button
    qtbot.waitUntil(lambda: center.says("The instructor's passphrase was set."))


def test_a_certificate_that_is_gone_says_so(center: Center, qtbot: QtBot) -> None:
    center.shell.navigator.go(Certificate("nobody"))
    qtbot.waitUntil(lambda: center.says('no certificate "nobody" was issued here'))
