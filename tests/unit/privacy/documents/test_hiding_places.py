"""Wherever a document hides a child's name, the name goes no further than our own store.

The result is searched by another reader, which shares no code with what cleaned it.
"""

import re
from collections.abc import Callable

import pytest

from builders.hiding import open_documents, sheets, slides, texts, word
from builders.hiding.planting import CHILD, Place
from stranger import places_of
from visit_exchange.privacy.disclosure import disclosure_gate
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.metadata import strip_metadata

PLACES: tuple[Place, ...] = (
    *word.PLACES,
    *slides.PLACES,
    *sheets.PLACES,
    *open_documents.PLACES,
    *texts.PLACES,
)


class LeakedError(AssertionError):
    """A name would have reached the inspectors."""


def at_the_gate(kind: str, content: bytes) -> bool:
    named = {f"a.{kind}": content}
    known = frozenset({CHILD})
    return bool(disclosure_gate(named, frozenset(), names=known, documents=frozenset(named)))


def what_becomes(
    kind: str,
    content: bytes,
    clean: Callable[[str, bytes], bytes] = strip_metadata,
    found: Callable[[str, bytes], bool] = at_the_gate,
) -> str:
    """Return "refused", "found" or "gone"; LeakedError when a name travels that nobody found."""
    try:
        cleaned = clean(kind, content)
    except CannotBeCleaned as error:
        return "refused" if re.search("save it|upload", str(error), re.I) else "without a way out"
    if found(kind, cleaned):
        return "found"
    if places := places_of(cleaned, CHILD):
        raise LeakedError(f"it can be read in {places}")
    return "gone"


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_name_goes_no_further(place: Place) -> None:
    content = place.make()
    assert places_of(content, CHILD), "nothing was planted, or a stranger cannot see it"
    assert what_becomes(place.kind, content) == place.becomes


def test_a_leak_put_in_on_purpose_is_noticed() -> None:
    """The stranger notices it alone, where neither the cleaning nor the gate did anything."""
    hidden = [place for place in PLACES if place.becomes == "gone"]
    for place in hidden[:: max(1, len(hidden) // 12)]:
        with pytest.raises(LeakedError):
            what_becomes(place.kind, place.make(), clean=_left_as_it_is, found=_found_nowhere)


def _left_as_it_is(kind: str, content: bytes) -> bytes:
    return content


def _found_nowhere(kind: str, content: bytes) -> bool:
    return False


@pytest.mark.parametrize(
    ("kind", "content", "visible"),
    [
        ("docx", word.a_document(), word.VISIBLE),
        ("pptx", slides.a_presentation(), slides.VISIBLE),
        ("xlsx", sheets.a_workbook(), sheets.VISIBLE),
        ("odt", open_documents.an_open_document("odt", "<text:p>Visible</text:p>"), "Visible"),
        ("txt", b"Our plan", "Our plan"),
    ],
)
def test_what_nobody_planted_is_not_found_and_what_shows_stays(
    kind: str, content: bytes, visible: str
) -> None:
    assert what_becomes(kind, content) == "gone"
    assert places_of(strip_metadata(kind, content), visible)
