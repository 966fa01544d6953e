"""Issue, renew, revoke and hand out certificates: what an instructor does with the center's key.

Whether a certificate may be issued is never asked of a person: the trainee's standing says so. What was
issued and what was taken back are facts; everything else, also whether a certificate still stands, is worked
out from them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from trainer.app.attempts import Attempts, assessments
from trainer.app.center import CenterSigner, OtherKeyFault
from trainer.app.credential import Credential, CredentialError, claims_of, credential_of
from trainer.app.credential_words import criteria_of, description_of, evidence_of
from trainer.app.documents import Paper
from trainer.app.faults import Fault
from trainer.app.instructor_ports import Deed, NewAuditEntry
from trainer.app.issued import (
    CertificateFiles,
    CertificateRecords,
    CertificateState,
    IssuedCertificate,
)
from trainer.app.kept_files import SEALED, KeptFiles, NotKeptFault
from trainer.app.library import Library
from trainer.app.ports import Clock, Identifiers, Records, Trainee
from trainer.app.verification import (
    CertificateForm,
    Revocation,
    Signatures,
    VerificationError,
    read_revocations,
    revocation_claims,
)
from trainer.app.vouched_certificates import OwnTokenCheck, Vouched, issuing_detail, taking_detail
from trainer.certification.model import Certification
from trainer.certification.standing import Hold, Standing, standings
from trainer.i18n import _, format_date

__all__ = [
    "AlreadyIssuedFault",
    "CertificateFiles",
    "CertificateRecords",
    "CertificateState",
    "Certificates",
    "DamagedCertificateFault",
    "Issuable",
    "IssuedCertificate",
    "Issuing",
    "NotAchievedFault",
    "UnknownCertificateFault",
]

LONGEST_REASON: Final = 500


class Issuing(StrEnum):
    """What issuing a certificate amounts to."""

    FIRST = "first"
    RENEWAL = "renewal"
    """The certification was achieved again, after the hold of the last certificate."""
    AGAIN = "again"
    """The certificate of this hold was revoked."""


@dataclass(frozen=True, slots=True)
class Issuable:
    """A certificate that can be issued now."""

    trainee: Trainee
    certification: Certification
    hold: Hold
    issuing: Issuing
    last: IssuedCertificate | None
    """The last one of this trainee in this certification."""


class NotAchievedFault(Fault):
    """A certification is not held, so there is nothing to certify."""

    def __init__(self, trainee: Trainee, certification: str) -> None:
        super().__init__(
            _(
                "{name} does not hold “{certification}” now, so no certificate can be issued. “puente "
                "standing” "
                "tells what is missing."
            ).format(name=trainee.name, certification=certification)
        )


class AlreadyIssuedFault(Fault):
    """There is a certificate for what was achieved."""

    def __init__(self, trainee: Trainee, certificate: IssuedCertificate) -> None:
        super().__init__(
            _(
                "{name} has the certificate {id} for this already, issued on {day}. Export it again, or "
                "revoke it "
                "first."
            ).format(name=trainee.name, id=certificate.id, day=format_date(certificate.issued_at))
        )


class UnknownCertificateFault(Fault):
    """No certificate of this id was issued on this machine."""

    def __init__(self, certificate: str) -> None:
        super().__init__(
            _(
                'no certificate "{id}" was issued here; “puente certificate list” shows those that were'
            ).format(id=certificate)
        )


class DamagedCertificateFault(Fault):
    """What is kept of a certificate is not what the center signed."""

    def __init__(self, certificate: str) -> None:
        super().__init__(
            _(
                "What these records hold of the certificate {id} is not what the center signed: it was "
                "changed or damaged. Use a file of it that was saved before, or put a backup in place."
            ).format(id=certificate)
        )


class Certificates:
    """What is issued, and what can be."""

    def __init__(  # noqa: PLR0913 - the ports of one use case
        self,
        *,
        facts: CertificateRecords,
        records: Records,
        attempts: Attempts,
        library: Library,
        files: CertificateFiles,
        clock: Clock,
        identifiers: Identifiers,
        kept: KeptFiles,
        check_token: OwnTokenCheck,
    ) -> None:
        self._facts = facts
        self._kept = kept
        self._check_token = check_token
        self._records = records
        self._attempts = attempts
        self._library = library
        self._files = files
        self._clock = clock
        self._identifiers = identifiers

    def issuable(self, trainee: str | None = None) -> list[Issuable]:
        """Return every certificate that can be issued now, to one trainee or to all."""
        chosen = self._records.trainees() if trainee is None else [self._records.trainee(trainee)]
        issued = self._facts.certificates(trainee)
        return [each for one in chosen for each in self._issuable_to(one, issued)]

    def issued(self, trainee: str | None = None) -> Sequence[IssuedCertificate]:
        """Return what was issued, to one trainee or to all, newest first."""
        return self._facts.certificates(trainee)

    def certificate(self, certificate: str) -> IssuedCertificate:
        """Return one certificate; `UnknownCertificateFault`."""
        found = next((each for each in self._facts.certificates() if each.id == certificate), None)
        if found is None:
            raise UnknownCertificateFault(certificate)
        return found

    def state_of(self, issued: IssuedCertificate) -> CertificateState:
        """Return whether a certificate stands now."""
        if issued.revocation is not None:
            return CertificateState.REVOKED
        over = issued.expires_at is not None and issued.expires_at <= self._clock.now()
        return CertificateState.EXPIRED if over else CertificateState.VALID

    def issue(self, trainee: str, certification: str, signer: CenterSigner) -> IssuedCertificate:
        """Issue or renew a certificate: for what is achieved, and only once.

        Raises `NotAchievedFault`, `AlreadyIssuedFault`; KeyError where there is no such trainee or
        certification.
        """
        person, wanted = self._records.trainee(trainee), self._library.certifications[certification]
        found = next(
            (each for each in self.issuable(trainee) if each.certification.id == certification), None
        )
        if found is None:
            self._refuse(person, wanted)
            raise NotAchievedFault(person, wanted.title.shown(person.interface_language))
        certificate = self._signed(found, signer)
        deed = Deed.CERTIFICATE_RENEWED if found.issuing is Issuing.RENEWAL else Deed.CERTIFICATE_ISSUED
        detail = issuing_detail(person.name, certificate.check)
        self._facts.add_certificate(
            certificate, NewAuditEntry(deed, self._clock.now(), certificate.id, detail)
        )
        return certificate

    def revoke(self, certificate: str, reason: str) -> IssuedCertificate:
        """Take a certificate back, for a reason that whoever checks it will read. Once revoked it stays so.

        Raises `UnknownCertificateFault`; ValueError where the reason is empty or too long.
        """
        self.certificate(certificate)
        told = " ".join(reason.split())
        if not told or len(told) > LONGEST_REASON:
            raise ValueError(_("Give a reason, of {most} characters at most.").format(most=LONGEST_REASON))
        if not self._is_revoked(certificate):
            revocation = Revocation(certificate, told, self._now())
            deed = NewAuditEntry(Deed.CERTIFICATE_REVOKED, revocation.at, certificate, told)
            self._facts.add_revocations([revocation], deed)
        return self.certificate(certificate)

    def revocation_list(self, signer: CenterSigner) -> bytes:
        """Return the revocations as a signed file, for other machines and for whoever checks certificates.

        Those that no deed vouches for are left out: somebody else wrote them, and the key signs them not.
        """
        claims = revocation_claims(signer.issuer, self._revocations(), self._now())
        return signer.sign_token(claims).encode("ascii")

    def take_revocations(self, content: bytes, signer: CenterSigner, signatures: Signatures) -> int:
        """Take over the revocations of another machine of the center; return how many were new.

        Raises `trainer.app.verification.InvalidRevocationsError` where the center did not sign them.
        """
        known = {each.certificate for each in self._revocations()}
        new: dict[str, Revocation] = {}
        for each in read_revocations(content, signer.issuer, signatures):
            if each.certificate not in known:
                new.setdefault(each.certificate, each)
        taken = list(new.values())
        now, thumbprint = self._clock.now(), signer.issuer.thumbprint
        deed = NewAuditEntry(Deed.REVOCATIONS_TAKEN, now, thumbprint, taking_detail(taken))
        self._facts.add_revocations(taken, deed)
        return len(taken)

    def export(
        self,
        certificate: str,
        form: CertificateForm,
        file: Path,
        *,
        signer: CenterSigner | None,
        paper: Paper = Paper.LETTER,
    ) -> None:
        """Save a certificate as a file. Pictures and PDFs are sealed, which needs the key.

        Raises `UnknownCertificateFault`, `DamagedCertificateFault`, `OtherKeyFault`, `Fault` where the file
        cannot be written, and `InvalidTemplateError`.
        """
        issued = self.certificate(certificate)
        self._said(issued, signer)
        content = self._files.make(issued.token, form, signer=signer, paper=paper)
        self._files.save(content, file)

    def keep_files(self, issued: IssuedCertificate, signer: CenterSigner, paper: Paper) -> None:
        """Make the files that need the key and keep them, so that the trainee can save them alone.

        Nothing of the records is read: drawing takes a second, and is for the background.
        """
        self._said(issued, signer)
        for form in SEALED:
            self._kept.keep(issued.id, form, self._files.make(issued.token, form, signer=signer, paper=paper))

    def save_kept(self, issued: IssuedCertificate, form: CertificateForm, file: Path) -> None:
        """Save a certificate as it was issued, without the key. Raises `NotKeptFault`."""
        if form in SEALED:
            content = self._kept.kept(issued.id, form)
            if content is None:
                raise NotKeptFault
        else:
            self._said(issued, None)
            content = self._files.make(issued.token, form, signer=None, paper=Paper.LETTER)
        self._files.save(content, file)

    def preview(self, certificate: str, *, badge: bool = False, pixels: int = 1200) -> bytes:
        """Return a picture of an issued certificate, or of its badge, as PNG. It is no certificate itself."""
        return self.picture(self.certificate(certificate), badge=badge, pixels=pixels)

    def picture(self, issued: IssuedCertificate, *, badge: bool = False, pixels: int = 1200) -> bytes:
        """Return the same of one that is at hand; nothing of the records is read."""
        return self._files.preview(self.credential(issued), badge=badge, pixels=pixels)

    def preview_of(self, issuable: Issuable, signer: CenterSigner, *, pixels: int = 1200) -> bytes:
        """Return a picture of a certificate that could be issued, as PNG."""
        return self._files.preview(self._credential(issuable, signer), pixels=pixels)

    def _issuable_to(self, trainee: Trainee, issued: Sequence[IssuedCertificate]) -> Iterator[Issuable]:
        for certification, standing in self._standings(trainee.id).items():
            if not standing.held:
                continue
            hold = standing.holds[-1]
            last = next(
                (
                    each
                    for each in issued
                    if (each.trainee, each.certification) == (trainee.id, certification)
                ),
                None,
            )
            issuing = _issuing(hold, last)
            if issuing is not None:
                yield Issuable(trainee, self._library.certifications[certification], hold, issuing, last)

    def _standings(self, trainee: str) -> Mapping[str, Standing]:
        attempts = assessments(self._attempts.of(trainee))
        return standings(self._library.certifications.values(), attempts, self._clock.now())

    def _refuse(self, trainee: Trainee, certification: Certification) -> None:
        """Raise why a certificate cannot be issued where it is there already."""
        for each in self._facts.certificates(trainee.id):
            if each.certification == certification.id and each.revocation is None:
                standing = self._standings(trainee.id)[certification.id]
                if standing.held:
                    raise AlreadyIssuedFault(trainee, each)

    def _signed(self, issuable: Issuable, signer: CenterSigner) -> IssuedCertificate:
        credential = self._credential(issuable, signer)
        return IssuedCertificate(
            id=credential.id,
            trainee=credential.trainee,
            certification=credential.certification,
            version=credential.version,
            token=signer.sign_token(claims_of(credential)),
            achieved_at=credential.achieved_at,
            issued_at=credential.issued_at,
            expires_at=credential.expires_at,
        )

    def _credential(self, issuable: Issuable, signer: CenterSigner) -> Credential:
        trainee, certification = issuable.trainee, issuable.certification
        language = trainee.interface_language
        titles = {name: each.scenario.title for name, each in self._library.scenarios.items()}
        attempts = {each.id: each for each in self._attempts.of(trainee.id)}
        return Credential(
            id=self._identifiers.new(),
            issuer=signer.issuer.did,
            center=signer.center,
            trainee=trainee.id,
            name=trainee.name,
            certification=certification.id,
            version=certification.version,
            title=certification.title.shown(language),
            description=description_of(certification, language),
            criteria=criteria_of(certification, titles, language),
            language=language,
            achieved_at=_whole(issuable.hold.achieved_at),
            issued_at=self._now(),
            expires_at=None if issuable.hold.expires_at is None else _whole(issuable.hold.expires_at),
            evidence=tuple(evidence_of(attempts[each], titles, language) for each in issuable.hold.attempts),
        )

    def credential(self, certificate: IssuedCertificate) -> Credential:
        """Return what an issued certificate says, as its token has it. Raises `DamagedCertificateFault`."""
        return self._said(certificate, None)

    def _said(self, issued: IssuedCertificate, signer: CenterSigner | None) -> Credential:
        """Return what the token of a certificate says, once it is known that the key at hand signed it."""
        try:
            claims, key = self._check_token(issued.token)
            said = credential_of(claims)
        except (VerificationError, CredentialError) as error:
            raise DamagedCertificateFault(issued.id) from error
        if said.id != issued.id or said.issuer != key.did:
            raise DamagedCertificateFault(issued.id)
        if signer is not None and key != signer.issuer:
            raise OtherKeyFault(signer.issuer)
        return said

    def _is_revoked(self, certificate: str) -> bool:
        return any(each.certificate == certificate for each in self._revocations())

    def _revocations(self) -> list[Revocation]:
        """Return the revocations that a deed vouches for."""
        vouched = Vouched(self._facts.vouching())
        return [each for each in self._facts.revocations() if vouched.stands(each)]

    def _now(self) -> datetime:
        return _whole(self._clock.now())


def _issuing(hold: Hold, last: IssuedCertificate | None) -> Issuing | None:
    """Return what issuing for a hold would be; None where its certificate stands."""
    if last is None:
        return Issuing.FIRST
    if _whole(hold.achieved_at) > last.achieved_at:
        return Issuing.RENEWAL
    return Issuing.AGAIN if last.revocation is not None else None


def _whole(moment: datetime) -> datetime:
    """Return a moment as tokens have it: a whole second of UTC."""
    return moment.astimezone(UTC) - timedelta(microseconds=moment.microsecond)
