"""The visits to providers: whom the choice was discussed with, letters, times, samples by code."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from inspectors_page.rendering import attached, page
from own_forms import from_our_own_page
from visit_board.reader import InspectorOfVisit
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import check_may_choose
from visit_exchange.journey.pages.arranging.providers import providers_page
from visit_exchange.journey.selecting.provider_letters import letter_to
from visit_exchange.journey.selecting.provider_visits import (
    choose_sample,
    note_consulted,
)
from visit_exchange.services.outside import outside

router = APIRouter(prefix="/visit/{visit_id}/provider-visits")


class Entered(BaseModel):
    """What was entered: a day of consultation, or (with ``place``) a provider's sample."""

    place: int = 0
    name: str = ""
    codes: str = ""
    day: str = ""


@router.get("")
def visits(visit_id: str, _login: InspectorOfVisit) -> Response:
    """Return how the visits to providers stand."""
    return _page(visit_id, Entered())


@router.post("", dependencies=[Depends(from_our_own_page)])
def keep(visit_id: str, login: InspectorOfVisit, entered: Annotated[Entered, Form()]) -> Response:
    """Keep a sample or the day of consultation; 422 with the page that says why it cannot be."""
    try:
        check_may_choose(outside(), visit_id, login)
        if entered.place:
            where, codes = entered.place, entered.codes
            choose_sample(outside(), visit_id, where, codes, by=login, name=entered.name)
        else:
            note_consulted(outside(), visit_id, entered.day, by=login)
    except UserError as error:
        return _page(visit_id, entered, str(error))
    return RedirectResponse(f"/inspectors/visit/{visit_id}/provider-visits", status_code=303)


@router.get("/letter/{place}")
def letter(visit_id: str, place: int, _login: InspectorOfVisit) -> Response:
    """Return the letter to one provider, as the authority has it."""
    return attached(letter_to(outside(), visit_id, place), f"letter to provider {place}.docx")


def _page(visit_id: str, entered: Entered, refused: str = "") -> Response:
    return page(
        "provider_visits.html",
        status=422 if refused else 200,
        visit=outside().register.visit(visit_id),
        shown=providers_page(outside(), visit_id),
        entered=entered,
        refused=refused.splitlines(),
    )
