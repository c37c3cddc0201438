"""What was sent about the selected children: for the team alone that follows them."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from inspectors_page.pack_routes import sent, zipped
from inspectors_page.rendering import page
from visit_board.reader import InspectorOfVisit
from visit_exchange.journey.access.people import may_track
from visit_exchange.journey.pages.inspectors.opened import note_opened
from visit_exchange.journey.pages.inspectors.tracking import open_tracking
from visit_exchange.services.outside import outside

router = APIRouter(prefix="/visit/{visit_id}/tracking/{version}")
NOT_OF_THE_TEAM = (
    "Only the team that follows the selected children reads what is sent about them. Ask the data "
    "team if you are of it."
)


def tracker(visit_id: str, login: InspectorOfVisit) -> str:
    """Return the login of one who follows the children of this visit; 403 for everybody else."""
    if not may_track(outside(), visit_id, login):
        raise HTTPException(403, NOT_OF_THE_TEAM)
    return login


Tracker = Annotated[str, Depends(tracker)]


@router.get("/")
def folder(visit_id: str, version: int, login: Tracker) -> Response:
    """Return what has come about each child, and what is missing."""
    found = open_tracking(outside(), visit_id, version)
    note_opened(outside(), found.pack, login, "tracking folder")
    return page("tracking.html", visit=outside().register.visit(visit_id), found=found)


@router.get("/file/{number}")
def file(visit_id: str, version: int, number: int, login: Tracker) -> Response:
    """Return one document about a child, by its place in the manifest, from 1."""
    found = open_tracking(outside(), visit_id, version)
    return sent(found.pack, found.manifest.files, number, login)


@router.get("/zip")
def everything(visit_id: str, version: int, login: Tracker) -> Response:
    """Return the whole version as one zip."""
    found = open_tracking(outside(), visit_id, version)
    return zipped(found.pack, found.manifest.files, login, f"{visit_id} tracking {version}.zip")
