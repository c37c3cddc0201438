"""The summary note of a visit: a Word document that records activities and judges nothing.

It is a draft from the register: dates, counts, and the meetings that took place by the timetable.
Where none is said to have taken place, what was done is left for inspectors to fill in. No child is
in it, not even by code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from visit_exchange.privacy.documents.metadata import strip_metadata

NOT_EVALUATIVE = (
    "This note records the activities that were carried out. It is not evaluative: it has no "
    "judgements and no recommendations."
)
DRAFT = "Draft. Complete what was done, check it, then send it to the local authority."
ON_SITE = "What was done"
TO_FILL_IN = ("Activity", "With whom", "How many")
BLANK_ROWS = 6


@dataclass(frozen=True)
class SummaryNote:
    """What the note says: titles, and lines of what and when, or what and how many.

    ``done`` are the activities that took place: what, with whom by role, and how many.
    """

    kind: str
    area: str
    source: str
    dates: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, str], ...]
    done: tuple[tuple[str, str, str], ...] = ()


def summary_note_document(note: SummaryNote) -> bytes:
    """Return the note as a Word document (docx); the same note gives the same bytes."""
    document = Document()
    document.add_heading(f"Summary note: {note.area}", level=0)
    document.add_paragraph(note.kind)
    document.add_paragraph(DRAFT).runs[0].bold = True
    document.add_paragraph(NOT_EVALUATIVE)
    document.add_heading("Dates", level=1)
    _add_table(document, ("What", "When"), note.dates)
    document.add_heading("Information received and used", level=1)
    _add_table(document, ("What", "How many"), note.counts)
    document.add_heading(ON_SITE, level=1)
    _add_table(document, TO_FILL_IN, note.done or [("", "", "")] * BLANK_ROWS)
    document.add_paragraph(f"The guidance asks for this note under {note.source}.")
    content = BytesIO()
    document.save(content)
    return strip_metadata("docx", content.getvalue())


def _add_table(
    document: "WordDocument", headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.text = heading
        cell.paragraphs[0].runs[0].bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
