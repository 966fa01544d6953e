"""An issued certificate as a fact, and what the use cases need of whoever keeps such facts and draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from trainer.app.center import CenterSigner
from trainer.app.credential import Credential, check_value
from trainer.app.documents import Paper
from trainer.app.instructor_ports import NewAuditEntry
from trainer.app.verification import CertificateForm, Revocation

__all__ = ["CertificateFiles", "CertificateRecords", "CertificateState", "IssuedCertificate"]


@dataclass(frozen=True, slots=True)
class IssuedCertificate:
    """One certificate that was issued: a fact."""

    id: str
    trainee: str
    certification: str
    version: int
    token: str
    """The signed credential, which says everything."""
    achieved_at: datetime
    """Of the hold it was issued for."""
    issued_at: datetime
    expires_at: datetime | None
    revocation: Revocation | None = None

    @property
    def check(self) -> str:
        """The check value that is printed on it."""
        return check_value(self.token)


class CertificateState(StrEnum):
    """Whether a certificate stands."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class CertificateRecords(Protocol):
    """The facts of certificates. Each method raises `Fault` where the environment refuses."""

    def add_certificate(self, certificate: IssuedCertificate, deed: NewAuditEntry) -> None:
        """Keep a certificate and the deed that vouches for it, both or neither, durably."""

    def certificates(self, trainee: str | None = None) -> Sequence[IssuedCertificate]:
        """Return what was issued, to one trainee or to all, newest first, each with its revocation."""

    def add_revocations(self, revocations: Sequence[Revocation], deed: NewAuditEntry) -> None:
        """Keep revocations and the deed that vouches for them, all or none, durably.

        They take the place of whatever is kept of the same certificates: which one stands, the caller knows.
        """

    def revocations(self) -> Sequence[Revocation]:
        """Return all revocations, also of certificates that other machines issued."""

    def vouching(self) -> Sequence[NewAuditEntry]:
        """Return the deeds of certificates and revocations, as far as they follow in the chain."""


class CertificateFiles(Protocol):
    """Makes the files of certificates, in the language of each certificate."""

    def read(self, token: str) -> Credential:
        """Return what a token of this machine's records says."""

    def make(self, token: str, form: CertificateForm, *, signer: CenterSigner | None, paper: Paper) -> bytes:
        """Return a certificate as a file; `ValueError` where the form is sealed and there is no signer."""

    def preview(self, credential: Credential, *, badge: bool = False, pixels: int = 1200) -> bytes:
        """Return a picture of the certificate, or of its badge, as PNG of so many pixels in width.

        Raises `trainer.app.certificate_template.InvalidTemplateError`.
        """

    def save(self, content: bytes, file: Path) -> None:
        """Write a file as a whole; an existing one is replaced."""
