"""Lay down trainees, sources, attempts and what happened in them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Create every table of the first version."""
    op.create_table(
        "trainees",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("interface_language", sa.String, nullable=False),
        sa.Column("speech_rate", sa.Float, nullable=False),
        sa.Column("time_allowance", sa.String, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trainees"),
        sa.CheckConstraint("name <> ''", name="ck_trainees_name"),
        sa.CheckConstraint("speech_rate BETWEEN 0.5 AND 2.0", name="ck_trainees_speech_rate"),
        sa.CheckConstraint("time_allowance IN ('1', '1.5', '2', 'none')", name="ck_trainees_time_allowance"),
    )
    op.create_table(
        "sources",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_sources"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_sources_sha256"),
    )
    _create_attempts()
    _create_decisions()
    _create_ends()


def _create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("trainee_id", sa.String(36), nullable=False),
        sa.Column("scenario", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("source_sha256", sa.String(64), nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("use", sa.String, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("time_allowance", sa.String, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parent_id", sa.String(36)),
        sa.Column("branch_length", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainees.id"], name="fk_attempts_trainee_id_trainees"),
        sa.ForeignKeyConstraint(
            ["source_sha256"], ["sources.sha256"], name="fk_attempts_source_sha256_sources"
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["attempts.id"], name="fk_attempts_parent_id_attempts"),
        sa.CheckConstraint("version >= 1", name="ck_attempts_version"),
        sa.CheckConstraint("use IN ('practice', 'assessment')", name="ck_attempts_use"),
        sa.CheckConstraint("time_allowance IN ('1', '1.5', '2', 'none')", name="ck_attempts_time_allowance"),
        sa.CheckConstraint("branch_length >= 0", name="ck_attempts_branch_length"),
        sa.CheckConstraint(
            "parent_id IS NULL AND branch_length = 0 OR parent_id IS NOT NULL AND use = 'practice'",
            name="ck_attempts_branch",
        ),
    )
    op.create_index("ix_attempts_trainee_id_started_at", "attempts", ["trainee_id", "started_at"])


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("scene", sa.String, nullable=False),
        sa.Column("skill", sa.String),
        sa.Column("line", sa.String, nullable=False),
        sa.Column("offered", sa.Text, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("reply", sa.String, nullable=False),
        sa.Column("empathy_earned", sa.Integer),
        sa.Column("empathy_available", sa.Integer),
        sa.Column("resolution_earned", sa.Integer),
        sa.Column("resolution_available", sa.Integer),
        sa.Column("register_earned", sa.Integer),
        sa.Column("register_available", sa.Integer),
        sa.Column("critical", sa.String),
        sa.Column("mood", sa.Integer, nullable=False),
        sa.Column("flags", sa.Text, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("elapsed", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_decisions_attempt_id_attempts"),
        sa.UniqueConstraint("attempt_id", "number", name="uq_decisions_attempt_id_number"),
        sa.CheckConstraint("number >= 1", name="ck_decisions_number"),
        sa.CheckConstraint("mood BETWEEN -3 AND 3", name="ck_decisions_mood"),
        sa.CheckConstraint(
            "critical IN ('customer', 'business', 'compliance')", name="ck_decisions_critical"
        ),
        sa.CheckConstraint("seconds >= 0 AND elapsed >= 0", name="ck_decisions_seconds"),
        *(
            sa.CheckConstraint(
                f"{dimension}_earned IS NULL AND {dimension}_available IS NULL"
                f" OR {dimension}_earned BETWEEN 0 AND {dimension}_available"
                f" AND {dimension}_available BETWEEN 0 AND 3",
                name=f"ck_decisions_{dimension}",
            )
            for dimension in ("empathy", "resolution", "register")
        ),
    )


def _create_ends() -> None:
    op.create_table(
        "signs",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signs"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_signs_attempt_id_attempts"),
        sa.CheckConstraint("kind IN ('left', 'resumed')", name="ck_signs_kind"),
    )
    op.create_index("ix_signs_attempt_id_at", "signs", ["attempt_id", "at"])
    op.create_table(
        "endings",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scene", sa.String),
        sa.Column("outcome", sa.String),
        sa.Column("passed", sa.Integer),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("critical", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_endings"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_endings_attempt_id_attempts"),
        sa.CheckConstraint("state IN ('finished', 'lost', 'abandoned')", name="ck_endings_state"),
        sa.CheckConstraint(
            "outcome IN ('resolved', 'follow-up', 'escalated', 'lost')", name="ck_endings_outcome"
        ),
        sa.CheckConstraint("passed IN (0, 1)", name="ck_endings_passed"),
        sa.CheckConstraint(
            "state = 'finished' AND scene IS NOT NULL AND outcome IS NOT NULL AND passed IS NOT NULL"
            " OR state <> 'finished' AND scene IS NULL AND outcome IS NULL AND passed IS NULL",
            name="ck_endings_result",
        ),
    )
    op.create_table(
        "scores",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("dimension", sa.String, nullable=False),
        sa.Column("numerator", sa.Integer, nullable=False),
        sa.Column("denominator", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "dimension", name="pk_scores"),
        sa.ForeignKeyConstraint(["attempt_id"], ["endings.attempt_id"], name="fk_scores_attempt_id_endings"),
        sa.CheckConstraint("dimension IN ('empathy', 'resolution', 'register')", name="ck_scores_dimension"),
        sa.CheckConstraint(
            "denominator > 0 AND numerator BETWEEN 0 AND 100 * denominator", name="ck_scores_score"
        ),
    )
