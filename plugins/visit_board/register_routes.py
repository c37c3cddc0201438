"""Registering a visit: choices, the dates that will follow, then the doing."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from own_forms import from_our_own_page
from visit_board.act_routes import SEEN, STEP, Entered
from visit_board.reader import WhoMayAct
from visit_board.rendering import page
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.board.acts.act import Field
from visit_exchange.journey.pages.board.registering import NotYet, first_look, planned, register
from visit_exchange.journey.pages.board.registering_fields import first_fields, further_fields
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.services.outside import outside

router = APIRouter()
FIRST = ("framework", "la_code", "notified")
Sent = Annotated[None, Depends(from_our_own_page)]


@router.get("/register", response_class=HTMLResponse)
def first_page(_reader: WhoMayAct) -> HTMLResponse:
    """Return the first page of the form: kind, authority, notification date."""
    return _first({})


@router.post("/register")
def go_on(_own: Sent, reader: WhoMayAct, form: Entered) -> Response:
    """Go on to the next page of the form; at its end register, and go to the visit's page."""
    fields = {name: text for name, text in form.items() if name not in (SEEN, STEP)}
    step = form.get(STEP, "")
    if step == "change-first":
        return _first(fields)
    if nothing := _nothing_chosen(fields):
        return _first(fields, nothing)
    if step == "change":
        return _further(fields)
    try:
        if step == "do":
            seen = form.get(SEEN, "")
            visit_id = register(outside(), fields, seen=seen, by=reader.login)
            return RedirectResponse(f"/visits/visit/{visit_id}?done=1", status_code=303)
        shown = planned(outside(), fields)
    except NotYet as error:
        return _wrong(fields, {each.field: each.message for each in error.mistakes}, step)
    except UserError as error:
        return _further(fields, {"": str(error)})
    kind = load_framework(shown.new.framework)
    return page("register_check.html", shown=shown, entered=fields, kind=kind)


def _nothing_chosen(fields: dict[str, str]) -> dict[str, str]:
    """Return what is to be said where nothing was chosen on the first page."""
    said = {
        "framework": ("Select the kind of visit", fields.get("framework") in framework_ids()),
        "la_code": ("Select the local authority", bool(fields.get("la_code"))),
        "notified": ("Enter the notification date", bool(fields.get("notified"))),
    }
    return {name: told for name, (told, is_there) in said.items() if not is_there}


def _wrong(fields: dict[str, str], mistakes: dict[str, str], step: str) -> HTMLResponse:
    """Show the page on which the first mistake is; who comes from the first page made no other."""
    if of_first := {name: text for name, text in mistakes.items() if name in FIRST}:
        return _first(fields, of_first)
    return _further(fields, {} if step == "next" else mistakes)


def _first(fields: dict[str, str], mistakes: dict[str, str] | None = None) -> HTMLResponse:
    today = datetime.now(UTC).date()
    return page(
        "register.html",
        status=422 if mistakes else 200,
        fields=first_fields(today),
        entered=fields,
        mistakes=mistakes or {},
    )


def _further(fields: dict[str, str], mistakes: dict[str, str] | None = None) -> HTMLResponse:
    kind = load_framework(fields["framework"])
    dates, notes = first_look(fields)
    asked = further_fields(kind, outside().register.every_inspector())
    return page(
        "register_further.html",
        status=422 if mistakes else 200,
        kind=kind,
        first=[(name, fields.get(name, "")) for name in FIRST],
        fields=asked,
        dates=dates,
        notes=notes,
        entered=fields,
        mistakes=_placed(mistakes or {}, asked),
    )


def _placed(mistakes: dict[str, str], asked: tuple[Field, ...]) -> dict[str, str]:
    """Return each mistake at the field that it is in; at none where the page has none for it."""
    names = [field.name for field in asked]
    singular = {name: name.removesuffix("s") for name in mistakes}
    return {
        next((n for n in names if n == name or n.startswith(f"{singular[name]}-")), ""): message
        for name, message in mistakes.items()
    }
