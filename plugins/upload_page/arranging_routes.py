"""What an authority arranges with the inspectors: pages of their own beside the upload page.

Each page is an empty frame for everybody; what it shows, and its forms, ask for the link's token.
"""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from timetable_form import SHARED_PAGES, TimetableForm
from upload_page.arranging_forms import Arranged, Said, Surveyed
from upload_page.link import LinksSender
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.arranging.children import children_page
from visit_exchange.journey.pages.arranging.providers import authority_providers
from visit_exchange.journey.pages.arranging.surveys import (
    say_sent,
    surveys_page,
    unsay_sent,
)
from visit_exchange.journey.pages.arranging.timetable import (
    Asked,
    act,
    check_authority,
    timetable_page,
)
from visit_exchange.journey.selecting.agreeing import say_agreement
from visit_exchange.journey.selecting.provider_letters import letter_to
from visit_exchange.journey.selecting.provider_visits import arrange
from visit_exchange.journey.sender import Sender
from visit_exchange.services.outside import outside

PAGES = Path(__file__).parent / "pages"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAVED = "Saved. The inspectors see it now."
router = APIRouter()
_templates = Environment(
    loader=FileSystemLoader([PAGES / "arranging", SHARED_PAGES]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@router.get("/children/", response_class=HTMLResponse)
@router.get("/providers/", response_class=HTMLResponse)
@router.get("/surveys/", response_class=HTMLResponse)
@router.get("/timetable/", response_class=HTMLResponse)
def frame() -> str:
    """Return the page; it holds nothing of any visit."""
    return (PAGES / "arranging.html").read_text(encoding="utf-8")


@router.get("/children/shown")
def children(sender: LinksSender) -> Response:
    """Return the selected children and what is said of each."""
    return _children(sender, Said())


@router.post("/children/shown")
def say(sender: LinksSender, said: Annotated[Said, Form()]) -> Response:
    """Keep what is said of a child; 422 with the page that says why it cannot be."""
    try:
        say_agreement(outside(), sender, said.code, said.stands, said.approached_by, said.support)
    except UserError as error:
        return _children(sender, said, refused=str(error))
    return _children(sender, Said(), told=SAVED)


def _children(sender: Sender, said: Said, *, refused: str = "", told: str = "") -> Response:
    shown = children_page(outside(), sender)
    return part("children.html", refused, shown=shown, said=said, told=told)


def part(name: str, refused: str, **shown: object) -> HTMLResponse:
    """Return what fills a page; 422 when something is refused."""
    text = _templates.get_template(name).render(refused=refused, **shown)
    return HTMLResponse(text, status_code=422 if refused else 200)


@router.get("/providers/shown")
def providers(sender: LinksSender) -> Response:
    """Return the providers that inspectors visit."""
    return _providers(sender, Arranged())


@router.post("/providers/shown")
def arranged(sender: LinksSender, entered: Annotated[Arranged, Form()]) -> Response:
    """Keep what was sent to a provider and agreed; 422 with the page that says why it cannot be."""
    try:
        authority_providers(outside(), sender)
        said = entered.sent, entered.day, entered.at
        arrange(outside(), sender.visit.id, entered.place, *said, name=entered.name)
    except UserError as error:
        return _providers(sender, entered, refused=str(error))
    return _providers(sender, Arranged(), told=SAVED)


@router.get("/providers/letter/{place}")
def letter(sender: LinksSender, place: int) -> Response:
    """Return the notification letter to one provider."""
    try:
        authority_providers(outside(), sender)
        return Response(letter_to(outside(), sender.visit.id, place), media_type=WORD)
    except UserError as error:
        raise HTTPException(404, str(error)) from None


def _providers(sender: Sender, entered: Arranged, *, refused: str = "", told: str = "") -> Response:
    shown = authority_providers(outside(), sender)
    return part("providers.html", refused, shown=shown, entered=entered, told=told)


@router.get("/surveys/shown")
def surveys(sender: LinksSender) -> Response:
    """Return the surveys and who has sent them on."""
    return _surveys(sender, Surveyed())


@router.post("/surveys/shown")
def surveyed(sender: LinksSender, form: Annotated[Surveyed, Form()]) -> Response:
    """Keep who sent a survey on, or remove it; 422 with the page that says why it cannot be."""
    here, number = outside(), form.remove
    try:
        told = (
            unsay_sent(here, sender, number) if number else say_sent(here, sender, form.entered())
        )
    except UserError as error:
        return _surveys(sender, form, refused=str(error))
    return _surveys(sender, Surveyed(), told=told)


def _surveys(sender: Sender, said: Surveyed, *, refused: str = "", told: str = "") -> Response:
    shown = surveys_page(outside(), sender)
    return part("surveys.html", refused, shown=shown, said=said, told=told)


@router.get("/timetable/shown")
def timetable(sender: LinksSender) -> Response:
    """Return the timetable by day."""
    check_authority(sender)
    return _timetable(sender, Asked())


@router.post("/timetable/shown")
def change_timetable(sender: LinksSender, form: Annotated[TimetableForm, Form()]) -> Response:
    """Do what the form asks for; 422 with the page that says why it cannot be done."""
    check_authority(sender)
    asked = form.asked()
    try:
        told = act(outside(), sender.visit.id, asked, by="local authority")
    except UserError as error:
        return _timetable(sender, asked, refused=str(error))
    return _timetable(sender, asked, told=told)


def _timetable(sender: Sender, asked: Asked, *, refused: str = "", told: str = "") -> Response:
    shown = timetable_page(outside(), sender.visit.id, asked, refused)
    return part("timetable.html", refused, shown=shown, told=told)
