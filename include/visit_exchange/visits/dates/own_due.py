"""When what is asked about a selected child is due: with all of them, or on a day of its own."""

from collections.abc import Mapping
from datetime import datetime

from visit_exchange.visits.dossier import Dossier


def own_due(dossier: Dossier) -> Mapping[str, datetime]:
    """Return the deadlines of those who took a place, by code, where they are later than of all.

    Where the deadline of all is moved behind such a day, or the visit is resumed with new dates,
    nobody is late before it.
    """
    selection = dossier.selection
    if selection is None or not selection.own_due:
        return {}
    due = dossier.milestone_for("tracking").due
    return {code: own for code, own in selection.own_due.items() if own > due}
