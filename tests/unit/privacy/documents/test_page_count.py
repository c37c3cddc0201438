"""Pages of a document as the pack's manifest counts them."""

import pytest

from builders.uploads import pdf, word
from visit_exchange.privacy.documents.page_count import page_count


@pytest.mark.parametrize(
    ("kind", "content", "pages"),
    [
        ("pdf", pdf("Impact", "It helps."), 1),
        ("pdf", b"%PDF-1.7 broken", None),
        ("docx", word("Impact", "It helps."), None),
    ],
)
def test_pages_are_counted_where_there_are_pages(
    kind: str, content: bytes, pages: int | None
) -> None:
    assert page_count(kind, content) == pages
