"""An address that leads nowhere is answered with a page to a browser, with JSON to a program."""

from types import SimpleNamespace

import pytest
from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from inspectors_page.app import app as inspectors
from out_of_reach import TOLD
from problem_pages import NO_PAGE, NOT_SO, tell_problems
from upload_page import app as upload
from visit_board.app import app as board
from visit_exchange.errors import UserError

BROWSER = {"Accept": "text/html,application/xhtml+xml"}
RAISED = {
    "none": UserError("There is no visit nope"),
    "theirs": HTTPException(403, "Ask the data team."),
    "away": OperationalError("SELECT 1", {}, ValueError()),
}


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    tell_problems(app, lambda told, status: HTMLResponse(f"<p>{told}</p>", status))

    @app.get("/raise/{what}")
    def raising(what: str) -> None:
        raise RAISED[what]

    @app.get("/number/{number}")
    @app.post("/number/{number}")
    def numbered(number: int) -> int:
        return number

    return TestClient(app)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/raise/none", 404, "There is no visit nope"),
        ("/raise/theirs", 403, "Ask the data team."),
        ("/raise/away", 503, TOLD),
        ("/nowhere", 404, NO_PAGE),
    ],
)
def test_a_browser_gets_a_page_and_a_program_json(
    client: TestClient, path: str, status: int, told: str
) -> None:
    shown, answered = client.get(path, headers=BROWSER), client.get(path)
    assert (shown.status_code, shown.text) == (status, f"<p>{told.rstrip('.')}.</p>")
    assert (answered.status_code, answered.json()) == (status, {"detail": told})


def test_an_address_that_is_no_number_leads_nowhere_and_a_form_is_told_so(
    client: TestClient,
) -> None:
    shown = client.get("/number/abc", headers=BROWSER)
    assert (shown.status_code, shown.text) == (404, f"<p>{NO_PAGE}</p>")
    sent = client.post("/number/abc", headers=BROWSER)
    assert (sent.status_code, sent.text) == (422, f"<p>{NOT_SO}</p>")
    assert client.post("/number/abc").json() == {"detail": NOT_SO}  # nothing sent is repeated


@pytest.mark.parametrize("app", [board, inspectors, upload.app], ids=["board", "own", "upload"])
def test_each_of_our_apps_has_such_a_page(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = SimpleNamespace(s3_public_endpoint="", s3_endpoint="http://127.0.0.1:1")
    monkeypatch.setattr(upload, "outside", lambda: SimpleNamespace(settings=settings))
    answer = TestClient(app).get("/nowhere", headers=BROWSER)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert NO_PAGE in answer.text
    assert "<h1" in answer.text
