"""What may happen around a visit besides its milestones."""

from visit_exchange.visits.milestone_rule import Strict


class Event(Strict):
    """Something that the data team records with its day, because milestones depend on it."""

    id: str
    title: str
    source: str
