"""Acts: a form, then a page that shows what will follow, then the doing under one's own login."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from own_forms import from_our_own_page
from visit_board.reader import NOT_FOR_YOU, Reader, ReaderOfVisit
from visit_board.rendering import page
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import check_may_choose
from visit_exchange.journey.pages.board.acts.act import Act, WrongField
from visit_exchange.journey.pages.board.acts.doing import (
    act_named,
    carry_out,
    check_offered,
    foreseen,
)
from visit_exchange.services.outside import outside

router = APIRouter()
ACT = "/visit/{visit_id}/do/{act_id}"
LONGEST = 2000
# What the second page sends beside what was entered.
SEEN, STEP = "seen", "step"


async def entered(request: Request) -> dict[str, str]:
    """Return the form that was sent: one text for each field."""
    form = await request.form()
    return {name: str(value)[:LONGEST] for name, value in form.items()}


Entered = Annotated[dict[str, str], Depends(entered)]


def who_may_do(act_id: str, reader: ReaderOfVisit) -> Reader:
    """Return who may do this act to the visit; 403 for everybody else, UserError for no act."""
    act = act_named(act_id)
    if not (reader.may_act or (act.for_inspectors and not reader.is_data_team)):
        raise HTTPException(403, NOT_FOR_YOU)
    return reader


WhoMayDo = Annotated[Reader, Depends(who_may_do)]


@router.get("/visit/{visit_id}/ask")
def ask_page(visit_id: str, _reader: ReaderOfVisit) -> Response:
    """Lead to the page on which the visit's people ask for one more item."""
    return RedirectResponse(f"/visits/visit/{visit_id}/do/ask", status_code=303)


@router.get(ACT, response_class=HTMLResponse)
def act_page(
    visit_id: str, act_id: str, _reader: WhoMayDo, about: int | None = None
) -> HTMLResponse:
    """Return the form of an act; ``about`` is the number of the upload that it is about.

    UserError when the visit, as it stands, has nothing to do so.
    """
    check_offered(act_named(act_id), outside().register.dossier(visit_id))
    return _form(visit_id, act_named(act_id), {"number": str(about)} if about else {})


@router.post(ACT, dependencies=[Depends(from_our_own_page)])
def do_act(visit_id: str, act_id: str, reader: WhoMayDo, form: Entered) -> Response:
    """Show what will follow; once that was seen, do it and go back to the visit.

    422 with the form that says why not.
    """
    act, fields = act_named(act_id), {k: v for k, v in form.items() if k not in (SEEN, STEP)}
    try:
        if form.get(STEP) == "change":
            return _form(visit_id, act, fields)
        check_may_choose(outside(), visit_id, reader.login)
        if form.get(STEP) == "do":
            seen = form.get(SEEN, "")
            carry_out(outside(), visit_id, act_id, fields, seen=seen, by=reader.login)
            done = 2 if act.needs_worker else 1
            return RedirectResponse(f"/visits/visit/{visit_id}?done={done}", status_code=303)
        shown = foreseen(outside(), visit_id, act_id, fields)
    except UserError as error:
        field = error.field if isinstance(error, WrongField) else ""
        return _form(visit_id, act, fields, refused=str(error), field=field)
    visit = outside().register.visit(visit_id)
    return page("foreseen.html", visit=visit, act=act, shown=shown, entered=fields)


def _form(
    visit_id: str, act: Act, entered: dict[str, str], refused: str = "", field: str = ""
) -> HTMLResponse:
    """Return the form of an act; ``refused`` says why it was not taken, and in which ``field``."""
    dossier = outside().register.dossier(visit_id)
    fields = act.fields(dossier)
    at = field if field in {each.name for each in fields} else ""
    return page(
        "act.html",
        status=422 if refused else 200,
        visit=dossier.visit,
        act=act,
        fields=fields,
        kind=dossier.framework,
        entered=entered,
        lines=[(at or fields[0].name, line) for line in refused.splitlines()],
        mistakes={at: refused} if at else {},
    )
