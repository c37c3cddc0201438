"""The first tables, and an audit that nobody can rewrite."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

VISITS = """
CREATE TABLE visits (
    id text PRIMARY KEY,
    framework text NOT NULL,
    la_code text NOT NULL,
    la_name text NOT NULL,
    notified date NOT NULL,
    lano_email text NOT NULL,
    lead_inspector_email text NOT NULL,
    on_site_days integer NOT NULL,
    clock jsonb,
    status text NOT NULL,
    is_rehearsal boolean NOT NULL
);
CREATE TABLE milestones (
    visit_id text NOT NULL REFERENCES visits,
    id text NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    due timestamptz NOT NULL,
    local text NOT NULL,
    calendar text NOT NULL,
    adjusted boolean NOT NULL,
    reached_at timestamptz,
    PRIMARY KEY (visit_id, id)
);
CREATE TABLE adjustments (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visit_id text NOT NULL REFERENCES visits,
    milestone text NOT NULL,
    was timestamptz NOT NULL,
    now timestamptz NOT NULL,
    reason text NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
);
CREATE INDEX ix_adjustments_visit_id ON adjustments (visit_id);
"""

SUBMISSIONS = """
CREATE TABLE submissions (
    id text PRIMARY KEY,
    visit_id text NOT NULL REFERENCES visits,
    number integer NOT NULL,
    key_hash text NOT NULL,
    version_id text NOT NULL,
    size bigint NOT NULL,
    received_at timestamptz NOT NULL,
    status text NOT NULL,
    sha256 text,
    kind text,
    reason text,
    late_by interval,
    reply_prefix text,
    answered_at timestamptz,
    UNIQUE (visit_id, number),
    UNIQUE (key_hash, version_id)
);
CREATE TABLE submission_items (
    submission_id text NOT NULL REFERENCES submissions,
    position integer NOT NULL,
    item text NOT NULL,
    status text NOT NULL,
    rows integer NOT NULL,
    checks_run integer NOT NULL,
    must_fix integer NOT NULL,
    please_check integer NOT NULL,
    not_held text[] NOT NULL,
    staged_key text,
    PRIMARY KEY (submission_id, position)
);
CREATE TABLE problem_counts (
    submission_id text NOT NULL REFERENCES submissions,
    position integer NOT NULL,
    rule text NOT NULL,
    severity text NOT NULL,
    field text,
    count integer NOT NULL,
    PRIMARY KEY (submission_id, position)
);
CREATE TABLE not_held (
    visit_id text NOT NULL REFERENCES visits,
    item text NOT NULL,
    submission_id text NOT NULL REFERENCES submissions,
    PRIMARY KEY (visit_id, item)
);
"""

PACKS = """
CREATE TABLE selections (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visit_id text NOT NULL REFERENCES visits,
    codes text[] NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
);
CREATE INDEX ix_selections_visit_id ON selections (visit_id);
CREATE TABLE packs (
    visit_id text NOT NULL REFERENCES visits,
    kind text NOT NULL,
    version integer NOT NULL,
    fingerprint text NOT NULL,
    is_final boolean NOT NULL,
    manifest_sha256 text,
    published_at timestamptz,
    PRIMARY KEY (visit_id, kind, version)
);
CREATE TABLE sent_mails (
    key text PRIMARY KEY,
    visit_id text REFERENCES visits,
    sent_to text NOT NULL,
    sent_at timestamptz NOT NULL
);
CREATE INDEX ix_sent_mails_visit_id ON sent_mails (visit_id);
"""

AUDIT = """
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visit_id text NOT NULL,
    at timestamptz NOT NULL,
    by text NOT NULL,
    act text NOT NULL,
    detail jsonb NOT NULL,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ix_audit_visit_id ON audit (visit_id);
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
"""


def upgrade() -> None:
    """Make the tables."""
    for statements in (VISITS, SUBMISSIONS, PACKS, AUDIT):
        op.execute(statements)
