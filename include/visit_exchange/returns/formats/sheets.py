"""The sheets of an upload as grids of cells, at the places that Excel shows."""

import io
import zipfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast

import python_calamine

from visit_exchange.returns.formats.archive import read_member
from visit_exchange.returns.formats.binary_sheets import read_binary_errors
from visit_exchange.returns.formats.delimited import decode, read_delimited
from visit_exchange.returns.formats.old_sheets import read_old_errors
from visit_exchange.returns.formats.opendocument_errors import read_opendocument_errors
from visit_exchange.returns.formats.sheet_xml import Cell, SheetXml, date_system, read_sheet_xml
from visit_exchange.returns.formats.spreadsheet_columns import column_index
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
    None for other formats; ``epoch`` is the year that date serials count from.
    """

    name: str
    state: str
    rows: Rows
    merged: tuple[Range, ...] = ()
    xml: SheetXml | None = None
    error_cells: frozenset[Cell] = frozenset()
    uncached_cells: frozenset[Cell] = frozenset()
    epoch: int = 1900

    def __repr__(self) -> str:
        return f"Sheet(rows={len(self.rows)})"


def read_sheets(content: bytes, kind: str) -> tuple[Sheet, ...]:
    """Return the sheets of a screened workbook or text table; HeldError when it cannot be read."""
    if kind == "csv":
        return _not_too_long((_read_text(content),))
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(content))
        return _not_too_long(_read_workbook(workbook, content, kind))
    except python_calamine.PasswordError:
        raise HeldError(LOCKED.format(what="The workbook")) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise HeldError(BROKEN) from None


def _not_too_long(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Return the sheets; HeldError for one with more rows than any list: a few bytes of .ods can
    say a row a million times.
    """
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        raise HeldError(TOO_MUCH)
    return sheets


def _read_text(content: bytes) -> Sheet:
    text = decode(content)
    if text is None:
        raise HeldError(BROKEN)
    return Sheet("", "visible", read_delimited(text))


def _read_workbook(
    workbook: python_calamine.CalamineWorkbook, content: bytes, kind: str
) -> tuple[Sheet, ...]:
    # The reader does not hold Python up, so what it hides is looked for meanwhile.
    with ThreadPoolExecutor(max_workers=1) as aside:
        facts = aside.submit(_Facts, content, kind)
        return tuple(
            _read_sheet(workbook, index, facts)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        )


class _Facts:
    """What the file says that the reader hides, by the name of the sheet."""

    def __init__(self, content: bytes, kind: str) -> None:
        self.xml: dict[str, SheetXml] = {}
        self.errors: dict[str, frozenset[Cell]] = {}
        self.uncached: dict[str, frozenset[Cell]] = {}
        self.epoch = 1900
        if kind in ("xlsx", "xlsm"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self.xml = read_sheet_xml(archive)
                self.epoch = date_system(read_member(archive, "xl/workbook.xml"))
            self.errors = {name: xml.error_cells for name, xml in self.xml.items()}
            self.uncached = {name: xml.uncached_cells for name, xml in self.xml.items()}
        elif kind == "xls":
            self.errors = read_old_errors(content)
        elif kind == "xlsb":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self.errors = read_binary_errors(archive)
        elif kind == "ods":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self.errors = read_opendocument_errors(read_member(archive, "content.xml"))


def _read_sheet(
    workbook: python_calamine.CalamineWorkbook, index: int, aside: Future[_Facts]
) -> Sheet:
    about = workbook.sheets_metadata[index]
    sheet = workbook.get_sheet_by_index(index)
    facts = aside.result()
    errors = facts.errors.get(about.name, frozenset())
    return Sheet(
        name=about.name,
        state=next(name for state, name in STATES if state == about.visible),
        rows=_emptied(cast(Rows, sheet.to_python(skip_empty_area=False)), errors),
        merged=tuple(sheet.merged_cell_ranges or ()),
        xml=facts.xml.get(about.name),
        error_cells=errors,
        uncached_cells=facts.uncached.get(about.name, frozenset()),
        epoch=facts.epoch,
    )


def _emptied(rows: Rows, errors: frozenset[Cell]) -> Rows:
    """Return the rows with nothing in their error cells: an .ods may hold a 0 behind #N/A."""
    for row, letter in errors:
        column = column_index(letter)
        if row <= len(rows) and column < len(rows[row - 1]):
            rows[row - 1][column] = ""
    return rows
