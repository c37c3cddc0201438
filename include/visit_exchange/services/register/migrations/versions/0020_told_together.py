"""When senders were told of their uploads, and what they call the columns of their lists."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table. Whoever had an answer was told of it with the answer."""
    op.execute("ALTER TABLE submissions ADD COLUMN told_at timestamptz")
    op.execute("UPDATE submissions SET told_at = answered_at")
    op.execute(
        """
        CREATE TABLE own_headings (
            visit_id text NOT NULL REFERENCES visits (id),
            sender text NOT NULL,
            list_id text NOT NULL,
            content bytea NOT NULL,
            said_at timestamptz NOT NULL,
            PRIMARY KEY (visit_id, sender, list_id)
        )
        """
    )
