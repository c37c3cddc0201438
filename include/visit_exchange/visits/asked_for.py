"""What a framework asks for: items, selection, tracking, on-site days and how long it is kept."""

from typing import Literal

from visit_exchange.visits.milestone_rule import Strict


class Item(Strict):
    """One thing that the authority is asked for: a list or a document.

    ``words`` are what recognises a document: phrases of its title and text, most telling first.
    """

    id: str
    number: str
    title: str
    kind: Literal["list", "document"]
    due: str
    about: str
    source: str
    words: tuple[str, ...] = ()


class SelectionRules(Strict):
    """How many children inspectors track, and which lists they choose from."""

    milestone: str
    about: int
    fewest: int
    most: int
    lists: tuple[str, ...]
    source: str


class TrackingItem(Strict):
    """One kind of document asked for about each selected child."""

    id: str
    title: str
    about: str
    words: tuple[str, ...] = ()


class Tracking(Strict):
    """What is asked for about each selected child, and by when."""

    milestone: str
    items: tuple[TrackingItem, ...]
    source: str


class OnSite(Strict):
    """The on-site days: where they start, how many at most and by default."""

    milestone: str
    most_days: int
    default_days: int
    source: str


class Retention(Strict):
    """How many days after closing each kind of evidence is kept."""

    tracking_days: int
    upload_days: int
    pack_days: int
    source: str
