"""Alerts by webhook: what is posted for whom, and what a refusal means."""

import json
from datetime import UTC, datetime

import httpx
import pytest

from visit_exchange.services.mail import Away, Letter, NotSent, Refused, Webhook

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)  # Monday 23 November 2026
LINK = "https://visits.example/visits/visit/999-ap-20261123"
WHAT = "999-ap-20261123: 2 items missing"
ALERT = Letter("alert/1", "alert webhook", WHAT, "", MONDAY, "999-ap-20261123", LINK)


class Reader:
    """Whoever takes the posts, and answers each with ``status``."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.posted: list[dict[str, object]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if not self.status:
            raise httpx.ConnectError("nobody listens", request=request)
        self.posted.append(json.loads(request.content))
        return httpx.Response(self.status)


def a_webhook(reader: Reader, shape: str = "plain") -> Webhook:
    hidden = "https://hooks.example/secret"
    return Webhook(hidden, shape, "routing", transport=httpx.MockTransport(reader))


def test_a_plain_alert_says_what_happened_of_which_visit_and_where_to_look() -> None:
    reader = Reader()

    a_webhook(reader).send(ALERT)

    assert reader.posted == [
        {
            "text": f"{WHAT}\n{LINK}",
            "what": WHAT,
            "visit": "999-ap-20261123",
            "link": LINK,
            "at": "2026-11-23T09:00:00+00:00",
            "id": "alert/1",
        }
    ]


def test_each_reader_gets_its_own_shape() -> None:
    reader = Reader()
    for shape in ("slack", "teams", "pagerduty"):
        a_webhook(reader, shape).send(ALERT)
    slack, teams, pagerduty = reader.posted

    assert slack == {"text": f"{WHAT}\n<{LINK}|Look into it>"}
    assert teams["type"] == "message"
    assert WHAT in json.dumps(teams)
    assert LINK in json.dumps(teams)
    assert (pagerduty["routing_key"], pagerduty["event_action"]) == ("routing", "trigger")
    assert pagerduty["dedup_key"] == "alert/1", "posted twice, it is one incident"
    assert pagerduty["links"] == [{"href": LINK, "text": "Look into it"}]


@pytest.mark.parametrize(
    ("status", "means"),
    [(400, Refused), (413, Refused), (401, Away), (404, Away), (429, Away), (503, Away), (0, Away)],
)
def test_what_is_posted_is_refused_for_good_and_everything_else_may_be_mended(
    status: int, means: type[NotSent]
) -> None:
    with pytest.raises(means) as told:
        a_webhook(Reader(status)).send(ALERT)

    assert type(told.value) is means
    assert "secret" not in str(told.value)


def test_its_address_is_a_secret() -> None:
    assert "secret" not in repr(a_webhook(Reader()))
