"""What our pages say of an address that leads nowhere, or that is not one's own: a page, not JSON.

A program, and a page's own script, gets the same as JSON: it does not ask for HTML.
"""

from collections.abc import Callable
from typing import Any

from airflow.api_fastapi.app import get_auth_manager
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from out_of_reach import Unsaved, say_when_out_of_reach
from visit_exchange.errors import UserError

NO_PAGE = "There is no such page. Check the address, or go back and use a link."
NOT_SO = "What was sent is not what this page asks for. Go back, load the page again, then retry."
Show = Callable[[str, int], Response]
ShowUnsaved = Callable[[str, int, Unsaved], Response]


def tell_problems(
    app: FastAPI, show: Show, show_unsaved: ShowUnsaved | None = None, *, user_error: int = 404
) -> None:
    """Let an app say with ``show`` what cannot be opened, and lead to the sign-in who needs it.

    ``show_unsaved`` shows a form that was sent while a part was away, to be sent again.
    ``user_error`` is the status of what a step tells a person.
    """

    def told(request: Request, words: str, status: int) -> Response:
        if asks_for_a_page(request):
            return show(f"{words.rstrip('.')}.", status)
        return JSONResponse({"detail": words}, status)

    def refused(request: Request, error: Any) -> Response:
        status, words = error.status_code, str(error.detail)
        if status == 401 and request.method == "GET" and asks_for_a_page(request):
            return RedirectResponse(get_auth_manager().get_url_login(next_url=request.url.path))
        answer = told(request, NO_PAGE if is_by_starlette(error) else words, status)
        answer.headers.update(error.headers or {})
        return answer

    def not_there(request: Request, error: Any) -> Response:
        return told(request, str(error), user_error)

    def not_so(request: Request, _error: Any) -> Response:
        is_get = request.method == "GET" and asks_for_a_page(request)
        return told(request, NO_PAGE, 404) if is_get else told(request, NOT_SO, 422)

    def out_of_reach(request: Request, words: str, status: int, form: Unsaved | None) -> Response:
        if form and show_unsaved and asks_for_a_page(request):
            return show_unsaved(words, status, form)
        return told(request, words, status)

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(UserError, not_there)
    app.add_exception_handler(RequestValidationError, not_so)
    say_when_out_of_reach(app, out_of_reach)


def asks_for_a_page(request: Request) -> bool:
    """Say whether a person's browser opens an address, as against a program or a script."""
    return "text/html" in request.headers.get("Accept", "")


def is_by_starlette(error: HTTPException) -> bool:
    """Say whether no route of ours told the words of an error: there is none, or none so."""
    return str(error.detail) in ("Not Found", "Method Not Allowed")
