"""A new workbook for inspectors: text stays text, nothing in a cell can come alive."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from visit_exchange.writing.cell_writing import plain_text, wakes
from visit_exchange.writing.plain_workbook import PlainWorkbook
from visit_exchange.writing.row_height import ROOM, row_height


def _print_whole_rows(sheet: Any) -> None:
    """Print a row on one page, whatever its width, under the headings: a child is never cut."""
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _wraps(value: object, width: float) -> bool:
    return isinstance(value, str) and (len(value) * ROOM > width or "\n" in value)


@dataclass(frozen=True)
class Heading:
    """A column's heading and its width in characters."""

    title: str
    width: int = 18


class PackBook:
    """A workbook in the making. ``published`` is its only date, so that it can be made again."""

    def __init__(self, published: datetime) -> None:
        self._content = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = PlainWorkbook(self._content, options)
        self._book.set_properties({"created": published.replace(tzinfo=None)})
        plain = {"valign": "top", "text_wrap": True}
        self.text = self._book.add_format(plain)
        # Text that a program could take for a formula stays text when the cell is edited or copied.
        self._quoted = self._book.add_format({**plain, "quote_prefix": True})
        self.right = self._book.add_format({"valign": "top", "align": "right"})
        self.percentage = self._book.add_format({"valign": "top", "num_format": "0%"})
        self._number = self._book.add_format({**plain, "align": "left"})
        self._date = self._book.add_format({**plain, "num_format": "dd/mm/yyyy"})
        self.section = self._book.add_format({"bold": True, "font_size": 12})
        self.title = self._book.add_format({"bold": True, "font_size": 16})
        self.head = self._book.add_format(
            {**plain, "bold": True, "bg_color": "#1d70b8", "font_color": "#ffffff"}
        )

    def table(self, name: str, headings: Sequence[Heading], rows: Iterable[Sequence[Any]]) -> Any:
        """Add a sheet that is one table, headings frozen and filtered; return xlsxwriter's."""
        sheet = self._book.add_worksheet(name)
        widths = [heading.width for heading in headings]
        sheet.set_row(0, row_height((heading.title, heading.width) for heading in headings))
        last = 0
        for place, heading in enumerate(headings):
            sheet.set_column(place, place, heading.width)
            sheet.write_string(0, place, plain_text(heading.title), self.head)
        for last, row in enumerate(rows, start=1):
            # Nearly every row is one line high: only what is longer than its column can change it.
            wrapped = [each for each in zip(row, widths, strict=False) if _wraps(*each)]
            if wrapped and (height := row_height(wrapped)):
                sheet.set_row(last, height)
            for place, value in enumerate(row):
                self._write(sheet, last, place, value)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, max(len(headings) - 1, 0))
        _print_whole_rows(sheet)
        return sheet

    def page(
        self, name: str, title: str, lines: Iterable[Sequence[Any]], widths: Sequence[int]
    ) -> None:
        """Add a sheet to be read: a title, then lines of cells; a line of one cell is a heading."""
        sheet = self.bare_sheet(name, widths)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, plain_text(title), self.title)
        for number, line in enumerate(lines, start=2):
            texts = [str(value) for value in line if isinstance(value, str)]
            if len(line) > 1:
                sheet.set_row(number, row_height(zip(texts, widths, strict=False)))
            if len(line) == 1:
                sheet.write_string(number, 0, plain_text(str(line[0])), self.section)
                continue
            for place, value in enumerate(line):
                self._write(sheet, number, place, value)

    def bare_sheet(self, name: str, widths: Sequence[int]) -> Any:
        """Add a sheet to be laid out by its writer, on a landscape page; return xlsxwriter's."""
        sheet = self._book.add_worksheet(name)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        return sheet

    def tick_column(self, sheet: Any, rows: int, what: str) -> None:
        """Let the second column of a table take an X for ``what``, and nothing else."""
        rule = {"validate": "list", "source": ["X"], "input_message": f"X chooses {what}"}
        sheet.data_validation(1, 1, max(rows, 1), 1, rule)

    def chart(self, kind: str) -> Any:
        """Return a new chart of Excel's own, to be inserted into a sheet."""
        return self._book.add_chart({"type": kind})

    def content(self) -> bytes:
        """Finish the workbook and return it."""
        self._book.close()
        return self._content.getvalue()

    def _write(self, sheet: Any, row: int, place: int, value: Any) -> None:
        if value is None:
            return
        if type(value) is str:  # nearly every cell
            self._text(sheet, row, place, value)
        elif isinstance(value, datetime | date):
            sheet.write_datetime(row, place, value, self._date)
        elif isinstance(value, int | float):
            # Beside its words: a number on the right of a wide column is far from what it counts.
            sheet.write_number(row, place, value, self._number)
        else:
            self._text(sheet, row, place, str(value))

    def _text(self, sheet: Any, row: int, place: int, text: str) -> None:
        style = self._quoted if wakes(text) else self.text
        if plain := plain_text(text):
            sheet.write_string(row, place, plain, style)
