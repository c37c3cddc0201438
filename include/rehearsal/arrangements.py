"""The documents about arrangements: one for each item, one for two items at once, one late."""

from collections.abc import Sequence
from itertools import cycle

from rehearsal.documents import Text, bullets, write_docx, write_pdf
from rehearsal.expectations import SOUND, Drop
from rehearsal.lists import Maker
from visit_exchange.visits.framework import Framework, Item

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


def _single(make: Maker, item: Item, kind: int, *, late: bool) -> Drop:
    ending, write = WRITERS[kind]
    title = f"{_for_a_file_name(item.title)}.{ending}"
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
    content = write_docx(_text(make, f"Moving on together: items {numbers}", items))
    label = f"one document for items {numbers}"
    return make.drop("two_items", label, content, SOUND, items=[item.id for item in items])


def _text(make: Maker, title: str, items: Sequence[Item]) -> Text:
    area = make.authority.name
    about = [line for item in items for line in (item.title, item.about)]
    closing = (
        f"{area} Council and its partners wrote this document for their own use and review it "
        "each year. It was last agreed by the partnership board in September.",
        "It holds no information about any child.",
    )
    return Text(
        title,
        (f"{area} local area", *bullets(about), *closing),
        make.authority.material.people.officers[1],
    )


def _for_a_file_name(title: str) -> str:
    return " ".join(title.replace("/", " ").split())[:60]
