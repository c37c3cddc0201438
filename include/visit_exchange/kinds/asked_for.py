"""What a framework asks for: the items of its request, lists and documents."""

from typing import Literal

from visit_exchange.kinds.yaml_file import Strict


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
