"""The sheets of an upload as grids of cells, at the places that Excel shows."""

import io
import zipfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

import python_calamine

from visit_exchange.returns.formats.archive import read_member
from visit_exchange.returns.formats.binary_sheets import read_binary_sheets
from visit_exchange.returns.formats.delimited import alike_wide, decode_table, read_rows
from visit_exchange.returns.formats.old_sheets import read_old_sheets
from visit_exchange.returns.formats.opendocument_cells import OpenSheet, read_opendocument
from visit_exchange.returns.formats.sheet_xml import Cell, SheetXml, date_system, read_sheet_xml
from visit_exchange.returns.formats.spreadsheet_columns import column_index
from visit_exchange.returns.formats.unknown_errors import with_known_errors
from visit_exchange.returns.formats.withheld import BROKEN, LOCKED, TOO_MUCH, HeldError
from visit_exchange.returns.formats.workbook_guard import MOST_ROWS

STATES = (
    (python_calamine.SheetVisibleEnum.Visible, "visible"),
    (python_calamine.SheetVisibleEnum.Hidden, "hidden"),
    (python_calamine.SheetVisibleEnum.VeryHidden, "very_hidden"),
)

Rows = list[list[object]]
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``rows[0][0]`` is A1, all rows are alike wide.

    A cell is "", text, float, bool, date, time or timedelta.

    ``merged`` are ranges as ((row, column), (row, column)) from 0. ``error_cells`` hold #N/A and
    the like and ``uncached_cells`` formulas without a result: both are "" in ``rows``. ``xml`` is
    None for other formats, of which ``percent_cells`` are numbers shown as percentages; ``epoch``
    is the year that date serials count from. ``widths`` are the cells that each row of a text file
    was written with; none for other formats.
    """

    name: str
    state: str
    rows: Rows
    merged: tuple[Range, ...] = ()
    xml: SheetXml | None = None
    error_cells: frozenset[Cell] = frozenset()
    uncached_cells: frozenset[Cell] = frozenset()
    percent_cells: frozenset[Cell] = frozenset()
    epoch: int = 1900
    widths: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"Sheet(rows={len(self.rows)})"

    def percent_rows(self, letter: str) -> frozenset[int]:
        """Return the Excel rows of a column whose number is shown as a percentage."""
        if self.xml is not None:
            return self.xml.percent_rows(letter)
        return frozenset(row for row, column in self.percent_cells if column == letter)

    @cached_property
    def unseen(self) -> dict[int, set[int]]:
        """Return, by row from 0, the columns whose cell shows nothing and holds something."""
        found: dict[int, set[int]] = {}
        for row, letter in self.error_cells | self.uncached_cells:
            found.setdefault(row - 1, set()).add(column_index(letter))
        return found


def read_sheets(content: bytes, kind: str) -> tuple[Sheet, ...]:
    """Return the sheets of a screened workbook or text table; HeldError when it cannot be read."""
    if kind == "csv":
        return _not_too_long((_read_text(content),))
    try:
        return _not_too_long(_read_or_mended(content, kind))
    except python_calamine.PasswordError:
        raise HeldError(LOCKED.format(what="The workbook")) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise HeldError(BROKEN) from None


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
    """Return the sheets; HeldError for one with more rows than any list: a few bytes of .ods can
    say a row a million times.
    """
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        raise HeldError(TOO_MUCH)
    return sheets


def _read_text(content: bytes) -> Sheet:
    text = decode_table(content)
    if text is None:
        raise HeldError(BROKEN)
    rows = read_rows(text)
    return Sheet("", "visible", alike_wide(rows), widths=tuple(map(len, rows)))


def _read_workbook(readable: bytes, content: bytes, kind: str) -> tuple[Sheet, ...]:
    workbook = python_calamine.load_workbook(io.BytesIO(readable))
    # The reader does not hold Python up, so what it hides is looked for meanwhile.
    with ThreadPoolExecutor(max_workers=1) as aside:
        facts = aside.submit(_facts, content, kind)
        return tuple(
            _read_sheet(workbook, index, facts)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        )


@dataclass(frozen=True)
class _Facts:
    """What the file says of one sheet that the reader hides; ``texts`` replace its own."""

    xml: SheetXml | None = None
    errors: frozenset[Cell] = frozenset()
    uncached: frozenset[Cell] = frozenset()
    percent: frozenset[Cell] = frozenset()
    texts: Mapping[Cell, str] = field(default_factory=dict, repr=False)
    epoch: int = 1900


def _facts(content: bytes, kind: str) -> dict[str, _Facts]:
    """Return what is hidden in each sheet, by its name."""
    if kind == "xls":
        old = read_old_sheets(content)
        return {name: _Facts(None, s.errors, s.uncached, s.percent) for name, s in old.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if kind == "xlsb":
            binary = read_binary_sheets(archive)
            return {n: _Facts(errors=s.errors, percent=s.percent) for n, s in binary.items()}
        if kind == "ods":
            opened = read_opendocument(read_member(archive, "content.xml"))
            return {name: _of_opendocument(sheet) for name, sheet in opened.items()}
        epoch = date_system(read_member(archive, "xl/workbook.xml"))
        return {
            name: _Facts(xml, xml.error_cells, xml.uncached_cells, epoch=epoch)
            for name, xml in read_sheet_xml(archive).items()
        }


def _of_opendocument(sheet: OpenSheet) -> _Facts:
    return _Facts(
        errors=frozenset(sheet.errors),
        uncached=frozenset(sheet.uncached),
        percent=frozenset(sheet.percent),
        texts=sheet.texts,
    )


def _read_sheet(
    workbook: python_calamine.CalamineWorkbook, index: int, aside: Future[dict[str, _Facts]]
) -> Sheet:
    about = workbook.sheets_metadata[index]
    sheet = workbook.get_sheet_by_index(index)
    facts = aside.result().get(about.name, _Facts())
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
        epoch=facts.epoch,
    )


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
