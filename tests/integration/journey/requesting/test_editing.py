"""What was entered of a visit is mended: its contacts at any time, its dates early."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from builders.visits import a_new_visit, an_open_visit, clock_at
from recorded_outside import MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.access.upload_link import sender_of_link
from visit_exchange.journey.deadlines.moving_notification import move_notification
from visit_exchange.journey.ending.deferring import cancel, defer
from visit_exchange.journey.requesting.editing import replace_lano, replace_lead
from visit_exchange.journey.requesting.opening import open_visit, send_request
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
MISTYPED, LANO = "lano@exampleshire.example", "the.lano@exampleshire.example"
LEAD, TEAM = "lead@inspectorate.example", "data-team@example.org"


@pytest.fixture
def with_page(outside: Outside) -> Outside:
    """The outside with a page that takes uploads."""
    settings = outside.settings.model_copy(update={"upload_origin": "https://uploads.example"})
    return replace(outside, settings=settings)


@pytest.fixture
def visit(with_page: Outside, mail: MailRecorder) -> Visit:
    """An open visit, whose request went to an address that was mistyped."""
    opened = an_open_visit(with_page, MONDAY)
    send_request(with_page, opened.id)
    return opened


@pytest.fixture
def to_come(outside: Outside) -> Visit:
    """The same visit on the Friday before."""
    new = replace(a_new_visit(), clock=clock_at(MONDAY - timedelta(days=3)))
    return outside.register.visit(register_visit(outside, new, by="data team"))


def link_in(text: str) -> str:
    [token] = re.findall(r"https?://\S+#(\S+)", text)
    return str(token)


def test_the_new_lano_gets_the_request_and_the_old_link_dies(
    with_page: Outside, visit: Visit, mail: MailRecorder
) -> None:
    old = link_in(mail.to(MISTYPED)[0].text)
    mail.sent.clear()

    replace_lano(with_page, visit.id, LANO, by="dana")

    [request] = mail.sent
    assert (request.to, request.attachments) == (LANO, ("timeline.ics",))
    assert sender_of_link(with_page, link_in(request.text)).email == LANO
    with pytest.raises(PermissionError):
        sender_of_link(with_page, old)
    assert [e.detail for e in with_page.register.audit(visit.id) if e.act == "contact changed"] == [
        {"role": "lano", "number": 3}
    ]


def test_it_can_be_replaced_again(with_page: Outside, visit: Visit, mail: MailRecorder) -> None:
    for address in (LANO, MISTYPED, LANO):
        mail.sent.clear()
        replace_lano(with_page, visit.id, address, by="dana")
        assert [sent.to for sent in mail.sent] == [address]


def test_while_the_visit_is_deferred_the_new_lano_gets_the_link_alone(
    with_page: Outside, visit: Visit, mail: MailRecorder
) -> None:
    defer(with_page, visit.id, "A flood", by="dana")
    mail.sent.clear()

    replace_lano(with_page, visit.id, LANO, by="dana")

    [told] = mail.to(LANO)
    assert sender_of_link(with_page, link_in(told.text)).email == LANO
    assert told.attachments == ()


def test_before_notification_nobody_is_told_and_the_request_goes_to_the_new_one(
    outside: Outside, to_come: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_lano(outside, to_come.id, LANO, by="dana")
    replace_lead(outside, to_come.id, "other@inspectorate.example", by="dana")
    # The lead inspector knows of it before the authority does.
    assert [sent.to for sent in mail.sent] == ["other@inspectorate.example"]
    mail.sent.clear()

    monday = datetime.now(UTC) + timedelta(days=3)
    monkeypatch.setattr("visit_exchange.journey.requesting.opening.wall_now", lambda: monday)
    open_visit(outside, to_come.id)
    send_request(outside, to_come.id)

    assert [sent.to for sent in mail.sent] == [LANO]
    assert outside.register.visit(to_come.id).lead_inspector_email == "other@inspectorate.example"


@pytest.mark.parametrize(
    ("address", "why"),
    [("lano", "must be one e-mail address"), (MISTYPED, "is the LANO e-mail of .* already")],
)
def test_what_is_no_other_address_changes_nothing(
    with_page: Outside, visit: Visit, mail: MailRecorder, address: str, why: str
) -> None:
    link = link_in(mail.to(MISTYPED)[0].text)
    with pytest.raises(UserError, match=why):
        replace_lano(with_page, visit.id, address, by="dana")
    assert sender_of_link(with_page, link).email == MISTYPED


def test_a_visit_that_has_ended_writes_to_nobody(with_page: Outside, visit: Visit) -> None:
    cancel(with_page, visit.id, "Another authority was meant", by="dana")
    with pytest.raises(UserError, match="is cancelled: nobody is written to any more"):
        replace_lano(with_page, visit.id, LANO, by="dana")


def test_a_notification_a_year_ahead_is_confirmed(outside: Outside, to_come: Visit) -> None:
    tuesday = date(2024, 4, 2)
    with pytest.raises(UserError, match="more than a year ahead"):
        move_notification(outside, to_come.id, tuesday, "A strike", by="dana")

    moved = move_notification(outside, to_come.id, tuesday, "A strike", confirmed=True, by="dana")

    assert moved.notified == tuesday


def test_fewer_days_on_site_move_what_is_counted_from_the_last(
    outside: Outside, to_come: Visit
) -> None:
    before = outside.register.milestone(to_come.id, "on_site_end").due
    day, days = to_come.notified, to_come.on_site_days

    moved = move_notification(
        outside, to_come.id, day, "A small area", on_site_days=days - 1, by="dana"
    )

    assert moved.on_site_days == days - 1
    assert outside.register.milestone(to_come.id, "on_site_end").due < before
    with pytest.raises(UserError, match="On-site days must be from 1 to 4"):
        move_notification(outside, to_come.id, day, "A slip", on_site_days=50, by="dana")
