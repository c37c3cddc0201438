"""The choice of children to track and of providers to visit."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from inspectors_page.kept import forget, keep, kept
from inspectors_page.looking import Looks, Posted, asked
from inspectors_page.rendering import page
from own_forms import from_our_own_page
from visit_board.reader import InspectorOfVisit
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.choosing import choosing, proposed
from visit_exchange.journey.pages.inspectors.coverage import CHILDREN, PROVIDERS
from visit_exchange.journey.pages.inspectors.deciding import decide
from visit_exchange.journey.pages.inspectors.opened import note_opened
from visit_exchange.journey.pages.inspectors.standing import for_reader
from visit_exchange.packs.reading.looking import View
from visit_exchange.services.outside import outside

router = APIRouter(prefix="/visit/{visit_id}")


@router.get("/children")
@router.get("/providers")
def choice(request: Request, visit_id: str, login: InspectorOfVisit, view: Looks) -> Response:
    """Return the page of the choice as it is ticked so far."""
    return _page(request, visit_id, login, view)


@router.post("/children", dependencies=[Depends(from_our_own_page)])
@router.post("/providers", dependencies=[Depends(from_our_own_page)])
def choose(
    request: Request, visit_id: str, login: InspectorOfVisit, view: Looks, form: Posted
) -> Response:
    """Keep the ticks, or record the choice; 422 with the page that says why it does not stand."""
    noun, now = _noun(request), _ticked(request, form)
    answer = RedirectResponse(request.url.path, status_code=303)
    if form.get("do") == "confirm":
        reason = str(form.get("why", ""))
        try:
            decide(outside(), visit_id, noun, now["chosen"], by=login, reason=reason)
        except UserError as error:
            return _page(request, visit_id, login, view, now, refused=str(error), reason=reason)
        forget(answer, request)
        return answer
    if form.get("do") != "look" and request.url.query:
        answer.headers["Location"] = f"{request.url.path}?{request.url.query}"
    if form.get("do") == "propose":
        now["chosen"] = list(proposed(outside(), visit_id, noun))
    keep(answer, request, now)
    return answer


def _ticked(request: Request, form: FormData) -> dict[str, Any]:
    """Return what is chosen now: what was before, but for what is shown and no longer ticked."""
    shown, ticked = set(form.getlist("shown")), [str(each) for each in form.getlist("ticked")]
    before = [str(each) for each in form.getlist("before") if each not in shown]
    dropped = form.get("drop")
    chosen = [each for each in dict.fromkeys([*before, *ticked]) if each != dropped]
    return {**asked(form), "chosen": chosen}


def _noun(request: Request) -> str:
    return PROVIDERS if request.url.path.endswith("/providers") else CHILDREN


def _page(
    request: Request,
    visit_id: str,
    login: str,
    view: View,
    now: dict[str, Any] | None = None,
    *,
    refused: str = "",
    reason: str = "",
) -> Response:
    drafted = (now or kept(request)).get("chosen")
    ticked = None if drafted is None else tuple(drafted)
    shown = choosing(outside(), visit_id, _noun(request), ticked, view)
    note_opened(outside(), shown.pack, login, f"{shown.noun} to choose", page=shown.looked.page)
    visit = outside().register.visit(visit_id)
    shown = replace(shown, standing=for_reader(shown.standing, visit, login))
    return page(
        "choose.html",
        status=422 if refused else 200,
        visit=visit,
        shown=shown,
        refused=refused.splitlines(),
        reason=reason,
    )
