"""How the register calls a tracking document: its kind and its child, ``chronology:CODE``."""

from collections.abc import Iterable

from visit_exchange.kinds import Framework


def tracking_item_id(kind: str, code: str) -> str:
    """Return the item id of one kind of document about one child."""
    return f"{kind}:{code}"


def tracking_item_ids(framework: Framework, codes: Iterable[str]) -> tuple[str, ...]:
    """Return every item that is asked about the selected children, child by child."""
    return tuple(
        tracking_item_id(item.id, code) for code in codes for item in framework.tracking.items
    )


def is_tracking_item(item: str) -> bool:
    """Say whether an item id is about a child, not about the area."""
    return ":" in item


def kind_and_code(item: str) -> tuple[str, str]:
    """Return the kind and the child's code of a tracking item's id."""
    kind, _, code = item.partition(":")
    return kind, code
