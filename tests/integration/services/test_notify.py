"""Mail through GOV.UK Notify's own client, against a stand-in of its API on this machine."""

import json
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from visit_exchange.services.mail import Attachment, Away, Letter, NotSent, Refused
from visit_exchange.services.mail.notify import NotifySender

KEY = "visits-11111111-1111-1111-1111-111111111111-22222222-2222-2222-2222-222222222222"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)  # Monday 23 November 2026
LANO = "lano@la.example"


class Notify:
    """A stand-in of Notify: keeps what it takes; ``refuses`` with a status, an error and words."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.failed: set[str] = set()
        self.refuses: tuple[int, str, str] | None = None

    def answer(self, path: str, body: bytes | None) -> tuple[int, object]:
        asked = parse_qs(urlsplit(path).query)
        if "status" in asked:
            return 200, {"notifications": [{"reference": key} for key in sorted(self.failed)]}
        if body is None:
            reference = asked["reference"][0]
            known = [each for each in self.taken if each["reference"] == reference]
            came = "permanent-failure" if reference in self.failed else "delivered"
            return 200, {"notifications": [{"status": came} for _ in known], "links": {}}
        if self.refuses:
            status, error, message = self.refuses
            told = [{"error": error, "message": message}]
            return status, {"status_code": status, "errors": told}
        self.taken.append(json.loads(body))
        return 201, {"id": "1"}


@pytest.fixture
def notify() -> Notify:
    return Notify()


@pytest.fixture
def sender(notify: Notify) -> Iterator[NotifySender]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, body: bytes | None) -> None:
            status, told = notify.answer(self.path, body)
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield NotifySender(f"http://127.0.0.1:{server.server_port}", KEY, "template")
    server.shutdown()
    server.server_close()


def a_letter(*attachments: Attachment) -> Letter:
    return Letter("request", LANO, "Returns due", "Drop them.\n", MONDAY, attachments=attachments)


def test_a_mail_fills_the_template(sender: NotifySender, notify: Notify) -> None:
    sender.send(a_letter())

    [taken] = notify.taken
    assert (taken["email_address"], taken["template_id"]) == (LANO, "template")
    assert taken["reference"] == "request"
    filled = {"subject": "Returns due", "body": "Drop them.\n", "file": ""}
    assert taken["personalisation"] == filled


def test_a_file_that_notify_takes_becomes_its_link_and_any_other_is_named(
    sender: NotifySender, notify: Notify
) -> None:
    certificate = Attachment("disposal.json", "application/json", b"{}")
    page = Attachment("disposal.html", "text/html", b"<p>")
    calendar = Attachment("dates.ics", "text/calendar", b"BEGIN", "s3://replies/dates.ics")

    sender.send(a_letter(page, certificate, calendar))

    filled = notify.taken[0]["personalisation"]
    assert (filled["file"]["filename"], b64decode(filled["file"]["file"])) == (
        "disposal.json",
        b"{}",
    )
    assert filled["body"].splitlines() == [
        "Drop them.",
        "",
        "disposal.html: GOV.UK Notify does not take this kind of file",
        "dates.ics: s3://replies/dates.ics",
    ]


def test_a_mail_that_notify_has_already_is_not_given_to_it_again(
    sender: NotifySender, notify: Notify
) -> None:
    for _ in range(2):  # the second time after a process was killed before it could record it
        sender.send(a_letter())
    assert len(notify.taken) == 1

    notify.failed.add("request")  # a person lets it go again
    sender.send(a_letter())
    assert len(notify.taken) == 2


@pytest.mark.parametrize(
    ("refuses", "means", "code"),
    [
        (
            (400, "ValidationError", "email_address Not a valid email address"),
            Refused,
            "400 ValidationError",
        ),
        (
            (400, "BadRequestError", "Can't send to this recipient using a team-only API key"),
            Refused,
            "400 BadRequestError",
        ),
        ((400, "BadRequestError", "Template not found"), Away, "400 BadRequestError"),
        ((400, "BadRequestError", "Missing personalisation: file"), Away, "400 BadRequestError"),
        ((403, "AuthError", "Invalid token: API key not found"), Away, "403 AuthError"),
        ((429, "RateLimitError", "Exceeded rate limit"), Away, "429 RateLimitError"),
        ((500, "Exception", "Internal server error"), Away, "500 Exception"),
    ],
)
def test_a_refusal_is_of_the_mail_for_good_or_of_us_for_now(
    sender: NotifySender,
    notify: Notify,
    refuses: tuple[int, str, str],
    means: type[NotSent],
    code: str,
) -> None:
    notify.refuses = refuses

    with pytest.raises(means) as told:
        sender.send(a_letter())

    assert told.value.code == code, "its own word alone: what it says besides may quote"
    assert refuses[2] not in str(told.value)


def test_nobody_who_listens_is_notify_away() -> None:
    with pytest.raises(Away, match=r"GOV.UK Notify did not answer \(no answer\)"):
        NotifySender("http://127.0.0.1:1", KEY, "template").send(a_letter())


def test_it_says_later_which_mails_reached_nobody(sender: NotifySender, notify: Notify) -> None:
    assert sender.undelivered() == ()

    notify.failed.add("request")
    assert sender.undelivered() == ("request",)
