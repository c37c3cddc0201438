"""A document that turns out to name a child stays out of the pack, so that the pack can go out.

It was searched when it came in. A list that arrives later makes more references known; the final
gate would then refuse the whole pack because of one file.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from visit_exchange.journey.intake_alerts import tell_of_left_out
from visit_exchange.packs.contents import PackContents, PackDocument
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.returns.documents.document_search import ContainedError, found_in

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def leave_out_telling(
    outside: "Outside", contents: PackContents, children: KnownChildren
) -> PackContents:
    """Return the contents without documents that identify a child.

    An item that no other document serves is missing.
    """
    left_out = [each for each in contents.documents if _tells(each, contents, children)]
    if not left_out:
        return contents
    for document in left_out:
        tell_of_left_out(outside, contents.visit, document.upload)
    kept = [each for each in contents.documents if each not in left_out]
    items = _served(left_out) - _served(kept)
    missing = {item.id for item in contents.missing} | items
    return replace(
        contents,
        documents=tuple(kept),
        late=tuple(each for each in contents.late if each.item not in items),
        missing=tuple(item for item in contents.framework.items if item.id in missing),
    )


def _served(documents: Iterable[PackDocument]) -> set[str]:
    return {item for document in documents for item in document.items}


def _tells(document: PackDocument, contents: PackContents, children: KnownChildren) -> bool:
    notified = contents.visit.notified
    try:
        found = found_in(document.kind, document.content, children, notified=notified)
    except ContainedError:
        return True
    return any(count > document.released.get(kind, 0) for kind, count in found.items())
