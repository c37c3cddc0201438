"""Published figures that a pack's numbers are read beside, and statistical neighbours."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nothing is loaded yet."""
    op.execute(
        """
        CREATE TABLE published_releases (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            data_set text NOT NULL,
            period text NOT NULL,
            identifier text NOT NULL,
            published date NOT NULL,
            file text NOT NULL,
            told jsonb NOT NULL,
            loaded_by text NOT NULL,
            loaded_at timestamptz NOT NULL
        )
        """
    )
    op.execute("CREATE INDEX ix_published_releases_data_set ON published_releases (data_set)")
