"""What an instructor does at the desk: each deed on the worker, behind the entrance, told in a sentence."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale

from trainer.app.center import Center, CenterSigner
from trainer.app.certificates import Issuable, IssuedCertificate
from trainer.app.documents import paper_of
from trainer.app.instructor_desk import InstructorDesk
from trainer.app.instructor_ports import Deed, NewAuditEntry, WrongPassphraseError
from trainer.i18n import _, ngettext
from trainer.ui.instructor.presenter import InstructorPresenter
from trainer.ui.instructor.refusals import MismatchError, NotGivenError, Refusal, attempt
from trainer.ui.navigator import Certificate, DeskPage, Who
from trainer.ui.notices import SUPERVISION
from trainer.ui.screen import Notice
from trainer.ui.widgets.marks import Tone

__all__ = ["DeskWork"]


class DeskWork:
    """The deeds of the desk. ``now`` says when a key is made."""

    def __init__(
        self, presenter: InstructorPresenter, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._presenter = presenter
        self._stage = presenter.stage
        self._now = now

    # Certificates

    def issue(self, issuable: Issuable) -> None:
        """Issue or renew a certificate; its files are drawn in the background and kept."""
        certificates, name = self._stage.services.certificates, issuable.trainee.name

        def work(desk: InstructorDesk) -> tuple[IssuedCertificate, CenterSigner]:
            signer = _signer(desk)
            return certificates.issue(issuable.trainee.id, issuable.certification.id, signer), signer

        def tell(found: tuple[IssuedCertificate, CenterSigner]) -> str:
            self._keep_files(*found)
            return _("The certificate of {name} is issued.").format(name=name)

        self._presenter.do(work, tell)

    def open_certificate(self, certificate: str) -> None:
        """Look at an issued certificate, save it or take it back."""
        self._stage.navigator.go(Certificate(certificate, revocable=True))

    def export_revocations(self, file: Path) -> None:
        """Save the signed list of what was taken back."""
        certificates = self._stage.services.certificates
        self._presenter.do(
            lambda desk: desk.save(certificates.revocation_list(_signer(desk)), file),
            lambda _done: _saved(file),
        )

    def import_revocations(self, file: Path) -> None:
        """Take over what another machine of the center took back."""
        certificates = self._stage.services.certificates
        self._presenter.do(
            lambda desk: certificates.take_revocations(_read(file), _signer(desk), desk.signatures),
            _revocations_taken,
        )

    # The key

    def make_key(self, name: str, url: str, passphrase: str) -> None:
        """Make the center's key under the passphrase of the entrance."""

        def work(desk: InstructorDesk) -> None:
            center = Center(" ".join(name.split()), url.strip() or None)
            desk.entrance.unlock(_given(passphrase))
            key = desk.keys.make(center, passphrase, self._now())
            desk.entrance.take_key(key, Deed.KEY_MADE, key.issuer.thumbprint)

        self._presenter.do(
            work,
            self._close_form(_("The key is made. Save a copy of it now, on another disk, and keep it safe.")),
        )

    def import_key(self, file: Path, passphrase: str) -> None:
        """Take over the key of another machine; it must be under the passphrase of this entrance."""

        def work(desk: InstructorDesk) -> None:
            content = _read(file)
            desk.entrance.unlock(_given(passphrase))
            try:
                key = desk.keys.take(content, passphrase)
            except WrongPassphraseError as error:
                raise NotGivenError(
                    _(
                        "The key in that file is under another passphrase than this entrance. Change the "
                        "passphrase of this entrance to that of the key, then import it again."
                    )
                ) from error
            desk.entrance.take_key(key, Deed.KEY_IMPORTED, key.issuer.thumbprint)

        self._presenter.do(work, self._close_form(_("This machine has the center's key now.")))

    def describe(self, name: str, url: str, passphrase: str) -> None:
        """Change what certificates from now on say of the center."""

        def work(desk: InstructorDesk) -> None:
            center = Center(" ".join(name.split()), url.strip() or None)
            desk.entrance.unlock(_given(passphrase))
            desk.keys.describe(center, passphrase)
            # The key at hand still says what it said before.
            desk.entrance.unlock(passphrase)

        done = _("Certificates that are issued from now on say so. Those that were issued stay as they are.")
        self._presenter.do(work, self._close_form(done))

    def change_passphrase(self, old: str, new: str, again: str) -> None:
        """Change the passphrase of the entrance and of the key."""

        def work(desk: InstructorDesk) -> None:
            if new != again:
                raise MismatchError("typed twice, and not the same")
            desk.entrance.change_passphrase(_given(old), new)

        done = _("The passphrase is changed. Copies of the key that were saved before keep the old one.")
        self._presenter.do(work, self._close_form(done))

    def export_public_key(self, file: Path) -> None:
        """Save the public half, for whoever checks certificates."""
        self._presenter.do(
            lambda desk: desk.save(desk.write_public_key(desk.keys.facts().public_key), file),
            lambda _done: _saved(file),
        )

    def export_key(self, file: Path) -> None:
        """Save the whole key as it is kept, encrypted."""

        def work(desk: InstructorDesk) -> None:
            desk.save(desk.keys.encrypted(), file)
            thumbprint = desk.keys.facts().public_key.thumbprint
            desk.audit.note(NewAuditEntry(Deed.KEY_EXPORTED, self._now(), thumbprint))

        self._presenter.do(work, lambda _done: _saved(file))

    # Trainees

    def reset_pin(self, trainee: str, name: str) -> None:
        """Remove a PIN that was forgotten."""
        pins = self._stage.services.pins
        self._presenter.do(
            lambda _desk: pins.reset(trainee), lambda _done: _("{name} has no PIN now.").format(name=name)
        )

    def supervise(self) -> None:
        """Let the next assessment be supervised; the entrance locks, and the trainee takes the seat."""
        supervision, stage = self._stage.services.supervision, self._stage

        def tell(_done: None) -> str:
            notice = _(
                "The next assessment that begins here within 15 minutes is supervised: its result will be "
                "signed with the center's key."
            )
            # Also where one says who is practicing: there the trainee begins.
            stage.notify(Notice(SUPERVISION, notice, Tone.ACCENT, everywhere=True))
            stage.navigator.reset(Who())
            return ""

        self._presenter.do(lambda desk: supervision.arm(desk.entrance), tell)

    def stop_supervising(self) -> None:
        """Let the next assessment be one like any other."""
        supervision = self._stage.services.supervision
        self._presenter.do(
            lambda _desk: supervision.disarm(),
            lambda _done: _("The next assessment is one like any other again."),
        )

    def look_at_records(self) -> None:
        """Go to the page of the records."""
        self._presenter.turn_to(DeskPage.RECORDS)

    def _close_form(self, sentence: str) -> Callable[[object], str]:
        def tell(_done: object) -> str:
            self._presenter.form = None
            self._presenter.typed.clear()
            return sentence

        return tell

    def _keep_files(self, issued: IssuedCertificate, signer: CenterSigner) -> None:
        stage = self._stage
        certificates = stage.services.certificates
        paper = paper_of(QLocale.territoryToCode(QLocale.system().territory()))

        def tell(found: Refusal | None) -> None:
            if isinstance(found, Refusal):
                stage.notify(Notice("certificate-files", found.sentence, Tone.CRITICAL, everywhere=True))

        stage.tasks.background(lambda: attempt(lambda: certificates.keep_files(issued, signer, paper)), tell)


def _signer(desk: InstructorDesk) -> CenterSigner:
    """Return the center's key; say what to do where it is not at hand."""
    signer = desk.entrance.signer()
    if signer is not None:
        return signer
    if desk.keys.exists():
        raise NotGivenError(
            _(
                "The center's key is under another passphrase than this entrance. Change the passphrase of "
                "this entrance to that of the key, then unlock again."
            )
        )
    raise NotGivenError(_("This needs the center's key. Make or import it on the page “Center's key”."))


def _given(passphrase: str) -> str:
    if not passphrase:
        raise NotGivenError(_("Enter the passphrase of this entrance: the key is kept under it."))
    return passphrase


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotGivenError(_("{file} cannot be read. Choose another file.").format(file=file)) from error


def _saved(file: Path) -> str:
    return _("Saved as {file}.").format(file=file.name)


def _revocations_taken(count: int) -> str:
    if not count:
        return _("All of that list was known here.")
    return ngettext(
        "{count} certificate was taken back elsewhere; it is known here now.",
        "{count} certificates were taken back elsewhere; they are known here now.",
        count,
    ).format(count=count)
