"""Sending a file: the browser asks for the permission, and sends it to the store itself."""

from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from upload_page.link import ActingSender
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.upload_permits import (
    FileToSend,
    OlderFileError,
    permit_upload,
    upload_id,
)
from visit_exchange.services.outside import outside

LATEST = 4_102_444_800_000  # milliseconds: the year 2100; no file was changed after it
router = APIRouter()


class ChosenFile(BaseModel):
    """A file that somebody wants to send. ``sha256`` is in hex, ``length`` in bytes.

    ``modified`` is in milliseconds since 1970, as browsers tell it. The rest as in FileToSend.
    """

    name: str = Field(min_length=1, max_length=1000)
    length: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    tracking: bool = False
    item: str = Field(default="", max_length=60)
    child: str = Field(default="", max_length=20)
    modified: int | None = Field(default=None, ge=0, le=LATEST)
    anyway: bool = False

    @property
    def to_send(self) -> FileToSend:
        """The same, with its date as an instant."""
        since = None if self.modified is None else datetime.fromtimestamp(self.modified / 1000, UTC)
        return FileToSend(**self.model_dump() | {"modified": since})


@router.post("/files", status_code=201)
def permit(file: ChosenFile, sender: ActingSender) -> JSONResponse:
    """Return where and how to send one file.

    422 with the reason why not, 409 with what to ask first, 429 when it goes too fast.
    """
    try:
        permitted = permit_upload(outside(), sender, file.to_send)
    except OlderFileError as asks:
        raise HTTPException(409, str(asks)) from None
    except UserError as error:
        raise HTTPException(422, str(error)) from None
    return JSONResponse(
        {"url": permitted.url, "headers": permitted.headers, "id": upload_id(permitted)},
        status_code=201,
    )
