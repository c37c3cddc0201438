"""Partners who are asked besides the authority, who sent what, and the surveys of a visit."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE partners (
    visit_id text NOT NULL REFERENCES visits,
    id text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    items text[] NOT NULL,
    removed_at timestamptz,
    PRIMARY KEY (visit_id, id)
);
-- An empty sender is the authority, or its inspectors.
ALTER TABLE submissions ADD COLUMN sender text NOT NULL DEFAULT '';
ALTER TABLE not_held ADD COLUMN sender text NOT NULL DEFAULT '';
ALTER TABLE not_held DROP CONSTRAINT not_held_pkey;
ALTER TABLE not_held ADD PRIMARY KEY (visit_id, item, sender);
ALTER TABLE upload_links ADD COLUMN sender text NOT NULL DEFAULT '';
DROP INDEX one_standing_upload_link;
CREATE UNIQUE INDEX one_standing_upload_link ON upload_links (visit_id, sender)
    WHERE revoked_at IS NULL;
CREATE TABLE survey_links (
    visit_id text NOT NULL REFERENCES visits,
    audience text NOT NULL,
    link text NOT NULL,
    PRIMARY KEY (visit_id, audience)
);
CREATE TABLE survey_responses (
    visit_id text NOT NULL REFERENCES visits,
    audience text NOT NULL,
    counted_on date NOT NULL,
    responses integer NOT NULL,
    PRIMARY KEY (visit_id, audience, counted_on)
);
"""


def upgrade() -> None:
    """Make the tables, and say of everything there is who sent it: the authority."""
    op.execute(TABLES)
