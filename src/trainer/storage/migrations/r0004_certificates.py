"""Keep what certificates were issued, and which were taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Make the two tables; nothing was issued before there were any."""
    op.create_table(
        "certificates",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("trainee_id", sa.String(36), nullable=False),
        sa.Column("certification", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("achieved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainees.id"], name="fk_certificates_trainee_id_trainees"),
        sa.CheckConstraint("version >= 1", name="ck_certificates_version"),
    )
    op.create_index("ix_certificates_trainee_id_issued_at", "certificates", ["trainee_id", "issued_at"])
    op.create_table(
        "revocations",
        sa.Column("certificate_id", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_revocations"),
        sa.CheckConstraint("reason <> ''", name="ck_revocations_reason"),
    )
