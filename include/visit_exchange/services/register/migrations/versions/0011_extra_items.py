"""What an authority is asked for during a visit, beside the items of its kind."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE extra_items (
    visit_id text NOT NULL REFERENCES visits,
    number integer NOT NULL,
    title text NOT NULL,
    reason text NOT NULL,
    words text[] NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (visit_id, number)
);
"""


def upgrade() -> None:
    """Make the table; the deadlines are milestones."""
    op.execute(TABLE)
