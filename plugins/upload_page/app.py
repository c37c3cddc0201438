"""The upload page's routes. The page itself is for everybody; the rest asks for the link's token.

The token comes in the Authorization header, never in an address: addresses are logged.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from closed_pages import close
from upload_page.pace import Pace
from visit_exchange.errors import UserError
from visit_exchange.journey.access.upload_link import sender_of_link
from visit_exchange.journey.pages.upload_page import upload_page
from visit_exchange.journey.pages.upload_permits import permit_upload, upload_id
from visit_exchange.journey.sender import Sender
from visit_exchange.services.outside import outside
from visit_exchange.settings.settings import plain
from visit_exchange.writing.page_style import page_style

PAGES = Path(__file__).parent / "pages"
LONGEST_TOKEN = 100
MOST_BODY = 16 << 10  # bytes: a name, a length and a hash; files go to the store
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
pace = Pace(most=120, seconds=60)


class FileToSend(BaseModel):
    """A file that somebody wants to send. ``sha256`` is in hex, ``length`` in bytes.

    ``item`` is the number of the item whose document it is; empty when we are to find out.
    """

    name: str = Field(min_length=1, max_length=1000)
    length: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    tracking: bool = False
    item: str = Field(default="", max_length=20)


def sender_of(authorization: Annotated[str, Header()] = "") -> Sender:
    """Return whom the link's token is for; 403 when it no longer works, or never did."""
    token = authorization.removeprefix("Bearer ")[:LONGEST_TOKEN]
    try:
        return sender_of_link(outside(), token)
    except PermissionError as error:
        raise HTTPException(403, str(error)) from None


LinksSender = Annotated[Sender, Depends(sender_of)]


@app.middleware("http")
async def only_what_the_page_needs(request: Request, go_on: Any) -> Response:
    """Let the page load its own script and style, reach the store, and nothing else."""
    answer: Response = _too_long(request) or await go_on(request)
    settings = outside().settings
    store = settings.s3_public_endpoint or plain(settings.s3_endpoint)
    policy = (
        "script-src 'self'; style-src 'self'; img-src data:; "
        f"connect-src 'self' {store}; form-action 'none'; frame-ancestors 'none'"
    )
    close(answer, policy, referrer="no-referrer")
    return answer


def _too_long(request: Request) -> Response | None:
    """Refuse what would be read into memory before anybody asks for the link."""
    if request.method in ("GET", "HEAD"):
        return None
    length = request.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:10]) <= MOST_BODY:
        return None
    return JSONResponse({"detail": "Send one file’s name, length and hash."}, status_code=413)


@app.get("/", response_class=HTMLResponse)
def page() -> str:
    """Return the page; it holds nothing of any visit."""
    return (PAGES / "upload.html").read_text(encoding="utf-8")


@app.get("/upload.js")
def script() -> Response:
    """Return the page's script."""
    return Response((PAGES / "upload.js").read_text(encoding="utf-8"), media_type="text/javascript")


@app.get("/upload.css")
def style() -> Response:
    """Return the GOV.UK look and the page's own few rules."""
    own = (PAGES / "upload.css").read_text(encoding="utf-8")
    return Response(page_style() + own, media_type="text/css")


@app.get("/visit")
def shown(sender: LinksSender) -> JSONResponse:
    """Return what the page shows of the link's visit."""
    return JSONResponse(asdict(upload_page(outside(), sender)))


@app.post("/files", status_code=201)
def permit(file: FileToSend, sender: LinksSender) -> JSONResponse:
    """Return where and how to send one file; 422 with the reason, 429 when it goes too fast."""
    if not pace.allows(sender.folder):
        raise HTTPException(429, "Too many files at once. Wait a minute, then choose Try again.")
    try:
        permitted = permit_upload(
            outside(),
            sender,
            file.name,
            file.length,
            file.sha256,
            tracking=file.tracking,
            item=file.item,
        )
    except UserError as error:
        raise HTTPException(422, str(error)) from None
    return JSONResponse(
        {"url": permitted.url, "headers": permitted.headers, "id": upload_id(permitted)},
        status_code=201,
    )
