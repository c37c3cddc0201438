"""What the board shows of the items of a request: how each stands, and by which upload."""

from dataclasses import dataclass

from visit_exchange.journey.sender import Sender
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.item_states import OPEN, item_state


@dataclass(frozen=True)
class BoardItem:
    """One item of the request: its state in words, and the number of the upload that says so.

    ``is_open`` says that it is not answered: missing, to be corrected, or waiting for a person.
    """

    id: str
    number: str
    title: str
    state: str
    upload: int | None
    late: bool
    is_open: bool = False


def board_items(dossier: Dossier, sender: Sender) -> tuple[BoardItem, ...]:
    """Return what a sender is asked for, in the request's order, and how each item stands."""
    items = []
    for item in sender.framework.items:
        state, upload = item_state(dossier, item.id, sender.id)
        items.append(
            BoardItem(
                item.id,
                item.number,
                item.title,
                state.value.capitalize(),
                upload.number if upload else None,
                late=bool(upload and upload.late_by is not None and state not in OPEN),
                is_open=state in OPEN,
            )
        )
    return tuple(items)


def item_in_words(item: str) -> str:
    """Return an item in words, also of a selected child: ``pen_portrait:K7QM-2XWD``."""
    kind, _, code = item.partition(":")
    words = kind.replace("_", " ").capitalize()
    return f"{words} of {code}" if code else words
