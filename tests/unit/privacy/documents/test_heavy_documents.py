"""A document that would keep everybody waiting ends at its limits, with an answer."""

import io
import zipfile
from datetime import date

import pytest

from builders.hiding import word
from builders.hiding.planting import changed
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.returns.documents.contentless import without_content
from visit_exchange.returns.documents.document_search import ContainedError, clean, found_in

NOBODY = KnownChildren(frozenset(), KnownNames(b"k" * 32, frozenset()))
MONDAY = date(2026, 11, 23)


def many_paragraphs() -> bytes:
    """20 million paragraphs in some 200 kilobytes."""
    with zipfile.ZipFile(io.BytesIO(word.a_document())) as parts:
        whole = {name: parts.read(name) for name in parts.namelist()}
    body = whole["word/document.xml"]
    whole["word/document.xml"] = body.replace(
        b"<w:sectPr", b"<w:p/>" * 20_000_000 + b"<w:sectPr", 1
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in whole.items():
            packed.writestr(name, part)
    return out.getvalue()


def deep() -> bytes:
    swap = [("word/document.xml", "<w:sectPr", "<w:sdt><w:sdtContent>" * 5_000 + "<w:sectPr")]
    return changed(word.a_document(), swap=swap)


@pytest.mark.slow
@pytest.mark.parametrize("make", [many_paragraphs, deep])
def test_a_document_of_too_much_is_contained_with_a_way_out(make: object) -> None:
    content = make()  # type: ignore[operator]
    assert without_content("docx", content) is None
    with pytest.raises(ContainedError, match=r"[Ss]ave it|in parts"):
        clean("docx", content)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    ["_" * 1_000_000, "a_" * 50_000, "%41" * 30_000, "&#65;" * 20_000, "=41" * 30_000,
     "+AEE-" * 20_000, "A1" * 50_000, "." * 100_000, "\\u0041" * 15_000, "to follow " * 10_000],
    ids=lambda line: line[:6],
)  # fmt: skip
def test_a_line_without_an_end_is_searched_or_contained(line: str) -> None:
    assert _found(line) in ({}, "contained")


def _found(line: str) -> dict[str, int] | str:
    try:
        return found_in("txt", clean("txt", line.encode()), NOBODY, notified=MONDAY)
    except ContainedError:
        return "contained"
