"""Keep with each decision for how long the customer was on hold before it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Add the seconds on hold; nobody was on hold before there was one."""
    op.add_column("decisions", sa.Column("held", sa.Float, nullable=False, server_default="0"))
