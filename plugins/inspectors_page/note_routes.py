"""Notes and lines of enquiry: written beside what they are about, read by the whole team."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from inspectors_page.rendering import page
from own_forms import from_our_own_page, leads_into
from visit_board.reader import InspectorOfVisit
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.notes import add_note, notes_of, remove_note
from visit_exchange.packs.naming import numbered
from visit_exchange.packs.notes import About, Note, standing_notes
from visit_exchange.services.outside import outside
from visit_exchange.visits.kind_of import framework_of

router = APIRouter(prefix="/visit/{visit_id}/notes")
OWN = [Depends(from_our_own_page)]


class Entered(BaseModel):
    """A note as it is entered; ``back`` is the page that it was written on."""

    about: About = About.VISIT
    of: str = ""
    text: str = ""
    is_line: bool = False
    back: str = ""


@router.get("")
def notes(visit_id: str, login: InspectorOfVisit) -> Response:
    """Return every note of the visit."""
    return _page(visit_id, login, Entered())


@router.post("", dependencies=OWN)
def write(visit_id: str, login: InspectorOfVisit, entered: Annotated[Entered, Form()]) -> Response:
    """Keep a note and go back to where it was written; 422 with the page that says why not."""
    about, is_line = (entered.about, entered.of), entered.is_line
    try:
        add_note(outside(), visit_id, *about, entered.text, is_line=is_line, by=login)
    except UserError as error:
        return _page(visit_id, login, entered, str(error))
    return _back(visit_id, entered.back)


@router.post("/remove", dependencies=OWN)
def remove(
    visit_id: str,
    login: InspectorOfVisit,
    number: Annotated[int, Form()],
    back: Annotated[str, Form()] = "",
) -> Response:
    """Remove a note of one's own."""
    remove_note(outside(), visit_id, number, by=login)
    return _back(visit_id, back)


def _back(visit_id: str, asked: str) -> Response:
    """Lead back to a page of the same visit, and to nowhere else."""
    own = f"/inspectors/visit/{visit_id}/"
    return RedirectResponse(asked if leads_into(own, asked) else f"{own}notes", status_code=303)


def _page(visit_id: str, login: str, entered: Entered, refused: str = "") -> Response:
    visit = outside().register.visit(visit_id)
    return page(
        "notes.html",
        status=422 if refused else 200,
        visit=visit,
        groups=_groups(standing_notes(notes_of(outside(), visit_id))),
        titles={item.id: numbered(item) for item in framework_of(visit).items},
        entered=entered,
        refused=refused,
        login=login,
    )


def _groups(notes: tuple[Note, ...]) -> dict[tuple[str, str], list[Note]]:
    found: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        found.setdefault((note.about.value, note.of), []).append(note)
    return found
