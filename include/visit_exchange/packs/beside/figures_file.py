"""Reads a data file after Explore Education Statistics' layout: a row for each area and value.

Source: the Department for Education's open data standards ("Time and geography", "Data symbols").
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from visit_exchange.errors import UserError
from visit_exchange.kinds.authorities import load_authorities
from visit_exchange.kinds.published_spec import DataSet, Figure
from visit_exchange.packs.beside.csv_rows import Mistakes, Row, read_rows
from visit_exchange.packs.beside.percentages import Cells, percentage_of
from visit_exchange.packs.beside.release import ENGLAND, SYMBOLS, Told

PERIOD, IDENTIFIER, LEVEL = "time_period", "time_identifier", "geographic_level"
REGION, AUTHORITY = "region_name", "old_la_code"
COLUMNS = (PERIOD, IDENTIFIER, LEVEL, REGION, AUTHORITY)
NATIONAL, REGIONAL, LOCAL = "National", "Regional", "Local authority"
A_YEAR = "must be a year like 2023, or two years like 202223"
AN_AUTHORITY = "must be the three digits that DfE uses for an authority, like 330"
MOST = 10**12  # no count of people, or of what they do in a year, is larger
_A_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?(?:[Ee][+-]?[0-9]{1,2})?")
A_VALUE = f"must be a number or one of the symbols {', '.join(SYMBOLS)}"


def read_figures(content: bytes, data_set: DataSet) -> tuple[str, str, tuple[Told, ...]]:
    """Return the newest period of a file, its kind of period, and the figures of every area.

    Raises UserError that names every mistake by row and column: all of it is read, or nothing.
    """
    rows = read_rows(content, (*COLUMNS, *data_set.columns))
    mistakes = Mistakes()
    newest = _newest(rows, mistakes)
    areas = list(_by_area(newest, mistakes).items())
    told = [
        each
        for name, figure in data_set.figures.items()
        for each in _figures(name, figure, areas, mistakes)
    ]
    mistakes.check()
    _check_told(data_set, told)
    return newest[0][PERIOD], newest[0][IDENTIFIER], tuple(told)


def _newest(rows: list[Row], mistakes: Mistakes) -> list[Row]:
    for row in rows:
        if not (row[PERIOD].isascii() and row[PERIOD].isdecimal() and len(row[PERIOD]) in (4, 6)):
            mistakes.add(row, PERIOD, A_YEAR)
    mistakes.check()
    if not rows:
        raise UserError("Nothing was loaded. The file has headings and no row below them.")
    newest = max(row[PERIOD] for row in rows)
    return [row for row in rows if row[PERIOD] == newest]


def _by_area(rows: Iterable[Row], mistakes: Mistakes) -> dict[str, list[Row]]:
    """Return the rows of England, its regions and authorities; those of schools are left out."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if area := _area(row, mistakes):
            found.setdefault(area, []).append(row)
    return found


def _area(row: Row, mistakes: Mistakes) -> str | None:
    if row[LEVEL] == LOCAL:
        if row[AUTHORITY] not in load_authorities():
            mistakes.add(row, AUTHORITY, AN_AUTHORITY)
        return row[AUTHORITY]
    if row[LEVEL] == REGIONAL:
        return row[REGION]
    return ENGLAND if row[LEVEL] == NATIONAL else None


def _figures(
    name: str, figure: Figure, areas: Iterable[tuple[str, list[Row]]], mistakes: Mistakes
) -> Iterator[Told]:
    for area, rows in areas:
        if told := percentage_of(figure, _cells(figure, rows, mistakes)):
            yield Told(name, area, *told)


def _cells(figure: Figure, rows: Iterable[Row], mistakes: Mistakes) -> Cells:
    """Return the cells of an area that a figure may need, by the values of its filters."""
    cells: Cells = {}
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row[column] for column in figure.filters)
        if not _may_be_needed(figure, key):
            continue
        if first.setdefault(key, row) is not row:
            told = f"is told in row {first[key].number} too. Keep one of them"
            mistakes.add(row, figure.measure, told)
        if (cell := _cell(figure, row, mistakes)) is not None:
            cells[key] = cell
    _check_parts(figure, cells, first, mistakes)
    return cells


def _may_be_needed(figure: Figure, key: tuple[str, ...]) -> bool:
    if key == tuple(figure.of.values()):
        return True
    named = zip(figure.where.items(), key, strict=True)
    return all(
        value in values or column == figure.adds_up_over for (column, values), value in named
    )


def _cell(figure: Figure, row: Row, mistakes: Mistakes) -> float | str | None:
    """Return what a row tells of a figure; None where it tells of nobody, whatever they do."""
    part = _number(figure, row, figure.measure, mistakes)
    if not figure.of_column:
        return part
    whole = _number(figure, row, figure.of_column, mistakes)
    for each in (part, whole):
        if isinstance(each, str):
            return each
    return _share(figure, row, float(part), float(whole), mistakes)


def _share(figure: Figure, row: Row, part: float, whole: float, mistakes: Mistakes) -> float | None:
    """Return one column of a row as a percentage of another; None of nobody."""
    if part > whole:
        most = f"must be {whole:,.10g} or less, the number in column {figure.of_column}"
        mistakes.add(row, figure.measure, most)
    return 100 * part / whole if whole else None


def _number(figure: Figure, row: Row, column: str, mistakes: Mistakes) -> float | str:
    text = row[column]
    if text in SYMBOLS:
        return text
    number = float(text) if _A_NUMBER.fullmatch(text) else None
    if mistake := _mistake(figure, number):
        mistakes.add(row, column, mistake)
        return "x"
    return number or 0.0


def _mistake(figure: Figure, number: float | None) -> str:
    """Return what a cell must be, where it is not; empty for a number that can be."""
    if number is None:
        return A_VALUE
    if figure.is_as_published and not 0 <= number <= 100:
        return "must be a percentage from 0 to 100"
    if number < 0:
        return "must be 0 or more"
    return f"must be {MOST:,} or less" if number > MOST else ""


def _check_parts(
    figure: Figure, cells: Cells, rows: Mapping[tuple[str, ...], Row], mistakes: Mistakes
) -> None:
    """Note every part that is more than the whole that it is of."""
    total = tuple(figure.of.values())
    whole = cells.get(total)
    if not figure.of or not isinstance(whole, float):
        return
    for key in product(*figure.where.values()):
        part = cells.get(key)
        if isinstance(part, float) and part > whole:
            most = f"must be {whole:,.10g} or less, the total in row {rows[total].number}"
            mistakes.add(rows[key], figure.measure, most)


def _check_told(data_set: DataSet, told: Iterable[Told]) -> None:
    held = {each.figure for each in told}
    for name, figure in data_set.figures.items():
        if name not in held:
            looked = "; ".join(f"{c}: {', '.join(v)}" for c, v in figure.where.items())
            raise UserError(
                f"Nothing was loaded. No area of the newest period has “{figure.title}”. Its rows "
                f"were looked for by {looked or figure.measure}. Check that the file is "
                f"{data_set.file}, with all its rows."
            )
