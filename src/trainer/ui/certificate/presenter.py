"""Keeps one issued certificate as it is looked at, saved, copied, or taken back by an instructor."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage

from trainer.app.center import CenterSigner
from trainer.app.certificates import CertificateState, IssuedCertificate
from trainer.app.credential import Credential
from trainer.app.documents import paper_of, plain_part
from trainer.app.kept_files import NotKeptFault
from trainer.app.services import Services
from trainer.app.verification import CertificateForm
from trainer.i18n import _
from trainer.ui.instructor.refusals import Refusal, attempt
from trainer.ui.navigator import Certificate
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure

__all__ = ["CertificatePresenter", "Shown", "file_name"]

PIXELS = 1584
"""The width of the picture that is drawn: sharp also where the text is large."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate, and what it says."""

    issued: IssuedCertificate
    credential: Credential
    state: CertificateState


class CertificatePresenter(Presenter):
    """Emits ``changed`` when the certificate, its picture, or what became of a file arrives."""

    def __init__(self, stage: Stage, route: Certificate) -> None:
        super().__init__(stage)
        self._id = route.certificate
        self.revocable = route.revocable
        self.shown: Shown | None = None
        self.picture: QImage | None = None
        self.failure: Failure | None = None
        self.told = ""
        """What was done last."""
        self.trouble = ""
        """Why the last thing was not done."""
        self.saved: Path | None = None
        """The file that was saved last."""
        self.busy = False
        self.revoking = False
        """Whether the form for taking it back is open."""
        self.reason = ""

    def open(self) -> None:
        """Read the certificate, then draw its picture in the background."""
        self.failure = None
        services, wanted = self.stage.services, self._id
        self.fetch(lambda: _read(services, wanted), self._take, self._fail)

    def save(self, form: CertificateForm, file: Path) -> None:
        """Save the certificate as it was issued; an instructor makes the file anew where it was not kept."""
        if self.shown is None or self.busy:
            return
        self._begin()
        services, issued = self.stage.services, self.shown.issued

        def work() -> None:
            try:
                services.certificates.save_kept(issued, form, file)
            except NotKeptFault:
                signer = self._signer(services) if self.revocable else None
                if signer is None:
                    raise
                paper = paper_of(QLocale.territoryToCode(QLocale.system().territory()))
                services.certificates.keep_files(issued, signer, paper)
                services.certificates.save_kept(issued, form, file)

        def done(found: Refusal | None) -> None:
            self._end(found, _("Saved as {file}.").format(file=file.name))
            self.saved = None if isinstance(found, Refusal) else file
            self.changed.emit()

        self.fetch(lambda: attempt(work), done, self._fail)

    def tell_copied(self) -> None:
        """Say that the credential is on the clipboard."""
        self.told, self.trouble, self.saved = (
            _("The credential is copied; paste it where you want."),
            "",
            None,
        )
        self.changed.emit()

    def ask_reason(self, *, wanted: bool) -> None:
        """Open the form for taking it back, or close it."""
        self.revoking, self.reason, self.trouble, self.told = wanted, "", "", ""
        self.changed.emit()

    def revoke(self) -> None:
        """Take the certificate back, for good."""
        if self.shown is None or self.busy:
            return
        reason = self.reason
        if not reason.strip():
            self.trouble = _("Say why: whoever checks the certificate will read it.")
            self.changed.emit()
            return
        self._begin()
        services, wanted = self.stage.services, self._id

        def work() -> Shown:
            services.instructor().entrance.require()
            services.certificates.revoke(wanted, reason)
            return _read(services, wanted)

        def done(found: Shown | Refusal) -> None:
            self._end(found, _("The certificate is taken back. Hand out the new list of those taken back."))
            if not isinstance(found, Refusal):
                self.shown, self.revoking = found, False
            self.changed.emit()

        self.fetch(lambda: attempt(work), done, self._fail)

    def dismiss(self) -> None:
        """Put away what was told."""
        self.told = self.trouble = ""
        self.saved = None
        self.changed.emit()

    def go_back(self) -> None:
        """Go back, first out of the form."""
        if self.revoking:
            self.ask_reason(wanted=False)
        else:
            self.stage.navigator.back()

    def _signer(self, services: Services) -> CenterSigner | None:
        return services.instructor().entrance.signer()

    def _begin(self) -> None:
        self.busy, self.told, self.trouble, self.saved = True, "", "", None
        self.changed.emit()

    def _end(self, found: object, sentence: str) -> None:
        self.busy = False
        if not isinstance(found, Refusal):
            self.told = sentence
        elif found.locked:
            self.trouble = _("The entrance has locked itself meanwhile. Go back and enter again.")
        else:
            self.trouble = found.sentence

    def _take(self, shown: Shown) -> None:
        self.shown = shown
        self.changed.emit()
        certificates, issued = self.stage.services.certificates, shown.issued

        def draw() -> QImage | Refusal:
            return attempt(lambda: QImage.fromData(certificates.picture(issued, pixels=PIXELS)))

        def drawn(found: QImage | Refusal) -> None:
            if isinstance(found, Refusal):
                self.trouble = found.sentence
            else:
                self.picture = found
            self.changed.emit()

        self._tasks.append(self.stage.tasks.background(draw, drawn))

    def _fail(self, failure: Failure) -> None:
        self.busy = False
        if self.shown is None:
            self.failure = failure
        else:
            self.trouble = failure.message
        self.changed.emit()


def file_name(credential: Credential, form: CertificateForm) -> str:
    """Return a name for a certificate's file: plain ASCII."""
    parts = ["puente", plain_part(credential.name), plain_part(credential.certification)]
    return "-".join(part for part in parts if part) + f".{form.value}"


def _read(services: Services, wanted: str) -> Shown:
    certificates = services.certificates
    issued = certificates.certificate(wanted)
    return Shown(issued, certificates.credential(issued), certificates.state_of(issued))
