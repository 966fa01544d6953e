"""The tables, as typed rows. They never leave this package.

Facts are appended, never changed: an attempt that goes on or ends gets rows of its own in `signs` and
`endings`. Each says where it stands in a chain (see `app.record_chain`), except scores, which are linked with
their ending. Only a trainee's profile and what is kept of locks can be rewritten. What a value may be is
checked by the database as well, so that no other program, and no defect of ours, can put nonsense among the
facts.
"""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = [
    "AttemptRow",
    "Base",
    "CertificateRow",
    "ChainRow",
    "DecisionRow",
    "DeedRow",
    "EndingRow",
    "Linked",
    "LockRow",
    "RevocationRow",
    "ScoreRow",
    "SealRow",
    "SignRow",
    "SourceRow",
    "TraineeRow",
]

UUID_LENGTH = 36
SHA256_LENGTH = 64
NO_WORDS = "[]"
_LISTS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: a decision that waits to be stored has three lists."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware of its zone; kept in UTC, with microseconds."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Turn an aware moment into one of UTC. A naive one is a defect."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must be aware of its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Turn what the database gives into an aware moment."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Words(TypeDecorator[tuple[str, ...]]):
    """Several short texts, such as ids, in order; kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str | None:
        """Turn texts into JSON."""
        return None if value is None else _LISTS.encode(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> tuple[str, ...] | None:
        """Turn JSON into texts."""
        if value is None:
            return None
        return () if value == NO_WORDS else tuple(json.loads(value))


class Base(DeclarativeBase):
    """All tables. Every constraint has a name, so that a migration can find it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ChainRow(Base):
    """A chain of facts. The number is of this database alone; the id is the same wherever it is merged to."""

    __tablename__ = "chains"
    __table_args__ = (
        CheckConstraint("origin IN ('begun', 'upgraded', 'restored')", name="origin"),
        CheckConstraint("here IN (0, 1)", name="here"),
    )

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String(UUID_LENGTH), unique=True)
    origin: Mapped[str] = mapped_column(String)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    after: Mapped[bytes] = mapped_column(LargeBinary)
    """The last link of the chain that this one goes on from; empty where it is the first."""
    here: Mapped[int] = mapped_column(Integer)
    """1 where facts of this database are linked, or were; 0 where the chain was merged from another."""


class Linked:
    """A fact's place in a chain. None for a row that no version of this program wrote."""

    chain: Mapped[int | None] = mapped_column(ForeignKey("chains.number"))
    place: Mapped[int | None] = mapped_column(Integer)
    """From 1."""
    link: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The SHA-256 of the link before and of this fact."""


class TraineeRow(Base):
    """A profile."""

    __tablename__ = "trainees"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("speech_rate BETWEEN 0.5 AND 2.0", name="speech_rate"),
        CheckConstraint("time_allowance IN ('1', '1.5', '2', 'none')", name="time_allowance"),
    )

    id: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String)
    languages: Mapped[tuple[str, ...]] = mapped_column(Words)
    interface_language: Mapped[str] = mapped_column(String)
    speech_rate: Mapped[float] = mapped_column(Float)
    time_allowance: Mapped[str] = mapped_column(String)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SourceRow(Base):
    """The exact file of a scenario that was played."""

    __tablename__ = "sources"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256"),)

    sha256: Mapped[str] = mapped_column(String(SHA256_LENGTH), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AttemptRow(Linked, Base):
    """What was fixed when an attempt began."""

    __tablename__ = "attempts"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("use IN ('practice', 'assessment')", name="use"),
        CheckConstraint("time_allowance IN ('1', '1.5', '2', 'none')", name="time_allowance"),
        CheckConstraint("branch_length >= 0", name="branch_length"),
        CheckConstraint(
            "parent_id IS NULL AND branch_length = 0 OR parent_id IS NOT NULL AND use = 'practice'",
            name="branch",
        ),
        Index(None, "trainee_id", "started_at"),
        Index(None, "chain", "place", unique=True),
    )

    id: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    trainee_id: Mapped[str] = mapped_column(ForeignKey("trainees.id"))
    scenario: Mapped[str] = mapped_column(String)
    version: Mapped[int] = mapped_column(Integer)
    source_sha256: Mapped[str] = mapped_column(ForeignKey("sources.sha256"))
    language: Mapped[str] = mapped_column(String)
    use: Mapped[str] = mapped_column(String)
    seed: Mapped[int] = mapped_column(Integer)
    time_allowance: Mapped[str] = mapped_column(String)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("attempts.id"))
    branch_length: Mapped[int] = mapped_column(Integer)


class DecisionRow(Linked, Base):
    """One decision. Points are kept, so that a later edit of the file never changes a result."""

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("attempt_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("mood BETWEEN -3 AND 3", name="mood"),
        CheckConstraint("critical IN ('customer', 'business', 'compliance')", name="critical"),
        CheckConstraint("seconds >= 0 AND elapsed >= 0", name="seconds"),
        *(
            CheckConstraint(
                f"{dimension}_earned IS NULL AND {dimension}_available IS NULL"
                f" OR {dimension}_earned BETWEEN 0 AND {dimension}_available"
                f" AND {dimension}_available BETWEEN 0 AND 3",
                name=dimension,
            )
            for dimension in ("empathy", "resolution", "register")
        ),
        Index(None, "chain", "place", unique=True),
    )

    id: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempts.id"))
    number: Mapped[int] = mapped_column(Integer)
    scene: Mapped[str] = mapped_column(String)
    skill: Mapped[str | None] = mapped_column(String)
    line: Mapped[str] = mapped_column(String)
    offered: Mapped[tuple[str, ...]] = mapped_column(Words)
    shown: Mapped[tuple[str, ...]] = mapped_column(Words)
    reply: Mapped[str] = mapped_column(String)
    empathy_earned: Mapped[int | None] = mapped_column(Integer)
    empathy_available: Mapped[int | None] = mapped_column(Integer)
    resolution_earned: Mapped[int | None] = mapped_column(Integer)
    resolution_available: Mapped[int | None] = mapped_column(Integer)
    register_earned: Mapped[int | None] = mapped_column(Integer)
    register_available: Mapped[int | None] = mapped_column(Integer)
    critical: Mapped[str | None] = mapped_column(String)
    mood: Mapped[int] = mapped_column(Integer)
    flags: Mapped[tuple[str, ...]] = mapped_column(Words)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seconds: Mapped[float] = mapped_column(Float)
    elapsed: Mapped[float] = mapped_column(Float)
    held: Mapped[float] = mapped_column(Float, server_default="0")


class SignRow(Linked, Base):
    """An attempt was left, or went on again."""

    __tablename__ = "signs"
    __table_args__ = (
        CheckConstraint("kind IN ('left', 'resumed')", name="kind"),
        Index(None, "attempt_id", "at"),
        Index(None, "chain", "place", unique=True),
    )

    id: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempts.id"))
    kind: Mapped[str] = mapped_column(String)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class EndingRow(Linked, Base):
    """An attempt ended, once: finished with a result, lost or abandoned without."""

    __tablename__ = "endings"
    __table_args__ = (
        CheckConstraint("state IN ('finished', 'lost', 'abandoned')", name="state"),
        CheckConstraint("outcome IN ('resolved', 'follow-up', 'escalated', 'lost')", name="outcome"),
        CheckConstraint("passed IN (0, 1)", name="passed"),
        CheckConstraint(
            "state = 'finished' AND scene IS NOT NULL AND outcome IS NOT NULL AND passed IS NOT NULL"
            " OR state <> 'finished' AND scene IS NULL AND outcome IS NULL AND passed IS NULL",
            name="result",
        ),
        Index(None, "chain", "place", unique=True),
    )

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    scene: Mapped[str | None] = mapped_column(String)
    outcome: Mapped[str | None] = mapped_column(String)
    passed: Mapped[int | None] = mapped_column(Integer)
    reasons: Mapped[tuple[str, ...]] = mapped_column(Words)
    critical: Mapped[tuple[str, ...]] = mapped_column(Words)


class ScoreRow(Base):
    """An exact score of a finished attempt, as a fraction of 100; none where the dimension is not scored."""

    __tablename__ = "scores"
    __table_args__ = (
        CheckConstraint("dimension IN ('empathy', 'resolution', 'register')", name="dimension"),
        CheckConstraint(
            "denominator > 0 AND numerator BETWEEN 0 AND 100 * denominator",
            name="score",
        ),
    )

    attempt_id: Mapped[str] = mapped_column(ForeignKey("endings.attempt_id"), primary_key=True)
    dimension: Mapped[str] = mapped_column(String, primary_key=True)
    numerator: Mapped[int] = mapped_column(Integer)
    denominator: Mapped[int] = mapped_column(Integer)


class DeedRow(Linked, Base):
    """Something that was done to profiles, or behind the instructor's entrance."""

    __tablename__ = "deeds"
    __table_args__ = (CheckConstraint("deed <> ''", name="deed"), Index(None, "chain", "place", unique=True))

    id: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    deed: Mapped[str] = mapped_column(String)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    subject: Mapped[str] = mapped_column(String)
    detail: Mapped[str] = mapped_column(Text)


class SealRow(Linked, Base):
    """A link that the center's key signed, of a supervised attempt's ending or of whatever was the last."""

    __tablename__ = "seals"
    __table_args__ = (
        CheckConstraint("length(public_key) = 32", name="public_key"),
        CheckConstraint("length(signature) = 64", name="signature"),
        Index(None, "attempt_id"),
        Index(None, "chain", "place", unique=True),
    )

    id: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    attempt_id: Mapped[str | None] = mapped_column(ForeignKey("attempts.id"))
    sealed_chain: Mapped[str] = mapped_column(String(UUID_LENGTH))
    sealed_place: Mapped[int] = mapped_column(Integer)
    sealed_link: Mapped[str] = mapped_column(String(SHA256_LENGTH))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class LockRow(Base):
    """What is kept of a door: the instructor's, or a trainee's profile."""

    __tablename__ = "locks"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures"),)

    door: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    secret: Mapped[str | None] = mapped_column(String)
    failures: Mapped[int] = mapped_column(Integer)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CertificateRow(Base):
    """A certificate that was issued. The token says everything; what is beside it is for finding it."""

    __tablename__ = "certificates"
    __table_args__ = (CheckConstraint("version >= 1", name="version"), Index(None, "trainee_id", "issued_at"))

    id: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    trainee_id: Mapped[str] = mapped_column(ForeignKey("trainees.id"))
    certification: Mapped[str] = mapped_column(String)
    version: Mapped[int] = mapped_column(Integer)
    token: Mapped[str] = mapped_column(Text)
    achieved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RevocationRow(Base):
    """A certificate was taken back, whichever machine had issued it."""

    __tablename__ = "revocations"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    certificate_id: Mapped[str] = mapped_column(String(UUID_LENGTH), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
