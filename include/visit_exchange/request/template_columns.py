"""One list's sheet of the template: titles, formats, dropdowns and notes for its columns."""

from typing import Any

from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.list_spec import Column, ListSpec, ValueType
from visit_exchange.request.template_words import CODES_SHEET

ROWS = 5000  # rows that carry formats and dropdowns; more may be entered below them
A4, WIDEST_PAGE = 9, 220  # characters that are still legible across a page
LONGEST_LIST = 255  # characters that Excel keeps of a dropdown written into the cell
LONGEST_TITLE, LONGEST_NOTE = 32, 255  # what Excel shows of an input note

FORMATS = {
    ValueType.REFERENCE: "@",
    ValueType.TEXT: "@",
    ValueType.CODE: "@",
    ValueType.CODES: "@",
    ValueType.DATE: "dd/mm/yyyy",
    ValueType.WHOLE_NUMBER: "0",
    ValueType.COUNT: "0",
    ValueType.MINUTES: "0",
    ValueType.PERCENTAGE: "0.0",
}


class CodeLists:
    """The dropdowns: short ones in the cell, long ones on a hidden sheet that cells refer to."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._long: dict[str, tuple[str, ...]] = {}

    def source(self, name: str) -> list[str] | str:
        """Return what a cell's dropdown refers to: labels, or a range of the hidden sheet."""
        labels = tuple(code.in_template for code in load_codes(name).codes if code.offered)
        # Excel cuts a dropdown in the cell at every comma.
        if len(",".join(labels)) <= LONGEST_LIST and not any("," in label for label in labels):
            return list(labels)
        self._long.setdefault(name, labels)
        column = _letter(list(self._long).index(name))
        return f"={CODES_SHEET}!${column}$1:${column}${len(labels)}"

    def write(self) -> None:
        """Write the hidden sheet, when any dropdown needs it."""
        if not self._long:
            return
        sheet = self._workbook.add_worksheet(CODES_SHEET)
        # No headings: a code set's name is also what a column of a list may be called.
        for place, labels in enumerate(self._long.values()):
            sheet.write_column(0, place, labels)
        sheet.hide()


def write_columns(workbook: Any, spec: ListSpec, codes: CodeLists) -> None:
    """Add the list's sheet: a heading and an entry column for each column that is asked for."""
    sheet = workbook.add_worksheet(spec.sheet)
    heading = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "font_name": "Arial"}
    )
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 1)
    asked = [column for column in spec.columns if column.asked]
    _set_print(sheet, sum(column.width for column in asked))
    for place, column in enumerate(asked):
        cell = workbook.add_format({"num_format": FORMATS[column.type], "font_name": "Arial"})
        sheet.set_column(place, place, column.width, cell)
        sheet.write_string(0, place, column.title, heading)
        sheet.data_validation(1, place, ROWS, place, _validation(column, codes))


def _set_print(sheet: Any, width: int) -> None:
    """Print landscape on A4, a wide list on two pages side by side, each with the headings."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(2 if width > WIDEST_PAGE else 1, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)


def _validation(column: Column, codes: CodeLists) -> dict[str, Any]:
    """Return the dropdown or the note; what is typed besides is read, so nothing is refused."""
    note = {
        "input_title": column.title[:LONGEST_TITLE],
        "input_message": column.guidance[:LONGEST_NOTE],
        "show_error": False,
    }
    if column.type is ValueType.CODE and column.codes:
        return {**note, "validate": "list", "source": codes.source(column.codes)}
    return {**note, "validate": "any"}


def _letter(place: int) -> str:
    """Return the letter of a column among the first 26, more than there are code sets."""
    return chr(ord("A") + place)
