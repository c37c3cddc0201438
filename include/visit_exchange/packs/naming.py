"""What the files of a pack are called."""

import re
from collections import Counter
from collections.abc import Sequence

from visit_exchange.kinds import Framework
from visit_exchange.kinds.asked_for import Item
from visit_exchange.packs.contents import PackDocument
from visit_exchange.visits.visit import Visit

_LONGEST = 60  # characters of a title, so that whole paths open on Windows
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')  # on Windows


def workbook_name(visit: Visit) -> str:
    """Return the name of the pack's workbook."""
    return f"{visit.id} lists.xlsx"


def shared_name(visit: Visit) -> str:
    """Return the name of the workbook of numbers that may be handed on."""
    return f"{visit.id} numbers to share.xlsx"


def document_names(
    framework: Framework, documents: Sequence[PackDocument]
) -> dict[str, PackDocument]:
    """Return each document by its name: ``05 Strategic planning – 1.pdf``.

    A document that serves several items is named by the first of them; the order of items and
    then of uploads decides the number.
    """
    order = [item.id for item in framework.items]
    ranked = sorted(documents, key=lambda d: (min(map(order.index, d.items)), *_arrival(d)))
    counted: Counter[str] = Counter()
    names: dict[str, PackDocument] = {}
    for document in ranked:
        item = framework.item(min(document.items, key=order.index))
        counted[item.id] += 1
        names[f"{titled(item)} – {counted[item.id]}.{document.kind}"] = document
    return names


def _arrival(document: PackDocument) -> tuple[int, str]:
    """Return what sorts uploads by number: the tenth comes after the ninth."""
    return len(document.upload), document.upload


def titled(item: Item) -> str:
    """Return an item's number and title as a file may be called: ``05 Strategic planning``."""
    return f"{item.number.zfill(2)} {short_title(item.title)}"


def numbered(item: Item) -> str:
    """Return an item's number and whole title, as people read it."""
    return f"{item.number} {item.title}"


def short_title(title: str) -> str:
    """Return a title cut at a word, without characters that a file name cannot have."""
    plain = _FORBIDDEN.sub(" ", title).strip()
    if len(plain) <= _LONGEST:
        return plain
    return plain[:_LONGEST].rsplit(" ", 1)[0]
