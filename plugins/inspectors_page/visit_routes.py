"""The list of somebody's visits, and the page of each."""

from fastapi import APIRouter
from fastapi.responses import Response

from inspectors_page.rendering import attached, page
from visit_board.reader import AnyReader, InspectorOfVisit
from visit_exchange.journey.pages.inspectors.own_visits import own_visits
from visit_exchange.journey.pages.inspectors.summary_note import summary_note_of
from visit_exchange.journey.pages.inspectors.visit import visit_page
from visit_exchange.services.outside import outside

router = APIRouter()


@router.get("/")
def all_visits(reader: AnyReader) -> Response:
    """Return the page of the visits that one is an inspector of."""
    return page("visits.html", visits=own_visits(outside(), reader.login), reader=reader)


@router.get("/visit/{visit_id}/summary-note")
def summary_note(visit_id: str, login: InspectorOfVisit) -> Response:
    """Return the draft of the visit's summary note."""
    return attached(summary_note_of(outside(), visit_id, login), f"{visit_id} summary note.docx")


@router.get("/visit/{visit_id}")
def one_visit(visit_id: str, login: InspectorOfVisit) -> Response:
    """Return the page of one visit."""
    return page("visit.html", shown=visit_page(outside(), visit_id, login))
