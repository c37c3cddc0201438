"""Put an accepted document on the pipeline's shelf, without what travels unseen in it."""

from visit_exchange.journey.staging import staging_key
from visit_exchange.journey.upload import Opened
from visit_exchange.privacy.metadata import strip_metadata


def stage_document(opened: Opened, kind: str, content: bytes, item: str) -> tuple[str, bytes]:
    """Return the staging key and the cleaned bytes of a document that serves ``item``."""
    return f"{staging_key(opened.submission, item)}.{kind}", strip_metadata(kind, content)
