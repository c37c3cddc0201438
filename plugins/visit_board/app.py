"""The board's pages. Every route asks for a signed-in user, and each visit for a right to it."""

from typing import Any

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.core_api.security import get_user
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import Response

from closed_pages import close
from problem_pages import tell_problems
from visit_board import (
    act_routes,
    board_routes,
    number_routes,
    register_routes,
    selection_routes,
    visit_routes,
)
from visit_board.reader import NOT_YOURS, AnyReader
from visit_board.rendering import PAGES, page
from visit_exchange.writing.page_style import page_style

app = FastAPI(dependencies=[Depends(get_user)], docs_url=None, redoc_url=None, openapi_url=None)
ROUTES = (
    board_routes,
    number_routes,
    register_routes,
    selection_routes,
    act_routes,
    visit_routes,
)
for routes in ROUTES:
    app.include_router(routes.router)


@app.middleware("http")
async def nothing_from_elsewhere(request: Request, go_on: Any) -> Response:
    """Let the pages load their own style and script and nothing else, and be kept by no cache."""
    answer: Response = await go_on(request)
    policy = (
        "style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
        "form-action 'self'; frame-ancestors 'self'"
    )
    close(answer, policy, referrer="same-origin")
    return answer


tell_problems(
    app,
    lambda told, status: page("problem.html", status=status, told=told),
    lambda told, status, unsaved: page("unsaved.html", status=status, told=told, unsaved=unsaved),
)


@app.get("/board.css")
def style() -> Response:
    """Return the GOV.UK look and the board's own few rules."""
    own = (PAGES / "board.css").read_text(encoding="utf-8")
    return Response(page_style() + own, media_type="text/css")


@app.get("/board.js")
def script() -> Response:
    """Return what renews a page in place; without it the page is loaded anew, or by a link."""
    return Response((PAGES / "board.js").read_text(encoding="utf-8"), media_type="text/javascript")


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
