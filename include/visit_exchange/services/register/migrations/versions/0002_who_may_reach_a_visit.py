"""Who may reach a visit: its inspectors by login, and the link with which its authority uploads."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE inspectors (
    visit_id text NOT NULL REFERENCES visits,
    login text NOT NULL,
    PRIMARY KEY (visit_id, login)
);
CREATE INDEX ix_inspectors_login ON inspectors (login);
CREATE TABLE upload_links (
    token_hash text PRIMARY KEY,
    visit_id text NOT NULL REFERENCES visits,
    issued_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX ix_upload_links_visit_id ON upload_links (visit_id);
CREATE UNIQUE INDEX one_standing_upload_link ON upload_links (visit_id) WHERE revoked_at IS NULL;
"""


def upgrade() -> None:
    """Make the tables. A visit that is there already gets no inspectors by this."""
    op.execute(TABLES)
