"""The board's pages. Every route asks for a signed-in user who may read the visits' runs."""

from pathlib import Path
from typing import Annotated, Any

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagDetails
from airflow.api_fastapi.core_api.security import GetUserDep, get_user
from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

from visit_exchange.errors import UserError
from visit_exchange.journey.board import board, visit_board
from visit_exchange.outside import outside

app = FastAPI(dependencies=[Depends(get_user)], docs_url=None, redoc_url=None, openapi_url=None)
pages = Environment(loader=FileSystemLoader(Path(__file__).parent / "pages"), autoescape=True)


def may_read_visits(user: GetUserDep) -> Any:
    """Return the user when they may read the runs of ``visit``; 403 otherwise."""
    if not get_auth_manager().is_authorized_dag(
        method="GET", details=DagDetails(id="visit"), user=user
    ):
        raise HTTPException(403, "You do not have access to visits. Ask the data team.")
    return user


Reader = Annotated[Any, Depends(may_read_visits)]


@app.get("/", response_class=HTMLResponse)
def all_visits(_reader: Reader) -> str:
    """Return the page of all visits."""
    return pages.get_template("board.html").render(visits=board(outside()))


@app.get("/visit/{visit_id}", response_class=HTMLResponse)
def one_visit(visit_id: str, _reader: Reader) -> str:
    """Return the page of one visit; 404 when there is none."""
    try:
        shown = visit_board(outside(), visit_id)
    except UserError as error:
        raise HTTPException(404, str(error)) from None
    return pages.get_template("visit.html").render(shown=shown)
