"""What there is to say about how a table was read: headings, rows left out, cells not read."""

from collections.abc import Iterator, Sequence

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.tables.columns.layout import Layout, Source
from visit_exchange.returns.values.conversion import ERROR_CELL, Fault, Values, fault_in
from visit_exchange.visits.uploads.problems import Problem

UNCACHED = Fault(
    "formula_without_value",
    Severity.MUST_FIX,
    "The cell has a formula without a result. Open the workbook in Excel, save it and upload it.",
)


def heading_problems(layout: Layout, spec: ListSpec, sheet: str) -> Iterator[Problem]:
    """Yield the questions about headings: two for one field, or one for two fields."""
    for field, columns in layout.match.twice.items():
        letters = listed([column_letter(column) for column in columns], "and")
        title = spec.column(field).title
        yield Problem(
            rule="two_headings",
            severity=Severity.MUST_FIX,
            message=f"Columns {letters} could both be {title}. Keep one, or rename the other.",
            list_id=spec.id,
            sheet=sheet,
            column=column_letter(columns[0]),
            field=field,
        )
    for column, fields in layout.match.either.items():
        titles = listed([spec.column(field).title for field in fields], "or")
        yield Problem(
            rule="unclear_heading",
            severity=Severity.MUST_FIX,
            message=f"Column {column_letter(column)} could be {titles}. Rename it as one of these.",
            list_id=spec.id,
            sheet=sheet,
            column=column_letter(column),
        )


def unheaded_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one problem for each column of the table, or next to it, without a heading."""
    headings = source.table.headings
    width = len(source.sheet.rows[0]) if source.sheet.name else max(headings)
    for column in range(min(headings), min(max(headings) + 2, width)):
        if column not in headings and any(not is_blank(c) for c in source.cells(column)):
            yield Problem(
                rule="column_without_heading",
                severity=Severity.PLEASE_CHECK,
                message=f"Column {column_letter(column)} has no heading, so we did not read it. "
                "Give it a heading, or delete it.",
                list_id=spec.id,
                sheet=source.sheet.name,
                column=column_letter(column),
            )


def value_problems(
    source: Source, spec: ListSpec, column: int, field: str, values: Values
) -> Iterator[Problem]:
    """Yield one problem for each cell of a column that could not be read, and for the column."""
    rows = source.excel_rows
    cells = source.cells(column)
    for at, fault in values.faults:
        yield _problem(source, spec, field, column, fault, rows[at], cells[at])
    for fault in values.remarks:
        yield _problem(source, spec, field, column, fault)


def hidden_problems(source: Source, spec: ListSpec, column: int, field: str) -> Iterator[Problem]:
    """Yield one problem for each error cell, and each formula without a result, of a column."""
    letter = column_letter(column)
    sheet = source.sheet
    if not sheet.error_cells and not sheet.uncached_cells:
        return
    about = spec.column(field)
    error = fault_in(about, ERROR_CELL)
    uncached = UNCACHED if error else None  # nothing is asked of a column that goes nowhere
    for row in source.excel_rows:
        if error and (row, letter) in sheet.error_cells:
            yield _problem(source, spec, field, column, error, row)
        elif uncached and (row, letter) in sheet.uncached_cells:
            yield _problem(source, spec, field, column, uncached, row)


def _problem(
    source: Source,
    spec: ListSpec,
    field: str,
    column: int,
    fault: Fault,
    row: int | None = None,
    value: object = None,
) -> Problem:
    return Problem(
        rule=fault.rule,
        severity=fault.severity,
        message=fault.message,
        list_id=spec.id,
        sheet=source.sheet.name,
        row=row,
        column=column_letter(column),
        field=field,
        value=value,
    )


def listed(parts: Sequence[str], word: str) -> str:
    """Return ``A, B and C``, with ``word`` before the last."""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)
