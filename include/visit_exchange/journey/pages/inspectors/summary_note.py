"""The draft of a visit's summary note, for its inspectors to take."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.visits.places.keys import summary_note_key
from visit_exchange.visits.visit import VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.visits.dossier import Dossier

NO_NOTE = "There is no draft of a summary note: it is written when the visit closes."


def has_summary_note(dossier: "Dossier") -> bool:
    """Say whether a draft was written: the visit is closed, and its kind has such a note."""
    is_closed = dossier.visit.status is VisitStatus.CLOSED
    return is_closed and dossier.framework.summary_note is not None


def summary_note_of(outside: "Outside", visit_id: str, login: str) -> bytes:
    """Return the draft (docx) and write down who opened it; UserError where there is none."""
    visit = outside.register.visit(visit_id)
    try:
        content = outside.store.get(Bucket.PACKS, summary_note_key(visit_id))
    except FileNotFoundError:
        raise UserError(NO_NOTE) from None
    detail = {"what": "summary note"}
    outside.register.note_opened(visit_id, by=login, at=visit_now(visit), detail=detail)
    return content
