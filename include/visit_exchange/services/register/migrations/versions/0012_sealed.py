"""What may name a child, sealed with its visit's key: keys of uploads, and codes by reference."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what came before it is found in the store as it was."""
    op.execute(
        "CREATE TABLE sealed ("
        "submission_id text REFERENCES submissions (id), what text, "
        "visit_id text NOT NULL REFERENCES visits (id), content bytea NOT NULL, "
        "PRIMARY KEY (submission_id, what))"
    )
    op.execute("CREATE INDEX ix_sealed_visit_id ON sealed (visit_id)")
