"""The board's pages. Every route asks for a signed-in user, and each visit for a right to it."""

from pathlib import Path
from typing import Annotated, Any

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.core_api.security import get_user
from fastapi import Depends, FastAPI, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader
from pydantic import BaseModel

from closed_pages import close
from own_forms import from_our_own_page
from visit_board.reader import NOT_YOURS, AnyReader, InspectorOfVisit, ReaderOfVisit
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import may_see
from visit_exchange.journey.pages.board import board, visit_board
from visit_exchange.journey.pages.mail_standing import MailStanding, mail_standing
from visit_exchange.journey.publishing.telling_uniqueness import uniqueness_told
from visit_exchange.journey.requesting.asking import ask
from visit_exchange.journey.selecting.choosing import choose, is_asked, open_question
from visit_exchange.journey.upkeep.health import health
from visit_exchange.services.outside import outside
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import visit_of_run
from visit_exchange.writing.page_style import page_style


class Asked(BaseModel):
    """What is entered on the page that asks for one more item; empty until it is."""

    title: str = ""
    reason: str = ""
    due: str = ""
    like: str = ""


PAGES = Path(__file__).parent / "pages"
app = FastAPI(dependencies=[Depends(get_user)], docs_url=None, redoc_url=None, openapi_url=None)
pages = Environment(loader=FileSystemLoader(PAGES), autoescape=True)


@app.middleware("http")
async def nothing_from_elsewhere(request: Request, go_on: Any) -> Response:
    """Let the pages load their own style and nothing else, and be kept by no cache."""
    answer: Response = await go_on(request)
    policy = "style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'self'"
    close(answer, policy, referrer="same-origin")
    return answer


@app.get("/board.css")
def style() -> Response:
    """Return the GOV.UK look and the board's own few rules."""
    own = (PAGES / "board.css").read_text(encoding="utf-8")
    return Response(page_style() + own, media_type="text/css")


@app.get("/me")
def me(reader: AnyReader) -> dict[str, str]:
    """Return the login of who asks: a command is told under whose name it acts."""
    return {"login": reader.login}


@app.get("/logins/{login}")
def known_login(login: str, reader: AnyReader) -> dict[str, bool]:
    """Say whether somebody can sign in with a login: asked before a visit is given to them.

    An auth manager that is not one of ours keeps its people elsewhere: it is taken at its word.
    """
    if not reader.is_data_team:
        raise HTTPException(403, NOT_YOURS)
    knows = getattr(get_auth_manager(), "knows_login", None)
    return {"known": knows is None or bool(knows(login))}


@app.get("/", response_class=HTMLResponse)
def all_visits(reader: AnyReader) -> str:
    """Return the page of the visits that one may see."""
    visits = board(outside(), reader.inspector)
    fares = health(outside()) if reader.is_data_team else None
    mails = mail_standing(outside()) if reader.is_data_team else MailStanding()
    return pages.get_template("board.html").render(
        visits=visits, reader=reader, health=fares, mails=mails
    )


@app.get("/visit/{visit_id}", response_class=HTMLResponse)
def one_visit(visit_id: str, reader: ReaderOfVisit) -> str:
    """Return the page of one visit; 404 when there is none.

    Airflow's tab of a run knows the run's id, which is the visit's until it is resumed.
    """
    visit_id = visit_of_run(visit_id)
    try:
        shown = visit_board(outside(), visit_id)
    except UserError as error:
        raise HTTPException(404, str(error)) from None
    people = outside().register.inspectors(visit_id)
    return pages.get_template("visit.html").render(
        shown=shown,
        reader=reader,
        inspectors=people,
        asked=is_asked(outside(), visit_id),
        chooses=may_see(outside(), visit_id, reader.login),
        unique=uniqueness_told(outside(), visit_id),
    )


@app.get("/visit/{visit_id}/selection", response_class=HTMLResponse)
def selection_page(visit_id: str, _inspector: InspectorOfVisit) -> str:
    """Return the page on which an inspector chooses children by code."""
    return _selection(visit_id)


@app.post("/visit/{visit_id}/selection", dependencies=[Depends(from_our_own_page)])
def answer_selection(
    visit_id: str, inspector: InspectorOfVisit, codes: Annotated[list[str] | None, Form()] = None
) -> Response:
    """Record the choice and show it; 422 with the page that says why not."""
    try:
        choose(outside(), visit_id, codes or [], by=inspector)
    except UserError as error:
        page = _selection(visit_id, refused=str(error), ticked=codes or [])
        return HTMLResponse(page, status_code=422)
    return RedirectResponse(f"/visits/visit/{visit_id}/selection", status_code=303)


@app.get("/visit/{visit_id}/ask", response_class=HTMLResponse)
def ask_page(visit_id: str, _reader: ReaderOfVisit) -> str:
    """Return the page on which the visit's people ask for one more item."""
    return _asking(visit_id)


@app.post("/visit/{visit_id}/ask", dependencies=[Depends(from_our_own_page)])
def ask_for_item(
    visit_id: str, reader: ReaderOfVisit, entered: Annotated[Asked, Form()]
) -> Response:
    """Ask the authority and go back to the visit; 422 with the page that says why not."""
    try:
        ask(outside(), visit_id, **entered.model_dump(), by=reader.login)
    except UserError as error:
        page = _asking(visit_id, refused=str(error), entered=entered)
        return HTMLResponse(page, status_code=422)
    return RedirectResponse(f"/visits/visit/{visit_id}", status_code=303)


def _asking(visit_id: str, refused: str = "", entered: Asked | None = None) -> str:
    return pages.get_template("ask.html").render(
        visit_id=visit_id,
        kind=framework_of(outside().register.visit(visit_id)),
        refused=refused,
        entered=entered or Asked(),
    )


def _selection(visit_id: str, refused: str = "", ticked: list[str] | None = None) -> str:
    return pages.get_template("selection.html").render(
        visit_id=visit_id,
        asked=open_question(outside(), visit_id),
        chosen=outside().register.selection(visit_id),
        refused=refused,
        ticked=ticked or [],
    )
