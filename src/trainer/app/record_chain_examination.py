"""Whether the records are as they were written: every chain followed, every seal and every kept file checked.

Asked by `puente verify-records` and by the window at the start, in the background. It only looks and tells;
nothing of what it finds keeps anybody from practicing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from trainer.app.instructor_ports import SignatureCheck
from trainer.app.record_chain import (
    Anchor,
    Break,
    ChainHead,
    FactKind,
    LinkedFact,
    StartedChain,
    examine_chain,
    first_link,
    seal_message,
)
from trainer.app.vouched_certificates import (
    CertificateRows,
    Misfit,
    OwnTokenCheck,
    Unvouched,
    unvouched,
)

__all__ = [
    "ChainFacts",
    "ChainOrigin",
    "ChainRecords",
    "ChainView",
    "Concern",
    "Examination",
    "ExaminedChain",
    "FaultKind",
    "RecordFault",
    "SealFacts",
    "UnlinkedFact",
    "examine_records",
]


class ChainOrigin(StrEnum):
    """How a chain came to be."""

    BEGUN = "begun"
    """With the first fact of a database, or the first after an upgrade."""
    UPGRADED = "upgraded"
    """By the upgrade that brought chains: it proves nothing about the time before."""
    RESTORED = "restored"
    """When a backup took the place of the records."""


@dataclass(frozen=True, slots=True)
class ChainFacts(StartedChain):
    """A chain as it is kept."""

    origin: ChainOrigin
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class SealFacts:
    """A link that the center's key signed."""

    id: str
    attempt: str | None
    """The attempt that ended with the link under supervision; None where it was merely the last one."""
    head: ChainHead
    at: str
    """As it is signed."""
    public_key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class UnlinkedFact:
    """A fact that stands in no chain: this program did not write it."""

    kind: FactKind
    identity: str
    attempt: str | None


@dataclass(frozen=True, slots=True)
class Concern:
    """Whose attempt a fault concerns."""

    trainee: str
    """The trainee's name."""
    scenario: str
    started_at: datetime


class ChainView(Protocol):
    """The records of one moment, as they are kept."""

    def chains(self) -> Sequence[ChainFacts]:
        """Return the chains, the first that was begun here first."""

    def facts(self, chain: str) -> Iterator[LinkedFact]:
        """Give the facts of a chain by place."""

    def unlinked(self) -> Sequence[UnlinkedFact]:
        """Return the facts that stand in no chain."""

    def seals(self) -> Sequence[SealFacts]:
        """Return the seals."""

    def changed_sources(self) -> Sequence[str]:
        """Return the digests of kept files whose bytes have another."""

    def renamed(self) -> Sequence[str]:
        """Return the names of profiles that are called otherwise than was last noted."""

    def certificates(self) -> CertificateRows:
        """Return what was issued and taken back, and the deeds that vouch for it."""

    def concerns(self, attempts: Collection[str]) -> Mapping[str, Concern]:
        """Return whose attempts these are, as far as they are there."""


class ChainRecords(Protocol):
    """Where the records are looked at."""

    def viewing(self) -> AbstractContextManager[ChainView]:
        """Give the records of one moment. Raises `Fault` where they cannot be read or have no chains yet."""


class FaultKind(StrEnum):
    """What was found. The first six are how a chain is broken (see `BreakKind`)."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    REORDERED = "reordered"
    CUT = "cut"
    REWRITTEN = "rewritten"
    CHAIN_LOST = "chain-lost"
    """A chain that is known from elsewhere, or that another goes on from, is not there to its end."""
    SEAL_FALSE = "seal-false"
    """A seal that its key did not make."""
    SOURCE_CHANGED = "source-changed"
    """The kept file of a played scenario is another than was played."""
    RENAMED = "renamed"
    """A profile was given another name past the program."""
    CERTIFICATE_INSERTED = "certificate-inserted"
    """No deed says that it was issued."""
    CERTIFICATE_CHANGED = "certificate-changed"
    """It is not the one that was issued, or its token is not signed or does not say what stands beside it."""
    CERTIFICATE_LOST = "certificate-lost"
    """It was issued, and is not there."""
    REVOCATION_INSERTED = "revocation-inserted"
    REVOCATION_CHANGED = "revocation-changed"
    REVOCATION_LOST = "revocation-lost"


@dataclass(frozen=True, slots=True)
class RecordFault:
    """A place at which the records are not as they were written."""

    kind: FaultKind
    chain: str | None = None
    place: int | None = None
    count: int = 1
    """How many facts are missing; else 1."""
    fact: FactKind | None = None
    identity: str | None = None
    """Of the fact, the file, the seal or the certificate; of a profile its name."""
    attempt: str | None = None
    concern: Concern | None = None


@dataclass(frozen=True, slots=True)
class ExaminedChain:
    """A chain, and where it stands."""

    facts: ChainFacts
    head: ChainHead


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found."""

    chains: Sequence[ExaminedChain]
    seals: int
    """Seals that their keys made."""
    supervised: frozenset[str]
    """Attempts whose endings such seals sign."""
    keys: frozenset[bytes]
    """The public keys that made them. Whose they are, only the center can tell."""
    faults: Sequence[RecordFault]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    @property
    def facts(self) -> int:
        """How many facts the chains hold, as far as they reach."""
        return sum(each.head.place for each in self.chains)


def examine_records(
    records: ChainRecords,
    check: SignatureCheck,
    kept: Sequence[ChainHead] = (),
    *,
    check_token: OwnTokenCheck,
) -> Examination:
    """Follow every chain. `kept` are ends that somebody kept elsewhere: what they name must be there."""
    with records.viewing() as view:
        seals = view.seals()
        true = [each for each in seals if _is_true(each, check)]
        faults = [
            RecordFault(FaultKind.SEAL_FALSE, identity=each.id, attempt=each.attempt)
            for each in seals
            if each not in true
        ]
        known = [*(each.head for each in true), *kept]
        chains = view.chains()
        examined, broken = _follow(view, chains, known)
        faults[:0] = broken
        faults.extend(
            RecordFault(FaultKind.CHAIN_LOST, chain=each.chain, place=each.place)
            for each in known
            if each.chain not in {chain.id for chain in chains}
        )
        faults.extend(
            RecordFault(FaultKind.INSERTED, fact=each.kind, identity=each.identity, attempt=each.attempt)
            for each in view.unlinked()
        )
        faults.extend(RecordFault(FaultKind.SOURCE_CHANGED, identity=each) for each in view.changed_sources())
        faults.extend(RecordFault(FaultKind.RENAMED, identity=each) for each in view.renamed())
        faults.extend(map(_unvouched, unvouched(view.certificates(), check_token)))
        return Examination(
            chains=examined,
            seals=len(true),
            supervised=frozenset(each.attempt for each in true if each.attempt is not None),
            keys=frozenset(each.public_key for each in true),
            faults=_with_concerns(view, faults),
        )


def _is_true(seal: SealFacts, check: SignatureCheck) -> bool:
    head = seal.head
    message = seal_message(head.chain, head.place, head.link.hex(), seal.attempt, seal.at)
    return check(seal.public_key, message, seal.signature)


def _follow(
    view: ChainView, chains: Sequence[ChainFacts], known: Iterable[ChainHead]
) -> tuple[list[ExaminedChain], list[RecordFault]]:
    """Follow every chain, and look whether what each goes on from is there."""
    anchors: dict[str, list[Anchor]] = {}
    for each in known:
        anchors.setdefault(each.chain, []).append(Anchor(each.place, each.link))
    sought = {chain.after for chain in chains if chain.after}
    examined: list[ExaminedChain] = []
    faults: list[RecordFault] = []
    for chain in chains:
        watch = _Watch(chain, sought)
        breaks = examine_chain(chain, watch.over(view.facts(chain.id)), anchors.get(chain.id, ()))
        faults.extend(map(_fault, breaks))
        examined.append(ExaminedChain(chain, watch.head))
    faults.extend(
        RecordFault(FaultKind.CHAIN_LOST, chain=chain.id) for chain in chains if chain.after in sought
    )
    return examined, faults


class _Watch:
    """Notes, while a chain is followed, where it stands and which of the links that are sought it holds."""

    def __init__(self, chain: StartedChain, sought: set[bytes]) -> None:
        self.head = ChainHead(chain.id, 0, first_link(chain.id, chain.after))
        self._sought = sought
        sought.discard(self.head.link)

    def over(self, facts: Iterable[LinkedFact]) -> Iterator[LinkedFact]:
        """Give the facts on."""
        last = None
        for last in facts:
            if last.link in self._sought:
                self._sought.discard(last.link)
            yield last
        if last is not None:
            self.head = ChainHead(self.head.chain, last.place, last.link)


def _fault(found: Break) -> RecordFault:
    fact = found.fact
    return RecordFault(
        kind=FaultKind(found.kind.value),
        chain=found.chain,
        place=found.place,
        count=found.count,
        fact=None if fact is None else fact.kind,
        identity=None if fact is None else fact.identity,
        attempt=None if fact is None else fact.attempt,
    )


_MISFITS: Final = {
    (Misfit.PUT_IN, False): FaultKind.CERTIFICATE_INSERTED,
    (Misfit.CHANGED, False): FaultKind.CERTIFICATE_CHANGED,
    (Misfit.TAKEN_AWAY, False): FaultKind.CERTIFICATE_LOST,
    (Misfit.PUT_IN, True): FaultKind.REVOCATION_INSERTED,
    (Misfit.CHANGED, True): FaultKind.REVOCATION_CHANGED,
    (Misfit.TAKEN_AWAY, True): FaultKind.REVOCATION_LOST,
}


def _unvouched(found: Unvouched) -> RecordFault:
    return RecordFault(_MISFITS[found.misfit, found.revocation], identity=found.certificate)


def _with_concerns(view: ChainView, faults: Sequence[RecordFault]) -> list[RecordFault]:
    concerns = view.concerns({each.attempt for each in faults if each.attempt is not None})
    return [
        each
        if each.attempt is None
        else RecordFault(
            each.kind,
            each.chain,
            each.place,
            each.count,
            each.fact,
            each.identity,
            each.attempt,
            concerns.get(each.attempt),
        )
        for each in faults
    ]
