"""Tables that could be several lists, or nearly are one: what to ask about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.request.template_words import OWN_SHEETS
from visit_exchange.returns.formats.cells import heading_text, is_blank
from visit_exchange.returns.formats.sheet import Sheet
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.recognition.list_choice import Choice
from visit_exchange.returns.recognition.other_registers import likeliest, load_other_registers
from visit_exchange.returns.tables.places.table_finding import Table
from visit_exchange.returns.tables.read_list import Reading, ReadList, UnknownTable
from visit_exchange.returns.tables.reading_problems import listed
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.writing.counted import count

FIRST_ROWS = 20
TELLING = 2  # columns that tell a register where no heading of a list is known


def unclear_table(sheet: Sheet, table: Table, choice: Choice) -> UnknownTable:
    """Return a table that is not read, with the lists that it could be."""
    candidates = tuple(spec.id for spec in (*choice.specs, *choice.nearly))
    register = choice.doubt.register.title if choice.doubt and choice.doubt.register else ""
    if choice.doubt and choice.doubt.certain:
        candidates = ()
    row = table.heading_row + 1
    return UnknownTable(sheet.name, sheet.state, row, len(table.rows), candidates, register)


def questions(sheet: Sheet, choice: Choice, place: str) -> list[Problem]:
    """Return what to ask about a table that could be several lists, or has columns of several.

    ``place`` says where it is; the sheet's name stays out of the words: it may be a child's.
    """
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
    return []


def doubtful_table(sheet: Sheet, choice: Choice, place: str) -> Problem:
    """Return the question about a table that could be a list and may be another register.

    It is not used, so that a good list is not replaced by it.
    """
    (spec,), doubt = choice.specs, choice.doubt
    other = f" It may be {doubt.register.title}." if doubt and doubt.register else ""
    unused = ""
    if doubt and doubt.columns:
        letters = listed([column_letter(column) for column in doubt.columns], "and")
        columns, them = ("Columns", "them") if len(doubt.columns) > 1 else ("Column", "it")
        unused = f" {columns} {letters}: we do not ask for {them} in this list."
    called = " So its sheet or file is called." if doubt and doubt.is_called else ""
    way = f"name its sheet “{spec.sheet}”" if sheet.name else f"name the file “{spec.sheet}”"
    if choice.is_called:
        way = "delete these columns"
    return Problem(
        rule="list_in_doubt",
        severity=Severity.MUST_FIX,
        message=f"We are not sure that the table at {place} is “{spec.title}”, so we have not used "
        f"it.{other}{called}{unused} If it is “{spec.title}”, {way} and upload it again. If not, "
        "leave it out",
        sheet=sheet.name,
    )


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


def doubtful_problems(
    doubtful: Sequence[tuple[ListSpec, Problem]], lists: Sequence[ReadList]
) -> Iterator[Problem]:
    """Yield the questions; one about a list that the file has besides stops nothing."""
    have = {one.spec.id for one in lists}
    for spec, problem in doubtful:
        severity = Severity.PLEASE_CHECK if spec.id in have else Severity.MUST_FIX
        yield replace(problem, severity=severity)


def register_without_headings(sheet: Sheet) -> str:
    """Return what a sheet is that has no heading of any list, "" when nothing tells."""
    registers = load_other_registers().registers.values()
    for row in sheet.rows[:FIRST_ROWS]:
        texts = {c: heading_text(cell) for c, cell in enumerate(row) if isinstance(cell, str)}
        found = likeliest({c: text for c, text in texts.items() if text}, registers)
        if found and len(found[1]) >= TELLING:
            return found[0].title
    return ""


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
            yield f"We have not used {_named(table)}. {_what(table)}"


def _named(table: UnknownTable) -> str:
    return f"the sheet “{table.sheet}”" if table.sheet else "the table in this file"


def _what(table: UnknownTable) -> str:
    if table.register:
        return f"It looks like {table.register}, which we did not ask for."
    return "It is not a list that we asked for."
