"""What somebody with bad intent tries on the upload page and the board, at a running api-server."""

from typing import Any

import httpx
import pytest

from signed_in import Server, SignedIn, with_visits
from visit_exchange.journey.access.upload_link import new_link, revoke_link

pytestmark = pytest.mark.services
SHA256 = "0" * 64
FILE = {"name": "a.csv", "length": 3, "sha256": SHA256}


@pytest.fixture(scope="module")
def served(page_server: Server) -> SignedIn:
    """An api-server with two open visits."""
    return with_visits(page_server)


@pytest.fixture
def token(served: SignedIn) -> str:
    """The secret of a fresh link of the first visit."""
    return new_link(served.outside, served.own, by="test").partition("#")[2]


def permit(served: SignedIn, token: str, **changes: object) -> httpx.Response:
    """Ask for the permission to send a file, as the page does."""
    signed = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.post(
        f"{served.address}/upload/files", json=FILE | changes, headers=signed, timeout=60
    )


@pytest.mark.parametrize(
    "path", ["/upload/", "/upload/visit", "/upload/nothing", "/visits/", "/visits/visit/{own}"]
)
def test_every_page_forbids_what_is_not_its_own(served: SignedIn, path: str) -> None:
    told = served.ask("data-team", "GET", path).headers
    assert "default-src 'none'" in told["Content-Security-Policy"]
    assert "base-uri 'none'" in told["Content-Security-Policy"]
    assert "unsafe" not in told["Content-Security-Policy"]
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cache-Control"] == "no-store"
    assert told["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert "Set-Cookie" not in told


@pytest.mark.parametrize(
    "name",
    [
        "../../{other}/stolen.csv",
        "..\\..\\stolen.csv",
        "/etc/stolen.csv",
        "from-inspectors/stolen.csv",
        "%2e%2e%2fstolen.csv",
        "<img src=x onerror=alert(1)>.csv",
        "stolen.csv\r\nX-Amz-Acl: public-read",
        "‮vsc.stolen",
    ],
)
def test_a_name_reaches_no_other_place(served: SignedIn, token: str, name: str) -> None:
    told = permit(served, token, name=name.replace("{other}", served.other))
    assert told.status_code == 201
    path = httpx.URL(told.json()["url"]).path.split("/")
    visit, folder, last = path[-3:]
    assert (visit, len(folder)) == (served.own, 36)
    assert not set(last) & set("<>\\\r\n\u202e%/")
    assert not last.startswith(".")


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "nothing"},
        {"length": 101 << 20},
        {"length": -1},
        {"length": "1e3"},
        {"name": ""},
        {"name": "a" * 1001},
    ],
)
def test_a_file_that_cannot_be_is_not_permitted(
    served: SignedIn, token: str, changes: dict[str, object]
) -> None:
    assert permit(served, token, **changes).status_code == 422


@pytest.mark.parametrize("secret", ["", "x" * 43, "x" * 5000, "../", "' or 1=1 --"])
def test_a_guessed_secret_gets_the_same_answer_as_none(served: SignedIn, secret: str) -> None:
    told = [permit(served, secret), permit(served, "")]
    assert [each.status_code for each in told] == [403, 403]
    assert told[0].text == told[1].text


def test_a_secret_counts_from_the_header_alone(served: SignedIn, token: str) -> None:
    asked = f"{served.address}/upload/visit"
    signed = {"Authorization": f"Bearer {token}"}
    assert httpx.get(asked, headers=signed, timeout=60).status_code == 200
    others: tuple[dict[str, Any], ...] = (
        {"params": {"token": token}},
        {"headers": {"Cookie": f"token={token}"}},
    )
    for other in others:
        assert httpx.get(asked, timeout=60, **other).status_code == 403


def test_a_revoked_link_permits_nothing_and_shows_nothing(served: SignedIn, token: str) -> None:
    revoke_link(served.outside, served.outside.register.visit(served.own), by="test")
    signed = {"Authorization": f"Bearer {token}"}
    assert permit(served, token).status_code == 403
    shown = httpx.get(f"{served.address}/upload/visit", headers=signed, timeout=60)
    assert shown.status_code == 403


def test_what_is_long_is_refused_before_anybody_reads_it(served: SignedIn) -> None:
    asked = f"{served.address}/upload/files"
    assert httpx.post(asked, content=b" " * (1 << 20), timeout=60).status_code == 413
    # Without a length nobody knows when it ends.
    assert httpx.post(asked, content=iter([b"{}"]), timeout=60).status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_chooses_nobody(served: SignedIn, headers: dict[str, str]) -> None:
    token = served.ask("inspector", "GET", "/visits/").request.headers["Authorization"]
    told = httpx.post(
        f"{served.address}/visits/visit/{served.own}/selection",
        data={"codes": "K7QF"},
        headers=headers | {"Authorization": token},
        timeout=60,
    )
    assert told.status_code == 403
    assert "own page" in told.text
    assert served.outside.register.selection(served.own) is None


@pytest.mark.parametrize("path", ["//elsewhere.example/", "/%2f%2felsewhere.example/", "/..%2f"])
def test_no_path_leads_elsewhere(served: SignedIn, path: str) -> None:
    for page in ("/upload", "/visits", "/visits/visit"):
        told = served.ask("data-team", "GET", page + path)
        assert "elsewhere" not in told.headers.get("Location", "").partition("?")[0][:12]
        assert not told.headers.get("Location", "").startswith("//")
