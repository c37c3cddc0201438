"""What officers do on their page: say, take back, use for one more item, send beside an item."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from builders.uploads import PROVIDER, answer_all, checklist, pdf, providers, send, word
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.pages.upload_page import UploadPage, upload_page
from visit_exchange.journey.pages.upload_permits import (
    FileToSend,
    OlderFileError,
    permit_upload,
)
from visit_exchange.journey.publishing.pack_numbers import is_behind
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.publishing.tracking_packs import publish_tracking_pack
from visit_exchange.journey.receiving.answering_too import answer_too
from visit_exchange.journey.receiving.stating import state
from visit_exchange.journey.receiving.taking_back import ask_about, take_back
from visit_exchange.journey.sender import Sender
from visit_exchange.packs.manifest import Manifest, read_manifest
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.store_access.upload_signer import UploadSigner
from visit_exchange.tracking.pack import read_tracking_manifest
from visit_exchange.visits.uploads.statements import Says, Statement
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
FRIDAY = datetime(2023, 3, 31, 9, tzinfo=UTC)  # the morning after the deadline
LEAD, LANO = "lead@inspectorate.example", "lano@exampleshire.example"
TEAM = "data-team@example.org"
WHO = "SEND data manager"
LIST = providers(PROVIDER)
PLAN = word("Strategic planning", "Our strategy")
CODES = ("K7QM-2XWD", "M3PX-9T4A", "0T5B-6W8R")
PROVIDERS = "alternative_providers"


@pytest.fixture
def online(outside: Outside, store: ObjectStore) -> Outside:
    """An outside whose signer is the store's administrator."""
    signer = UploadSigner(store.client, store.name(Bucket.UPLOADS))
    return replace(outside, signer=signer)


@pytest.fixture
def visit(online: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(online, MONDAY)


def shown(online: Outside, visit: Visit) -> UploadPage:
    return upload_page(online, Sender(visit))


def states(online: Outside, visit: Visit) -> dict[str, str]:
    return {each.number: each.state for each in shown(online, visit).asked}


def say(online: Outside, visit: Visit, item: str, says: Says = Says.NOT_HELD) -> None:
    state(online, Sender(visit), item, says, who=WHO)


def permitted(online: Outside, visit: Visit, content: bytes, **file: object) -> None:
    """Send a file as a browser does."""
    digest = hashlib.sha256(content).hexdigest()
    to_send = FileToSend(len(content), digest, **file)  # type: ignore[arg-type]
    allowed = permit_upload(online, Sender(visit), to_send)
    httpx.put(allowed.url, content=content, headers=allowed.headers, timeout=60).raise_for_status()


# --- what is said


def test_what_is_not_held_is_awaited_no_more_and_it_is_audited_who_said_so(
    online: Outside, visit: Visit
) -> None:
    say(online, visit, "14")
    say(online, visit, "15", Says.DOES_NOT_APPLY)
    assert (states(online, visit)["14"], states(online, visit)["15"]) == (
        "Not held",
        "Not applicable",
    )
    [first, second] = [e for e in online.register.audit(visit.id) if e.act == "said on the page"]
    assert (first.by, first.detail["says"], first.detail["who"]) == (
        "the authority",
        "not_held",
        WHO,
    )
    assert second.detail["says"] == "does_not_apply"


def test_what_was_said_is_taken_back(online: Outside, visit: Visit) -> None:
    say(online, visit, "14")
    say(online, visit, "14", Says.WILL_SEND)
    assert states(online, visit)["14"] == "Not started"


def test_a_checklist_that_comes_later_replaces_what_the_page_said(
    online: Outside, visit: Visit
) -> None:
    say(online, visit, "14")
    send(online, visit, "checklist.xlsx", checklist(visit, not_held=["15"]))
    found = states(online, visit)
    assert (found["14"], found["15"]) == ("Not started", "Not held")
    reply = online.store.get(Bucket.REPLIES, f"{visit.id}/0001/reply.html").decode()
    assert "You said before that you do not send what this checklist does not mark" in reply


def test_what_the_page_says_later_replaces_the_checklist(online: Outside, visit: Visit) -> None:
    send(online, visit, "checklist.xlsx", checklist(visit, not_held=["14", "15"]))
    say(online, visit, "15", Says.WILL_SEND)
    say(online, visit, "13")
    found = states(online, visit)
    assert [found[each] for each in ("13", "14", "15")] == ["Not held", "Not held", "Not started"]


def test_a_checklist_that_came_before_and_is_read_after_does_not_undo_the_page(
    online: Outside, visit: Visit
) -> None:
    content = checklist(visit, not_held=["15"])
    online.store.put(Bucket.UPLOADS, f"{visit.id}/checklist.xlsx", content)
    later = visit.clock.visit_time(datetime.now(UTC)) + timedelta(hours=1)
    dossier = online.register.dossier(visit.id)
    items = {i.number: i.id for i in dossier.framework.items}
    for number, says in (("14", Says.NOT_HELD), ("15", Says.WILL_SEND)):
        said = Statement(items[number], "", says, later, who=WHO)
        online.register.state(visit.id, said, by="the authority")
    answer_all(online)
    found = states(online, visit)
    assert (found["14"], found["15"]) == ("Not held", "Not started")


@pytest.mark.parametrize("item", ["99", "", "plans"])
def test_nothing_is_said_of_what_is_not_asked(online: Outside, visit: Visit, item: str) -> None:
    with pytest.raises(UserError, match="must be one that you are asked for"):
        say(online, visit, item)


def test_nothing_is_said_without_a_job_title(online: Outside, visit: Visit) -> None:
    with pytest.raises(UserError, match="Enter your job title"):
        state(online, Sender(visit), "14", Says.NOT_HELD, who=" ")
    assert online.register.not_held(visit.id) == {}


def test_inspectors_read_what_does_not_apply_apart_from_what_is_not_held(
    online: Outside, visit: Visit
) -> None:
    send(online, visit, "list.xlsx", LIST)
    say(online, visit, "14")
    say(online, visit, "15", Says.DOES_NOT_APPLY)
    assert publish_pack(online, visit.id) == 1
    pack = manifest(online, visit, 1)
    assert pack.not_held == ("specialist_taskforce",)
    assert pack.does_not_apply == ("school_based_provision",)
    say(online, visit, "15")
    assert is_behind(online.register.dossier(visit.id))


# --- taken back


def manifest(online: Outside, visit: Visit, version: int) -> Manifest:
    content = online.store.get(Bucket.PACKS, f"{visit.id}/v{version:03d}/manifest.json")
    return read_manifest(content)


def test_a_file_that_is_taken_back_is_used_no_longer_and_its_bytes_stay(
    online: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send(online, visit, "list.xlsx", LIST)
    take_back(online, Sender(visit), 1, who=WHO)

    [sent] = shown(online, visit).sent
    assert (sent.state, sent.is_over, sent.may_take_back) == ("Taken back", True, False)
    assert online.register.dossier(visit.id).accepted_items() == {}
    assert online.store.get(Bucket.UPLOADS, f"{visit.id}/list.xlsx") == LIST
    [act] = [e for e in online.register.audit(visit.id) if e.act == "upload taken back"]
    assert act.detail == {
        "submission": f"{visit.id}/1",
        "from": "accepted",
        "used": PROVIDERS,
        "who": WHO,
    }
    assert "You took back upload 1" in mail.to(LANO)[-1].subject
    assert not [m for m in mail.to(TEAM) if "taken back" in m.subject], "nobody else must know"


def test_what_is_taken_back_may_be_sent_again_and_is_looked_at_anew(
    online: Outside, visit: Visit
) -> None:
    send(online, visit, "list.xlsx", LIST)
    take_back(online, Sender(visit), 1, who=WHO)
    again = send(online, visit, "again.xlsx", LIST)
    assert again.status is SubmissionStatus.ACCEPTED


def test_the_version_before_is_used_again(online: Outside, visit: Visit) -> None:
    send(online, visit, "one.xlsx", LIST)
    send(online, visit, "two.xlsx", providers(PROVIDER | {"Provider name": "Elm Centre"}))
    assert ask_about(online, Sender(visit), 2).lines[0].endswith("upload 1 is used again.")
    take_back(online, Sender(visit), 2, who=WHO)
    found = online.register.dossier(visit.id).accepted_items()
    assert found[PROVIDERS][0].number == 1


def test_the_next_pack_says_what_an_earlier_one_held_though_nothing_is_left(
    online: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send(online, visit, "list.xlsx", LIST)
    publish_pack(online, visit.id)
    take_back(online, Sender(visit), 1, who=WHO)
    for who in (TEAM, LEAD):
        [told] = [m for m in mail.to(who) if "taken back" in m.subject]
        assert "A pack that is published holds it." in told.text

    assert is_behind(online.register.dossier(visit.id))
    assert publish_pack(online, visit.id) == 2
    assert manifest(online, visit, 1).lists
    second = manifest(online, visit, 2)
    assert (second.lists, second.taken_back) == ((), {f"{visit.id}/1": (PROVIDERS,)})
    [news] = [m for m in mail.to(LEAD) if "Returns pack 2" in m.subject]
    assert "Taken back since an earlier version, and not to be used: files for" in news.text
    assert not is_behind(online.register.dossier(visit.id))


def test_after_the_deadline_lead_and_data_team_are_told(
    online: Outside, mail: MailRecorder
) -> None:
    late = an_open_visit(online, FRIDAY)
    send(online, late, "plan.docx", PLAN)
    take_back(online, Sender(late), 1, who=WHO)
    [told] = [m for m in mail.to(LEAD) if "taken back" in m.subject]
    assert "has taken back upload 1 of" in told.text
    assert ", after the deadline" in told.text


def test_a_document_that_waited_for_a_person_waits_no_more(online: Outside, visit: Visit) -> None:
    named = word("Strategic planning", "As agreed for A123456789012")
    sent = send(online, visit, "plan.docx", named)
    assert sent.status is SubmissionStatus.WITHHELD
    take_back(online, Sender(visit), 1, who=WHO)
    reviews = online.register.document_reviews(visit.id)
    assert [each for each in reviews if each.decision is None] == []


def test_a_checklist_does_not_bring_back_what_was_taken_back(online: Outside, visit: Visit) -> None:
    send(online, visit, "M.docx", word("Moving on together", "For our own use."))
    take_back(online, Sender(visit), 1, who=WHO)
    send(online, visit, "checklist.xlsx", checklist(visit, {"11": "M.docx"}))
    assert states(online, visit)["11"] == "Not started"


@pytest.mark.parametrize("number", [0, 2])
def test_only_ones_own_file_is_taken_back(online: Outside, visit: Visit, number: int) -> None:
    send(online, visit, "list.xlsx", LIST)
    with pytest.raises(UserError, match="You sent no file of this number"):
        take_back(online, Sender(visit), number, who=WHO)


# --- one more item, and beside an item


def test_a_file_answers_one_more_document(online: Outside, visit: Visit) -> None:
    send(online, visit, "plan.docx", PLAN)
    answer_too(online, Sender(visit), 1, "15")
    answer_all(online)
    found = states(online, visit)
    assert found["15"] == "In use"
    assert {each.number for each in shown(online, visit).sent} == {1, 2}
    numbers = {
        i: u.number for i, (u, _) in online.register.dossier(visit.id).accepted_items().items()
    }
    assert (numbers["strategic_planning"], numbers["school_based_provision"]) == (1, 2)


@pytest.mark.parametrize(
    ("number", "item", "why"),
    [(2, "15", "Choose a file"), (1, "1", "A list is known by what it holds"), (1, "5", "already")],
)
def test_what_cannot_answer_one_more_says_why(
    online: Outside, visit: Visit, number: int, item: str, why: str
) -> None:
    send(online, visit, "plan.docx", PLAN)
    with pytest.raises(UserError, match=why):
        answer_too(online, Sender(visit), number, item)


def test_a_file_sent_beside_a_list_is_being_checked_there(online: Outside, visit: Visit) -> None:
    number = next(i.number for i in Sender(visit).framework.lists if i.id == PROVIDERS)
    permitted(online, visit, LIST, item=number, name="oak.xlsx")
    assert states(online, visit)[number] == "Being checked"
    assert shown(online, visit).sent[0].answers[0].startswith(f"{number} ")
    assert shown(online, visit).sent[0].before == 0 or shown(online, visit).sent[0].before is None
    answer_all(online)
    assert states(online, visit)[number] == "In use"


def test_an_older_file_is_asked_about_before_it_is_sent(online: Outside, visit: Visit) -> None:
    noon = datetime(2023, 3, 27, 11, tzinfo=UTC)
    permitted(online, visit, PLAN, name="plan.docx", modified=noon)
    answer_all(online)
    older = FileToSend(9, "0" * 64, name="plan.docx", modified=noon - timedelta(days=3))
    with pytest.raises(OlderFileError, match="was changed later, at midday on Monday 27 March"):
        permit_upload(online, Sender(visit), older)
    assert permit_upload(online, Sender(visit), replace(older, anyway=True)).url


# --- the selected children


@pytest.fixture
def tracking(online: Outside, visit: Visit) -> Visit:
    """The same visit with children selected."""
    online.register.record_selection(visit.id, CODES, by="inspector", at=MONDAY)
    close_returns(online, visit.id)
    return online.register.visit(visit.id)


def place(online: Outside, visit: Visit, kind: str, code: str = CODES[0]) -> str:
    children = shown(online, visit).children
    assert children is not None
    [row] = [each for each in children.kinds if each.id == kind]
    return next(each.state for each in row.cells if each.code == code)


def test_a_file_dropped_beside_a_child_needs_no_code_in_its_name(
    online: Outside, tracking: Visit
) -> None:
    scan = pdf("Notes", "What we plan together")
    permitted(online, tracking, scan, name="scan.pdf", item="plans", child=CODES[0])
    assert place(online, tracking, "plans") == "Being checked"
    [upload] = answer_all(online)
    assert [each.item for each in upload.items] == [f"plans:{CODES[0]}"]
    assert place(online, tracking, "plans") == "In use"
    assert place(online, tracking, "plans", CODES[1]) == "Not started"
    assert shown(online, tracking).sent[0].answers == (f"Most recent plans of {CODES[0]}",)


def test_what_does_not_apply_to_a_child_is_said_there_and_audited_by_code(
    online: Outside, tracking: Visit
) -> None:
    sender = Sender(tracking)
    state(online, sender, "plans", Says.DOES_NOT_APPLY, who=WHO, child=CODES[0])
    state(online, sender, "chronology", Says.NOT_HELD, who=WHO, child=CODES[1])
    assert place(online, tracking, "plans") == "Does not apply"
    assert place(online, tracking, "chronology", CODES[1]) == "Not held"
    dossier = online.register.dossier(tracking.id)
    assert dossier.does_not_apply == {f"plans:{CODES[0]}"}
    with pytest.raises(UserError, match="asked about every selected child"):
        state(online, sender, "chronology", Says.DOES_NOT_APPLY, who=WHO, child=CODES[0])
    with pytest.raises(UserError, match="must be one of those selected"):
        state(online, sender, "plans", Says.NOT_HELD, who=WHO, child="0000-0000")


def test_the_next_tracking_pack_says_what_was_taken_back(online: Outside, tracking: Visit) -> None:
    scan = pdf("Notes", "What we plan together")
    permitted(online, tracking, scan, name="scan.pdf", item="plans", child=CODES[0])
    [upload] = answer_all(online)
    assert publish_tracking_pack(online, tracking.id) == 1
    take_back(online, Sender(tracking), upload.number, who=WHO)
    assert publish_tracking_pack(online, tracking.id) == 2
    folder = f"{tracking.id}/tracking/v002"
    second = read_tracking_manifest(online.store.get(Bucket.PACKS, f"{folder}/manifest.json"))
    assert (second.files, second.taken_back) == ((), (f"plans:{CODES[0]}",))
    text = online.store.get(Bucket.PACKS, f"{folder}/What is missing.txt").decode()
    assert "taken back since an earlier version, not to be used: Most recent plans" in text


def test_no_name_of_a_file_is_kept_in_the_audit(online: Outside, visit: Visit) -> None:
    send(online, visit, "Zebedee.docx", PLAN)
    answer_too(online, Sender(visit), 1, "15")
    answer_all(online)
    take_back(online, Sender(visit), 1, who=WHO)
    audit = [dict(each.detail) for each in online.register.audit(visit.id)]
    assert "Zebedee" not in json.dumps(audit)
