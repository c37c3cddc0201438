"""Selected children who declined, and deadlines of those who took their place."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add to each selection who may not be chosen again, and the deadlines of single children."""
    op.execute("ALTER TABLE selections ADD COLUMN declined text[] NOT NULL DEFAULT '{}'")
    op.execute("ALTER TABLE selections ADD COLUMN own_due jsonb NOT NULL DEFAULT '{}'")
