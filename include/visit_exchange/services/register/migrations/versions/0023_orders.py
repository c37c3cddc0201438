"""What was ordered on the board and is done by a task."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; nothing is ordered yet."""
    op.execute(
        """
        CREATE TABLE orders (
            visit_id text NOT NULL REFERENCES visits (id),
            number integer NOT NULL,
            act text NOT NULL,
            entered jsonb NOT NULL,
            ordered_by text NOT NULL,
            ordered_at timestamptz NOT NULL,
            done_at timestamptz,
            said text NOT NULL DEFAULT '',
            is_refused boolean NOT NULL DEFAULT false,
            PRIMARY KEY (visit_id, number)
        )
        """
    )
