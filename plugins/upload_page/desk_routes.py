"""The routes of the desk: check a file without sending it, and say which columns are which.

A file comes as the body, behind one line of JSON about it: its name is in no address and no log.
"""

import asyncio
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field, ValidationError

from upload_page.desk_places import BusyError, DeskPlaces
from upload_page.link import LinksSender
from upload_page.pace import Pace
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.desk import MOST_BYTES, check_file, check_sent
from visit_exchange.journey.pages.matching import remember, use_for, words_for
from visit_exchange.journey.pages.receipt import receipt
from visit_exchange.journey.sender import Sender
from visit_exchange.services.outside import outside

PAGES = Path(__file__).parent / "pages"
CHECK = "/check/file"
MOST_ABOUT = 32 << 10  # bytes: a name, and what columns are called
MOST_CHECKED = MOST_BYTES + MOST_ABOUT
LONGEST_READING = 60  # seconds that a file may take to arrive
TOO_LARGE = f"A file to check can be up to {MOST_BYTES >> 20} megabytes. Send it without a check."
TOO_SLOW = "The file took more than a minute to arrive. Send it without a check."
AGAIN = "Choose the file again."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
routes = APIRouter()
places = DeskPlaces(most=2)
pace = Pace(most=30, seconds=60)


class Named(BaseModel):
    """What a sender says of a list: the heading of its column for each field."""

    list_id: str = Field(max_length=100)
    columns: dict[str, str] = Field(repr=False, max_length=100)


class About(BaseModel):
    """What is said of a file to check; ``upload`` is the id of one that was sent."""

    name: str = Field(default="", max_length=1000, repr=False)
    upload: str = Field(default="", pattern="^(?:[0-9a-f]{64})?$")
    named: tuple[Named, ...] = Field(default=(), max_length=20)


@routes.get("/check", response_class=HTMLResponse)
def page() -> str:
    """Return the page; it holds nothing of any visit."""
    return (PAGES / "check.html").read_text(encoding="utf-8")


@routes.get("/receipt")
def receipt_of(sender: LinksSender) -> Response:
    """Return the receipt of all that the link's sender sent, as a workbook."""
    named = {"Content-Disposition": f'attachment; filename="receipt-{sender.visit.id}.xlsx"'}
    return Response(receipt(outside(), sender), media_type=XLSX, headers=named)


@routes.post(CHECK)
async def check(request: Request, sender: LinksSender) -> JSONResponse:
    """Return what would be answered to a file; 503 while others are checked, 422 with why not."""
    if not pace.allows(sender.folder):
        raise HTTPException(429, "Too many files at once. Wait a minute, then try again.")
    try:
        with places.place(sender.folder):
            about, content = _apart(await _read(request))
            return JSONResponse(await run_in_threadpool(_checked, sender, about, content))
    except BusyError as busy:
        raise HTTPException(503, str(busy), headers={"Retry-After": "3"}) from None
    except UserError as error:
        raise HTTPException(422, str(error)) from None


@routes.post("/check/columns")
def use(sender: LinksSender, about: Annotated[About, Body()]) -> JSONResponse:
    """Remember which columns are which; a file that was sent is checked again with it."""
    try:
        own = _own(sender, about)
        if about.upload:
            return JSONResponse({"number": use_for(outside(), sender, about.upload, own)})
        remember(outside(), sender, own)
    except UserError as error:
        raise HTTPException(422, str(error)) from None
    return JSONResponse({"number": None})


def _checked(sender: Sender, about: About, content: bytes) -> dict[str, Any]:
    own = _own(sender, about)
    if about.upload:
        return check_sent(outside(), sender, about.upload, own)
    if not content or not about.name:
        raise UserError("The file is empty. Choose a file with something in it.")
    return check_file(outside(), sender, about.name, content, own)


def _own(sender: Sender, about: About) -> dict[str, dict[str, str]]:
    return {each.list_id: words_for(sender, each.list_id, each.columns) for each in about.named}


async def _read(request: Request) -> bytes:
    """Return the body; UserError when there is more of it than there may be, or it is too slow."""
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST_READING):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST_CHECKED:
                    raise UserError(TOO_LARGE)
    except TimeoutError:
        raise UserError(TOO_SLOW) from None
    return bytes(body)


def _apart(body: bytes) -> tuple[About, bytes]:
    line, _, content = body.partition(b"\n")
    try:
        return About.model_validate_json(line), content
    except ValidationError:
        raise UserError(AGAIN) from None
