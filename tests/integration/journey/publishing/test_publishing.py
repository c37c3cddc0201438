"""Packs: the first with a list, the final at the deadline, each whole or not at all."""

import hashlib
import io
import json
import re
import time
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest

from builders.taken import take_list
from builders.uploads import (
    PROVIDER,
    answer_all,
    attending,
    checklist,
    child,
    drop,
    providers,
    send,
    word,
)
from builders.visits import an_open_visit
from receiver import Receiver
from recorded_outside import AirflowRecorder, MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.publishing import news
from visit_exchange.journey.publishing.news import visits_with_news
from visit_exchange.journey.publishing.returns_packs import publish_pack, publish_returns_pack
from visit_exchange.journey.publishing.telling_uniqueness import uniqueness_told
from visit_exchange.packs.pack import PackRefused
from visit_exchange.services.lineage import Lineage
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
THURSDAY_FIVE = datetime(2023, 3, 30, 16, tzinfo=UTC)  # 5pm in British summer time: the deadline
LEAD = "lead@inspectorate.example"
LANO = "lano@exampleshire.example"
TEAM = "data-team@example.org"
LIST = providers(PROVIDER)
PLAN = word("Strategic planning", "Our strategy")
IMPACT = word("Impact report", "Outcomes of children")


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


def versions(outside: Outside, visit: Visit) -> Mapping[str, list[str]]:
    """Return the object versions in the packs bucket, by key."""
    found: dict[str, list[str]] = {}
    listed = outside.store.client.list_object_versions(
        Bucket=outside.store.name(Bucket.PACKS), Prefix=f"{visit.id}/"
    )
    for each in listed.get("Versions", ()):
        found.setdefault(each["Key"].removeprefix(f"{visit.id}/"), []).append(each["VersionId"])
    return found


def manifest(outside: Outside, visit: Visit, version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        outside.store.get(Bucket.PACKS, f"{visit.id}/{version}/manifest.json")
    )
    return found


def test_the_first_pack_waits_for_a_list(outside: Outside, visit: Visit) -> None:
    send(outside, visit, "plan.docx", PLAN)
    assert visits_with_news(outside) == []
    assert publish_pack(outside, visit.id) == 0

    send(outside, visit, "list.xlsx", providers(PROVIDER))

    assert visits_with_news(outside) == [visit.id]
    assert publish_pack(outside, visit.id) == 1
    assert set(versions(outside, visit)) == {
        f"v001/{visit.id} lists.xlsx",
        f"v001/{visit.id} numbers to share.xlsx",
        "v001/05 Strategic planning – 1.docx",
        "v001/manifest.json",
    }


def test_a_visit_with_a_run_in_line_is_not_told_of_again(
    outside: Outside, visit: Visit, airflow: AirflowRecorder
) -> None:
    send(outside, visit, "list.xlsx", providers(PROVIDER))
    airflow.in_line = [visit.id]
    assert visits_with_news(outside) == []

    airflow.in_line = ["another-visit"]
    assert visits_with_news(outside) == [visit.id]

    airflow.in_line, airflow.is_down = [visit.id], True  # rather a run too many than none
    assert visits_with_news(outside) == [visit.id]


def test_a_pack_waits_for_a_file_that_came_just_now_but_not_for_long(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(outside, visit, "list.xlsx", providers(PROVIDER))
    drop(outside, visit, "plan.docx", PLAN)
    assert visits_with_news(outside) == []

    eleven_minutes_on = datetime.now(UTC) + timedelta(minutes=11)
    monkeypatch.setattr(news, "wall_now", lambda: eleven_minutes_on)
    assert visits_with_news(outside) == [visit.id]

    monkeypatch.undo()
    nobody = connect("http://127.0.0.1:9", "eu-west-2", "stranger", "secret")
    away = ObjectStore(nobody, {each: outside.store.name(each) for each in Bucket})
    assert visits_with_news(replace(outside, store=away)) == [visit.id]  # as while Airflow is away

    answer_all(outside)
    assert visits_with_news(outside) == [visit.id]


@pytest.mark.parametrize(("files", "waits"), [(2, False), (3, True)])
def test_a_pack_waits_while_many_files_of_others_have_no_answer(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch, files: int, waits: bool
) -> None:
    monkeypatch.setattr(news, "MANY", 2)
    other = an_open_visit(outside, MONDAY, la_code="998")
    send(outside, visit, "list.xlsx", providers(PROVIDER))
    for number in range(files):
        drop(outside, other, f"plan {number}.docx", PLAN)

    assert visits_with_news(outside) == ([] if waits else [visit.id])
    answer_all(outside)
    assert visits_with_news(outside) == [visit.id]


def test_who_asks_for_lineage_is_told_by_ids_which_upload_went_where(
    outside: Outside, visit: Visit
) -> None:
    with Receiver() as receiver:
        told = replace(outside, lineage=Lineage(receiver.address))
        send(told, visit, "Jo Bloggs.xlsx", attending(child("AP-0001")))
        send(told, visit, "plan.docx", PLAN)
        publish_pack(told, visit.id)

    events = [json.loads(each.body) for each in receiver.got]
    of_list = f"accepted/{visit.id}/1/"
    assert [_names(event, "inputs") for event in events[:2]] == [
        [f"uploads/{visit.id}/1"],
        [f"uploads/{visit.id}/2"],
    ]
    [a_list], [a_document] = (_names(event, "outputs") for event in events[:2])
    assert a_list.startswith(of_list)
    assert set(_names(events[2], "inputs")) == {a_list, a_document}
    assert _names(events[2], "outputs") == [f"packs/{visit.id}/v001"]
    sent = b"".join(each.body for each in receiver.got)
    assert not [word for word in (b"Bloggs", b"AP-0001") if word in sent]


def test_a_receiver_of_lineage_that_is_away_stops_nothing(outside: Outside, visit: Visit) -> None:
    told = replace(outside, lineage=Lineage("http://127.0.0.1:9"))
    send(told, visit, "list.xlsx", LIST)
    assert publish_pack(told, visit.id) == 1


def _names(event: Mapping[str, Any], what: str) -> list[str]:
    return [each["name"] for each in event[what]]


def test_a_pack_names_children_by_code(outside: Outside, visit: Visit) -> None:
    send(outside, visit, "list.xlsx", attending(child("AP-0001"), child("AP-0002")))
    publish_pack(outside, visit.id)

    content = outside.store.get(Bucket.PACKS, f"{visit.id}/v001/{visit.id} lists.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    codes = outside.store.get(Bucket.REPLIES, f"{visit.id}/0001/child-codes.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(codes)).worksheets[0].values)
    written = {str(cell) for row in rows for cell in row}
    assert {"AP-0001", "AP-0002"} <= written
    assert not {"AP-0001", "AP-0002"} & cells
    assert len({cell for cell in written & cells if len(cell) == 9 and cell[4] == "-"}) == 2


def test_the_data_team_is_told_how_many_children_are_unique_when_that_changes(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    three = [child("AP-0001", Age=7), *(child(f"AP-000{number}") for number in range(2, 9))]
    send(outside, visit, "list.xlsx", attending(*three))
    publish_pack(outside, visit.id)

    [told] = mail.to(TEAM)
    assert told.subject == f"Unique children in returns pack 1: {visit.id}"
    [line] = [each for each in told.text.splitlines() if each.startswith("- ")]
    # Of the eight one is unique, which is a small number.
    assert re.match(
        r"- Children and young people in .*: c of 10 children are unique on Age, ", line
    )
    assert uniqueness_told(outside, visit.id) == (line.removeprefix("- "),)

    send(outside, visit, "plan.docx", PLAN)
    assert publish_pack(outside, visit.id) == 2
    assert len(mail.to(TEAM)) == 1, "the numbers are the same"
    more = [child(f"AP-{n:04}") for n in range(9, 14)]
    send(outside, visit, "list.xlsx", attending(*three, *more))
    assert publish_pack(outside, visit.id) == 3
    assert "c of 15 children" in mail.to(TEAM)[-1].text


def test_before_the_first_pack_nobody_is_told_who_is_unique(outside: Outside, visit: Visit) -> None:
    assert uniqueness_told(outside, visit.id) == ()


@pytest.mark.parametrize("away", ["nobody listens", "nothing is let in"])
def test_the_board_shows_while_the_store_is_away(outside: Outside, visit: Visit, away: str) -> None:
    send(outside, visit, "list.xlsx", attending(child("AP-0001")))
    publish_pack(outside, visit.id)
    here = outside.store.client.meta.endpoint_url
    address = "http://127.0.0.1:9" if away == "nobody listens" else here
    client = connect(address, "eu-west-2", "stranger", "secret")
    store = ObjectStore(client, {each: outside.store.name(each) for each in Bucket})
    told = uniqueness_told(replace(outside, store=store), visit.id)
    assert told == ("The object store does not answer, so this is not known now",)


def test_nothing_new_makes_no_new_version(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    take_list(outside, visit, "list.xlsx", LIST)
    publish_pack(outside, visit.id)
    before = versions(outside, visit)

    assert publish_pack(outside, visit.id) == 0

    assert visits_with_news(outside) == []
    assert versions(outside, visit) == before
    assert len(mail.to(LEAD)) == 1


def test_something_new_makes_a_new_version_and_leaves_the_earlier_one_as_it_is(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    take_list(outside, visit, "list.xlsx", LIST)
    publish_pack(outside, visit.id)
    first = versions(outside, visit)

    send(outside, visit, "plan.docx", PLAN)

    assert publish_pack(outside, visit.id) == 2
    after = versions(outside, visit)
    assert {key: after[key] for key in first} == first
    assert "v002/05 Strategic planning – 1.docx" in after
    assert len(mail.to(LEAD)) == 2


def test_what_is_declared_not_held_is_news(outside: Outside, visit: Visit) -> None:
    take_list(outside, visit, "list.xlsx", LIST)
    publish_pack(outside, visit.id)

    send(outside, visit, "checklist.xlsx", checklist(visit, not_held=["14"]))

    assert publish_pack(outside, visit.id) == 2
    assert "specialist_taskforce" in json.dumps(manifest(outside, visit, "v002")["not_held"])


# --- several documents for one item


def documents_in(outside: Outside, visit: Visit, version: str) -> dict[str, list[str]]:
    """Return the uploads of each document in a version of the pack, by its name."""
    files = manifest(outside, visit, version)["files"]
    return {file["name"]: file["uploads"] for file in files if not file["name"].endswith(".xlsx")}


def test_documents_of_different_names_for_one_item_all_go_out(
    outside: Outside, visit: Visit
) -> None:
    take_list(outside, visit, "list.xlsx", LIST)
    send(outside, visit, "plan.docx", PLAN)
    publish_pack(outside, visit.id)

    send(outside, visit, "annex.docx", word("Strategic planning", "Annex"))

    assert publish_pack(outside, visit.id) == 2
    assert documents_in(outside, visit, "v002") == {
        "05 Strategic planning – 1.docx": [f"{visit.id}/2"],
        "05 Strategic planning – 2.docx": [f"{visit.id}/3"],
    }
    assert publish_pack(outside, visit.id) == 0


@pytest.mark.parametrize(
    "folders",
    [("", ""), (f"{uuid.UUID(int=1)}/", f"{uuid.UUID(int=2)}/"), ("", f"{uuid.UUID(int=1)}/")],
    ids=["into the bucket", "by the upload page", "by one, then the other"],
)
def test_a_document_that_is_sent_again_under_its_name_replaces_what_it_was(
    outside: Outside, visit: Visit, folders: tuple[str, str]
) -> None:
    first, second = folders
    take_list(outside, visit, "list.xlsx", LIST)
    send(outside, visit, f"{first}plan.docx", PLAN)
    send(outside, visit, "annex.docx", word("Strategic planning", "Annex"))
    time.sleep(1)  # the object store tells times in seconds

    send(outside, visit, f"{second}plan.docx", word("Strategic planning", "Corrected"))

    publish_pack(outside, visit.id)
    assert documents_in(outside, visit, "v001") == {
        "05 Strategic planning – 1.docx": [f"{visit.id}/3"],
        "05 Strategic planning – 2.docx": [f"{visit.id}/4"],
    }


def test_a_document_that_stands_beside_another_is_known_when_it_comes_again(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "plan.docx", PLAN)
    time.sleep(1)
    send(outside, visit, "annex.docx", word("Strategic planning", "Annex"))

    again = send(outside, visit, "Copy of plan.docx", PLAN)

    assert again.status is SubmissionStatus.SEEN_BEFORE


def test_an_item_with_another_document_is_not_missing_when_one_is_left_out(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "plan.docx", word("Strategic planning", "As agreed for AP-0001"))
    send(outside, visit, "annex.docx", word("Strategic planning", "Annex"))
    send(outside, visit, "list.xlsx", attending(child("AP-0001")))

    publish_returns_pack(outside, visit.id)

    assert documents_in(outside, visit, "v001") == {
        "05 Strategic planning – 1.docx": [f"{visit.id}/2"]
    }
    assert "strategic_planning" not in manifest(outside, visit, "v001")["missing"]


# --- at the deadline


def test_the_final_pack_is_published_once_though_nothing_is_new(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    take_list(outside, visit, "list.xlsx", LIST)
    publish_pack(outside, visit.id)

    assert publish_returns_pack(outside, visit.id) == 2
    assert publish_returns_pack(outside, visit.id) == 2
    assert publish_pack(outside, visit.id) == 0

    assert [pack.is_final for pack in outside.register.packs(visit.id)] == [False, True]
    assert len(mail.to(LEAD)) == 2


def test_the_final_pack_is_published_though_nothing_came(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, THURSDAY_FIVE)
    assert publish_returns_pack(outside, visit.id) == 1

    assert set(versions(outside, visit)) == {"v001/manifest.json"}
    missing = manifest(outside, visit, "v001")["missing"]
    assert isinstance(missing, list)
    assert len(missing) == 15
    assert len(mail.to(LEAD)) == 1


def test_before_the_deadline_nothing_is_missing_yet(outside: Outside, visit: Visit) -> None:
    assert publish_returns_pack(outside, visit.id) == 1

    made = manifest(outside, visit, "v001")
    assert made["missing"] == []
    assert len(made["not_due"]) == 15


def test_what_comes_after_the_final_pack_makes_a_new_version_and_is_said_to_be_late(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    take_list(outside, visit, "list.xlsx", LIST)
    close_returns(outside, visit.id)
    publish_returns_pack(outside, visit.id)
    past = MONDAY.replace(hour=8)
    outside.register.adjust_milestone(
        visit.id, "returns", past, "As the telephone call said", by="data team", at=past
    )

    send(outside, visit, "impact.docx", IMPACT)

    assert publish_pack(outside, visit.id) == 2
    assert [pack.is_final for pack in outside.register.packs(visit.id)] == [True, False]
    late = manifest(outside, visit, "v002")["late"]
    assert isinstance(late, dict)
    assert set(late) == {"impact"}
    assert "Late: 13 Impact" in mail.to(LEAD)[-1].text


# --- whole or not at all


def test_a_crash_before_the_manifest_ends_in_one_whole_version(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_list(outside, visit, "list.xlsx", LIST)
    publish_pack(outside, visit.id)
    first = versions(outside, visit)
    send(outside, visit, "plan.docx", PLAN)
    with monkeypatch.context() as crash:
        crash.setattr(ObjectStore, "put", _put_all_but_the_manifest)
        with pytest.raises(ConnectionError):
            publish_pack(outside, visit.id)
    assert "v002/manifest.json" not in versions(outside, visit)
    assert [pack.version for pack in outside.register.packs(visit.id)] == [1]

    assert publish_pack(outside, visit.id) == 2

    after = versions(outside, visit)
    assert {key: after[key] for key in first} == first
    assert len(after["v002/manifest.json"]) == 1
    _assert_whole(outside, visit, "v002")
    assert len(mail.to(LEAD)) == 2


def test_a_crash_after_the_manifest_changes_nothing_that_is_published(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_list(outside, visit, "list.xlsx", LIST)
    with monkeypatch.context() as crash:
        crash.setattr(Register, "record_pack", _cut_off)
        with pytest.raises(ConnectionError):
            publish_pack(outside, visit.id)
    written = versions(outside, visit)
    time.sleep(1)  # a manifest that was made now would say another time

    assert publish_pack(outside, visit.id) == 1

    assert versions(outside, visit) == written
    _assert_whole(outside, visit, "v001")
    assert len(mail.to(LEAD)) == 1


def test_a_document_that_turns_out_to_name_a_child_stays_out_of_the_pack(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, THURSDAY_FIVE)
    # Nobody can tell that this is a child's reference until the list of children comes.
    send(outside, visit, "plan.docx", word("Strategic planning", "As agreed for AP-0001"))
    send(outside, visit, "list.xlsx", attending(child("AP-0001")))

    assert publish_returns_pack(outside, visit.id) == 1

    made = manifest(outside, visit, "v001")
    assert {item for file in made["files"] for item in file["items"]} == {"currently_attending"}
    assert "strategic_planning" in made["missing"]
    told = [each for each in mail.to(LANO) if "left out" in each.subject]
    assert len(told) == 1
    assert "AP-0001" not in told[0].text


def test_a_pack_in_which_a_child_could_be_known_is_not_published(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    # The same in a list: a provider that is called what the authority calls a child.
    send(outside, visit, "providers.xlsx", providers(PROVIDER | {"Provider name": "AP-0001"}))
    publish_pack(outside, visit.id)
    published = versions(outside, visit)
    send(outside, visit, "list.xlsx", attending(child("AP-0001")))

    for publish in (publish_pack, publish_returns_pack):
        with pytest.raises(PackRefused) as refused:
            publish(outside, visit.id)
        assert "AP-0001" not in str(refused.value)

    assert versions(outside, visit) == published
    assert [pack.version for pack in outside.register.packs(visit.id)] == [1]
    assert len(mail.to(LEAD)) == 1


def _put_all_but_the_manifest(
    store: ObjectStore, bucket: Bucket, key: str, *_: object, **__: object
) -> None:
    if key.endswith("manifest.json"):
        raise ConnectionError
    store.client.put_object(Bucket=store.name(bucket), Key=key, Body=b"cut off")


def _cut_off(*_: object, **__: object) -> None:
    raise ConnectionError


def _assert_whole(outside: Outside, visit: Visit, version: str) -> None:
    files = manifest(outside, visit, version)["files"]
    assert files
    for file in files:
        content = outside.store.get(Bucket.PACKS, f"{visit.id}/{version}/{file['name']}")
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
