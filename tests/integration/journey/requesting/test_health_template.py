"""The CQC's template goes to who fills it in, whether they were asked before or after it came."""

from datetime import UTC, datetime

import pytest

from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.requesting.health_template import attach_health_template
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.services.outside import Outside

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
LANO, ICB, SCHOOL = "lano@exampleshire.example", "icb@example.nhs.uk", "head@school.example"
TEMPLATE = b"an invented template"


def test_it_is_handed_on_to_everybody_asked_for_its_item_once(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)
    attach_health_template(outside, visit.id, "Template.docx", TEMPLATE, by="dana")
    assert mail.sent == [], "the request has not gone out"
    send_request(outside, visit.id)
    add_partner(outside, visit.id, "ICB", "health", ICB, "", by="dana")
    add_partner(outside, visit.id, "A school", "schools", SCHOOL, "5", by="dana")
    send_request(outside, visit.id)

    told = [(sent.to, sent.attachments) for sent in mail.sent if "template" in sent.subject]
    assert told == [(LANO, ("cqc-template.docx",)), (ICB, ("cqc-template.docx",))]
    key = f"{visit.id}/partners/icb/request/cqc-template.docx"
    assert outside.store.get(Bucket.REPLIES, key) == TEMPLATE
    newer = attach_health_template(outside, visit.id, "New.docx", b"a newer one", by="dana")
    assert newer == (LANO, ICB)
    [first, _] = [e for e in outside.register.audit(visit.id) if e.act == "request file added"]
    assert (first.by, first.detail["file"]) == ("dana", "cqc-template.docx")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("template.exe", TEMPLATE, "must be one of: .docx"), ("t.docx", b"", "must have from 1")],
)
def test_what_is_no_template_is_refused(
    outside: Outside, name: str, content: bytes, told: str
) -> None:
    visit = an_open_visit(outside, MONDAY)
    with pytest.raises(UserError, match=told):
        attach_health_template(outside, visit.id, name, content, by="dana")
