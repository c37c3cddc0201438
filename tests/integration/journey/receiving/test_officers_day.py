"""A day of an officer: uploads and checklists in the order of life, and at its end all agree.

The board, the upload page, the pack and the mails are asked item by item.
"""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

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
    workbook,
)
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.reminding import remind_of_returns
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.journey.pages.upload_page import upload_page
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.receiving.document_review import refuse, release
from visit_exchange.journey.sender import Sender
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit

pytestmark = [pytest.mark.services, pytest.mark.soak]

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
LANO = "lano@exampleshire.example"
STRATEGY = word("Strategic planning", "Our strategy for the years to come.")
ANNEX = word("Annex", "More of what we wrote for our own use.")
UNTOLD = word("Moving on together", "We wrote this for our own use.")
DASHBOARD = workbook({"Dashboard": [{"Measure": "Placements made", "2021": 41, "2022": 39}]})
TELLING = word("Commissioning arrangements", "As agreed for AP-0001.")
# What the board and the page call the same state.
PAGE = {
    "Accepted": "In use",
    "Accepted with queries": "In use, with questions",
    "Not held": "Not held",
    "Must be corrected": "Needs fixing",
    "Waits for a person": "A person looks at it",
    "Missing": "Not started",
}


def scan() -> bytes:
    """A photograph of a page, as a PDF without a letter of text."""
    picture, out = io.BytesIO(), io.BytesIO()
    Image.new("L", (1200, 1700), 200).save(picture, "PNG")
    page = canvas.Canvas(out)
    page.drawImage(ImageReader(picture), 0, 0, 500, 700)
    page.save()
    return out.getvalue()


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


def on_board(outside: Outside, visit: Visit) -> dict[str, str]:
    return {each.number: each.state for each in visit_board(outside, visit.id).items}


def on_page(outside: Outside, visit: Visit) -> dict[str, str]:
    return {each.number: each.state for each in upload_page(outside, Sender(visit)).asked}


def uploads_on_page(outside: Outside, visit: Visit) -> dict[int, str]:
    sent = upload_page(outside, Sender(visit)).sent
    return {each.number: each.state for each in sent if each.number}


def manifest(outside: Outside, visit: Visit, version: int) -> dict[str, Any]:
    key = f"{visit.id}/v{version:03d}/manifest.json"
    found: dict[str, Any] = json.loads(outside.store.get(Bucket.PACKS, key))
    return found


def test_at_the_end_of_an_officers_day_all_that_tells_of_it_agrees(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    numbers = {item.id: item.number for item in visit_board(outside, visit.id).items}
    # The list of children, wrong at first; then corrected.
    send(outside, visit, "list 1.xlsx", attending(child("AP-0001", Age=40)))
    assert on_page(outside, visit)["1"] == "Needs fixing"
    send(outside, visit, "list 1.xlsx", attending(child("AP-0001"), child("AP-0002")))
    send(outside, visit, "providers.xlsx", providers(PROVIDER))
    send(outside, visit, "providers new.xlsx", providers(PROVIDER | {"URN": 999002}))
    # Documents: one that tells what it is, some that do not, a scan, one that names a child.
    send(outside, visit, "strategy.docx", STRATEGY)
    for name, content in {
        "moving on.docx": UNTOLD,
        "annex.docx": ANNEX,
        "dashboard.xlsx": DASHBOARD,
        "scan.pdf": scan(),
    }.items():
        assert send(outside, visit, name, content).status is Status.MUST_FIX
    send(outside, visit, "arrangements.docx", TELLING)
    # All of it again, in vain; then the checklist says what is what.
    send(outside, visit, "strategy copy.docx", STRATEGY)
    files = {
        "5": "strategy.docx; annex",
        "11": "moving on",
        "12": "Moving on.docx",
        "13": "scan.pdf",
        "14": "x – not held by LA, ask ICB",
        "15": "dashboard.xlsx",
        "7": "pathways.docx",
    }
    told = send(outside, visit, "checklist.xlsx", checklist(visit, files, not_held=["8"]))
    remind_of_returns(outside, visit.id)

    expected = {
        "1": "Accepted",
        "2": "Missing",
        "3": "Missing",
        "4": "Accepted",
        "5": "Accepted",
        "6": "Waits for a person",
        "7": "Missing",
        "8": "Not held",
        "9": "Missing",
        "10": "Missing",
        "11": "Accepted",
        "12": "Accepted",
        "13": "Waits for a person",
        "14": "Missing",
        "15": "Accepted",
    }
    stands = on_board(outside, visit)
    assert {n: s.replace(" with queries", "") for n, s in stands.items()} == expected
    assert on_page(outside, visit) == {number: PAGE[state] for number, state in stands.items()}
    # Each upload says what became of it.
    states = uploads_on_page(outside, visit)
    assert states[1] == "Replaced"
    assert (states[3], states[4]) == ("Replaced", "In use")
    assert [states[number] for number in (6, 7, 8)] == ["In use"] * 3
    assert (states[9], states[10], states[11]) == ("Not used", "Not used", "Sent before")
    # What waits is listed, under the numbers that the officer knows.
    assert [each.number for each in visit_board(outside, visit.id).waiting] == [9, 10]
    # The pack holds what is accepted, and calls missing what the board calls open.
    assert publish_pack(outside, visit.id) == 1
    made = manifest(outside, visit, 1)
    held = {numbers[item] for file in made["files"] for item in file["items"]}
    assert held == {number for number, state in expected.items() if state == "Accepted"}
    missing = {numbers[item] for item in (*made["missing"], *made["not_due"])}
    is_open = ("Missing", "Waits for a person")
    assert missing == {number for number, state in expected.items() if state in is_open}
    assert [numbers[item] for item in made["not_held"]] == ["8"]
    moved = [file for file in made["files"] if "transition_support" in file["items"]]
    assert [file["items"] for file in moved] == [
        ["transition_support", "transition_accountability"]
    ]
    assert len([file for file in made["files"] if file["items"] == ["strategic_planning"]]) == 2
    # So do the mails: the checklist's reply, and the reminder.
    [reminder] = [each.text for each in mail.to(LANO) if each.subject.startswith("Reminder")]
    owed = {line[2:].partition(" ")[0] for line in reminder.splitlines() if line.startswith("- ")}
    assert owed == missing
    assert "(upload 9 waits for a person)" in reminder
    assert told.status is Status.ACCEPTED_WITH_QUERIES
    checked = next(each for each in mail.to(LANO) if f"upload {told.number}:" in each.subject)
    assert "2 to check" in checked.text or "with 2 things to check" in checked.text
    assert "ask ICB" not in checked.text

    # The evening: one is let out, one is not, and everything says so.
    release(outside, visit.id, 9, "No child is in the picture", by="dana")
    refuse(outside, visit.id, 10, "It is about one child", by="dana")
    assert on_board(outside, visit)["13"] == "Accepted"
    assert on_board(outside, visit)["6"] == "Missing"
    assert on_page(outside, visit)["6"] == "Not started"
    assert visit_board(outside, visit.id).waiting == ()
    assert publish_pack(outside, visit.id) == 2
    files_now = {numbers[i] for f in manifest(outside, visit, 2)["files"] for i in f["items"]}
    assert files_now == held | {"13"}


def answered(outside: Outside, visit: Visit, submission: Submission) -> set[str]:
    found = outside.register.submission(submission.id)
    return {item.item for item in found.items if item.status is Status.ACCEPTED}


def test_files_and_their_checklist_in_one_batch_are_placed_in_any_order(
    outside: Outside, visit: Visit
) -> None:
    drop(outside, visit, "a checklist.xlsx", checklist(visit, {"11": "M.docx", "12": "Z.docx"}))
    drop(outside, visit, "M.docx", UNTOLD)
    drop(outside, visit, "Z.docx", ANNEX)

    sent = answer_all(outside)

    placed = [answered(outside, visit, each) for each in sent]
    assert {"transition_support"} in placed
    assert {"transition_accountability"} in placed


def test_a_document_that_is_sent_again_for_another_item_answers_both(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "11 Moving on.docx", UNTOLD)

    again = send(outside, visit, "12 Moving on.docx", UNTOLD)
    sent_for = send(outside, visit, "documents/13/Moving on.docx", UNTOLD)
    in_vain = send(outside, visit, "Moving on (2).docx", UNTOLD)

    assert answered(outside, visit, again) == {"transition_accountability"}
    assert answered(outside, visit, sent_for) == {"impact"}
    assert in_vain.status is not Status.SEEN_BEFORE or "13 Impact" in str(in_vain.reason)


def test_the_same_bytes_under_two_names_are_one_document_whichever_is_named(
    outside: Outside, visit: Visit
) -> None:
    sent = [send(outside, visit, name, UNTOLD) for name in ("A.docx", "B.docx")]
    send(outside, visit, "list.xlsx", providers(PROVIDER))
    send(outside, visit, "checklist.xlsx", checklist(visit, {"11": "B.docx"}))

    assert [answered(outside, visit, each) for each in sent] == [{"transition_support"}] * 2
    publish_pack(outside, visit.id)
    files = [f["items"] for f in manifest(outside, visit, 1)["files"]]
    assert files.count(["transition_support"]) == 1


def test_a_correction_under_the_same_name_serves_what_the_first_did(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "M.docx", UNTOLD)
    send(outside, visit, "checklist.xlsx", checklist(visit, {"11": "M.docx"}))
    send(outside, visit, "checklist.xlsx", checklist(visit, {"5": "other.docx"}))

    corrected = send(outside, visit, "M.docx", ANNEX)

    assert answered(outside, visit, corrected) == {"transition_support"}
    assert uploads_on_page(outside, visit)[1] == "Replaced"


def test_a_document_that_a_later_list_tells_on_waits_until_it_is_decided(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "plan.docx", word("Strategic planning", "As agreed for AP-0001"))
    send(outside, visit, "list.xlsx", attending(child("AP-0001")))

    assert publish_pack(outside, visit.id) == 1

    assert on_board(outside, visit)["5"] == "Waits for a person"
    assert on_page(outside, visit)["5"] == "A person looks at it"
    assert [each.number for each in visit_board(outside, visit.id).waiting] == [1]
    told = upload_page(outside, Sender(visit)).sent[-1]
    assert (told.state, told.tone) == ("Not used", "red")
    assert "A list that came later shows" in " ".join(told.lines)
    assert publish_pack(outside, visit.id) == 0, "nothing is new"

    release(outside, visit.id, 1, "The code is of a building", by="dana")

    assert publish_pack(outside, visit.id) == 2
    assert on_board(outside, visit)["5"] == "Accepted"
    assert ["strategic_planning"] in [f["items"] for f in manifest(outside, visit, 2)["files"]]
