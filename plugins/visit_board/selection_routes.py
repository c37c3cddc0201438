"""The page on which an inspector chooses the children to track, by code."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from own_forms import from_our_own_page
from visit_board.reader import InspectorOfVisit
from visit_board.rendering import page
from visit_exchange.errors import UserError
from visit_exchange.journey.selecting.choosing import choose, open_question
from visit_exchange.services.outside import outside

router = APIRouter()


@router.get("/visit/{visit_id}/selection", response_class=HTMLResponse)
def selection_page(visit_id: str, _inspector: InspectorOfVisit) -> HTMLResponse:
    """Return the page on which an inspector chooses children by code."""
    return _selection(visit_id)


@router.post("/visit/{visit_id}/selection", dependencies=[Depends(from_our_own_page)])
def answer_selection(
    visit_id: str, inspector: InspectorOfVisit, codes: Annotated[list[str] | None, Form()] = None
) -> Response:
    """Record the choice and show it; 422 with the page that says why not."""
    try:
        choose(outside(), visit_id, codes or [], by=inspector)
    except UserError as error:
        return _selection(visit_id, refused=str(error), ticked=codes or [])
    return RedirectResponse(f"/visits/visit/{visit_id}/selection", status_code=303)


def _selection(visit_id: str, refused: str = "", ticked: list[str] | None = None) -> HTMLResponse:
    return page(
        "selection.html",
        status=422 if refused else 200,
        visit_id=visit_id,
        asked=open_question(outside(), visit_id),
        chosen=outside().register.selection(visit_id),
        refused=refused,
        ticked=ticked or [],
    )
