"""The timetable of a visit, which its inspectors share with the local authority."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from inspectors_page.rendering import page
from own_forms import from_our_own_page
from timetable_form import TimetableForm
from visit_board.reader import InspectorOfVisit
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import check_may_choose
from visit_exchange.journey.pages.arranging.timetable import Asked, act, timetable_page
from visit_exchange.services.outside import outside

router = APIRouter(prefix="/visit/{visit_id}/timetable")


@router.get("")
def timetable(visit_id: str, _login: InspectorOfVisit) -> Response:
    """Return the timetable by day."""
    return _page(visit_id, Asked())


@router.post("", dependencies=[Depends(from_our_own_page)])
def change(
    visit_id: str, login: InspectorOfVisit, form: Annotated[TimetableForm, Form()]
) -> Response:
    """Do what the form asks for; 422 with the page that says why it cannot be done."""
    asked = form.asked()
    try:
        check_may_choose(outside(), visit_id, login)
        told = act(outside(), visit_id, asked, by=login)
    except UserError as error:
        return _page(visit_id, asked, refused=str(error))
    return _page(visit_id, asked, told=told)


def _page(visit_id: str, asked: Asked, *, refused: str = "", told: str = "") -> Response:
    return page(
        "timetable_page.html",
        status=422 if refused else 200,
        visit=outside().register.visit(visit_id),
        shown=timetable_page(outside(), visit_id, asked, refused),
        refused=refused,
        told=told,
    )
