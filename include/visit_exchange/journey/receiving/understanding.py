"""What is this upload? By content and headings first, by name second, by the checklist third."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.receiving.checklist import newest_checklist, understand_checklist
from visit_exchange.journey.receiving.document_returns import understand_document
from visit_exchange.journey.receiving.list_returns import list_specs, understand_lists
from visit_exchange.journey.receiving.selection_returns import refuse_sheet, understand_selection
from visit_exchange.journey.receiving.tracking_returns import is_about_tracking, understand_tracking
from visit_exchange.journey.selecting.provider_choice import ticked_providers
from visit_exchange.journey.sender import sender_of
from visit_exchange.journey.upload import Opened, Understood, held, set_aside
from visit_exchange.request.checklist_reading import read_checklist
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.tables.reading import TABLES, read_safely
from visit_exchange.tracking.selection_sheet import read_selection
from visit_exchange.visits.submission import SubmissionStatus
from visit_exchange.visits.visit import ENDED, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_A_SELECTION = (
    "The file is no Selection sheet. Put X beside the children in the newest pack’s Selection "
    "sheet, save the workbook and upload it here."
)
ENDED_SO = "The visit is {}. We have set the file aside. Ask the lead inspector if it is needed."


def understand(outside: "Outside", opened: Opened) -> Understood:
    """Return what a screened upload came to."""
    if opened.visit.status in ENDED:
        cancelled = opened.visit.status is VisitStatus.CANCELLED
        return set_aside(opened, ENDED_SO.format("cancelled" if cancelled else "closed"))
    if opened.is_from_inspectors:
        return _understand_inspectors(outside, opened)
    # Only the authority is asked about selected children: it alone knows who they are.
    if not opened.submission.sender and is_about_tracking(outside, opened):
        return understand_tracking(outside, opened)
    if opened.kind in TABLES:
        return _understand_tables(outside, opened)
    return understand_document(
        outside, opened, newest_checklist(outside, sender_of(outside, opened.submission))
    )


def not_opened(opened: Opened) -> Understood:
    """Return the answer to an upload that screening stopped: held, or seen before."""
    submission = opened.submission
    held = submission.status is SubmissionStatus.HELD
    answer = build_answer(
        opened.name,
        number=submission.number,
        held_because=submission.reason if held else None,
        notes=() if held else (submission.reason or "",),
        verdict=submission.status,
    )
    return Understood(answer)


def _understand_inspectors(outside: "Outside", opened: Opened) -> Understood:
    """Take the pack's Selection and Providers sheets; nothing else is asked of inspectors."""
    try:
        codes = read_selection(opened.content) if opened.kind in TABLES else None
        providers = ticked_providers(opened) if opened.kind in TABLES else ()
    except UserError as error:
        return refuse_sheet(outside, opened, str(error))
    if codes is None and not providers:
        return set_aside(opened, NOT_A_SELECTION)
    return understand_selection(outside, opened, codes or (), providers)


def _understand_tables(outside: "Outside", opened: Opened) -> Understood:
    if checklist := read_checklist(opened.content, opened.framework):
        return understand_checklist(outside, opened, checklist)
    reading = read_safely(
        opened.content,
        opened.kind,
        list_specs(opened.framework),
        notified=opened.visit.notified,
        name=opened.name,
    )
    if isinstance(reading, str):
        return held(opened, reading)
    if reading.lists or reading.problems:
        return understand_lists(outside, opened, reading)
    # A table that is no list may still be a document that was asked for.
    checklist = newest_checklist(outside, sender_of(outside, opened.submission))
    return understand_document(outside, opened, checklist, reading)
