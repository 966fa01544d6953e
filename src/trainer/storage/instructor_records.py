"""What is kept of the instructor's entrance: doors, how often they were tried, and the list of deeds."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from trainer.app.faults import NotChainedFault
from trainer.app.instructor_ports import AuditEntry, Deed, LockFacts, NewAuditEntry
from trainer.app.ports import Identifiers
from trainer.storage.read_only import FIRST_CHAINED, ReadOnlyDatabase
from trainer.storage.records_file import RecordsFile
from trainer.storage.rows import DeedRow, LockRow, TraineeRow

__all__ = ["AuditReader", "InstructorRecords"]


class InstructorRecords:
    """`Locks` and `AuditTrail` in the database of the records."""

    def __init__(self, file: RecordsFile, identifiers: Identifiers) -> None:
        self._file = file
        self._identifiers = identifiers

    def lock(self, door: str) -> LockFacts:
        """Return what is kept of a door."""
        with self._file.reading() as connection:
            row = connection.execute(select(LockRow.__table__).where(LockRow.door == door)).first()
        return LockFacts(None) if row is None else LockFacts(row.secret, row.failures, row.failed_at)

    def keep_lock(self, door: str, facts: LockFacts) -> None:
        """Replace what is kept of a door."""
        values = {
            "door": door,
            "secret": facts.secret,
            "failures": facts.failures,
            "failed_at": facts.failed_at,
        }
        with self._file.writing() as connection:
            connection.execute(delete(LockRow).where(LockRow.door == door))
            connection.execute(insert(LockRow), values)

    def note(self, entry: NewAuditEntry) -> None:
        """Append a deed."""
        values = {
            "id": self._identifiers.new(),
            "deed": entry.deed.value,
            "at": entry.at,
            "subject": entry.subject,
            "detail": entry.detail,
        }
        with self._file.writing() as connection:
            self._file.chain.append(connection, DeedRow, values)

    def deeds(self, most: int | None = None) -> Sequence[AuditEntry]:
        """Return what was done, the last first. What only a later version knows is left out."""
        with self._file.reading() as connection:
            return _deeds(connection, most)


class AuditReader:
    """Reads the list of deeds in a data folder: beside an open window, and without holding the folder."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def read(self, most: int | None = None) -> tuple[Sequence[AuditEntry], Mapping[str, str]]:
        """Return what was done, the last first, and the names of all trainees by id.

        Raises `Fault` where the records cannot be read, or are of a version without such a list.
        """
        database = ReadOnlyDatabase(self._data)
        if database.revision < FIRST_CHAINED:
            raise NotChainedFault(database.path)
        with database.reading() as connection:
            people = connection.execute(select(TraineeRow.id, TraineeRow.name)).all()
            return _deeds(connection, most), {identity: name for identity, name in people}  # noqa: C416 - rows


def _deeds(connection: Connection, most: int | None) -> Sequence[AuditEntry]:
    query = (
        select(DeedRow.id, DeedRow.deed, DeedRow.at, DeedRow.subject, DeedRow.detail)
        .where(DeedRow.deed.in_([each.value for each in Deed]))
        .order_by(DeedRow.chain.desc(), DeedRow.place.desc())
        .limit(most)
    )
    rows = connection.execute(query).all()
    return [AuditEntry(Deed(row.deed), row.at, row.subject, row.detail, row.id) for row in rows]
