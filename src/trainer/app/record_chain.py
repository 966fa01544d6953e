"""Facts chained by hash: what a fact's link is, and where a chain shows that somebody tampered with it.

The link of a fact is the SHA-256 of the link before it followed by the fact in its canonical encoding.
Whoever changes, removes, inserts or reorders facts must compute every later link anew; whoever does that
cannot make the links that the center's key signed. `docs/security.md` says what this proves and what not.

The canonical encoding is UTF-8 JSON without spaces: a list of the kind's name and of the values of `FIELDS`,
in that order. Moments are texts `2026-03-03 09:00:00.000001`, in UTC; lists are texts of JSON; seconds are
numbers with a decimal point, the shortest that read back as the same double; bytes are hexadecimal; what is
missing is null. The encoding is fixed for good: what a later version records in addition gets a kind of its
own.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NamedTuple

__all__ = [
    "FIELDS",
    "Anchor",
    "Break",
    "BreakKind",
    "ChainHead",
    "FactKind",
    "LinkedFact",
    "StartedChain",
    "encode",
    "examine_chain",
    "first_link",
    "next_link",
    "seal_message",
    "written_scores",
]

LINK_BYTES: Final = 32
FAR: Final = 1_000
"""What stands alone behind at least so many empty places was put in there; a smaller gap was cut."""
MOST_COMPARED: Final = 200
"""Facts that do not follow are compared with one another for a new order; of more than these, not all."""


class FactKind(StrEnum):
    """What a chain is made of."""

    ATTEMPT = "attempt"
    DECISION = "decision"
    SIGN = "sign"
    ENDING = "ending"
    DEED = "deed"
    SEAL = "seal"


FIELDS: Final[Mapping[FactKind, tuple[str, ...]]] = {
    FactKind.ATTEMPT: (
        "id",
        "trainee_id",
        "scenario",
        "version",
        "source_sha256",
        "language",
        "use",
        "seed",
        "time_allowance",
        "started_at",
        "parent_id",
        "branch_length",
    ),
    FactKind.DECISION: (
        "id",
        "attempt_id",
        "number",
        "scene",
        "skill",
        "line",
        "offered",
        "shown",
        "reply",
        "empathy_earned",
        "empathy_available",
        "resolution_earned",
        "resolution_available",
        "register_earned",
        "register_available",
        "critical",
        "mood",
        "flags",
        "taken_at",
        "seconds",
        "elapsed",
        "held",
    ),
    FactKind.SIGN: ("id", "attempt_id", "kind", "at"),
    FactKind.ENDING: (
        "attempt_id",
        "state",
        "at",
        "scene",
        "outcome",
        "passed",
        "reasons",
        "critical",
        "scores",
    ),
    FactKind.DEED: ("id", "deed", "at", "subject", "detail"),
    FactKind.SEAL: (
        "id",
        "attempt_id",
        "sealed_chain",
        "sealed_place",
        "sealed_link",
        "at",
        "public_key",
        "signature",
    ),
}
"""What of each kind is linked, in this order. Of an ending also its scores (see `written_scores`)."""


def _hexadecimal(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return value.hex()
    raise TypeError(f"nothing that a fact holds: {value!r}")


_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_hexadecimal
)


def encode(kind: FactKind, values: Iterable[Any]) -> bytes:
    """Return the canonical encoding of a fact; `values` are those of `FIELDS`, as the database keeps them."""
    return _ENCODER.encode([kind.value, *values]).encode()


def first_link(chain: str, after: bytes) -> bytes:
    """Return what the first fact of a chain is linked to; `after` is the last link of the chain before it."""
    return sha256(b"puente chain 1\n" + chain.encode() + b"\n" + after).digest()


def next_link(previous: bytes, encoded: bytes) -> bytes:
    """Return the link of a fact."""
    return sha256(previous + encoded).digest()


def written_scores(scores: Iterable[tuple[str, int, int]]) -> str:
    """Return an ending's scores as they are linked: each dimension, numerator and denominator, sorted."""
    return ",".join(f"{dimension} {over}/{under}" for dimension, over, under in sorted(scores))


def seal_message(chain: str, place: int, link: str, attempt: str | None, at: str) -> bytes:
    """Return what the center's key signs: that a chain had this link, in hexadecimal, at this place.

    `attempt` is the one that ended with it under supervision; None where it is merely the last.
    """
    return _ENCODER.encode(["puente seal 1", chain, place, link, attempt, at]).encode()


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Where a chain stands."""

    chain: str
    place: int
    """Of its last fact, from 1; 0 where it has none."""
    link: bytes


@dataclass(frozen=True, slots=True)
class StartedChain:
    """How a chain begins."""

    id: str
    after: bytes


class LinkedFact(NamedTuple):
    """A fact as it was found. A tuple, because a million of them are made in turn."""

    kind: FactKind
    identity: str
    """The fact's own id; of an ending that of its attempt."""
    attempt: str | None
    """The attempt that it belongs to, where there is one."""
    place: int
    link: bytes
    encoded: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of a chain from elsewhere: that it had this link at this place."""

    place: int
    link: bytes


class BreakKind(StrEnum):
    """How a chain is broken."""

    CHANGED = "changed"
    """A fact does not follow from what stands before it: it was changed, or what stood before it removed."""
    MISSING = "missing"
    """Places of the chain have no fact."""
    INSERTED = "inserted"
    """A fact stands where the chain never had one."""
    REORDERED = "reordered"
    """A fact is whole, but stood elsewhere."""
    CUT = "cut"
    """The chain ends before a place that is known from elsewhere."""
    REWRITTEN = "rewritten"
    """The chain follows, but not to what is known from elsewhere: its links were computed anew."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place at which a chain is broken."""

    kind: BreakKind
    chain: str
    place: int
    """Where it shows; the first of the places, where several are missing."""
    count: int = 1
    """How many facts are missing; else 1."""
    fact: LinkedFact | None = None


@dataclass(frozen=True, slots=True)
class _Stray:
    """A fact that does not follow from the one before it."""

    fact: LinkedFact
    previous: bytes
    """The link of the fact before it."""


def examine_chain(
    chain: StartedChain, facts: Iterable[LinkedFact], anchors: Collection[Anchor] = ()
) -> Sequence[Break]:
    """Return every place at which a chain is broken, in order; `facts` come by place.

    After a break the chain is followed from what is found there, so that each is told once.
    """
    walk = _Walk(chain, anchors)
    for fact in facts:
        walk.take(fact)
    return walk.breaks()


class _Walk:
    """Follows a chain link by link."""

    def __init__(self, chain: StartedChain, anchors: Collection[Anchor]) -> None:
        self._chain = chain.id
        self._known = {anchor.place: anchor.link for anchor in anchors}
        self._expected = 1
        self._before: bytes | None = None
        """The last link but one, where the last fact is next to it."""
        self._last: LinkedFact | None = None
        self._previous = first_link(chain.id, chain.after)
        self._strays: list[_Stray] = []
        self._inserted: list[LinkedFact] = []
        self._found: list[Break] = []
        self._far: list[LinkedFact] = []
        """What stands far behind the end and leads nowhere, as long as nothing follows from it."""
        self._found_near = 0
        """How much was found before that."""

    def take(self, fact: LinkedFact) -> None:
        """Take the fact of the next place, or of a later one where some are missing."""
        if fact.place < self._expected:
            self._inserted.append(fact)
            return
        before: bytes | None = self._previous
        if fact.place > self._expected:
            missing = fact.place - self._expected
            if self._far:
                self._far.append(fact)
            elif self._is_far(missing):
                self._far, self._found_near = [fact], len(self._found)
            self._found.append(Break(BreakKind.MISSING, self._chain, self._expected, missing))
            before = None
        elif next_link(self._previous, fact.encoded) != fact.link:
            if self._far:
                self._far.append(fact)
            self._note_stray(fact)
        else:
            self._far = []
        if self._known.get(fact.place, fact.link) != fact.link:
            self._found.append(Break(BreakKind.REWRITTEN, self._chain, fact.place, fact=fact))
        self._expected, self._before, self._previous, self._last = fact.place + 1, before, fact.link, fact

    def breaks(self) -> Sequence[Break]:
        """Return what was found, in the order of the chain."""
        self._tell_far()
        self._found.extend(
            Break(BreakKind.INSERTED, self._chain, each.place, fact=each) for each in self._inserted
        )
        self._found.extend(
            Break(kind, self._chain, fact.place, fact=fact) for fact, kind in _named(self._strays)
        )
        lost = max(self._known, default=0) - self._expected + 1
        if lost > 0:
            self._found.append(Break(BreakKind.CUT, self._chain, self._expected, lost))
        return sorted(self._found, key=lambda each: each.place)

    def _is_far(self, missing: int) -> bool:
        """Tell whether so many more places are empty than were taken that nothing ever stood there."""
        return missing >= max(FAR, self._expected) and not any(
            place >= self._expected for place in self._known
        )

    def _tell_far(self) -> None:
        """Tell what stands far behind the end as put in: nothing is missing where nothing ever was."""
        if not self._far:
            return
        first = self._far[0].place
        del self._found[self._found_near :]
        self._strays = [each for each in self._strays if each.fact.place < first]
        self._inserted = [each for each in self._inserted if each.place < first] + self._far

    def _note_stray(self, fact: LinkedFact) -> None:
        if self._last is None or self._before is None or next_link(self._before, fact.encoded) != fact.link:
            self._strays.append(_Stray(fact, self._previous))
            return
        # It follows from the fact before the last one: the last one was put between them.
        self._inserted.append(self._last)
        if self._strays and self._strays[-1].fact is self._last:
            self._strays.pop()


def _named(strays: Sequence[_Stray]) -> Iterator[tuple[LinkedFact, BreakKind]]:
    """Give facts that do not follow, and what happened to each: whether it would follow elsewhere.

    One that follows from another of them stands where it always did: that other was moved away. The first of
    them as they once stood is never such a one, so something is always told.
    """
    near = strays[:MOST_COMPARED]
    moved = {each.fact.link for each in near}
    before = {each.previous for each in near}
    for number, stray in enumerate(strays):
        fact = stray.fact
        if number >= MOST_COMPARED:
            yield fact, BreakKind.CHANGED
        elif not any(next_link(link, fact.encoded) == fact.link for link in moved):
            elsewhere = any(next_link(link, fact.encoded) == fact.link for link in before)
            yield fact, BreakKind.REORDERED if elsewhere else BreakKind.CHANGED
