"""Where people of a visit are rung up; what an authority's page says of its surveys.

It says at what time one was sent on, whom that does not reach, and what was said in error.
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE survey_distributions
    ADD COLUMN sent_at time,
    ADD COLUMN unreached text NOT NULL DEFAULT '',
    ADD COLUMN taken_back boolean NOT NULL DEFAULT false;
ALTER TABLE people ADD COLUMN telephone text NOT NULL DEFAULT '';
"""


def upgrade() -> None:
    """Add the columns."""
    op.execute(COLUMNS)
