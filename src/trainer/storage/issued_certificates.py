"""The certificates that were issued and those that were taken back, in the file of the records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.dialects.sqlite import insert as insert_once

from trainer.app.certificates import IssuedCertificate
from trainer.app.verification import Revocation
from trainer.storage.records_file import RecordsFile
from trainer.storage.rows import CertificateRow, RevocationRow

__all__ = ["IssuedCertificates"]


class IssuedCertificates:
    """Fills the port `CertificateRecords`. Whatever writes is durable when the method returns."""

    def __init__(self, file: RecordsFile) -> None:
        self._file = file

    def add_certificate(self, certificate: IssuedCertificate) -> None:
        """Keep a certificate."""
        values = {
            "id": certificate.id,
            "trainee_id": certificate.trainee,
            "certification": certificate.certification,
            "version": certificate.version,
            "token": certificate.token,
            "achieved_at": certificate.achieved_at,
            "issued_at": certificate.issued_at,
            "expires_at": certificate.expires_at,
        }
        with self._file.writing() as connection:
            connection.execute(insert(CertificateRow), values)

    def certificates(self, trainee: str | None = None) -> Sequence[IssuedCertificate]:
        """Return what was issued, to one trainee or to all, newest first, each with its revocation."""
        query = (
            select(*CertificateRow.__table__.columns, RevocationRow.reason, RevocationRow.at)
            .outerjoin(RevocationRow, RevocationRow.certificate_id == CertificateRow.id)
            .order_by(CertificateRow.issued_at.desc(), CertificateRow.id.desc())
        )
        if trainee is not None:
            query = query.where(CertificateRow.trainee_id == trainee)
        with self._file.reading() as connection:
            return [_certificate(row) for row in connection.execute(query)]

    def add_revocations(self, revocations: Sequence[Revocation]) -> int:
        """Keep revocations, and return how many of them were new."""
        added = 0
        with self._file.writing() as connection:
            for each in revocations:
                values = {"certificate_id": each.certificate, "reason": each.reason, "at": each.at}
                # One that stands is left as it is: a revocation is a fact.
                written = connection.execute(
                    insert_once(RevocationRow).values(values).on_conflict_do_nothing()
                )
                added += written.rowcount
        return added

    def revocations(self) -> Sequence[Revocation]:
        """Return all revocations."""
        query = select(RevocationRow.__table__).order_by(RevocationRow.at, RevocationRow.certificate_id)
        with self._file.reading() as connection:
            return [Revocation(row.certificate_id, row.reason, row.at) for row in connection.execute(query)]


def _certificate(row: Any) -> IssuedCertificate:
    revocation = None if row.reason is None else Revocation(row.id, row.reason, row.at)
    return IssuedCertificate(
        id=row.id,
        trainee=row.trainee_id,
        certification=row.certification,
        version=row.version,
        token=row.token,
        achieved_at=row.achieved_at,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        revocation=revocation,
    )
