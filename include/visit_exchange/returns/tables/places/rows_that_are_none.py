"""Rows straight under the headings that are no rows of the list: lines, numbers of columns,
examples, and what explains the columns.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from visit_exchange.returns.formats.cells import as_text, is_blank
from visit_exchange.returns.formats.spreadsheet_columns import column_letter

FIRST_ROWS = 4
FEWEST = 3
ROW_NUMBER = re.compile(r"(?:no|nr|num(?:ber)?|row|line|index|s/?no?|#)\.?", re.IGNORECASE)
LINE = re.compile(r"[-–—=_*~.\s]+")
NUMBER = re.compile(r"\(?(?:col(?:umn)? ?)?(\d{1,3}|[a-z]{1,2})[.):]?", re.IGNORECASE)
EXAMPLE = re.compile(
    r"e\.? ?g\.?\W.*|(?:for )?example ?[:\-–].*|for example\b.*"
    r"|(?:(?:test|dummy|sample|example|fictitious|xxx+)"
    r"(?:[ _-]?(?:row|child|pupil|person|entry|record|data|only|line|case|provider|id|ref)s?)*"
    r"[ _#-]*\d*)\W*",
    re.IGNORECASE,
)
SAYS_EXAMPLE = re.compile(
    r"\b(?:delete|remove|overwrite|replace) this (?:row|line|example)\b"
    r"|\bexample (?:row|only|entry)\b|\bthis is an example\b",
    re.IGNORECASE,
)
EXPLAINS = re.compile(
    r"(?:e\.? ?g\.?|i\.? ?e\.?)\W.*"
    r"|.*\b(?:choose|select|pick|enter|insert|drop[ -]?down|free[ -]?text|mandatory|required"
    r"|optional|from (?:the |a )?list|see guidance|guidance|characters?|digits)\b.*"
    r"|.*(?:dd ?[/.-] ?mm|yyyy).*"
    r"|(?:text|dates?|number|numeric|integer|string|alphanumeric|char|varchar|int|float|bool(?:ean)?"
    r"|(?:dfe |sen |whole |ons )?(?:codes?|years?|numbers?)|yrs|months?|days?|mins?|minutes|hours?"
    r"|hrs|%|per ?cent(?:age)?|£|count|full name|name|pounds|age|y|n)"
    r"|[a-z]{1,12}(?: ?/ ?[a-z]{1,12})+(?: ?\(.*\))?"
    r"|\d+(?:\.\d+)? ?(?:-|–|to) ?\d+(?:\.\d+)? ?%?",
    re.IGNORECASE,
)

Row = Sequence[object]


class Why(StrEnum):
    """Why a row is none of the list, as the words of the reply are chosen by it."""

    LINE = "line"
    NUMBERS = "numbers"
    EXAMPLE = "example"
    EXPLAINS = "explains"


def rows_that_are_none(
    rows: Sequence[Row], first: int, end: int, headings: Mapping[int, str]
) -> dict[int, str]:
    """Return the rows (from 0) between ``first`` and ``end`` that are none of the list, and why."""
    found: dict[int, str] = {}
    for index in range(first, min(end, first + FIRST_ROWS)):
        cells = {
            c: rows[index][c] for c, text in headings.items() if not ROW_NUMBER.fullmatch(text)
        }
        filled = {column: cell for column, cell in cells.items() if not is_blank(cell)}
        if not filled:
            continue
        why = _why(filled, len(cells))
        if why is None or (why is Why.EXAMPLE and _goes_on(rows, index, end, filled)):
            break
        found[index] = why
    return found


def _why(filled: Mapping[int, object], width: int) -> Why | None:
    texts = [as_text(cell) for cell in filled.values()]
    if all(LINE.fullmatch(text) for text in texts) and len(texts) * 2 >= width:
        return Why.LINE
    if len(texts) >= FEWEST and len(texts) == width and _counts_up(filled):
        return Why.NUMBERS
    if not all(isinstance(cell, str) for cell in filled.values()):
        return Why.EXAMPLE if _is_example(texts) else None
    if _explains(texts):
        return Why.EXPLAINS
    return Why.EXAMPLE if _is_example(texts) else None


def _counts_up(filled: Mapping[int, object]) -> bool:
    found = [NUMBER.fullmatch(as_text(cell)) for cell in filled.values()]
    if not all(found):
        return False
    said = [match[1].upper() for match in found if match]
    first = int(said[0]) if said[0].isdigit() else None
    if first is not None:
        return first in (0, 1) and said == [str(first + at) for at in range(len(said))]
    return said == [column_letter(column) for column in filled]


def _is_example(texts: Sequence[str]) -> bool:
    return EXAMPLE.fullmatch(texts[0]) is not None or any(map(SAYS_EXAMPLE.search, texts))


def _explains(texts: Sequence[str]) -> bool:
    """Say whether most cells explain their column; a row that begins with a reference is one."""
    begins_so = EXPLAINS.fullmatch(texts[0]) is not None
    if not begins_so and any(letter.isdigit() for letter in texts[0]):
        return False
    explaining = sum(EXPLAINS.fullmatch(text) is not None for text in texts)
    return explaining >= 2 and explaining * 2 > len(texts)


def _goes_on(rows: Sequence[Row], index: int, end: int, filled: Mapping[int, object]) -> bool:
    """Say whether most rows below begin so too: then it is how the list names its rows."""
    column = next(iter(filled))
    below = [as_text(row[column]) for row in rows[index + 1 : end] if not is_blank(row[column])]
    alike = sum(EXAMPLE.fullmatch(text) is not None for text in below)
    return alike * 2 > len(below) > 0
