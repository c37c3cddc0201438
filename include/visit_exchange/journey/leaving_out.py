"""A document that turns out to name a child stays out of the pack, so that the pack can go out.

It was searched when it came in. A list that arrives later makes more references known; the final
gate would then refuse the whole pack because of one file.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from visit_exchange.journey.intake_alerts import tell_of_left_out
from visit_exchange.packs.contents import PackContents, PackDocument
from visit_exchange.privacy.disclosure import disclosure_gate

if TYPE_CHECKING:
    from visit_exchange.outside import Outside


def leave_out_telling(
    outside: "Outside", contents: PackContents, references: frozenset[str]
) -> PackContents:
    """Return the contents without documents that identify a child; their items are missing."""
    left_out = [each for each in contents.documents if _tells(each, references)]
    if not left_out:
        return contents
    for document in left_out:
        tell_of_left_out(outside, contents.visit, document.upload)
    items = {item for document in left_out for item in document.items}
    missing = {item.id for item in contents.missing} | items
    return replace(
        contents,
        documents=tuple(each for each in contents.documents if each not in left_out),
        late=tuple(each for each in contents.late if each.item not in items),
        missing=tuple(item for item in contents.framework.items if item.id in missing),
    )


def _tells(document: PackDocument, references: frozenset[str]) -> bool:
    name = f"document.{document.kind}"
    hits = disclosure_gate({name: document.content}, references, documents=frozenset({name}))
    return bool(hits)
