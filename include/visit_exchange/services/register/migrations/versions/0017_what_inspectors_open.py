"""Who of a visit's inspectors follows its selected children, and which packs each has opened."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table: who tracks is said for each, so nobody does as yet."""
    op.execute("ALTER TABLE inspectors ADD COLUMN tracks boolean NOT NULL DEFAULT false")
    op.execute(
        "CREATE TABLE opened_packs ("
        "visit_id text REFERENCES visits (id), login text, kind text, version integer, "
        "opened_at timestamptz NOT NULL, PRIMARY KEY (visit_id, login, kind, version))"
    )
