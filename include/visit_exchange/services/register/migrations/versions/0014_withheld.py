"""One word for one thing: an upload is withheld, and a person reviews a document."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rename what was called held; the audit keeps the words in which it was written."""
    op.execute("UPDATE submissions SET status = 'withheld' WHERE status = 'held'")
    op.execute("UPDATE submission_items SET status = 'withheld' WHERE status = 'held'")
    op.execute("ALTER TABLE held_documents RENAME TO document_reviews")
    op.execute("ALTER TABLE document_reviews RENAME COLUMN held_at TO withheld_at")
    op.execute("ALTER INDEX ix_held_documents_visit_id RENAME TO ix_document_reviews_visit_id")
