"""The ports of certificates in memory."""

from collections.abc import Sequence
from dataclasses import replace

from fake_instructor import FakeDeeds

from trainer.app.certificates import IssuedCertificate
from trainer.app.instructor_ports import NewAuditEntry
from trainer.app.verification import CertificateForm, Revocation
from trainer.app.vouched_certificates import DEEDS


class FakeCertificateRecords:
    """`CertificateRecords`, by the same rules as the real ones: the same tests are run on both."""

    def __init__(self, deeds: FakeDeeds | None = None) -> None:
        self._deeds = FakeDeeds() if deeds is None else deeds
        self._issued: list[IssuedCertificate] = []
        self._revoked: dict[str, Revocation] = {}

    def add_certificate(self, certificate: IssuedCertificate, deed: NewAuditEntry) -> None:
        self._issued.append(replace(certificate, revocation=None))
        self._deeds.note(deed)

    def certificates(self, trainee: str | None = None) -> Sequence[IssuedCertificate]:
        chosen = [each for each in self._issued if trainee in {None, each.trainee}]
        newest_first = sorted(chosen, key=lambda each: (each.issued_at, each.id), reverse=True)
        return [replace(each, revocation=self._revoked.get(each.id)) for each in newest_first]

    def add_revocations(self, revocations: Sequence[Revocation], deed: NewAuditEntry) -> None:
        self._revoked |= {each.certificate: each for each in revocations}
        self._deeds.note(deed)

    def vouching(self) -> Sequence[NewAuditEntry]:
        return [
            NewAuditEntry(each.deed, each.at, each.subject, each.detail)
            for each in self._deeds.entries
            if each.deed in DEEDS
        ]

    def revocations(self) -> Sequence[Revocation]:
        return sorted(self._revoked.values(), key=lambda each: (each.at, each.certificate))


class FakeKeptFiles:
    """`KeptFiles` in memory."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, CertificateForm], bytes] = {}

    def keep(self, certificate: str, form: CertificateForm, content: bytes) -> None:
        self.files[certificate, form] = content

    def kept(self, certificate: str, form: CertificateForm) -> bytes | None:
        return self.files.get((certificate, form))
