"""The deeds that vouch for certificates, as far as each follows from the fact before it in its chain.

A deed that somebody wrote into the table stands in no chain, or does not follow: it vouches for nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, union_all

from trainer.app.instructor_ports import Deed, NewAuditEntry
from trainer.app.record_chain import FIELDS, FactKind, encode, first_link, next_link
from trainer.app.vouched_certificates import DEEDS
from trainer.storage.chain import KINDS
from trainer.storage.read_only import as_kept
from trainer.storage.rows import ChainRow, DeedRow

__all__ = ["vouching_deeds"]

_NAMES: Final = FIELDS[FactKind.DEED]


def vouching_deeds(connection: Connection) -> Sequence[NewAuditEntry]:
    """Return the deeds of certificates and revocations that follow in their chain, in its order."""
    columns = DeedRow.__table__.columns
    query = (
        select(columns.chain, columns.place, columns.link, *(columns[name] for name in _NAMES))
        .where(columns.deed.in_(sorted(DEEDS)), columns.chain.is_not(None))
        .order_by(columns.chain, columns.place)
    )
    starts = _starts(connection)
    found: list[NewAuditEntry] = []
    for chain, place, link, *values in list(as_kept(connection, query)):
        if chain not in starts or not isinstance(place, int) or None in values:
            continue
        before = [starts[chain]] if place == 1 else _links(connection, chain, place - 1)
        encoded = encode(FactKind.DEED, values)
        if any(next_link(each, encoded) == link for each in before):
            said = dict(zip(_NAMES, values, strict=True))
            at = datetime.fromisoformat(said["at"]).replace(tzinfo=UTC)
            found.append(NewAuditEntry(Deed(said["deed"]), at, said["subject"], said["detail"]))
    return found


def _starts(connection: Connection) -> dict[int, bytes]:
    """Return what the first fact of each chain is linked to."""
    rows = connection.execute(select(ChainRow.number, ChainRow.id, ChainRow.after))
    return {row.number: first_link(row.id, row.after) for row in rows if isinstance(row.after, bytes)}


def _links(connection: Connection, chain: int, place: int) -> list[bytes]:
    """Return the links at a place; more than one where somebody put a fact beside another."""
    tables = [table.__table__.columns for table in KINDS]
    query: Any = union_all(
        *(
            select(each.link).where(each.chain == bindparam("chain"), each.place == bindparam("place"))
            for each in tables
        )
    )
    found = connection.execute(query, {"chain": chain, "place": place}).scalars()
    return [link for link in found if isinstance(link, bytes)]
