"""Partners get extra items, and what an agency offers is accepted or declined with a reason.

AP "Information request" and SEND 87: inspectors "may agree to look at additional information".
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders.uploads import send, word
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.missing import missing_from, missing_items
from visit_exchange.journey.requesting import asking, offering
from visit_exchange.journey.requesting.asking import ask, look_for_missing
from visit_exchange.journey.requesting.offering import accept_offer, decline_offer, offer
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.journey.sender import sender_in
from visit_exchange.services.outside import Outside
from visit_exchange.visits.people.offers import Offer
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

FRIDAY = datetime(2023, 3, 31, 8, tzinfo=UTC)
MONDAY_5PM = datetime(2023, 4, 3, 16, tzinfo=UTC)
LANO, LEAD, ICB = "lano@exampleshire.example", "lead@inspectorate.example", "icb@example.nhs.uk"
TITLE, WHY = "Minutes of the joint commissioning group", "It shows who decided, and no item does"


@pytest.fixture
def visit(outside: Outside, mail: MailRecorder) -> Visit:
    visit = an_open_visit(outside, FRIDAY)
    send_request(outside, visit.id)
    add_partner(outside, visit.id, "ICB", "health", ICB, "7", by="dana")
    mail.sent.clear()
    return visit


def owes(outside: Outside, visit: Visit, sender: str = "") -> set[str]:
    dossier = outside.register.dossier(visit.id)
    return {item.id for item in missing_from(dossier, sender_in(dossier, sender))}


def test_a_partner_is_asked_for_one_more_item_and_the_authority_is_not(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(outside, visit.id, TITLE, WHY, "2023-04-03", partner="icb", by="lead")

    assert [sent.to for sent in mail.sent] == [ICB, LEAD]
    assert owes(outside, visit, "icb") == {"evidence_of_pathways", "extra_1"}
    assert "extra_1" not in owes(outside, visit)
    mail.sent.clear()
    monkeypatch.setattr(asking, "visit_now", lambda visit: MONDAY_5PM)
    assert look_for_missing(outside) == 1
    assert ICB in {sent.to for sent in mail.sent}
    assert LANO not in {sent.to for sent in mail.sent}
    name = f"partners/icb/{TITLE}.docx"
    answered = send(outside, visit, name, word(TITLE, "Who decided what"))
    assert [item.item for item in answered.items] == ["extra_1"]
    assert "extra_1" not in owes(outside, visit, "icb")


def test_who_has_a_page_is_led_to_it_and_to_no_place_in_the_store(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    origin = {"upload_origin": "https://uploads.example"}
    with_page = replace(outside, settings=outside.settings.model_copy(update=origin))
    for each, has_page in ((with_page, True), (outside, False)):
        mail.sent.clear()
        ask(each, visit.id, f"{TITLE} {has_page}", WHY, "2023-04-03", by="lead")
        assert ("s3://" in mail.to(LANO)[0].text) is not has_page
        assert ("It stands on your page" in mail.to(LANO)[0].text) is has_page


def test_what_is_offered_and_accepted_becomes_an_extra_item_of_who_offered_it(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    assert offer(outside, visit.id, TITLE, WHY, sender="icb", by="dana") == 1
    (told,) = mail.to(LEAD)
    assert all(part in told.text for part in ("ICB", TITLE, WHY))
    accept_offer(outside, visit.id, 1, "2023-04-03", by="lead")
    assert "extra_1" in owes(outside, visit, "icb")
    assert missing_items(outside.register.dossier(visit.id))[-1].id != "extra_1"
    with pytest.raises(UserError, match="Offer 1 was accepted already"):
        decline_offer(outside, visit.id, 1, "Too late", by="lead")


def test_who_offered_what_is_declined_hears_why(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    offer(outside, visit.id, TITLE, WHY, by="dana")
    decline_offer(outside, visit.id, 1, "It is in item 6 already", by="lead")
    assert "It is in item 6 already" in mail.to(LANO)[-1].text
    assert outside.register.offers(visit.id) == (
        Offer(1, "", TITLE, WHY, "declined", "It is in item 6 already"),
    )
    acts = [entry.act for entry in outside.register.audit(visit.id)]
    assert acts[-2:] == ["information offered", "offer declined"]


@pytest.mark.parametrize(
    ("title", "reason", "told"),
    [("", WHY, "Enter what is offered"), (TITLE, " ", "Enter why it is necessary")],
)
def test_an_offer_says_what_and_why(
    outside: Outside, visit: Visit, title: str, reason: str, told: str
) -> None:
    with pytest.raises(UserError, match=told):
        offer(outside, visit.id, title, reason, by="dana")


class Killed(BaseException):
    """The process is gone."""


def _kill(*_arguments: object, **_named: object) -> None:
    raise Killed


def test_an_offer_and_what_is_decided_on_it_happen_with_their_mails_or_not_at_all(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(offering, "mail_once", _kill)
        with pytest.raises(Killed):
            offer(outside, visit.id, TITLE, WHY, by="dana")
    assert outside.register.offers(visit.id) == ()

    offer(outside, visit.id, TITLE, WHY, by="dana")
    for decide in (
        lambda: decline_offer(outside, visit.id, 1, "It is not needed", by="lead"),
        lambda: accept_offer(outside, visit.id, 1, "2023-04-03", by="lead"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(offering, "mail_sender", _kill)
            patched.setattr(asking, "mail_each", _kill)
            with pytest.raises(Killed):
                decide()
        assert outside.register.offers(visit.id)[0].decided == ""
    with pytest.raises(UserError, match="due date"):
        accept_offer(outside, visit.id, 1, "soon", by="lead")

    mail.sent.clear()
    accept_offer(outside, visit.id, 1, "2023-04-03", by="lead")
    assert [sent.to for sent in mail.sent] == [LANO, LEAD]
    assert [extra.id for extra in outside.register.visit(visit.id).extra] == ["extra_1"]
