"""A visit's page, its audit, and the way from a run or a task of Airflow to it."""

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from visit_board.reader import AnyReader, DataTeam, ReaderOfVisit
from visit_board.rendering import page
from visit_exchange.errors import ServiceError
from visit_exchange.journey.access.people import may_see, only_reads
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.journey.pages.board.acts.doing import offered
from visit_exchange.journey.pages.history import visit_history
from visit_exchange.journey.publishing.telling_uniqueness import uniqueness_told
from visit_exchange.journey.selecting.choosing import is_asked
from visit_exchange.services.outside import outside
from visit_exchange.visits.visit import visit_of_run

router = APIRouter()


@router.get("/visit/{visit_id}", response_class=HTMLResponse)
def one_visit(visit_id: str, reader: ReaderOfVisit, done: int = 0) -> HTMLResponse:
    """Return the page of one visit; 404 when there is none.

    Airflow's tab of a run knows the run's id, which is the visit's until it is resumed. ``done``
    is 1 after an act, and 2 after one that a task does.
    """
    visit_id = visit_of_run(visit_id)
    shown = visit_board(outside(), visit_id)
    register = outside().register
    tracking = [login for login in shown.inspectors if register.tracks(visit_id, login)]
    return page(
        "visit.html",
        shown=shown,
        reader=reader,
        tracking=tracking,
        acts=offered(shown.dossier) if reader.may_act else {},
        done=done,
        asked=is_asked(outside(), visit_id),
        chooses=may_see(outside(), visit_id, reader.login)
        and not only_reads(shown.visit, reader.login),
        unique=uniqueness_told(outside(), visit_id),
    )


@router.get("/visit/{visit_id}/audit", response_class=HTMLResponse)
def audit(visit_id: str, _reader: DataTeam) -> HTMLResponse:
    """Return who did and saw what of a visit, when; 404 when there is none."""
    return page("audit.html", visit_id=visit_id, acts=visit_history(outside(), visit_id))


@router.get("/run/{dag}/{run}")
@router.get("/run/{dag}/{run}/{task}/{mapped}")
def of_run(reader: AnyReader, dag: str, run: str, task: str = "", mapped: str = "") -> Response:
    """Lead from a run or a task of Airflow to the visit that it is about, else to the board."""
    visit_id = _visit_of(dag, run, task, mapped) if reader.is_data_team else ""
    known = visit_id and any(each.id == visit_id for each in outside().register.visits())
    place = f"visit/{quote(visit_id, safe='')}" if known else "?about=none"
    return RedirectResponse(f"/visits/{place}", status_code=303)


def _visit_of(dag: str, run: str, task: str, mapped: str) -> str:
    if dag == "visit":
        return visit_of_run(run)
    try:
        about = outside().airflow.what_about(dag, run, task, mapped)
    except ServiceError:
        return ""
    # An upload and an order are named by their visit and a number.
    return visit_of_run(about.partition("/")[0])
