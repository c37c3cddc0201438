"""The providers that inspectors plan to visit."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE provider_visits (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visit_id text NOT NULL REFERENCES visits,
    names text[] NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
);
CREATE INDEX ix_provider_visits_visit_id ON provider_visits (visit_id);
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(TABLES)
