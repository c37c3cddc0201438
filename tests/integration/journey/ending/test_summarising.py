"""The summary note records what was done, in dates and counts, and names no child."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document

from builders.uploads import attending, child, send
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.journey.ending.closing import close_returns, close_visit
from visit_exchange.journey.ending.summarising import draft_summary_note
from visit_exchange.journey.selecting.selection import answer, codes_in_lists
from visit_exchange.services.outside import Outside

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 4, 17, 16, tzinfo=UTC)  # the last on-site day


def words(content: bytes) -> dict[str, str]:
    """Return the second cell of each row of the note's tables by its first."""
    tables = Document(BytesIO(content)).tables
    return {row.cells[0].text: row.cells[1].text for table in tables for row in table.rows}


def test_it_has_the_dates_and_what_was_received(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    send(outside, visit, "attending.xlsx", attending(child("A1"), child("A2")))
    note = words(draft_summary_note(outside, visit))
    assert note["On-site visit starts"] == "Wednesday 12 April 2023"
    assert (note["Lists received"], note["Items not received"]) == ("1", "14")
    assert note["Children and young people selected"] == "0"


def test_it_lies_with_the_packs_when_the_visit_closes_and_is_drafted_once(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)
    close_returns(outside, visit.id)
    for _ in range(2):
        close_visit(outside, visit.id)
    assert f"{visit.id}/summary-note.docx" in outside.store.keys(Bucket.PACKS, f"{visit.id}/")
    told = [one for one in mail.sent if "summary note" in one.subject]
    assert [one.to for one in told] == [visit.lead_inspector_email]
    # It is in the mail itself: when the visit has closed, nothing lets the inspectors in.
    assert told[0].attachments == (f"{visit.id} summary note.docx",)
    assert "by the end of Tuesday 2 May 2023" in told[0].text


def test_it_judges_nothing_and_names_no_child(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    send(outside, visit, "attending.xlsx", attending(child("A1"), child("A2")))
    codes = sorted(codes_in_lists(outside, visit))
    assert answer(outside, visit.id, codes, by="lead")
    content = draft_summary_note(outside, visit)
    document = Document(BytesIO(content))
    text = "\n".join(p.text for p in document.paragraphs) + str(words(content))
    assert "no judgements and no recommendations" in text
    assert words(content)["Children and young people selected"] == "2"
    assert not [code for code in codes if code in text]
