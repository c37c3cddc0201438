"""The reply workbook's first sheet: the verdict, what to do with links, what was understood."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.actions import Action
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.list_answer import ListAnswer
from visit_exchange.returns.reply.reply_words import (
    SEVERITIES,
    breach_sentences,
    headline,
    next_step,
    received,
    unused_sentence,
)
from visit_exchange.writing.cell_writing import CellWriter, Look, plain_text
from visit_exchange.writing.counted import count
from visit_exchange.writing.row_height import row_height

SHEET = "What to do"
TITLE: Look = {"bold": True, "font_size": 18}
PART: Look = {"bold": True, "font_size": 14}
HEADING: Look = {"bold": True, "bottom": 1}
WRAPPED: Look = {"text_wrap": True, "valign": "top"}
LINK: Look = {"font_color": "#1d70b8", "underline": 1, "valign": "top"}
MOST_LINKS = 10
FIRST_WIDTH, SECOND_WIDTH = 70, 40


def write_what_to_do(
    sheet: Worksheet, cells: CellWriter, answer: Answer, names: Mapping[str, str]
) -> None:
    """Write the sheet. ``names`` gives the reply's sheet name by the officer's."""
    page = _Page(sheet, cells, names)
    page.line(headline(answer), TITLE)
    page.line(next_step(answer))
    for sentence in (f"File: {answer.file}", received(answer), *answer.notes):
        page.line(sentence)
    for sentence in breach_sentences(answer):
        page.line(sentence)
    for severity in (Severity.MUST_FIX, Severity.PLEASE_CHECK):
        page.actions(severity, [a for a in answer.actions if a.severity is severity])
    for told in answer.lists:
        page.understood(told)
    if answer.documents or answer.holds:
        page.part("Documents")
        for text in (*(f"{item.number} {item.title}" for item in answer.documents), *answer.holds):
            page.line(text)
    sheet.set_column(0, 0, FIRST_WIDTH)
    sheet.set_column(1, 1, SECOND_WIDTH)
    sheet.set_column(2, 2 + MOST_LINKS, 8)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


class _Page:
    """Writes downwards, one line after the other."""

    def __init__(self, sheet: Worksheet, cells: CellWriter, names: Mapping[str, str]) -> None:
        self._sheet, self._cells, self._names, self._row = sheet, cells, names, 0

    def line(self, text: str | None, look: Look = WRAPPED, beside: str = "") -> None:
        if text:
            if look is WRAPPED:
                height = row_height([(text, FIRST_WIDTH), (beside, SECOND_WIDTH)])
                self._sheet.set_row(self._row, height)
            self._cells.text(self._sheet, self._row, 0, text, look)
            self._row += 1

    def part(self, title: str) -> None:
        self._row += 1
        self.line(title, PART)

    def actions(self, severity: Severity, actions: list[Action]) -> None:
        if not actions:
            return
        self.part(SEVERITIES[severity])
        self._pair("What to do", "Where", HEADING)
        for action in actions:
            self._links(action)
            self._pair(action.text, self._where(action))

    def understood(self, told: ListAnswer) -> None:
        self.part(f"{told.title}: what we understood")
        self._pair("Sheet", told.sheet)
        self._pair("Headings", f"row {told.header_row}")
        self._pair("Rows", count(told.rows, "row"))
        if told.totals:
            self._pair("Totals, left out", f"row {', '.join(map(str, told.totals))}")
        self._pair("Data as at", f"{told.as_at:%-d %B %Y}" if told.as_at else "not given")
        if told.not_held:
            self._pair("Not held", ", ".join(told.not_held))
        if unused := unused_sentence(told):
            self.line(unused)
        self._pair("Your heading", "We read it as", HEADING)
        for column in told.columns:
            self._pair(f"{column.letter}: {column.heading}", column.title)
        for column in told.ignored:
            self._pair(f"{column.letter}: {column.heading}", "not used")

    def _pair(self, left: str, right: str, look: Look = WRAPPED) -> None:
        self._cells.text(self._sheet, self._row, 1, right, look)
        self.line(left, look, beside=right)

    def _where(self, action: Action) -> str:
        name = self._names.get(action.sheet or "")
        rows = len({cell.row for cell in action.cells})
        where = count(rows, "row") if rows else action.where()
        sheet = name or action.sheet or ""
        return f"{where} of {sheet}" if sheet and where else where or sheet

    def _links(self, action: Action) -> None:
        """Link the first cells, each by its own name; the rest are coloured in their sheet."""
        name = self._names.get(action.sheet or "")
        if name is None:
            return
        quoted = name.replace("'", "''")
        for place, cell in enumerate(action.cells[:MOST_LINKS]):
            label = f"{cell.column or action.column or 'A'}{cell.row}"
            url = plain_text(f"internal:'{quoted}'!{label}")
            look = self._cells.look(LINK)
            self._sheet.write_url(self._row, 2 + place, url, look, string=label)
        rest = len(action.cells) - MOST_LINKS
        if rest > 0:
            text = f"and {rest:,} more"
            self._cells.text(self._sheet, self._row, 2 + MOST_LINKS, text, {"valign": "top"})
