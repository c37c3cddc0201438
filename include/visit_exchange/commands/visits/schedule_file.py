"""A schedule of visits, as a CSV or Excel file that the data team keeps."""

import csv
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from visit_exchange.errors import UserError
from visit_exchange.visits.entry.entry import Mistake, visit_entered
from visit_exchange.visits.visit import NewVisit

NEEDED = ("framework", "la_code", "notified", "lead_inspector_email")
COLUMNS = (*NEEDED, "lano_email", "la_name", "on_site_days", "inspectors", "items", "agreed")
WORKBOOK_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
VisitKey = tuple[str, str, date]


def read_schedule(path: Path) -> tuple[NewVisit, ...]:
    """Return the visits of the schedule at ``path``; see ``scheduled_visits``."""
    if not path.is_file():
        raise UserError(f"There is no schedule {path}. Enter the name of a CSV or Excel file.")
    return scheduled_visits(path.read_bytes())


def scheduled_visits(content: bytes) -> tuple[NewVisit, ...]:
    """Return the visits of a schedule, in its order; the headings are in its first row.

    Raises UserError that names every mistake by Excel row and column: all of the schedule is
    read, or nothing.
    """
    headings, *rows = _rows(content) or [[]]
    columns = [str(heading).strip().casefold().replace(" ", "_") for heading in headings]
    _check_columns(columns)
    visits: list[NewVisit] = []
    mistakes: list[str] = []
    seen: dict[VisitKey, int] = {}
    for row_number, cells in enumerate(rows, start=2):
        if not any(str(cell).strip() for cell in cells):
            continue
        entered = visit_entered(dict(zip(columns, cells, strict=False)))
        if isinstance(entered, NewVisit):
            entered = _unless_repeated(entered, row_number, seen)
        if isinstance(entered, NewVisit):
            visits.append(entered)
        else:
            mistakes += [_said(mistake, row_number, columns) for mistake in entered]
    if mistakes:
        raise UserError("\n".join(["Nothing was registered. Correct the schedule:", *mistakes]))
    if not visits:
        raise UserError("The schedule has no visits. Enter one in each row below the headings.")
    return tuple(visits)


def _check_columns(columns: Sequence[str]) -> None:
    if missing := [column for column in NEEDED if column not in columns]:
        raise UserError(
            f"The first row of the schedule must have the headings {', '.join(NEEDED)}. "
            f"Add: {', '.join(missing)}"
        )
    repeated = {column for column in columns if column in COLUMNS and columns.count(column) > 1}
    if repeated:
        raise UserError(f"The schedule must have one column {', '.join(sorted(repeated))}")


def _unless_repeated(
    visit: NewVisit, row_number: int, seen: dict[VisitKey, int]
) -> NewVisit | tuple[Mistake, ...]:
    first = seen.setdefault((visit.framework, visit.la_code, visit.notified), row_number)
    if first == row_number:
        return visit
    return (Mistake("la_code", f"This is the same visit as row {first}. Remove one of them"),)


def _said(mistake: Mistake, row_number: int, columns: Sequence[str]) -> str:
    if mistake.field not in columns:
        return f"  Row {row_number}: {mistake.message}"
    letter = xl_col_to_name(columns.index(mistake.field))
    return f"  Row {row_number}, column {letter} ({mistake.field}): {mistake.message}"


def _rows(content: bytes) -> list[list[object]]:
    if content.startswith(WORKBOOK_BEGINNINGS):
        return _workbook_rows(content)
    return [list(row) for row in csv.reader(StringIO(_decoded(content), newline=""))]


def _workbook_rows(content: bytes) -> list[list[object]]:
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    except CalamineError:
        raise UserError(
            "The schedule cannot be opened. Save it as an Excel workbook without a password, "
            "or as CSV."
        ) from None
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _decoded(content: bytes) -> str:
    # Excel's plain "CSV" is written in the code page of Windows.
    for encoding in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise UserError('The schedule cannot be read as text. Save it as "CSV UTF-8".')
