"""Which items a visit asks for, and what happened around it on which day."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE visits ADD COLUMN items text[] NOT NULL DEFAULT '{}';
CREATE TABLE happenings (
    visit_id text NOT NULL REFERENCES visits,
    event text NOT NULL,
    happened_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (visit_id, event)
);
"""


def upgrade() -> None:
    """Make both."""
    op.execute(TABLES)
