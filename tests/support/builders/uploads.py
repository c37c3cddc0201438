"""What an authority uploads in tests: small lists of invented children, documents, a checklist."""

import io
from collections.abc import Mapping, Sequence
from random import Random

import openpyxl

from rehearsal.files.documents import Text, write_docx, write_pdf
from rehearsal.people.identifiers import invent_upn
from visit_exchange.buckets import Bucket
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.journey.receiving.intake import check_upload, reply, screen_upload
from visit_exchange.journey.receiving.opening import gather
from visit_exchange.journey.upload import AtHand
from visit_exchange.kinds import load_framework
from visit_exchange.request.checklist import FILES, ITEM_NUMBER, NOT_HELD, checklist_workbook
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.visit import Visit

Cells = Mapping[str, object]
CHILD: dict[str, object] = {
    "Child reference": "AP-0001",
    "Age": 14,
    "Gender": "M",
    "Ethnicity": "WBRI",
    "SEN needs": "SEMH",
    "Health needs": "Asthma",
    "EHC plan status": "current",
    "Looked after": "N",
    "Setting name": "Oak Centre",
    "Current or previous setting": "current",
    "Setting type": "State maintained",
    "In or out of area": "In",
    "Full or part time": "FT",
    "Single or dual registration": "Single",
    "Commissioner": "Local authority",
    "Reason for placement": "Permanent exclusion",
    "Attendance %": 92,
    "Residential placement": "N",
    "Outreach": "N",
}
# Of the fictitious authority 999, with the right check letter.
UPN = invent_upn(Random(1), "999")
PROVIDER: dict[str, object] = {
    "Provider name": "Oak Centre",
    "URN": 999001,
    "State maintained or independent": "State maintained",
    "Registered or unregistered": "Registered",
    "Virtual": "No",
    "Offers outreach": "No",
    "Basic details of the offer": "Core subjects in small groups",
}


def child(reference: str, **changes: object) -> dict[str, object]:
    """Return a child's row; ``changes`` are by heading, with ``_`` for a space."""
    named = {heading.replace("_", " "): value for heading, value in changes.items()}
    return CHILD | {"Child reference": reference} | named


def attending(*rows: Cells) -> bytes:
    """Return a workbook with the list of children who attend now."""
    return workbook({"Currently attending": rows})


def providers(*rows: Cells) -> bytes:
    """Return a workbook with the list of providers, the list that takes least time to check."""
    return workbook({"Alternative providers": rows})


def workbook(sheets: Mapping[str, Sequence[Cells]]) -> bytes:
    """Return a workbook of lists, headings in the first row, and the sheet that dates them."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.create_sheet("About this return").append(["Data as at", "Friday 20 November 2026"])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word(title: str, *paragraphs: str) -> bytes:
    """Return a Word document by an officer whose name stands in its properties."""
    return write_docx(Text(title, paragraphs, "Marguerite Plumstead-Hale"))


def pdf(title: str, *paragraphs: str) -> bytes:
    """Return the same as PDF."""
    return write_pdf(Text(title, paragraphs, "Marguerite Plumstead-Hale"))


def checklist(
    visit: Visit, files: Mapping[str, str] | None = None, not_held: Sequence[str] = ()
) -> bytes:
    """Return the request's checklist filled in; items are by their numbers."""
    blank = checklist_workbook(visit, load_framework(visit.framework))
    book = openpyxl.load_workbook(io.BytesIO(blank))
    rows = list(book.worksheets[0].iter_rows())
    [head] = [n for n, row in enumerate(rows) if FILES in [cell.value for cell in row]]
    at = {cell.value: place for place, cell in enumerate(rows[head])}
    for row in rows[head + 1 :]:
        number = str(row[at[ITEM_NUMBER]].value)
        row[at[FILES]].value = (files or {}).get(number)
        row[at[NOT_HELD]].value = "X" if number in not_held else None
    return saved(book)


def drop(outside: Outside, visit: Visit, name: str, content: bytes) -> None:
    """Drop a file where the authority drops it."""
    outside.store.put(Bucket.UPLOADS, f"{visit.id}/{name}", content)


def answer_all(outside: Outside) -> list[Submission]:
    """Answer every upload that waits, as the DAG does; return them as they stand then."""
    return [answer_one(outside, each) for each in find_uploads(outside)]


def answer_one(outside: Outside, submission: str) -> Submission:
    """Answer one upload that was found, by its id; return it as it stands then."""
    reply(outside, check_upload(outside, screened(outside, submission)))
    return outside.register.submission(submission)


def screened(outside: Outside, submission: str) -> AtHand:
    """Return an upload that has been screened, by its id."""
    return screen_upload(outside, gather(outside, submission))


def send(outside: Outside, visit: Visit, name: str, content: bytes) -> Submission:
    """Drop one file and return it answered."""
    drop(outside, visit, name, content)
    [answered] = answer_all(outside)
    return answered
