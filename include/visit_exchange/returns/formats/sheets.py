"""The sheets of an upload as grids of cells, at the places that Excel shows."""

import io
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import cast

import python_calamine

from visit_exchange.returns.formats.delimited import alike_wide, decode_table, read_rows
from visit_exchange.returns.formats.number_pictures import displayed
from visit_exchange.returns.formats.sheet import Rows, Sheet
from visit_exchange.returns.formats.sheet_facts import SheetFacts, sheet_facts
from visit_exchange.returns.formats.sheet_xml import Cell
from visit_exchange.returns.formats.spreadsheet_columns import column_index
from visit_exchange.returns.formats.unknown_errors import with_known_errors
from visit_exchange.returns.formats.withheld import BROKEN, LOCKED, TOO_MUCH, WithheldError
from visit_exchange.returns.formats.workbook_guard import MOST_ROWS

STATES = (
    (python_calamine.SheetVisibleEnum.Visible, "visible"),
    (python_calamine.SheetVisibleEnum.Hidden, "hidden"),
    (python_calamine.SheetVisibleEnum.VeryHidden, "very_hidden"),
)


def read_sheets(content: bytes, kind: str) -> tuple[Sheet, ...]:
    """Return the sheets of a screened workbook or text table; WithheldError when unreadable."""
    if kind == "csv":
        return _not_too_long((_read_text(content),))
    try:
        return _not_too_long(_read_or_mended(content, kind))
    except python_calamine.PasswordError:
        raise WithheldError(LOCKED.format(what="The workbook")) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise WithheldError(BROKEN) from None


def _read_or_mended(content: bytes, kind: str) -> tuple[Sheet, ...]:
    """Return the sheets, where need be without the errors that the reader does not know."""
    try:
        return _read_workbook(content, content, kind)
    except python_calamine.PasswordError:
        raise
    except python_calamine.CalamineError:
        mended = with_known_errors(content) if kind in ("xlsx", "xlsm") else None
        if mended is None:
            raise
        return _read_workbook(mended, content, kind)


def _not_too_long(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Return the sheets; WithheldError for one with more rows than any list.

    A few bytes of .ods can say a row a million times.
    """
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        raise WithheldError(TOO_MUCH)
    return sheets


def _read_text(content: bytes) -> Sheet:
    text = decode_table(content)
    if text is None:
        raise WithheldError(BROKEN)
    rows = read_rows(text)
    return Sheet("", "visible", alike_wide(rows), widths=tuple(map(len, rows)))


def _read_workbook(readable: bytes, content: bytes, kind: str) -> tuple[Sheet, ...]:
    workbook = python_calamine.load_workbook(io.BytesIO(readable))
    # The reader does not hold Python up, so what it hides is looked for meanwhile.
    with ThreadPoolExecutor(max_workers=1) as aside:
        facts = aside.submit(sheet_facts, content, kind)
        return tuple(
            _read_sheet(workbook, index, facts)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        )


def _read_sheet(
    workbook: python_calamine.CalamineWorkbook, index: int, aside: Future[dict[str, SheetFacts]]
) -> Sheet:
    about = workbook.sheets_metadata[index]
    sheet = workbook.get_sheet_by_index(index)
    facts = aside.result().get(about.name, SheetFacts())
    rows = _with_floats(cast(Rows, sheet.to_python(skip_empty_area=False)))
    return Sheet(
        name=about.name,
        state=next(name for state, name in STATES if state == about.visible),
        rows=_emptied(_retold(rows, facts.texts), facts.errors | facts.uncached),
        merged=tuple(sheet.merged_cell_ranges or ()),
        xml=facts.xml,
        error_cells=facts.errors,
        uncached_cells=facts.uncached,
        percent_cells=facts.percent,
        displays=facts.displays or _displays(rows, facts.pictures),
        epoch=facts.epoch,
    )


def _displays(rows: Rows, pictures: Mapping[Cell, str]) -> dict[Cell, str]:
    """Return what each number with a format of its own shows, where that is not the number."""
    found = {}
    for (row, letter), picture in pictures.items():
        column = column_index(letter)
        cell = rows[row - 1][column] if row <= len(rows) and column < len(rows[row - 1]) else ""
        if isinstance(cell, float) and (shown := displayed(cell, picture)):
            found[row, letter] = shown
    return found


def _with_floats(rows: Rows) -> Rows:
    """Return the rows with every number as a float: of an .xls, some come as int."""
    for row in rows:
        if int in map(type, row):
            row[:] = [float(cell) if type(cell) is int else cell for cell in row]
    return rows


def _retold(rows: Rows, texts: Mapping[Cell, str]) -> Rows:
    """Return the rows with the breaks between the lines and words of a cell that were lost."""
    for (row, letter), text in texts.items():
        column = column_index(letter)
        if row <= len(rows) and column < len(rows[row - 1]):
            rows[row - 1][column] = text
    return rows


def _emptied(rows: Rows, cells: frozenset[Cell]) -> Rows:
    """Return the rows with nothing in these cells: an .ods may hold a 0 behind #N/A.

    What lies beyond the last value is added, as its row and column are of the sheet all the same.
    """
    if not cells:
        return rows
    height = max(row for row, _ in cells)
    width = max((len(rows[0]) if rows else 0, *(column_index(letter) + 1 for _, letter in cells)))
    rows += [[] for _ in range(height - len(rows))]
    for row in rows:
        row += [""] * (width - len(row))
    for number, letter in cells:
        rows[number - 1][column_index(letter)] = ""
    return rows
