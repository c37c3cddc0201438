"""Which timeline of a visit runs: a deferred visit begins again with another."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every visit that is there has its first."""
    op.execute("ALTER TABLE visits ADD COLUMN timeline integer NOT NULL DEFAULT 1")
