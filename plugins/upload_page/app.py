"""The upload page's routes. The page itself is for everybody; the rest asks for the link's token.

The token comes in the Authorization header, never in an address: addresses are logged.
"""

from dataclasses import asdict
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from closed_pages import close
from problem_pages import tell_problems
from upload_page.acting_routes import router as acting
from upload_page.arranging_routes import router as arranging
from upload_page.desk_routes import CHECK, MOST_CHECKED, TOO_LARGE
from upload_page.desk_routes import routes as desk
from upload_page.link import LinksSender
from upload_page.look import page_html, problem_page, script_named, style
from upload_page.sending_routes import router as sending
from visit_exchange.journey.pages.upload_page import upload_page
from visit_exchange.services.outside import outside
from visit_exchange.settings.settings import plain

MOST_BODY = 16 << 10  # bytes: a name, a length and a hash; files go to the store
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
app.include_router(sending)
app.include_router(acting)
app.include_router(desk)
app.include_router(arranging)


@app.middleware("http")
async def only_what_the_page_needs(request: Request, go_on: Any) -> Response:
    """Let the page load its own scripts and style, reach the store, and nothing else."""
    answer: Response = _too_long(request) or await go_on(request)
    settings = outside().settings
    store = settings.s3_public_endpoint or plain(settings.s3_endpoint)
    policy = (
        "script-src 'self'; style-src 'self'; img-src data:; "
        f"connect-src 'self' {store}; form-action 'none'; frame-ancestors 'none'"
    )
    close(answer, policy, referrer="no-referrer")
    return answer


tell_problems(app, problem_page, user_error=403)


def _too_long(request: Request) -> Response | None:
    """Refuse what would be read into memory before anybody asks for the link."""
    if request.method in ("GET", "HEAD"):
        return None
    is_check = request.url.path.endswith(CHECK)
    most = MOST_CHECKED if is_check else MOST_BODY
    length = request.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:10]) <= most:
        return None
    told = TOO_LARGE if is_check else "Send one file’s name, length and hash."
    return JSONResponse({"detail": told}, status_code=413)


@app.get("/", response_class=HTMLResponse)
def page() -> str:
    """Return the page; it holds nothing of any visit."""
    return page_html()


@app.get("/upload.css")
def css() -> Response:
    """Return the GOV.UK look and the page's own few rules."""
    return Response(style(), media_type="text/css")


@app.get("/{name}.js")
def script(name: str) -> Response:
    """Return one of the page's scripts."""
    return Response(script_named(name), media_type="text/javascript")


@app.get("/visit")
def shown(sender: LinksSender) -> JSONResponse:
    """Return what the page shows of the link's visit."""
    return JSONResponse(asdict(upload_page(outside(), sender)))
