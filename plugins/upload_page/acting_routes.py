"""What is done about items and files: said, taken back, used for one more item.

An upload is named by its number: neither its name nor a child stands in an address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from upload_page.link import ActingSender
from visit_exchange.errors import UserError
from visit_exchange.journey.receiving.answering_too import answer_too
from visit_exchange.journey.receiving.stating import state
from visit_exchange.journey.receiving.taking_back import ask_about, take_back
from visit_exchange.services.outside import outside
from visit_exchange.visits.uploads.statements import Says

router = APIRouter()


class Said(BaseModel):
    """What is said of an item (its number), or with ``child`` of a kind of document (its id)."""

    item: str = Field(min_length=1, max_length=60)
    child: str = Field(default="", max_length=20)
    says: Says
    who: str = Field(default="", max_length=500)


class Who(BaseModel):
    """The job title of who does something."""

    who: str = Field(default="", max_length=500)


class OneMore(BaseModel):
    """One more item (its number) that a file answers."""

    item: str = Field(min_length=1, max_length=20)


@contextmanager
def told() -> Iterator[None]:
    """Answer 422 with the reason where something cannot be done."""
    try:
        yield
    except UserError as error:
        raise HTTPException(422, str(error)) from None


@router.post("/statements")
def say(said: Said, sender: ActingSender) -> JSONResponse:
    """Record what is said of an item that is not sent."""
    with told():
        state(outside(), sender, said.item, said.says, who=said.who, child=said.child)
    return JSONResponse({})


@router.get("/files/{number}/taking-back")
def ask_first(number: int, sender: ActingSender) -> JSONResponse:
    """Return what follows if a file is taken back."""
    with told():
        return JSONResponse(asdict(ask_about(outside(), sender, number)))


@router.post("/files/{number}/taking-back")
def do_take_back(number: int, who: Who, sender: ActingSender) -> JSONResponse:
    """Take a file back."""
    with told():
        take_back(outside(), sender, number, who=who.who)
    return JSONResponse({})


@router.post("/files/{number}/items")
def use_too(number: int, more: OneMore, sender: ActingSender) -> JSONResponse:
    """Use a file for one more item."""
    with told():
        answer_too(outside(), sender, number, more.item)
    return JSONResponse({})
