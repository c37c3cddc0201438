"""Which items of the request a document serves."""

import io
import zipfile
from collections.abc import Callable

import pytest

from rehearsal.files.documents import Text, bullets, write_docx, write_pdf
from visit_exchange.kinds import Item, load_framework
from visit_exchange.returns.documents.recognising import by_content, recognise_document

FRAMEWORK = load_framework("ap_thematic_2023")
NOTHING: dict[str, tuple[str, ...]] = {}
AREA = "Exampleshire local area"
UNTELLING = Text("Moving on together", (AREA, "We wrote this for our own use."), "x")


def recognise(
    content: bytes,
    name: str = "scan.pdf",
    kind: str = "docx",
    checklist: dict[str, tuple[str, ...]] = NOTHING,
) -> tuple[str, ...]:
    return recognise_document(by_content(kind, content, FRAMEWORK), name, FRAMEWORK, checklist)


@pytest.mark.parametrize("item", FRAMEWORK.documents, ids=lambda item: item.id)
@pytest.mark.parametrize(("kind", "write"), [("pdf", write_pdf), ("docx", write_docx)])
def test_a_document_is_recognised_by_its_title(
    item: Item, kind: str, write: Callable[[Text], bytes]
) -> None:
    text = Text(item.title, (AREA, *bullets([item.about])), "x")

    assert recognise(write(text), kind=kind) == (item.id,)


@pytest.mark.parametrize("item", FRAMEWORK.documents, ids=lambda item: item.id)
def test_a_document_is_recognised_by_its_name_when_it_says_nothing(item: Item) -> None:
    name = f"returns/{item.number} {item.title}.DOCX".replace("/", "-")

    assert recognise(write_docx(UNTELLING), name) == (item.id,)


def test_what_it_says_goes_before_what_it_is_called() -> None:
    text = Text("Transition protocol", (AREA, "Transition support and transition planning."), "x")

    assert recognise(write_docx(text), "Impact report.docx") == ("transition_support",)


def test_one_document_can_serve_two_items() -> None:
    title = "Monitoring and evaluation, and transition support practices"

    found = recognise(write_docx(Text(title, (AREA,), "x")))

    assert found == ("monitoring_and_evaluation", "transition_support")


def test_the_checklist_decides_for_the_file_that_it_names() -> None:
    named: dict[str, tuple[str, ...]]
    named = {"impact": ("Moving on.docx",), "transition_support": ("moving_on",)}
    text = Text("Strategic planning", (AREA,), "x")

    found = recognise(write_docx(text), "999/Moving on.docx", checklist=named)

    assert found == ("transition_support", "impact")


def test_a_document_that_says_nothing_is_no_item() -> None:
    assert recognise(write_docx(UNTELLING), "Moving on.docx") == ()


def test_the_number_of_the_item_in_the_name_is_enough() -> None:
    first = FRAMEWORK.documents[0]

    assert recognise(b"", f"Item {first.number}.jpg", "image") == (first.id,)


def test_damage_elsewhere_does_not_hide_what_a_document_says_first() -> None:
    item = FRAMEWORK.documents[0]
    content = write_docx(Text(item.title, (AREA,), "x"))

    assert recognise(with_part(content, "word/styles.xml", b"<broken")) == (item.id,)


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """Return a package with other content in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as parts, zipfile.ZipFile(out, "w") as written:
        for part in parts.namelist():
            written.writestr(part, content if part == name else parts.read(part))
    return out.getvalue()


def test_a_damaged_document_still_has_its_name() -> None:
    assert recognise(b"%PDF-1.7 broken", "Impact report.pdf", "pdf") == ("impact",)
