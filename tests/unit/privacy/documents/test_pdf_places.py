"""Nothing that a PDF's pages do not show travels on, wherever it stands. All names are invented."""

import io

import pikepdf
import pytest

from builders.pdf_places import HIDDEN, WORDS, Hide, hidden, plain_pdf
from pdf_traces import traces
from visit_exchange.privacy.documents.metadata import strip_metadata

TOLD = "Zebedee Quarrelstone"


@pytest.mark.slow
@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_what_no_page_shows_is_left_out(hide: Hide) -> None:
    content = hidden(hide, TOLD)
    assert traces(content, TOLD), "other programs have to find it there to begin with"

    cleaned = strip_metadata("pdf", content)

    assert traces(cleaned, TOLD) == []
    assert "text" in traces(cleaned, WORDS)
    assert has_its_font(cleaned), "a page that is understood stays what it is"


def has_its_font(content: bytes) -> bool:
    """Say whether a font came along: a page that becomes a picture has none."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return any(
            "/FontFile2" in thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)
        )


def test_the_places_are_many() -> None:
    assert len(HIDDEN) >= 50


def test_what_was_saved_over_is_left_out() -> None:
    """A file that was saved again and again has its earlier versions inside."""
    earlier = hidden(HIDDEN["note's text"], TOLD)
    later = plain_pdf()
    assert traces(earlier + later, TOLD) == ["bytes"]
    assert traces(strip_metadata("pdf", earlier + later), TOLD) == []


def test_a_leak_put_in_on_purpose_is_found() -> None:
    with pikepdf.open(io.BytesIO(strip_metadata("pdf", plain_pdf()))) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(TOLD, 0))
        pdf.save(out := io.BytesIO())
    assert traces(out.getvalue(), TOLD)
