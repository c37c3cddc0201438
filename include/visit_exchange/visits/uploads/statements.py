"""What a sender says of an item that it does not send: on its page or on a checklist.

There is one statement of each item and sender: the newest, whichever way it came.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Says(StrEnum):
    """What is said of an item. The values are stored: changing one needs a migration."""

    NOT_HELD = "not_held"
    DOES_NOT_APPLY = "does_not_apply"
    # After one of the others: it is asked for as if nothing had been said.
    WILL_SEND = "will_send"


@dataclass(frozen=True)
class Statement:
    """What one sender says of one item; ``sender`` is the id of a partner, else empty.

    ``item`` is an item of the request, or a kind of document about a child (``plans:CODE``).
    ``said_at`` is visit time. ``upload`` is the checklist that says so, by its id; empty for what
    was said on the page, where ``who`` is who said so: a job title, never a name.
    """

    item: str
    sender: str
    says: Says
    said_at: datetime
    upload: str = ""
    who: str = ""
