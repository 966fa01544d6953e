"""The chains of a data folder as they are kept, for whoever follows them.

A million facts are read as the driver gives them, table by table in the order of their places, and brought
together on the way: none is kept. Whoever tampers may write what no column should hold; that is told as
what it is, and never keeps the rest from being looked at.
"""

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, Connection, String, bindparam, func, select, type_coerce

from trainer.app.faults import NotChainedFault
from trainer.app.instructor_ports import Deed
from trainer.app.record_chain import FIELDS, ChainHead, FactKind, LinkedFact, encode, written_scores
from trainer.app.record_chain_examination import ChainFacts, ChainOrigin, Concern, SealFacts, UnlinkedFact
from trainer.app.vouched_certificates import CertificateRows
from trainer.storage.attempt_reader import ASKED_AT_ONCE
from trainer.storage.chain import KINDS, SCORES
from trainer.storage.issued_certificates import kept_certificates, kept_revocations
from trainer.storage.read_only import FIRST_CERTIFIED, FIRST_CHAINED, ReadOnlyDatabase, as_kept, moment_of
from trainer.storage.rows import (
    AttemptRow,
    Base,
    ChainRow,
    DeedRow,
    EndingRow,
    ScoreRow,
    SealRow,
    SourceRow,
    TraineeRow,
)
from trainer.storage.vouching_deeds import vouching_deeds

__all__ = ["ChainReader"]


_PROFILE_DEEDS: Final = (Deed.PROFILE_CREATED.value, Deed.PROFILE_CHANGED.value)
_OWNERS: Final = {FactKind.ATTEMPT: "id", FactKind.DEED: None}
"""Which value of a fact is its attempt, where that is not `attempt_id`."""


class ChainReader:
    """Opens the records of a data folder to look at their chains; only reads."""

    def __init__(self, data: Path) -> None:
        self._data = data

    @contextmanager
    def viewing(self) -> Iterator["KeptChains"]:
        """Give the records of one moment. Raises `Fault` where they cannot be read or have no chains yet."""
        database = ReadOnlyDatabase(self._data)
        if database.revision < FIRST_CHAINED:
            raise NotChainedFault(database.path)
        with database.reading() as connection:
            yield KeptChains(connection, certified=database.revision >= FIRST_CERTIFIED)


class KeptChains:
    """The records of one moment, as they are kept."""

    def __init__(self, connection: Connection, *, certified: bool = True) -> None:
        self._connection = connection
        self._certified = certified
        """Whether certificates are kept at all."""

    def chains(self) -> Sequence[ChainFacts]:
        """Return the chains, the first that was begun here first."""
        query = select(ChainRow.id, ChainRow.after, ChainRow.origin, type_coerce(ChainRow.begun_at, String))
        rows = self._connection.execute(query.order_by(ChainRow.number)).all()
        return [
            ChainFacts(name, _as_bytes(after), ChainOrigin(origin), moment_of(begun_at))
            for name, after, origin, begun_at in rows
        ]

    def facts(self, chain: str) -> Iterator[LinkedFact]:
        """Give the facts of a chain by place."""
        number = self._connection.scalar(select(ChainRow.number).where(ChainRow.id == chain))
        streams = [self._stream(table, kind, number) for table, kind in KINDS.items()]
        return heapq.merge(*streams, key=lambda fact: fact.place)

    def unlinked(self) -> Sequence[UnlinkedFact]:
        """Return the facts that stand in no chain."""
        found: list[UnlinkedFact] = []
        for table, kind in KINDS.items():
            columns = table.__table__.columns
            owner = _OWNERS.get(kind, "attempt_id")
            query = select(columns[FIELDS[kind][0]], *([] if owner is None else [columns[owner]]))
            lost = (
                columns.chain.is_(None) | columns.chain.not_in(select(ChainRow.number)) | ~_has_place(table)
            )
            for identity, *attempt in self._connection.execute(query.where(lost)):
                found.append(UnlinkedFact(kind, identity, attempt[0] if attempt else None))
        return found

    def seals(self) -> Sequence[SealFacts]:
        """Return the seals."""
        columns = SealRow.__table__.columns
        query = select(*(columns[name] for name in FIELDS[FactKind.SEAL])).order_by(columns.id)
        return [
            SealFacts(identity, attempt, ChainHead(chain, place, _bytes(link)), at, public_key, signature)
            for identity, attempt, chain, place, link, at, public_key, signature in as_kept(
                self._connection, query
            )
        ]

    def changed_sources(self) -> Sequence[str]:
        """Return the digests of kept files whose bytes have another."""
        rows = self._connection.execute(select(SourceRow.sha256, SourceRow.content))
        return [digest for digest, content in rows if sha256(_as_bytes(content)).hexdigest() != digest]

    def renamed(self) -> Sequence[str]:
        """Return the names of profiles that are called otherwise than any chain noted last."""
        query = (
            select(DeedRow.subject, DeedRow.chain, DeedRow.detail)
            .where(DeedRow.deed.in_(_PROFILE_DEEDS), DeedRow.link.is_not(None))
            .order_by(DeedRow.place)
        )
        noted: dict[str, dict[int | None, str]] = {}
        for subject, chain, name in self._connection.execute(query):
            noted.setdefault(subject, {})[chain] = name
        people = self._connection.execute(select(TraineeRow.id, TraineeRow.name).order_by(TraineeRow.id))
        return [name for trainee, name in people if name not in noted.get(trainee, {}).values()]

    def certificates(self) -> CertificateRows:
        """Return what was issued and taken back, and the deeds that vouch for it."""
        if not self._certified:
            return CertificateRows((), (), ())
        connection = self._connection
        return CertificateRows(
            kept_certificates(connection), kept_revocations(connection), vouching_deeds(connection)
        )

    def concerns(self, attempts: Collection[str]) -> Mapping[str, Concern]:
        """Return whose attempts these are, as far as they are there."""
        query = select(
            AttemptRow.id, TraineeRow.name, AttemptRow.scenario, type_coerce(AttemptRow.started_at, String)
        ).join(TraineeRow, TraineeRow.id == AttemptRow.trainee_id)
        asked = sorted(attempts)
        found: dict[str, Concern] = {}
        for place in range(0, len(asked), ASKED_AT_ONCE):
            chunk = asked[place : place + ASKED_AT_ONCE]
            rows = self._connection.execute(query.where(AttemptRow.id.in_(chunk)))
            found.update(
                {attempt: Concern(name, scenario, moment_of(at)) for attempt, name, scenario, at in rows}
            )
        return found

    def _stream(self, table: type[Base], kind: FactKind, chain: int | None) -> Iterator[LinkedFact]:
        """Give the facts of one kind by place."""
        columns = table.__table__.columns
        fields = [name for name in FIELDS[kind] if name != SCORES]
        query = (
            select(columns.place, columns.link, *(columns[name] for name in fields))
            .where(columns.chain == bindparam("chain"), _has_place(table))
            .order_by(columns.place)
        )
        owner = _OWNERS.get(kind, "attempt_id")
        attempt_at = None if owner is None else fields.index(owner)
        scores = self._scores() if table is EndingRow else {}
        for place, link, *values in as_kept(self._connection, query, chain=chain):
            attempt = None if attempt_at is None else values[attempt_at]
            if table is EndingRow:
                values.append(written_scores(scores.get(values[0], ())))
            yield LinkedFact(kind, values[0], attempt, place, link, _encoded(kind, values))

    def _scores(self) -> dict[str, list[tuple[str, int, int]]]:
        found: dict[str, list[tuple[str, int, int]]] = {}
        query = select(ScoreRow.attempt_id, ScoreRow.dimension, ScoreRow.numerator, ScoreRow.denominator)
        for attempt, dimension, numerator, denominator in as_kept(self._connection, query):
            found.setdefault(attempt, []).append((dimension, numerator, denominator))
        return found


def _has_place(table: type[Base]) -> ColumnElement[bool]:
    """Tell whether a fact has a place and a link as the program writes them."""
    columns = table.__table__.columns
    return (func.typeof(columns.place) == "integer") & (func.typeof(columns.link) == "blob")


def _encoded(kind: FactKind, values: Sequence[object]) -> bytes:
    """Return the encoding of a fact; nothing, from which no link follows, where a value cannot be encoded."""
    try:
        return encode(kind, values)
    except ValueError:
        return b""


def _bytes(hexadecimal: str) -> bytes:
    """Return the bytes of a link; none where somebody wrote what is no link."""
    try:
        return bytes.fromhex(hexadecimal)
    except (TypeError, ValueError):
        return b""


def _as_bytes(content: bytes | str) -> bytes:
    """Return bytes, also of a text that somebody put in their place."""
    return content.encode() if isinstance(content, str) else content
