"""What inspectors get about each selected child, and what the authority is asked for."""

import io

import openpyxl
import pytest

from builders.packs import CODES, FRAMEWORK, KEY, THURSDAY, VISIT
from visit_exchange.privacy.crosswalk import crosswalk_workbook, read_crosswalk
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.tracking.items import (
    is_tracking_item,
    kind_and_code,
    tracking_item_id,
    tracking_item_ids,
)
from visit_exchange.tracking.pack import (
    TrackingFile,
    missing_documents,
    read_tracking_manifest,
    tracking_pack,
)
from visit_exchange.tracking.request import tracking_request_mail

ONE, TWO = CODES[3], CODES[1]
CROSSWALK = {"0017": child_code(KEY, "0017"), "AP-0002": child_code(KEY, "AP-0002")}


def file(code: str, kind: str, upload: str = "s1") -> TrackingFile:
    return TrackingFile(code, kind, "pdf", f"{kind} {upload}".encode(), upload)


def pack(*documents: TrackingFile) -> dict[str, bytes]:
    return tracking_pack(VISIT, FRAMEWORK, (ONE, TWO), documents, version=2, published=THURSDAY)


def test_each_child_has_a_folder_named_by_code_with_documents_named_by_kind() -> None:
    names = list(pack(file(TWO, "plans", "s3"), file(TWO, "plans", "s2"), file(ONE, "chronology")))
    assert names == [
        f"{ONE}/1 Chronology of significant events – 1.pdf",
        f"{TWO}/4 Most recent plans – 1.pdf",
        f"{TWO}/4 Most recent plans – 2.pdf",
        "What is missing.txt",
        "manifest.json",
    ]


def test_the_manifest_lists_files_and_what_is_missing() -> None:
    files = pack(file(ONE, "chronology"), *(file(TWO, i.id) for i in FRAMEWORK.tracking.items))
    manifest = read_tracking_manifest(files["manifest.json"])
    assert (manifest.version, manifest.selected) == (2, (ONE, TWO))
    first = manifest.files[0]
    assert (first.items, first.uploads) == ((f"chronology:{ONE}",), ("s1",))
    assert [kind_and_code(item) for item in manifest.missing] == [
        (item.id, ONE) for item in FRAMEWORK.tracking.items if item.id != "chronology"
    ]


def test_what_is_missing_is_said_for_each_child() -> None:
    lines = pack(*(file(TWO, item.id) for item in FRAMEWORK.tracking.items))
    first, second = lines["What is missing.txt"].decode().splitlines()
    assert first.startswith(f"{ONE}: Chronology of significant events; Pen portrait; ")
    assert second == f"{TWO}: nothing is missing"


def test_a_document_about_another_child_never_gets_into_the_pack() -> None:
    with pytest.raises(ValueError, match="not selected"):
        pack(file(CODES[5], "plans"))


def test_nothing_sent_means_everything_is_missing() -> None:
    assert missing_documents(FRAMEWORK, (ONE,), ()) == tracking_item_ids(FRAMEWORK, [ONE])


def test_a_tracking_item_is_told_from_an_item_of_the_request() -> None:
    item = tracking_item_id("plans", ONE)
    assert is_tracking_item(item)
    assert kind_and_code(item) == ("plans", ONE)
    assert not any(is_tracking_item(asked.id) for asked in FRAMEWORK.items)


def test_the_request_names_codes_what_is_asked_and_by_when() -> None:
    subject, text = tracking_request_mail(
        VISIT,
        FRAMEWORK,
        [ONE, TWO],
        due="2023-04-03T17:00:00+01:00",
        upload_place="uploads/here",
        crosswalk_place="replies/there",
    )
    assert subject == f"Tracking information due by 5pm on Monday 3 April 2023: {VISIT.id}"
    assert text.startswith(f"Inspectors have selected 2 children to track: {ONE}, {TWO}.")
    for part in ("uploads/here", "replies/there", f"“{ONE} chronology.pdf”"):
        assert part in text
    assert all(item.title in text for item in FRAMEWORK.tracking.items)
    assert "browser" not in text


def test_the_request_speaks_of_the_upload_page_where_there_is_one() -> None:
    _, text = tracking_request_mail(
        VISIT,
        FRAMEWORK,
        [ONE],
        due="2023-04-03T17:00:00+01:00",
        upload_place="uploads/here",
        crosswalk_place="replies/there",
        has_page=True,
    )
    assert "open the link that we sent you" in text
    assert "select “The selected children”" in text
    assert "uploads/here" not in text, "who has a page needs no address of the store"


def test_the_crosswalk_goes_to_the_authority_with_its_leading_zeros() -> None:
    content = crosswalk_workbook(CROSSWALK)
    assert read_crosswalk(content) == CROSSWALK
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet["A2"].value == "0017"


def test_the_crosswalk_of_the_selected_holds_nobody_else() -> None:
    content = crosswalk_workbook(CROSSWALK, frozenset({CROSSWALK["AP-0002"]}))
    assert read_crosswalk(content) == {"AP-0002": CROSSWALK["AP-0002"]}
