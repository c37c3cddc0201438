"""The lists of a version as tables, and one child's journey across all of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from inspectors_page.kept import keep
from inspectors_page.looking import Looks, Posted, asked
from inspectors_page.rendering import page
from own_forms import from_our_own_page
from visit_board.reader import InspectorOfVisit
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.lists import (
    child_of,
    journey_of,
    list_page,
    number_of,
)
from visit_exchange.journey.pages.inspectors.notes import notes_of
from visit_exchange.journey.pages.inspectors.opened import note_opened, open_pack
from visit_exchange.packs.notes import About, standing_notes
from visit_exchange.services.outside import outside

router = APIRouter(prefix="/visit/{visit_id}/pack/{version}")
OWN = [Depends(from_our_own_page)]


@router.get("/list/{item}")
def one_list(
    visit_id: str, version: int, item: str, login: InspectorOfVisit, view: Looks
) -> Response:
    """Return a page of a list."""
    pack = open_pack(outside(), visit_id, version)
    shown = list_page(pack, item, view)
    note_opened(outside(), pack.pack, login, "list", list=item, page=shown.looked.page)
    notes = standing_notes(notes_of(outside(), visit_id), About.ITEM, item)
    return page("list.html", pack=pack, item=item, shown=shown, notes=notes, login=login)


@router.post("/list/{item}", dependencies=OWN)
def narrow(request: Request, _login: InspectorOfVisit, form: Posted) -> Response:
    """Keep what the list is narrowed to, and show it from its first page."""
    answer = RedirectResponse(request.url.path, status_code=303)
    keep(answer, request, asked(form))
    return answer


@router.get("/child/{number}")
def child(visit_id: str, version: int, number: int, login: InspectorOfVisit) -> Response:
    """Return what all lists say of one child, by its number in this version."""
    pack = open_pack(outside(), visit_id, version)
    code = child_of(pack, number)
    note_opened(outside(), pack.pack, login, "child", number=number)
    notes = standing_notes(notes_of(outside(), visit_id), About.CHILD, code)
    parts = journey_of(pack, code)
    return page(
        "child.html", pack=pack, code=code, number=number, parts=parts, notes=notes, login=login
    )


@router.post("/child", dependencies=OWN)
def find_child(
    visit_id: str, version: int, _login: InspectorOfVisit, code: Annotated[str, Form()] = ""
) -> Response:
    """Lead to the child whose code was entered; 422 with the page that says why not."""
    pack = open_pack(outside(), visit_id, version)
    try:
        number = number_of(pack, code)
    except UserError as error:
        return page("find.html", status=422, pack=pack, refused=str(error))
    return RedirectResponse(f"/inspectors/visit/{visit_id}/pack/{version}/child/{number}", 303)
