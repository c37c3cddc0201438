"""The documents about arrangements: one for each item, one for two items at once, one late."""

import io
from collections.abc import Sequence
from itertools import cycle

import openpyxl

from rehearsal.expectations import SOUND, Drop
from rehearsal.files.documents import Text, bullets, write_docx, write_pdf
from rehearsal.files.lists import Maker
from visit_exchange.kinds import Framework, Item
from visit_exchange.request.checklist import FILES, ITEM_NUMBER

WRITERS = (("pdf", write_pdf), ("docx", write_docx))


def arrangement_drops(make: Maker, framework: Framework) -> tuple[Drop, ...]:
    """Return the documents in the order of the request, as PDF and Word in turn."""
    material = make.authority.material
    shared = [framework.documents[place] for place in material.two_items]
    late = framework.documents[material.late_document]
    alone = [item for item in framework.documents if item not in shared]
    drops = [
        _single(make, item, kind, late=item is late)
        for item, kind in zip(alone, cycle((0, 1)), strict=False)
    ]
    return (*drops, _shared(make, shared))


def checklist_drop(make: Maker, framework: Framework, blank: bytes) -> Drop:
    """Return the request's own checklist, ``blank`` as it was sent, filled in for two items."""
    material = make.authority.material
    numbers = {framework.documents[place].number for place in material.two_items}
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    rows = iter(sheet.iter_rows())
    headings = next(names for row in rows if FILES in (names := [cell.value for cell in row]))
    for row in rows:
        if str(row[headings.index(ITEM_NUMBER)].value) in numbers:
            row[headings.index(FILES)].value = material.files["two_items"].name
    out = io.BytesIO()
    book.save(out)
    return make.drop("checklist", "the checklist", out.getvalue(), SOUND)


def _single(make: Maker, item: Item, kind: int, *, late: bool) -> Drop:
    ending, write = WRITERS[kind]
    title = f"{file_title(item.title)}.{ending}"
    return make.drop(
        "late_document" if late else "document",
        f"document {item.number}" + (" (late)" if late else ""),
        write(_text(make, item.title, [item])),
        SOUND,
        items=[item.id],
        late=late,
        number=item.number,
        title=title,
    )


def _shared(make: Maker, items: Sequence[Item]) -> Drop:
    numbers = " and ".join(item.number for item in items)
    # Its own words say nothing of the request: only the checklist tells which items it answers.
    content = write_docx(_text(make, "Moving on together", []))
    label = f"one document for items {numbers}"
    return make.drop("two_items", label, content, SOUND, items=[item.id for item in items])


def _text(make: Maker, title: str, items: Sequence[Item]) -> Text:
    officer = make.authority.material.people.officers[1]
    return arrangement_text(make.authority.name, title, items, officer)


def arrangement_text(area: str, title: str, items: Sequence[Item], author: str) -> Text:
    """Return what an authority would have written about ``items`` for its own use."""
    about = [line for item in items for line in (item.title, item.about)]
    closing = (
        f"{area} Council and its partners wrote this document for their own use and review it "
        "each year. It was last agreed by the partnership board in September.",
        "It holds no information about any child.",
    )
    return Text(title, (f"{area} local area", *bullets(about), *closing), author)


def file_title(title: str) -> str:
    """Return a title as it may stand in a file's name."""
    return " ".join(title.replace("/", " ").split())[:60]
