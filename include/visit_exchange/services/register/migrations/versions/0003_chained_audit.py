"""Each row of the audit holds the hash of the one before it, from the first row on."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# What `audit_chain.row_hash` makes in Python: each field with its length in bytes before it, so
# that no two rows read alike.
HASH = """
ALTER TABLE audit ADD COLUMN previous text, ADD COLUMN hash text;
CREATE FUNCTION audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT octet_length(value) || ':' || value
$$;
CREATE FUNCTION audit_instant(value timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
$$;
CREATE FUNCTION audit_hash(entry audit) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(
        audit_field(entry.previous) || audit_field(entry.id::text) || audit_field(entry.visit_id)
        || audit_field(audit_instant(entry.at)) || audit_field(entry.by) || audit_field(entry.act)
        || audit_field(entry.detail::text) || audit_field(audit_instant(entry.written_at)),
        'UTF8')), 'hex')
$$;
"""

EXISTING = """
ALTER TABLE audit DISABLE TRIGGER audit_is_append_only;
DO $$
DECLARE entry audit; last text := '';
BEGIN
    FOR entry IN SELECT * FROM audit ORDER BY id LOOP
        entry.previous := last;
        last := audit_hash(entry);
        UPDATE audit SET previous = entry.previous, hash = last WHERE id = entry.id;
    END LOOP;
END $$;
ALTER TABLE audit ENABLE TRIGGER audit_is_append_only;
ALTER TABLE audit ALTER COLUMN previous SET NOT NULL, ALTER COLUMN hash SET NOT NULL;
"""

# The lock is held until the transaction ends, so rows are numbered in the order of the chain,
# without gaps. The register writes its audit last, so nobody waits for anything while holding it.
CHAIN = """
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last audit;
BEGIN
    PERFORM pg_advisory_xact_lock(7041965);
    SELECT * INTO last FROM audit ORDER BY id DESC LIMIT 1;
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.written_at := clock_timestamp();
    NEW.previous := coalesce(last.hash, '');
    NEW.hash := audit_hash(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_chain();
"""


def upgrade() -> None:
    """Chain the rows that are there, and every row that comes."""
    for statements in (HASH, EXISTING, CHAIN):
        op.execute(statements)
