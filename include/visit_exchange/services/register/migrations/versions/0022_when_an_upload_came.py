"""When an upload came, where the store no longer says so: what is restored is put there anew."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the instant (of the wall); null as long as the store tells it."""
    op.execute("ALTER TABLE submissions ADD COLUMN came_at timestamptz")
