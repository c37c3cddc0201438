"""The people of visits by role, and who sent which survey on to whom."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE people (
    visit_id text NOT NULL REFERENCES visits (id),
    number integer NOT NULL,
    role text NOT NULL,
    name text NOT NULL DEFAULT '',
    email text NOT NULL,
    login text NOT NULL DEFAULT '',
    packs text NOT NULL DEFAULT 'each',
    since timestamptz,
    until timestamptz,
    PRIMARY KEY (visit_id, number)
);
-- Since when is not known: the audit says when the visit was registered.
INSERT INTO people (visit_id, number, role, email)
    SELECT id, 1, 'lead_inspector', lead_inspector_email FROM visits;
INSERT INTO people (visit_id, number, role, email)
    SELECT id, 2, 'lano', lano_email FROM visits;
ALTER TABLE visits DROP COLUMN lano_email, DROP COLUMN lead_inspector_email;
CREATE TABLE survey_distributions (
    visit_id text NOT NULL REFERENCES visits (id),
    number integer NOT NULL,
    audience text NOT NULL,
    sent_by text NOT NULL,
    sent_to text NOT NULL,
    form text NOT NULL DEFAULT '',
    sent_on date NOT NULL,
    PRIMARY KEY (visit_id, number)
);
"""


def upgrade() -> None:
    """Make the tables, and move the addresses that visits had into them."""
    op.execute(TABLES)
