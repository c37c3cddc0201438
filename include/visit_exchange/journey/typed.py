"""What people type about a visit, and mails, the audit or checklists repeat: it names nobody."""

from visit_exchange.privacy.naming_nobody import check_names_nobody
from visit_exchange.visits.visit import Visit


def naming_nobody(visit: Visit, what: str, text: str) -> str:
    """Return a typed text without blanks around it; UserError when it tells who somebody is.

    ``what`` is its name in the sentence that says so ("The reason"). The authority's own name is
    nobody's.
    """
    check_names_nobody(what, text, places=(visit.la_name,))
    return text.strip()
