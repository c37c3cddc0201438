"""How long what a visit received is kept."""

from visit_exchange.visits.milestone_rule import Strict


class Retention(Strict):
    """How many days after closing each kind of evidence is kept."""

    tracking_days: int
    upload_days: int
    pack_days: int
    source: str
