"""Text tables: which encoding, which delimiter, which cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

DELIMITERS = ("\t", ";", ",", "|")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LOST = "\ufffd"
FEW = 500  # characters of a table for one that is no text
SAMPLE_LINES = 50
MOST_CELL = 131_072
END = "\x1f"  # in no text: see NOT_TEXT
ONE_CELL = re.compile(r'"(?:[^"]|"")*"[,;\t ]*')
KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # how systems keep Excel from dropping zeros


def decode(content: bytes) -> str | None:
    """Return the text, or None when these bytes are no text.

    A byte order mark decides, then UTF-16 without one by its zero bytes, then UTF-8, then
    Windows-1252: in that order, because Windows-1252 "decodes" everything.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if wide := _wide(content):
        return _strictly(content, wide)
    return _strictly(content, "utf-8") or _strictly(content, "cp1252")


def decode_table(content: bytes) -> str | None:
    """Return the text of a table in which a few characters may be none, or None.

    One NUL or ctrl-Z, or a letter of another system, is a fault of its row, not of the file. What
    cannot be read at all becomes �.
    """
    if (text := decode(content)) is not None:
        return text
    text = _leniently(content, "utf-8", "strict") or _leniently(content, "cp1252", "replace")
    return text if text and find_delimiter(text) else None


def _leniently(content: bytes, encoding: str, errors: str) -> str | None:
    try:
        text = content.decode(encoding, errors).rstrip("\x1a")
    except UnicodeDecodeError:
        return None
    none = len(NOT_TEXT.findall(text))
    return text if none <= 1 + len(text) // FEW and text.count(LOST) * 10 <= len(text) else None


def _wide(content: bytes) -> str | None:
    sample = content[:4096]
    if sample[1::2].count(0) > len(sample) // 4 and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > len(sample) // 4 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding).rstrip("\x1a")  # how old systems end a file
    except UnicodeDecodeError:
        return None
    return None if NOT_TEXT.search(text) else text


def find_delimiter(text: str) -> str | None:
    """Return what parts the columns: the character that gives most lines the same width.

    None when no character gives two lines the same two or more columns: then it is prose.
    """
    text = _unwrapped(text)
    best: tuple[int, int] = (0, 0)
    found = None
    for delimiter in DELIMITERS:
        score = _regularity(text, delimiter)
        if score > best:
            best, found = score, delimiter
    return found if best[0] >= 2 else None


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    lines = "\n".join(text.splitlines()[:SAMPLE_LINES])
    widths = Counter(len(row) for row in _rows(lines, delimiter) if len(row) > 1)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count, width)


def read_delimited(text: str) -> list[list[object]]:
    """Return the cells as text, row by row as Excel would number them, all rows alike wide."""
    return alike_wide(read_rows(text))


def alike_wide(rows: Sequence[Sequence[str]]) -> list[list[object]]:
    """Return the rows, filled up with empty cells."""
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def read_rows(text: str) -> list[list[str]]:
    """Return the cells of each row as it was written, short or long."""
    text = _unwrapped(text)
    delimiter = _declared(text) or find_delimiter(text) or _widest(text)
    rows = _rows(text, delimiter)
    if '="' in text or '=""' in text:
        rows = [[_as_meant(cell) for cell in row] for row in rows]
    return rows


def _unwrapped(text: str) -> str:
    """Return a text whose every line is one quoted cell without these quotation marks.

    So Excel saves a table that stands in column A, its commas inside the cells.
    """
    if not text.lstrip().startswith('"'):
        return text
    lines = text.splitlines()
    quoted = [line for line in lines if ONE_CELL.fullmatch(line)]
    if len(quoted) < 2 or len(quoted) < sum(map(bool, map(str.strip, lines))):
        return text
    inner = "\n".join(_cells(line, ",")[0] if line.strip() else "" for line in lines)
    first = _cells(inner.lstrip().partition("\n")[0], find_delimiter(inner) or "\n")
    return inner if len(first) > 1 else text


def _declared(text: str) -> str | None:
    # Excel writes and obeys a first line "sep=;" and shows it to nobody.
    match = re.match(r"sep=(.)\r?\n", text)
    return match[1] if match else None


def _widest(text: str) -> str:
    """Return what parts a single line, the headings of a list without rows, into most columns."""
    line = next(iter(text.split("\n", 1)))
    return max(DELIMITERS, key=lambda delimiter: (line.count(delimiter), delimiter == ","))


def _as_meant(cell: str) -> str:
    return match[1] if (match := KEPT_AS_TEXT.fullmatch(cell)) else cell


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """Return the cells; a quotation mark that is never closed must not swallow the rows below."""
    csv.field_size_limit(MOST_CELL)
    closed = text if text.endswith(("\n", "\r")) else f"{text}\n"
    try:
        rows = list(_reader(io.StringIO(closed + END, newline=""), delimiter))
    except csv.Error:
        return _line_by_line(text, delimiter)
    return rows if rows.pop() == [END] else _line_by_line(text, delimiter)


def _reader(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    # A space before a quotation mark is no part of the cell, as little as one before a word.
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def _line_by_line(text: str, delimiter: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [_cells(line, delimiter) for line in lines]


def _cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line, its quotation marks as text when one of them has no other."""
    if line.count('"') % 2 or len(line) > MOST_CELL:
        return line.split(delimiter)
    return next(_reader([line], delimiter), [])
