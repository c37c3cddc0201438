"""What our pages say while the register, the store or Airflow does not answer.

A form that was sent meanwhile comes back with all that it held, to be sent again.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from own_forms import from_our_own_page
from visit_exchange.errors import ServiceError

TOLD = "A part of this service does not answer now. Nothing that was sent is lost. Try again soon."
# Nobody can tell: the register may have kept it before its answer, or another part, failed.
NOT_SAVED = (
    "A part of this service does not answer now. What you entered may not have been saved. Keep "
    "this page open. In a minute, look whether it is there, and try again if it is not."
)
# Where the page is that holds such a form, in the layout of the app that shows it.
PAGES = Path(__file__).parent / "out_of_reach_pages"
READS_ONLY = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Unsaved:
    """A form that was sent in vain: where to, and its fields in their order, files left out."""

    action: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)


Show = Callable[[Request, str, int, Unsaved | None], Response]


def say_when_out_of_reach(app: FastAPI, show: Show) -> None:
    """Let an app answer 503 with words, made into a page by ``show``, while somebody is away.

    ``show`` is given the form too, where one was sent.
    """

    async def answer(request: Request, error: Any) -> Response:
        if isinstance(error, ServiceError) and not error.is_away:
            raise error
        log.warning("a page could not be shown (%s)", type(error).__name__)
        return show(
            request,
            TOLD if request.method in READS_ONLY else NOT_SAVED,
            503,
            await _unsaved(request),
        )

    for kind in (OperationalError, ServiceError):
        app.add_exception_handler(kind, answer)


async def _unsaved(request: Request) -> Unsaved | None:
    kind = request.headers.get("Content-Type", "")
    if request.method in READS_ONLY or not kind.startswith(FORMS):
        return None
    try:
        from_our_own_page(request)  # what another site sends is not ours to offer again
        sent = await request.form()
    except (HTTPException, RuntimeError):  # it cannot be read, or was and is not kept
        return None
    fields = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]
    where = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return Unsaved(where, tuple(fields))
