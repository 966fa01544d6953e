"""Signatures of the center's key over the chain of the records.

A signed link stands for all facts before it: whoever changes one of them must do without the signature. The
ending of a supervised attempt is signed in the transaction that writes it, so that there is no moment in
which the one is there and the other not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, select

from trainer.app.instructor_ports import Signer
from trainer.app.ports import Clock, Identifiers
from trainer.app.record_chain import seal_message
from trainer.storage.attempt_reader import ASKED_AT_ONCE
from trainer.storage.records_file import RecordsFile
from trainer.storage.rows import SealRow

__all__ = ["LONGEST_WATCH", "RecordSeals"]

LONGEST_WATCH: Final = 2 * 60 * 60.0
"""Seconds after which nobody can say anymore that an instructor stands by."""

KEPT_MOMENT: Final = "%Y-%m-%d %H:%M:%S.%f"


@dataclass(frozen=True, slots=True)
class _Watch:
    signer: Signer
    until: float
    """Seconds of the clock that never goes back."""


class RecordSeals:
    """Signs in the records of this machine."""

    def __init__(self, file: RecordsFile, *, clock: Clock, identifiers: Identifiers) -> None:
        self._file = file
        self._clock = clock
        self._identifiers = identifiers
        self._watches: dict[str, _Watch] = {}

    def seal_end(self, signer: Signer) -> None:
        """Sign the last fact, and with it all before it."""
        with self._file.writing() as connection:
            if self._file.chain.head.place:
                self._append(connection, signer, None, self._clock.now())

    def watch(self, attempt: str, signer: Signer) -> None:
        """Countersign the ending of an attempt when it is written."""
        self._watches[attempt] = _Watch(signer, self._clock.seconds() + LONGEST_WATCH)

    def unwatch(self, attempt: str) -> None:
        """Countersign an attempt no longer. Harmless where it is not watched."""
        self._watches.pop(attempt, None)

    def watched(self, attempt: str) -> bool:
        """Return whether the ending of an attempt would be countersigned."""
        watch = self._watches.get(attempt)
        return watch is not None and self._clock.seconds() <= watch.until

    def seal_ending(self, connection: Connection, attempt: str, at: datetime) -> None:
        """Sign the last fact, which is the ending of an attempt, where it is watched."""
        if self.watched(attempt):
            self._append(connection, self._watches[attempt].signer, attempt, at)

    def countersigned(self, attempts: Collection[str]) -> frozenset[str]:
        """Return those of some attempts whose endings are countersigned; by whom is not asked here."""
        asked = sorted(attempts)
        found: set[str | None] = set()
        with self._file.reading() as connection:
            for place in range(0, len(asked), ASKED_AT_ONCE):
                chunk = asked[place : place + ASKED_AT_ONCE]
                query = select(SealRow.attempt_id).where(SealRow.attempt_id.in_(chunk))
                found.update(connection.scalars(query))
        return frozenset(each for each in found if each is not None)

    def _append(self, connection: Connection, signer: Signer, attempt: str | None, at: datetime) -> None:
        head = self._file.chain.head
        moment = at.astimezone(UTC).strftime(KEPT_MOMENT)
        message = seal_message(head.chain, head.place, head.link.hex(), attempt, moment)
        values = {
            "id": self._identifiers.new(),
            "attempt_id": attempt,
            "sealed_chain": head.chain,
            "sealed_place": head.place,
            "sealed_link": head.link.hex(),
            "at": at,
            "public_key": signer.public_key,
            "signature": signer.sign(message),
        }
        self._file.chain.append(connection, SealRow, values)
