"""What does not apply to a child, what agencies offer, and concerns."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what an authority says of selected children, offers of information, and concerns."""
    op.execute("ALTER TABLE not_held ADD COLUMN does_not_apply boolean NOT NULL DEFAULT false")
    op.execute("ALTER TABLE extra_items ADD COLUMN partner text NOT NULL DEFAULT ''")
    op.execute(
        """
        CREATE TABLE offers (
            visit_id text NOT NULL REFERENCES visits (id),
            number integer NOT NULL,
            sender text NOT NULL,
            title text NOT NULL,
            reason text NOT NULL,
            decided text NOT NULL DEFAULT '',
            why text NOT NULL DEFAULT '',
            offered_at timestamptz NOT NULL,
            PRIMARY KEY (visit_id, number)
        )
        """
    )
    op.execute(
        """
        CREATE TABLE concerns (
            visit_id text NOT NULL REFERENCES visits (id),
            number integer NOT NULL,
            content bytea NOT NULL,
            opened_by text NOT NULL,
            opened_at timestamptz NOT NULL,
            closed_by text,
            closed_at timestamptz,
            PRIMARY KEY (visit_id, number)
        )
        """
    )
