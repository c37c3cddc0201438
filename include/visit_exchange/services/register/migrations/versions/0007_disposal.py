"""What was destroyed, and the certificates of it, which nobody rewrites."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE certificates (
    visit_id text NOT NULL REFERENCES visits,
    number integer NOT NULL,
    body text NOT NULL,
    sha256 text NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (visit_id, number)
);
CREATE TABLE destroyed (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visit_id text NOT NULL REFERENCES visits,
    kind text NOT NULL,
    place text NOT NULL,
    key_hash text NOT NULL,
    version_id text NOT NULL,
    size bigint NOT NULL,
    is_marker boolean NOT NULL,
    sha256 text,
    destroyed_at timestamptz,
    certificate integer,
    UNIQUE (visit_id, place, key_hash, version_id),
    FOREIGN KEY (visit_id, certificate) REFERENCES certificates
);
CREATE FUNCTION certificates_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a certificate of disposal is not changed';
END $$;
CREATE TRIGGER certificates_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON certificates
    FOR EACH STATEMENT EXECUTE FUNCTION certificates_stay();
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(TABLES)
