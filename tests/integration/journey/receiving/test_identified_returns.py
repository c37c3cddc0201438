"""Lists that name children arrive, and only codes and ages go on: the same code in every list."""

from datetime import UTC, date, datetime

import pytest

from builders.send_lists import SEND, sheet_rows, upn, workbook
from builders.uploads import send
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.journey.staging.shelf import whole_frames
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)  # Monday 23 November 2026
DATA_TEAM = "data-team@example.org"
PLAN: dict[str, object] = {
    "reference": "EDU-0001",
    "pupil_number": upn(1),
    "learner_number": "1000000035",
    "born": "24/03/2012",
    "gender": "b) Female",
    "ethnicity": "f) MWBC",
    "initial_plan": "23/09/2019",
    "need": "e) SEMH",
    "main_urn": "100001",
    "social_care": "b) No",
}
SUPPORT: dict[str, object] = {
    "reference": "EDU-0002",
    "pupil_number": upn(2),
    "born": "13/04/2015",
    "need": "k) ASD",
    "main_urn": "100001",
    "absence": 12.5,
}
IN_NEED: dict[str, object] = {
    "reference": "EDU-0001",
    "gender": "b) Female",
    "ethnicity": "b) Mixed",
    "born": "24/03/2012",
    "cin_start": "23/09/2025",
    "cin_need": "b) Child's disability",
    "case_status": "c) Child in need plan",
    "worker": "Casey Example",
}


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """An Area SEND inspection that was notified this Monday morning."""
    notified = date(2026, 11, 23)
    visit_id = "999-send-20261123"
    return an_open_visit(outside, MONDAY, id=visit_id, framework=SEND, notified=notified)


def upload(
    outside: Outside, visit: Visit, name: str, **lists: list[dict[str, object]]
) -> Submission:
    sheets = {list_id: sheet_rows(list_id, rows) for list_id, rows in lists.items()}
    return send(outside, visit, name, workbook(sheets))


def codes(outside: Outside, visit: Visit, list_id: str) -> list[str]:
    return [str(code) for code in whole_frames(outside, visit)[list_id]["reference"]]


def test_identifiers_are_asked_for_and_are_no_breach(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    submission = upload(outside, visit, "lists.xlsx", ehc_plans=[PLAN], sen_support=[SUPPORT])
    assert submission.status in (Status.ACCEPTED, Status.ACCEPTED_WITH_QUERIES)
    assert [item.item for item in submission.items] == ["ehc_plans", "sen_support"]
    assert not mail.to(DATA_TEAM)


def test_what_is_staged_has_codes_and_ages_and_no_identifier(
    outside: Outside, visit: Visit
) -> None:
    upload(outside, visit, "lists.xlsx", ehc_plans=[PLAN], children_in_need=[IN_NEED])
    for key in outside.store.keys(Bucket.STAGING, visit.id):
        content = outside.store.get(Bucket.STAGING, key)
        for identifier in (upn(1), "1000000035", "EDU-0001", "Casey Example", "2012"):
            assert identifier.encode() not in content
    frames = whole_frames(outside, visit)
    assert frames["ehc_plans"]["born"].tolist() == [14.0]
    assert not {"pupil_number", "learner_number"} & set(frames["ehc_plans"])
    assert "worker" not in frames["children_in_need"]


def test_a_child_has_one_code_in_lists_that_come_apart(outside: Outside, visit: Visit) -> None:
    upload(outside, visit, "social care.xlsx", children_in_need=[IN_NEED])
    upload(outside, visit, "lists.xlsx", ehc_plans=[PLAN])
    moved = SUPPORT | {"reference": "OTHER-77", "pupil_number": upn(1)}
    upload(outside, visit, "list 2.xlsx", sen_support=[moved])
    [code] = codes(outside, visit, "children_in_need")
    assert codes(outside, visit, "ehc_plans") == [code]
    assert codes(outside, visit, "sen_support") == [code]
    known = crosswalk_of(outside, visit)
    assert {known[name] for name in ("EDU-0001", "OTHER-77", upn(1))} == {code}


def test_a_name_or_an_nhs_number_is_still_a_breach(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    rows = sheet_rows("ehc_plans", [PLAN])
    cells = (["Surname", "NHS number"], ["Example", "9434765870"])
    table = [[*row, *more] for row, more in zip(rows, cells, strict=True)]
    send(outside, visit, "lists.xlsx", workbook({"List_1": table}))
    [breach] = mail.to(DATA_TEAM)
    assert breach.subject.startswith("Breach contained")
    assert codes(outside, visit, "ehc_plans")


def test_a_reference_with_another_upn_is_asked_about(outside: Outside, visit: Visit) -> None:
    upload(outside, visit, "lists.xlsx", ehc_plans=[PLAN])
    before = codes(outside, visit, "ehc_plans")
    upload(outside, visit, "again.xlsx", ehc_plans=[PLAN | {"pupil_number": upn(9)}])
    assert codes(outside, visit, "ehc_plans") == before
    page = outside.store.get(Bucket.REPLIES, f"{visit.id}/0002/reply.html").decode()
    assert "this reference came with another UPN before" in page
    assert upn(9) not in page


def test_lists_that_contradict_each_other_are_asked_about(outside: Outside, visit: Visit) -> None:
    other = IN_NEED | {"born": "24/03/2014"}
    upload(outside, visit, "lists.xlsx", ehc_plans=[PLAN], children_in_need=[other])
    page = outside.store.get(Bucket.REPLIES, f"{visit.id}/0001/reply.html").decode()
    assert "has another age in the list of children in need" in page
    assert "Check Known to children&#39;s social care" in page
