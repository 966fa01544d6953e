"""The open file of the records: transactions in it, and what stands in their way told as faults."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from trainer.app.faults import Fault, FolderMissingFault, RecordsDamagedFault
from trainer.storage.backups import BackupFolder
from trainer.storage.chain import ChainEnd, Values
from trainer.storage.database import make_engine, writing
from trainer.storage.open_attempts import DecisionWriter
from trainer.storage.refusals import telling

__all__ = ["RecordsFile"]


class RecordsFile:
    """A database that was found whole and up to date, held open."""

    def __init__(self, path: Path, backups: BackupFolder) -> None:
        self.path = path
        self.backups = backups
        self.engine = make_engine(path)
        self.chain = ChainEnd(self.engine)
        self.decisions = DecisionWriter(self.engine, self.chain)
        self._identity = _identity(path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that reads: all of it is of one moment."""
        with self.in_place(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that writes: durable when the block ends, undone where it fails."""
        with self.in_place(), self.chain.turn(), writing(self.engine) as connection:
            yield connection

    def decide(self, values: Values) -> None:
        """Write the row of one decision, durably, in the shortest way there is."""
        with self.in_place():
            self.decisions.add(values)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Tell faults as what they are, and refuse to go on where the file was moved away.

        The system would let us write on into a file that nobody will find again.
        """
        with telling(self.path, self.damaged):
            try:
                there = _identity(self.path)
            except FileNotFoundError:
                there = None
            if there != self._identity:
                raise FolderMissingFault(self.path.parent)
            yield

    def damaged(self) -> Fault:
        """Return the fault of damage that shows while the file is open."""
        backup = self.backups.newest_good()
        return RecordsDamagedFault(self.path, None if backup is None else backup.made_at)

    def close(self) -> None:
        """Let go of the file."""
        self.decisions.close()
        self.engine.dispose()


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
