"""What is not well with the exchange, what of it was told and mended, and who lives."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE findings (
    key text PRIMARY KEY,
    what text NOT NULL,
    to_do text NOT NULL,
    since timestamptz NOT NULL,
    told_at timestamptz,
    mended_at timestamptz,
    over_at timestamptz
);
CREATE TABLE signs_of_life (
    part text PRIMARY KEY,
    at timestamptz NOT NULL
);
"""


def upgrade() -> None:
    """Make the tables; nothing is found yet."""
    op.execute(TABLES)
