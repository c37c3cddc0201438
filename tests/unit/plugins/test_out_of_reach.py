"""Who opens a page during an outage reads that it will be over, not a server's error."""

from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Form, Request
from fastapi.responses import PlainTextResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from inspectors_page.rendering import PAGES as INSPECTORS_PAGES
from out_of_reach import NOT_SAVED, TOLD, Unsaved, say_when_out_of_reach
from out_of_reach import PAGES as KEPT_FORMS
from visit_board.rendering import PAGES as BOARDS_PAGES
from visit_exchange.errors import ServiceError

NO_REGISTER = OperationalError("SELECT reason", {}, ValueError())
NO_STORE = ServiceError("The object store", "EndpointConnectionError")
ENTERED = {"reason": "the LANO asked <for> it", "codes": ["KX-7", "KX-9"]}
FIELDS = (("reason", "the LANO asked <for> it"), ("codes", "KX-7"), ("codes", "KX-9"))


class Entered(BaseModel):
    """A form of ours."""

    reason: str = ""
    codes: list[str] = []


class Seen:
    """An app whose routes fail, and what it would show."""

    def __init__(self, error: Exception) -> None:
        self.unsaved: Unsaved | None = None
        app = FastAPI()
        say_when_out_of_reach(app, self._show)

        def fail() -> None:
            raise error

        @app.get("/")
        def shown() -> None:
            fail()

        @app.post("/entered")
        def entered(form: Annotated[Entered, Form()]) -> None:
            fail()

        @app.post("/signed-in", dependencies=[Depends(fail)])
        def asked_first(form: Annotated[Entered, Form()]) -> None: ...

        @app.post("/told")
        def told(form: Entered) -> None:
            fail()

        self.client = TestClient(app)

    def _show(self, _request: Request, told: str, status: int, unsaved: Unsaved | None) -> Response:
        self.unsaved = unsaved
        return PlainTextResponse(told, status)


@pytest.mark.parametrize(
    "error",
    [NO_REGISTER, NO_STORE, ServiceError("Airflow", "503", 503)],
    ids=["no register", "no store", "Airflow cannot"],
)
def test_a_page_says_that_a_part_does_not_answer(error: Exception) -> None:
    answer = Seen(error).client.get("/")
    assert (answer.status_code, answer.text) == (503, TOLD)


def test_what_is_refused_is_a_fault_of_ours() -> None:
    with pytest.raises(ServiceError):
        Seen(ServiceError("The object store", "AccessDenied", 403)).client.get("/")


@pytest.mark.parametrize("path", ["/entered?about=7", "/signed-in"])
@pytest.mark.parametrize("error", [NO_REGISTER, NO_STORE])
def test_a_form_is_not_said_to_be_saved_and_comes_back_whole(path: str, error: Exception) -> None:
    seen = Seen(error)
    answer = seen.client.post(path, data=ENTERED)
    assert (answer.status_code, answer.text) == (503, NOT_SAVED)
    assert seen.unsaved == Unsaved(path, FIELDS)


def test_what_a_script_sends_stays_on_its_page() -> None:
    seen = Seen(NO_REGISTER)
    assert seen.client.post("/told", json=ENTERED).text == NOT_SAVED
    assert seen.unsaved is None


def test_a_form_of_another_site_is_not_offered_again() -> None:
    seen = Seen(NO_REGISTER)
    seen.client.post("/entered", data=ENTERED, headers={"Origin": "https://elsewhere.example"})
    assert seen.unsaved is None


@pytest.mark.parametrize("pages", [INSPECTORS_PAGES, BOARDS_PAGES])
def test_the_page_holds_what_was_entered(pages: str) -> None:
    templates = Environment(
        loader=FileSystemLoader([pages, KEPT_FORMS]), autoescape=True, undefined=StrictUndefined
    )
    page = templates.get_template("unsaved.html").render(
        told=NOT_SAVED, unsaved=Unsaved("/visits/register?a=1&b=2", FIELDS)
    )
    assert 'action="/visits/register?a=1&amp;b=2"' in page
    assert 'name="reason" value="the LANO asked &lt;for&gt; it"' in page
    assert page.count('name="codes"') == 2
    assert NOT_SAVED in page
    assert 'http-equiv="refresh"' not in page  # it would be gone
