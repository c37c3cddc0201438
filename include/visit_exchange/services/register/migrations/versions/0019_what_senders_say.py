"""What a sender says on its page of what it does not send, and when its files were changed."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a statement come from the page, with who said so and when; keep files' own dates."""
    op.execute(
        """
        ALTER TABLE not_held
            ADD COLUMN says text NOT NULL DEFAULT 'not_held',
            ADD COLUMN said_at timestamptz,
            ADD COLUMN who text NOT NULL DEFAULT '',
            ALTER COLUMN submission_id DROP NOT NULL;
        UPDATE not_held SET says = 'does_not_apply' WHERE does_not_apply;
        UPDATE not_held SET said_at = submissions.received_at
            FROM submissions WHERE submissions.id = not_held.submission_id;
        ALTER TABLE not_held
            DROP COLUMN does_not_apply,
            ALTER COLUMN said_at SET NOT NULL
        """
    )
    op.execute(
        """
        CREATE TABLE file_dates (
            key_hash text PRIMARY KEY,
            visit_id text NOT NULL REFERENCES visits (id),
            modified_at timestamptz NOT NULL
        );
        CREATE INDEX ix_file_dates_visit_id ON file_dates (visit_id)
        """
    )
