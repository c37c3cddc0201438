"""Tables that could be several lists, or nearly are one: what to ask about them."""

from collections.abc import Iterator, Mapping, Sequence

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.request.template_words import OWN_SHEETS
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.formats.sheets import Sheet
from visit_exchange.returns.tables.list_choice import Choice
from visit_exchange.returns.tables.read_list import Reading, UnknownTable
from visit_exchange.returns.tables.table_finding import Table
from visit_exchange.visits.problems import Problem
from visit_exchange.writing.counted import count


def unclear_table(sheet: Sheet, table: Table, choice: Choice) -> UnknownTable:
    """Return a table that is not read, with the lists that it could be."""
    candidates = tuple(spec.id for spec in choice.specs)
    return UnknownTable(sheet.name, sheet.state, table.heading_row + 1, len(table.rows), candidates)


def questions(sheet: Sheet, table: Table, choice: Choice) -> list[Problem]:
    """Return what to ask about a table that could be several lists, or nearly is one."""
    # The sheet's name stays out of the words: it may be a child's.
    place = f"row {table.heading_row + 1}"
    if choice.specs:
        titles = " or ".join(f"“{spec.title}”" for spec in choice.specs)
        message = f"The table at {place} could be {titles}. Name its sheet after the list it is."
        return [Problem("which_list", Severity.MUST_FIX, message, sheet=sheet.name)]
    if choice.mixed:
        message = (
            f"The table at {place} has columns of more than one list. Put each list on its own "
            "sheet."
        )
        return [Problem("lists_mixed", Severity.MUST_FIX, message, sheet=sheet.name)]
    return [_missing(sheet, spec, place) for spec in choice.nearly]


def doubtful_name(sheet: Sheet, spec: ListSpec, looks_like: ListSpec) -> Problem:
    """Return the question about a list that is called one thing and looks like another.

    Neither is believed until it is answered: either way, children of one list could be counted in
    the other.
    """
    own = spec.column(spec.recognition.tells[0]).title
    message = (
        f"This is called “{spec.title}” but has the columns of “{looks_like.title}”, so we have "
        f"not used it. If it is “{looks_like.title}”, name its sheet “{looks_like.sheet}”. If it "
        f"is “{spec.title}”, add its column “{own}”, even if you leave it empty"
    )
    return Problem("list_by_name", Severity.MUST_FIX, message, list_id=spec.id, sheet=sheet.name)


def headless_table(sheet: Sheet, widths: Mapping[int, Sequence[str]]) -> UnknownTable:
    """Return a sheet without headings; it may be the rest of the file's lists of its width."""
    rows = [row for row in sheet.rows if not all(map(is_blank, row))]
    width = max(at + 1 for row in rows for at, cell in enumerate(row) if not is_blank(cell))
    like = () if sheet.name in OWN_SHEETS else tuple(widths.get(width, ()))
    return UnknownTable(sheet.name, sheet.state, None, len(rows), like)


def headless(table: UnknownTable) -> Problem:
    """Return the question about a sheet without headings that may be the rest of a list."""
    message = (
        f"This sheet has {count(table.rows, 'row')} without headings, so we did not read them. If "
        "they belong to a list, put them under its headings on one sheet."
    )
    return Problem("sheet_without_headings", Severity.PLEASE_CHECK, message, sheet=table.sheet)


def unused_tables(reading: Reading) -> Iterator[str]:
    """Yield which tables were no list that was asked for, so that a wrong guess can be seen.

    The sheets that the template has beside its lists are ours.
    """
    visible = {one.spec.id for one in reading.lists if one.sheet_state == "visible"}
    for table in reading.unknown:
        if table.sheet_state != "visible" and visible.intersection(table.candidates):
            yield (
                f"We have not used the hidden sheet “{table.sheet}”. The list is on a sheet that "
                "can be seen."
            )
        if not table.candidates and table.sheet not in OWN_SHEETS:
            yield f"We have not used the sheet “{table.sheet}”. It is not a list that we asked for."


def _missing(sheet: Sheet, spec: ListSpec, place: str) -> Problem:
    needed = " and ".join(spec.column(field).title for field in spec.recognition.needs)
    return Problem(
        rule="needed_column_missing",
        severity=Severity.MUST_FIX,
        message=f"The table at {place} looks like “{spec.title}” but lacks a column that we can "
        f"tell to be {needed}. Add the column, or give it that heading.",
        list_id=spec.id,
        sheet=sheet.name,
    )
