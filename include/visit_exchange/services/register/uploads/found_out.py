"""Writes all that was found out of an upload, in the transaction of its move."""

from datetime import datetime

from sqlalchemy.orm import Session

from visit_exchange.services.register.tables import SubmissionRow
from visit_exchange.services.register.uploads.document_reviews import (
    hold_for_decision,
    record_breach,
    remember_names,
)
from visit_exchange.services.register.uploads.sealed import Sealed, keep_sealed
from visit_exchange.services.register.uploads.statements import (
    declare_not_held,
    declare_of_children,
)
from visit_exchange.services.register.uploads.submission_rows import write_answer
from visit_exchange.visits.records import Answer


def write_found(session: Session, row: SubmissionRow, answer: Answer, at: datetime) -> None:
    """Write what an upload came to and what it makes known of its visit; ``at`` is visit time."""
    write_answer(row, answer)
    session.flush()
    if answer.not_held is not None:
        # It locks the visit, so it comes before what only shares it.
        declare_not_held(session, row, answer.not_held)
    if answer.of_children is not None:
        declare_of_children(session, row, answer.of_children)
    remember_names(session, row.visit_id, answer.names)
    if answer.crosswalk is not None:
        keep_sealed(session, row, Sealed.CROSSWALK, answer.crosswalk)
    if answer.undecided:
        hold_for_decision(session, row, answer.undecided, at)
    for where, kinds in answer.breaches.items():
        record_breach(session, row, where, kinds, at)
