"""The ports of certificates in memory."""

from collections.abc import Sequence
from dataclasses import replace

from trainer.app.certificates import IssuedCertificate
from trainer.app.verification import CertificateForm, Revocation


class FakeCertificateRecords:
    """`CertificateRecords`, by the same rules as the real ones: the same tests are run on both."""

    def __init__(self) -> None:
        self._issued: list[IssuedCertificate] = []
        self._revoked: dict[str, Revocation] = {}

    def add_certificate(self, certificate: IssuedCertificate) -> None:
        self._issued.append(replace(certificate, revocation=None))

    def certificates(self, trainee: str | None = None) -> Sequence[IssuedCertificate]:
        chosen = [each for each in self._issued if trainee in {None, each.trainee}]
        newest_first = sorted(chosen, key=lambda each: (each.issued_at, each.id), reverse=True)
        return [replace(each, revocation=self._revoked.get(each.id)) for each in newest_first]

    def add_revocations(self, revocations: Sequence[Revocation]) -> int:
        new = {each.certificate: each for each in revocations if each.certificate not in self._revoked}
        self._revoked |= new
        return len(new)

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
