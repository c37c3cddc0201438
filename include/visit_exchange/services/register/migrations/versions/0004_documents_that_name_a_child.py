"""Prints of listed children's names, and documents on which a person decides."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE name_prints (
    visit_id text NOT NULL REFERENCES visits,
    print text NOT NULL,
    PRIMARY KEY (visit_id, print)
);
CREATE TABLE held_documents (
    submission_id text PRIMARY KEY REFERENCES submissions,
    visit_id text NOT NULL REFERENCES visits,
    found jsonb NOT NULL,
    held_at timestamptz NOT NULL,
    decision text,
    reason text,
    decided_by text,
    decided_at timestamptz
);
CREATE INDEX ix_held_documents_visit_id ON held_documents (visit_id);
"""


def upgrade() -> None:
    """Make the tables. Names that came before this are not known."""
    op.execute(TABLES)
