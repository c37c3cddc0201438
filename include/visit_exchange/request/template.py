"""The template workbook of a framework's lists, from the same YAML that checks what comes back.

A list's sheet has the columns' titles in row 1, dropdowns of the codes' labels and the guidance as
a note on each cell. A template that is filled in as it says is read without a question.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.list_spec import ListSpec, asked_for, load_list
from visit_exchange.request.template_columns import A4, CodeLists, write_columns
from visit_exchange.request.template_words import (
    ABOUT_SHEET,
    DATE_NOTE,
    DATE_QUESTION,
    GUIDANCE_SHEET,
    NOT_HELD,
    about_rows,
    guidance_rows,
)
from visit_exchange.writing.row_height import row_height

# What an officer typed must stay text: nothing written here may become a formula or a link.
TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FONT = {"font_name": "Arial", "font_size": 11, "valign": "top"}


def template_workbook(
    framework: str,
    *,
    visit_title: str,
    as_at: date | None,
    contact: str,
    lists: Sequence[str] | None = None,
) -> bytes:
    """Return the template for the lists of ``framework`` as an xlsx file: all, or those named.

    ``visit_title`` names the visit on the first sheet; ``as_at`` and ``contact`` are filled in
    there when known (``contact`` may be empty).
    """
    named = [item.id for item in load_framework(framework).lists] if lists is None else lists
    specs = [load_list(framework, each) for each in named]
    return _workbook(specs, visit_title=visit_title, as_at=as_at, contact=contact)


def _workbook(
    specs: Sequence[ListSpec], *, visit_title: str, as_at: date | None, contact: str
) -> bytes:
    content = BytesIO()
    # Its guidance is rich text, and all of it is ours: nothing here was typed by an authority.
    with xlsxwriter.Workbook(content, TEXT_ONLY) as workbook:
        workbook.formats[0].set_font_name("Arial")
        identified = any(asked_for(spec) for spec in specs)
        about = list(about_rows(as_at, contact, identified=identified))
        _write_about(workbook, visit_title, about)
        _write_guidance(workbook, specs)
        codes = CodeLists(workbook)
        for spec in specs:
            write_columns(workbook, spec, codes)
        codes.write()
    return content.getvalue()


def _write_about(workbook: Any, visit_title: str, about: Sequence[tuple[str, str | date]]) -> None:
    sheet = workbook.add_worksheet(ABOUT_SHEET)
    label = workbook.add_format({**FONT, "bold": True, "text_wrap": True})
    look = {**FONT, "text_wrap": True, "align": "left", "border": 1}
    entry = workbook.add_format({**look, "num_format": "dd/mm/yyyy"})
    _fit_page(sheet)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 60)
    sheet.write(0, 0, visit_title, workbook.add_format({**FONT, "bold": True, "font_size": 16}))
    for row, (question, answer) in enumerate(about, start=2):
        sheet.set_row(row, row_height([(str(answer), 60)]))
        sheet.write(row, 0, question, label)
        if isinstance(answer, date):
            sheet.write_datetime(row, 1, answer, entry)
        else:
            sheet.write(row, 1, answer, entry)
        if question == DATE_QUESTION:
            note = {"validate": "any", "input_title": "Data as at", "input_message": DATE_NOTE}
            sheet.data_validation(row, 1, row, 1, note)


def _fit_page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _write_guidance(workbook: Any, specs: Sequence[ListSpec]) -> None:
    sheet = workbook.add_worksheet(GUIDANCE_SHEET)
    plain = workbook.add_format({**FONT, "text_wrap": True})
    bold = workbook.add_format({**FONT, "bold": True})
    _fit_page(sheet)
    sheet.set_column(0, 0, 110)
    sheet.set_column(1, 1, 60)
    # Two columns wide, so that no reader takes the sheet for a list of a single column.
    sheet.write(0, 0, "How to fill in these lists", bold)
    sheet.write(0, 1, NOT_HELD, plain)
    sheet.set_row(0, row_height([(NOT_HELD, 60)]))
    for row, (title, words) in enumerate(guidance_rows(specs), start=1):
        sheet.set_row(row, row_height([(f"{title}\n{words}", 110)]))
        sheet.write_rich_string(row, 0, bold, f"{title}\n", words, plain)
