"""Writing any cell of an officer's file back, as it was and inert."""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# Signs that XML forbids: one of them would make Excel call the whole reply damaged.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_TEXT = 32_767
MOST_EXACT_NUMBER = 10**15
_WAKES = ("=", "+", "-", "@")
_LOOKED_AT = 16  # signs
# Letters and marks that show nothing; half a Hangul filler is a whole one once it is normalised.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0") | {
    chr(selector) for selector in range(0xFE00, 0xFE10)
}
_UNSEEN = ("Cf", "Cc", "Zs", "Zl", "Zp")  # marks of direction, joiners, breaks, spaces

Look = dict[str, Any]


def wakes(text: str) -> bool:
    """Say whether a program could take ``text`` for a formula once a cell is edited or copied.

    Behind what nobody sees as well, and in the wide signs that programs of East Asia take so.
    """
    first = text[:1]
    if first.isascii() and first.isalnum():  # nearly every cell
        return False
    begun = unicodedata.normalize("NFKC", text.lstrip()[:_LOOKED_AT])
    seen = (s for s in begun if s not in _FILLERS and unicodedata.category(s) not in _UNSEEN)
    return first in ("\t", "\r") or next(seen, "") in _WAKES


def plain_text(text: str) -> str:
    """Return ``text`` as a cell can hold it."""
    if text.isprintable() and len(text) <= MOST_TEXT and text.isascii():
        return text
    return FORBIDDEN.sub("", text)[:MOST_TEXT]


class CellWriter:
    """Writes values of every type into cells, with few formats shared by the whole workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, look: Look) -> Format | None:
        """Return the format with these properties, made once; None for a plain cell."""
        if not look:
            return None
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def write(self, sheet: Worksheet, row: int, column: int, value: object, look: Look) -> None:
        """Write ``value`` at zero-based ``row`` and ``column``."""
        if type(value) is str:  # nearly every cell
            self.text(sheet, row, column, value, look)
            return
        match value:
            case None:
                self._blank(sheet, row, column, look)
            case bool():
                sheet.write_boolean(row, column, value, self.look(look))
            case int() | float():
                self._number(sheet, row, column, value, look)
            case datetime() | date() | time() | timedelta():
                self._moment(sheet, row, column, value, look)
            case _:
                self.text(sheet, row, column, str(value), look)

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: Look) -> None:
        """Write ``text`` as text, whatever it looks like."""
        quoted = {**look, "quote_prefix": True} if wakes(text) else look
        sheet.write_string(row, column, plain_text(text), self.look(quoted))

    def _blank(self, sheet: Worksheet, row: int, column: int, look: Look) -> None:
        if look:
            sheet.write_blank(row, column, None, self.look(look))

    def _number(self, sheet: Worksheet, row: int, column: int, value: float, look: Look) -> None:
        """A number as one; an id too long for Excel's 15 digits as text, lest it lose some."""
        if not math.isfinite(value):
            self._blank(sheet, row, column, look)
        elif isinstance(value, int) and abs(value) >= MOST_EXACT_NUMBER:
            self.text(sheet, row, column, str(value), look)
        else:
            sheet.write_number(row, column, value, self.look(look))

    def _moment(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: date | time | timedelta,
        look: Look,
    ) -> None:
        """A date or time as Excel shows it; years that Excel has no number for as text."""
        if value != value:  # pandas' NaT is a datetime that equals nothing
            self._blank(sheet, row, column, look)
        elif isinstance(value, date) and not 1900 < value.year < 9999:
            self.text(sheet, row, column, value.isoformat(), look)
        else:
            if isinstance(value, datetime):
                value = value.replace(tzinfo=None)
            picture = {**look, "num_format": _picture(value)}
            sheet.write_datetime(row, column, value, self.look(picture))


def _picture(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return "[h]:mm:ss"
    if isinstance(value, time):
        return "hh:mm"
    has_time = isinstance(value, datetime) and value.time() != time.min
    return "dd/mm/yyyy hh:mm" if has_time else "dd/mm/yyyy"
