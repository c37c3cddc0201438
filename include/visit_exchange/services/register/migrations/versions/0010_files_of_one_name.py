"""Which uploads are versions of one file: they were sent under the same name."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the hash of the name that the sender knows; it is the key's but for files from pages."""
    op.execute("ALTER TABLE submissions ADD COLUMN name_hash text")
    op.execute("UPDATE submissions SET name_hash = key_hash")
    op.execute("ALTER TABLE submissions ALTER COLUMN name_hash SET NOT NULL")
