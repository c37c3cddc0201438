"""The control room: all visits that one may see, by what needs somebody now."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from visit_board.reader import AnyReader
from visit_board.rendering import page
from visit_exchange.journey.pages.board.control_room import control_room
from visit_exchange.journey.pages.board.narrowing import Narrowed
from visit_exchange.journey.pages.mail_standing import MailStanding, mail_standing
from visit_exchange.journey.upkeep.health import health
from visit_exchange.services.outside import outside

router = APIRouter()


def narrowed(kind: str = "", inspector: str = "", region: str = "", state: str = "") -> Narrowed:
    """Return what the address narrows the board to."""
    return Narrowed(kind, inspector, region, state)


@router.get("/", response_class=HTMLResponse)
def all_visits(
    reader: AnyReader, wanted: Annotated[Narrowed, Depends(narrowed)], about: str = ""
) -> HTMLResponse:
    """Return the page of the visits that one may see.

    ``about`` is ``none`` for who comes from a run of Airflow that is about no single visit.
    """
    fares = health(outside()) if reader.is_data_team else None
    mails = mail_standing(outside()) if reader.is_data_team else MailStanding()
    room = control_room(outside(), reader.inspector, wanted)
    return page("board.html", room=room, reader=reader, health=fares, mails=mails, about=about)
