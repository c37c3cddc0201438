"""Which task answers an upload, until when it is that task's alone, and how often it was tried."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what waits for an answer belongs to nobody yet."""
    op.execute("ALTER TABLE submissions ADD COLUMN batch text")
    op.execute("ALTER TABLE submissions ADD COLUMN batch_until timestamptz")
    op.execute("ALTER TABLE submissions ADD COLUMN tries integer NOT NULL DEFAULT 0")
