"""The inspectors' page. Every route asks for a signed-in user, and each visit for its inspector.

No address has anything of a child in it: a child goes by its number in a version of the pack, and
what is searched for is sent in forms.
"""

from typing import Any

from airflow.api_fastapi.core_api.security import get_user
from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response

from closed_pages import close
from inspectors_page import (
    choosing_routes,
    list_routes,
    note_routes,
    pack_routes,
    provider_routes,
    timetable_routes,
    tracking_routes,
    visit_routes,
)
from inspectors_page.rendering import PAGES, page
from problem_pages import tell_problems
from visit_exchange.writing.page_style import page_style

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
ROUTES = (
    visit_routes,
    pack_routes,
    list_routes,
    choosing_routes,
    provider_routes,
    timetable_routes,
    tracking_routes,
    note_routes,
)
for routes in ROUTES:
    app.include_router(routes.router, dependencies=[Depends(get_user)])


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


@app.get("/page.css")
def style() -> Response:
    """Return the GOV.UK look and the page's own few rules."""
    own = (PAGES / "page.css").read_text(encoding="utf-8")
    return Response(page_style() + own, media_type="text/css")


@app.get("/choose.js")
def script() -> Response:
    """Return what makes the coverage follow each tick; the page works without it."""
    return Response((PAGES / "choose.js").read_text(encoding="utf-8"), media_type="text/javascript")
