"""A column's cells brought to the canonical values of its type."""

import re
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

from visit_exchange.kinds.code_set import CodeSet, load_codes
from visit_exchange.kinds.list_spec import Treatment, ValueType
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import (
    as_text,
    is_blank,
    may_hold_bools,
    says_not_held,
    without_strange,
)
from visit_exchange.returns.values.codes import Match, codes_for_column, further_codes
from visit_exchange.returns.values.conversion import (
    ColumnPlace,
    Fault,
    Outcome,
    Values,
    read_each,
)
from visit_exchange.returns.values.dates_read import read_dates
from visit_exchange.returns.values.garbled_text import is_garbled
from visit_exchange.returns.values.numbers_read import (
    read_counts,
    read_minutes,
    read_whole_numbers,
)
from visit_exchange.returns.values.percentages_read import read_percentages
from visit_exchange.returns.values.several_codes import (
    contradicts_itself,
    joined,
    several_codes_for,
)

FIRST_ZERO = re.compile(r"\s*0\d+\s*")
FLOAT_TEXT = re.compile(r"(\d+)\.0+")
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
MOST_EXACT = 1e15  # Excel keeps 15 digits


def read_values(cells: Sequence[object], place: ColumnPlace) -> Values:
    """Return what a column's cells mean: text, codes and references as str, numbers as float,
    dates as date, and None where there is nothing or a fault says why.
    """
    if may_hold_bools(set(cells)):
        # True equals 1.0, and would be taken for it.
        cells = [as_text(cell) if type(cell) is bool else cell for cell in cells]
    return _READERS[place.column.type](cells, place)


def _read_text(cells: Sequence[object], place: ColumnPlace) -> Values:
    garbled = _garbled(place.column.title)

    def meaning(cell: object) -> Outcome:
        text = as_text(cell)
        return text, garbled if isinstance(cell, str) and is_garbled(cell) else None

    return read_each(cells, meaning)


def _garbled(title: str) -> Fault:
    return Fault(
        "garbled_letters",
        Severity.PLEASE_CHECK,
        f"{title} has letters that came out wrong, as when a file is saved in one program and "
        "opened in another. Send the list as an Excel workbook, or enter the text again.",
    )


def _read_references(cells: Sequence[object], place: ColumnPlace) -> Values:
    title = place.column.title
    lost = Fault(
        "reference_lost_digits",
        Severity.MUST_FIX,
        f"{title} is too long for Excel to keep as a number. Enter it as text.",
    )
    dated = Fault(
        "reference_is_date",
        Severity.MUST_FIX,
        f"Excel has turned {title} into a date or a time. Enter it as text, as your system has it.",
    )

    made_up = place.column.treatment not in (Treatment.LINK, Treatment.DROP)

    def meaning(cell: object) -> Outcome:
        if isinstance(cell, float) and abs(cell) >= MOST_EXACT:
            return None, lost
        if isinstance(cell, date | time | timedelta):
            return None, dated
        text = cell if isinstance(cell, str) else as_text(cell)
        if SHORTENED.fullmatch(text):
            return None, lost
        match = FLOAT_TEXT.fullmatch(text)
        text = match[1] if match else text
        # A number that links lists is the same however it is spaced; the reference stays as it is.
        return (text if made_up else "".join(text.split()).upper()), None

    values = read_each(cells, meaning)
    return Values(values.values, values.faults, _lost_zeros(cells, title))


def _lost_zeros(cells: Sequence[object], title: str) -> tuple[Fault, ...]:
    """Ask when some references begin with 0 and shorter ones are numbers: Excel drops a first 0."""
    distinct = set(cells)
    zeros = [as_text(c) for c in distinct if isinstance(c, str) and FIRST_ZERO.fullmatch(c)]
    numbers = [as_text(cell) for cell in distinct if isinstance(cell, float)]
    if not zeros or not numbers or min(map(len, numbers)) >= max(map(len, zeros)):
        return ()
    message = (
        f"Some values of {title} begin with 0 and some may have lost their first 0. "
        "Check them against your system."
    )
    return (Fault("reference_lost_zeros", Severity.PLEASE_CHECK, message),)


def _read_codes(cells: Sequence[object], place: ColumnPlace) -> Values:
    codes = load_codes(place.column.codes or "")
    texts = {as_text(without_strange(cell)) for cell in set(cells) if not is_blank(cell)}
    matches = codes_for_column(codes, texts, heading=place.heading)
    unread = _not_a_code(place)
    neither = _neither(place)

    def meaning(cell: object) -> Outcome:
        text = as_text(cell)
        if not text or _names_others(codes, text, matches[text]):
            return None, unread
        if matches[text].why == "ask" and says_not_held(text):
            return None, neither
        return _coded(matches[text], text, unread)

    return read_each(cells, meaning, codes=True)


def _neither(place: ColumnPlace) -> Fault:
    """Ask about "N/A" where the set says that it could be an answer or the want of one."""
    message = (
        f"{place.column.title}: “N/A”, “None” or a dash could mean no or not known. Enter a value "
        "from the template, or empty the cell if you do not hold it."
    )
    return Fault("neither_yes_nor_no", Severity.PLEASE_CHECK, message)


def _names_others(codes: CodeSet, text: str, match: Match) -> bool:
    """Say whether a text whose beginning is a code names another behind it: one is asked for."""
    if match.code is None or match.why != "pattern" or not codes.code_token:
        return False
    return bool(further_codes(codes, text, match.code))


def _coded(match: Match, text: str, unread: Fault) -> Outcome:
    silent = match.why == "unknown_text" or (match.why != "ask" and says_not_held(text))
    known = match.code is not None or silent
    return match.code, None if known else unread


def _read_several_codes(cells: Sequence[object], place: ColumnPlace) -> Values:
    codes = load_codes(place.column.codes or "")
    unread = _not_a_code(place)

    def meaning(cell: object) -> Outcome:
        parts = several_codes_for(codes, as_text(cell), heading=place.heading)
        bad = any(_coded(match, part, unread)[1] for part, match in parts)
        if contradicts_itself(codes, parts):
            return None, unread
        return joined(parts), unread if bad else None

    return read_each([_in_one_line(cell) for cell in cells], meaning, codes=True)


def _in_one_line(cell: object) -> object:
    """Return a text of several lines as one: each line is taken for a code of its own."""
    if not isinstance(cell, str) or "\n" not in cell:
        return cell
    return "; ".join(line for line in cell.splitlines() if line.strip())


def _not_a_code(place: ColumnPlace) -> Fault:
    if place.check:
        return Fault(place.check.id, place.check.severity, place.check.message)
    message = f"{place.column.title} must be one of the values in the template."
    return Fault("not_a_code", Severity.MUST_FIX, message)


_READERS: dict[ValueType, Callable[[Sequence[object], ColumnPlace], Values]] = {
    ValueType.TEXT: _read_text,
    ValueType.REFERENCE: _read_references,
    ValueType.WHOLE_NUMBER: read_whole_numbers,
    ValueType.COUNT: read_counts,
    ValueType.MINUTES: read_minutes,
    ValueType.PERCENTAGE: read_percentages,
    ValueType.DATE: read_dates,
    ValueType.CODE: _read_codes,
    ValueType.CODES: _read_several_codes,
}
