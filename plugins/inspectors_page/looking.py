"""How somebody looks at a table, from the form and the address of a page.

What is searched for is kept by the browser; the address has numbers alone.
"""

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from starlette.datastructures import FormData

from inspectors_page.kept import kept
from visit_exchange.packs.reading.looking import View

ONLY = "only-"
LONGEST = 200


async def posted(request: Request) -> FormData:
    """Return the form that was sent."""
    return await request.form()


Posted = Annotated[FormData, Depends(posted)]


def asked(form: FormData) -> dict[str, Any]:
    """Return what a form narrows a table to, as it is kept."""
    only = {
        name.removeprefix(ONLY): str(value)[:LONGEST]
        for name, value in form.items()
        if name.startswith(ONLY) and value
    }
    return {"search": str(form.get("search", ""))[:LONGEST].strip(), "only": only}


def view(
    request: Request,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    sort: Annotated[int | None, Query(ge=0, le=1_000)] = None,
    down: bool = False,
) -> View:
    """Return how the table of this page is looked at."""
    narrowed = kept(request)
    only = {int(n): part for n, part in narrowed.get("only", {}).items() if n.isdecimal()}
    return View(narrowed.get("search", ""), only, sort, down, page)


Looks = Annotated[View, Depends(view)]
