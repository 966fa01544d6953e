"""The certificates that were issued and those that were taken back, in the file of the records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, delete, insert, select, type_coerce

from trainer.app.instructor_ports import NewAuditEntry
from trainer.app.issued import IssuedCertificate
from trainer.app.ports import Identifiers
from trainer.app.verification import Revocation
from trainer.storage.read_only import moment_of
from trainer.storage.records_file import RecordsFile
from trainer.storage.rows import Base, CertificateRow, DeedRow, RevocationRow, UtcDateTime
from trainer.storage.vouching_deeds import vouching_deeds

__all__ = ["IssuedCertificates", "kept_certificates", "kept_revocations"]


class IssuedCertificates:
    """Fills the port `CertificateRecords`. Whatever writes is durable when the method returns."""

    def __init__(self, file: RecordsFile, identifiers: Identifiers) -> None:
        self._file = file
        self._identifiers = identifiers

    def add_certificate(self, certificate: IssuedCertificate, deed: NewAuditEntry) -> None:
        """Keep a certificate and the deed that vouches for it."""
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
            self._note(connection, deed)

    def certificates(self, trainee: str | None = None) -> Sequence[IssuedCertificate]:
        """Return what was issued, to one trainee or to all, newest first, each with its revocation."""
        with self._file.reading() as connection:
            return kept_certificates(connection, trainee)

    def add_revocations(self, revocations: Sequence[Revocation], deed: NewAuditEntry) -> None:
        """Keep revocations and the deed that vouches for them."""
        with self._file.writing() as connection:
            for each in revocations:
                values = {"certificate_id": each.certificate, "reason": each.reason, "at": each.at}
                connection.execute(
                    delete(RevocationRow).where(RevocationRow.certificate_id == each.certificate)
                )
                connection.execute(insert(RevocationRow), values)
            self._note(connection, deed)

    def revocations(self) -> Sequence[Revocation]:
        """Return all revocations."""
        with self._file.reading() as connection:
            return kept_revocations(connection)

    def vouching(self) -> Sequence[NewAuditEntry]:
        """Return the deeds of certificates and revocations, as far as they follow in the chain."""
        with self._file.reading() as connection:
            return vouching_deeds(connection)

    def _note(self, connection: Connection, deed: NewAuditEntry) -> None:
        values = {
            "id": self._identifiers.new(),
            "deed": deed.deed.value,
            "at": deed.at,
            "subject": deed.subject,
            "detail": deed.detail,
        }
        self._file.chain.append(connection, DeedRow, values)


def kept_certificates(connection: Connection, trainee: str | None = None) -> Sequence[IssuedCertificate]:
    """Return the rows of certificates, of one trainee or of all, newest first, each with its revocation."""
    query = (
        select(
            *_as_text(CertificateRow),
            RevocationRow.reason,
            type_coerce(RevocationRow.at, String).label("at"),
        )
        .outerjoin(RevocationRow, RevocationRow.certificate_id == CertificateRow.id)
        .order_by(CertificateRow.issued_at.desc(), CertificateRow.id.desc())
    )
    if trainee is not None:
        query = query.where(CertificateRow.trainee_id == trainee)
    return [_certificate(row) for row in connection.execute(query)]


def kept_revocations(connection: Connection) -> Sequence[Revocation]:
    """Return the rows of revocations, the oldest first."""
    query = select(*_as_text(RevocationRow)).order_by(RevocationRow.at, RevocationRow.certificate_id)
    return [
        Revocation(row.certificate_id, row.reason, moment_of(row.at)) for row in connection.execute(query)
    ]


def _as_text(table: type[Base]) -> list[ColumnElement[Any]]:
    """Return the columns of a table, moments as they are written: somebody may have written what is none."""
    columns = table.__table__.columns
    return [
        type_coerce(each, String).label(each.key) if isinstance(each.type, UtcDateTime) else each
        for each in columns
    ]


def _certificate(row: Any) -> IssuedCertificate:
    revocation = None if row.reason is None else Revocation(row.id, row.reason, moment_of(row.at))
    return IssuedCertificate(
        id=row.id,
        trainee=row.trainee_id,
        certification=row.certification,
        version=row.version,
        token=row.token,
        achieved_at=moment_of(row.achieved_at),
        issued_at=moment_of(row.issued_at),
        expires_at=None if row.expires_at is None else moment_of(row.expires_at),
        revocation=revocation,
    )
