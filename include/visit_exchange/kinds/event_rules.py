"""What happens around a visit besides its milestones."""

from visit_exchange.kinds.yaml_file import Strict


class Event(Strict):
    """Something that the data team records with its day, because milestones depend on it."""

    id: str
    title: str
    source: str


class SummaryNote(Strict):
    """That the authority gets a note of the activities carried out, and where that is said."""

    source: str
