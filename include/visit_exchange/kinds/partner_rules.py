"""Which kinds of partners may be asked besides the authority, and for what."""

from visit_exchange.kinds.yaml_file import Strict


class PartnerKind(Strict):
    """A kind of partner, like health services. ``items`` are what it may be asked for.

    ``title`` says whom it stands for, in the plural.
    """

    id: str
    title: str
    items: tuple[str, ...]
    source: str
