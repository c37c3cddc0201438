"""A partner is asked, answers and is answered on its own: nobody else sees what it sends."""

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from builders.uploads import answer_all, attending, checklist, child, send, word
from builders.visits import an_open_visit
from recorded_outside import KeeperRecorder, MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access import show
from visit_exchange.journey.access.upload_link import send_new_link, sender_of_link
from visit_exchange.journey.deadlines.reminding import remind_of_returns
from visit_exchange.journey.ending.closing import close_returns, close_visit
from visit_exchange.journey.pages.upload_page import upload_page
from visit_exchange.journey.pages.upload_permits import FileToSend, permit_upload
from visit_exchange.journey.publishing.returns_packs import publish_returns_pack
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.requesting.partner_asking import (
    add_partner,
    remove_partner,
    replace_contact,
)
from visit_exchange.journey.selecting.tracking_request import send_tracking_request
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.privacy.crosswalk import read_crosswalk
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.store_access.upload_signer import UploadSigner
from visit_exchange.visits.people.partners import Partner
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
ICB = "icb@exampleshire-icb.example"
TRUST = "office@oaktree-trust.example"
LINK = re.compile(r"/upload/#(\S{43})")
PATHWAYS = word("Evidence of pathways", "The neurodevelopmental pathway and referral pathway")
STRATEGY = word("Strategic planning", "Our alternative provision strategy")


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


@pytest.fixture
def health(outside: Outside, visit: Visit) -> Partner:
    """The area's health services, asked for everything that they may be asked for."""
    return asked(outside, visit)


def asked(outside: Outside, visit: Visit, **other: str) -> Partner:
    entered = {"name": "Exampleshire ICB", "kind": "health", "email": ICB, "items": ""} | other
    return add_partner(outside, visit.id, **entered, by="data team")


def sent_by(outside: Outside, partner: Partner, name: str, content: bytes) -> Submission:
    """Let a partner drop one file, and return it answered."""
    outside.store.put(Bucket.UPLOADS, f"{partner.folder}{name}", content)
    [answered] = answer_all(outside)
    return answered


def test_somebody_else_of_a_partner_gets_its_request_and_the_old_link_dies(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    settings = outside.settings.model_copy(update={"upload_origin": "https://uploads.example"})
    with_page = replace(outside, settings=settings)
    health = asked(with_page, visit)
    [old] = LINK.findall(mail.to(ICB)[0].text)
    keys = show(with_page, visit.id, f"partner-{health.id}", by="dana").secret_key

    replace_contact(with_page, visit.id, health.id, TRUST, by="dana")

    [new] = LINK.findall(mail.to(TRUST)[0].text)
    assert sender_of_link(with_page, new).email == TRUST
    with pytest.raises(PermissionError):
        sender_of_link(with_page, old)
    assert show(with_page, visit.id, f"partner-{health.id}", by="dana").secret_key != keys
    changed = [e for e in outside.register.audit(visit.id) if e.act == "partner contact changed"]
    assert [each.detail for each in changed] == [{"partner": health.id}]
    with pytest.raises(UserError, match="already"):
        replace_contact(with_page, visit.id, health.id, TRUST, by="dana")


def test_a_partner_is_asked_at_once_for_its_own_items(
    outside: Outside, visit: Visit, health: Partner, mail: MailRecorder
) -> None:
    [request] = mail.to(ICB)

    assert health.id == "exampleshire-icb"
    assert f"/{visit.id}/partners/exampleshire-icb/" in request.text
    assert "7. Evidence of pathways (document)" in request.text
    assert "Strategic planning" not in request.text
    assert "by 5pm on Thursday 30 March 2023" in request.text
    laid = outside.store.keys(Bucket.REPLIES, f"{health.folder}request/")
    assert {key.rpartition("/")[2] for key in laid} >= {"checklist.xlsx", "timeline.ics"}


def test_a_partner_that_is_added_before_the_visit_opens_is_asked_with_the_authority(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY, la_code="998")
    send_request(outside, visit.id)
    asked(outside, visit)
    send_request(outside, visit.id)

    assert len(mail.to(ICB)) == 1
    assert len(mail.to(visit.lano_email)) == 1


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"kind": "nobody"}, "--kind must be one of: health, care, schools"),
        ({"items": "99"}, "no item 99. Choose from: .*7.*9"),
        ({"email": "icb"}, "e-mail must be one e-mail address"),
        ({"name": "…"}, "at least one letter or digit"),
    ],
)
def test_what_is_entered_wrongly_is_told(
    outside: Outside, visit: Visit, other: dict[str, str], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        asked(outside, visit, **other)
    assert outside.register.partners(visit.id) == ()


def test_the_reply_goes_to_the_partner_and_to_nobody_else(
    outside: Outside, visit: Visit, health: Partner, mail: MailRecorder
) -> None:
    answered = sent_by(outside, health, "pathways.docx", PATHWAYS)

    assert (answered.status, answered.sender) == (Status.ACCEPTED, health.id)
    assert answered.reply_prefix == f"{visit.id}/partners/{health.id}/0001"
    assert "pathways" in mail.to(ICB)[-1].text.casefold()
    assert mail.to(visit.lano_email) == []


def test_a_partner_answers_only_what_it_was_asked(
    outside: Outside, visit: Visit, health: Partner
) -> None:
    assert sent_by(outside, health, "strategy.docx", STRATEGY).status is Status.MUST_FIX
    assert outside.register.accepted_of_every_sender(visit.id) == {"": {}}


def test_a_partners_not_held_is_its_own(outside: Outside, visit: Visit, health: Partner) -> None:
    sent_by(outside, health, "checklist.xlsx", checklist(visit, not_held=["7"]))

    assert set(outside.register.not_held(visit.id, health.id)) == {"evidence_of_pathways"}
    assert outside.register.not_held(visit.id) == {}


def test_the_same_file_of_another_sender_is_no_repeat(
    outside: Outside, visit: Visit, health: Partner
) -> None:
    first = send(outside, visit, "pathways.docx", PATHWAYS)
    second = sent_by(outside, health, "pathways.docx", PATHWAYS)

    assert (first.status, second.status) == (Status.ACCEPTED, Status.ACCEPTED)


def test_what_each_sender_sent_is_in_the_pack_and_the_manifest_says_whose_it_is(
    outside: Outside, visit: Visit, health: Partner
) -> None:
    send(outside, visit, "list.xlsx", attending(child("AP-0001"), child("AP-0002")))
    send(outside, visit, "ours.docx", PATHWAYS)
    sent_by(outside, health, "theirs.docx", word("Evidence of pathways", "Referral pathway"))
    publish_returns_pack(outside, visit.id)

    manifest = json.loads(outside.store.get(Bucket.PACKS, f"{visit.id}/v001/manifest.json"))
    named = [f["name"] for f in manifest["files"] if "pathways" in f["name"]]
    assert named == ["07 Evidence of pathways – 1.docx", "07 Evidence of pathways – 2.docx"]
    [partner] = manifest["partners"]
    assert (partner["name"], partner["sent"]) == (
        "Exampleshire ICB",
        {"evidence_of_pathways": f"{visit.id}/3"},
    )
    assert "health_system_overview" in partner["missing"]


def test_a_list_of_two_senders_is_one_list_with_the_same_codes(
    outside: Outside, visit: Visit
) -> None:
    trust = asked(outside, visit, name="Oaktree Trust", kind="schools", email=TRUST, items="1")
    send(outside, visit, "list.xlsx", attending(*(child(f"AP-{n}") for n in range(1, 6))))
    theirs = attending(child("AP-2"), child("oaktree-trust-7"))
    sent_by(outside, trust, "list.xlsx", theirs)
    publish_returns_pack(outside, visit.id)

    manifest = json.loads(outside.store.get(Bucket.PACKS, f"{visit.id}/v001/manifest.json"))
    [listed] = manifest["lists"]
    assert (listed["upload"], listed["uploads"]) == (
        f"{visit.id}/1",
        [f"{visit.id}/1", f"{visit.id}/2"],
    )
    content = outside.store.get(Bucket.PACKS, f"{visit.id}/v001/{visit.id} lists.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(content))["Currently attending"].values)[1:]
    assert len(rows) == 6
    assert listed["profile"]["rows"] == 5, "what may be handed on is rounded"
    assert set(crosswalk_of(outside, visit, sender="")) == {f"AP-{n}" for n in range(1, 6)}
    assert set(crosswalk_of(outside, visit, trust.id)) == {"AP-2", "oaktree-trust-7"}


def test_a_selected_child_whom_only_a_partner_listed_is_told_to_both(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    trust = asked(outside, visit, name="Oaktree Trust", kind="schools", email=TRUST, items="1")
    send(outside, visit, "list.xlsx", attending(child("AP-1")))
    sent_by(outside, trust, "list.xlsx", attending(child("AP-1"), child("oaktree-trust-7")))
    codes = crosswalk_of(outside, visit)
    both = [codes["AP-1"], codes["oaktree-trust-7"]]
    outside.register.record_selection(visit.id, both, by="inspector", at=MONDAY)
    mail.sent.clear()

    for _ in range(2):
        assert send_tracking_request(outside, visit.id) == 2

    [to_lano] = [m for m in mail.to(visit.lano_email) if "Tracking" in m.subject]
    assert f"Only Oaktree Trust listed {both[1]}, so" in to_lano.text
    assert TRUST in to_lano.text
    [to_trust] = mail.to(TRUST)
    assert both[1] in to_trust.text
    assert both[0] not in to_trust.text, "the authority knows that child itself"
    assert visit.lano_email in to_trust.text
    laid = f"{trust.folder}tracking-request/children-to-track.xlsx"
    told = read_crosswalk(outside.store.get(Bucket.REPLIES, laid))
    assert told == {"oaktree-trust-7": both[1]}
    own = f"{visit.id}/tracking-request/children-to-track.xlsx"
    assert read_crosswalk(outside.store.get(Bucket.REPLIES, own)) == {"AP-1": both[0]}
    sent = to_lano.text + to_trust.text + to_trust.subject
    assert "oaktree-trust-7" not in sent


def test_what_a_partner_owes_is_told_at_the_deadline(
    outside: Outside, visit: Visit, health: Partner, mail: MailRecorder
) -> None:
    sent_by(outside, health, "pathways.docx", PATHWAYS)
    remind_of_returns(outside, visit.id)
    close_returns(outside, visit.id)

    reminder, alert = mail.to(ICB)[-2:]
    assert "9 Health system overview" in reminder.text
    assert "Evidence of pathways" not in reminder.text
    assert "9 Health system overview" in alert.text
    for to in (visit.lano_email, visit.lead_inspector_email, outside.settings.data_team_email):
        told = [m for m in mail.to(to) if "Exampleshire ICB" in m.subject]
        assert len(told) == 1


def test_a_partners_link_shows_its_own_files_alone(
    outside: Outside, store: ObjectStore, mail: MailRecorder
) -> None:
    settings = outside.settings.model_copy(update={"upload_origin": "https://uploads.example"})
    signer = UploadSigner(store.client, store.name(Bucket.UPLOADS))
    online = replace(outside, settings=settings, signer=signer)
    visit = an_open_visit(online, MONDAY)
    health = asked(online, visit)
    send(online, visit, "strategy.docx", STRATEGY)
    sent_by(online, health, "pathways.docx", PATHWAYS)

    [token] = LINK.findall(mail.to(ICB)[0].text)
    sender = sender_of_link(online, token)
    page = upload_page(online, sender)
    assert (page.authority, [sent.name for sent in page.sent]) == (
        "Exampleshire ICB",
        ["pathways.docx"],
    )
    assert "5" not in {asked.number for asked in page.asked}
    permitted = permit_upload(online, sender, FileToSend(1, "0" * 64, tracking=True))
    assert permitted.key.startswith(health.folder)
    assert [sent.name for sent in upload_page(online, Sender(visit)).sent] == ["strategy.docx"]

    send_new_link(online, visit.id, sender=health.id, by="data team")
    with pytest.raises(PermissionError):
        sender_of_link(online, token)


def test_a_partner_that_is_removed_is_shut_out(
    outside: Outside, visit: Visit, health: Partner, keeper: KeeperRecorder
) -> None:
    sent_by(outside, health, "pathways.docx", PATHWAYS)
    show(outside, visit.id, f"partner-{health.id}", by="data team")
    remove_partner(outside, visit.id, health.id, by="data team")

    with pytest.raises(UserError, match="is no partner"):
        show(outside, visit.id, f"partner-{health.id}", by="data team")
    assert f"visit-{visit.id}-partner-{health.id}" not in keeper.live
    assert outside.register.dossier(visit.id).accepted_items(health.id), "what it sent stays"
    with pytest.raises(UserError, match="was removed"):
        send_new_link(outside, visit.id, sender=health.id, by="data team")
    acts = [entry.act for entry in outside.register.audit(visit.id)]
    assert "partner added" in acts
    assert "partner removed" in acts


def test_closing_the_visit_shuts_its_partners_out(
    outside: Outside, visit: Visit, health: Partner, keeper: KeeperRecorder
) -> None:
    show(outside, visit.id, f"partner-{health.id}", by="data team")
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED):
        outside.register.move_visit(visit.id, status, by="pipeline", at=MONDAY)
    close_visit(outside, visit.id)

    assert keeper.live == {}
    with pytest.raises(UserError, match="nobody can be asked any more"):
        asked(outside, visit)


def test_a_file_in_a_folder_of_no_partner_is_told_to_the_data_team(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    outside.store.put(Bucket.UPLOADS, f"{visit.id}/partners/nobody/x.docx", STRATEGY)
    assert answer_all(outside) == []
    [told] = mail.to(outside.settings.data_team_email)
    assert told.subject == "Upload without a visit"
