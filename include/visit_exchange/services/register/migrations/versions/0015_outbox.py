"""Mails that have not gone out wait in a table, sealed, with the public keys that seal them."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OUTBOX = """
CREATE TABLE outbox (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    channel text NOT NULL,
    visit_id text REFERENCES visits (id),
    sent_to text NOT NULL,
    sealed_for text NOT NULL,
    content bytea NOT NULL,
    written_at timestamptz NOT NULL,
    next_try_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    trouble text,
    code text NOT NULL DEFAULT '',
    troubled_at timestamptz,
    refused_at timestamptz
);
CREATE INDEX ix_outbox_lane ON outbox (channel, visit_id, sent_to, number);
CREATE INDEX ix_outbox_visit_id ON outbox (visit_id);
CREATE TABLE outbox_keys (name text PRIMARY KEY, public bytea NOT NULL);
"""


def upgrade() -> None:
    """Make the tables; what was sent before them is in ``sent_mails`` as it was."""
    op.execute(OUTBOX)
