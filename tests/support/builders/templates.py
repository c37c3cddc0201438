"""The template workbook, and what an officer would enter in it."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.list_spec import Column, ListSpec, ValueType, load_list
from visit_exchange.request.template import template_workbook

AP = "ap_thematic_2023"
NOTIFIED = date(2026, 11, 23)  # a Monday
AS_AT = date(2026, 11, 20)  # the Friday before
SPECS = [load_list(AP, item.id) for item in load_framework(AP).lists]
ENTRIES = {
    ValueType.REFERENCE: "C001",
    ValueType.TEXT: "Larch House",
    ValueType.WHOLE_NUMBER: 14,
    ValueType.PERCENTAGE: 87.5,
    ValueType.MINUTES: 35,
    ValueType.DATE: datetime.fromisoformat("2026-09-04"),
}
# Entries that follow from others: a setting out of area, a child with outreach, a real URN.
BY_COLUMN = {
    "area": "Out of area",
    "outreach": "Yes",
    "urn": "123456",
    "ukprn": "10012345",
    "registered": "Registered",
}


def template() -> Workbook:
    content = template_workbook(
        AP, visit_title="Invented Council", as_at=AS_AT, contact="data.team@council.example"
    )
    return openpyxl.load_workbook(BytesIO(content))


def filled_template() -> bytes:
    """Return the template with one row in each list, as the template says."""
    book = template()
    for spec in SPECS:
        for place, column in enumerate(asked(spec), start=1):
            book[spec.sheet].cell(2, place).value = entry(column)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def asked(spec: ListSpec) -> list[Column]:
    return [column for column in spec.columns if column.asked]


def entry(column: Column) -> Any:
    """What an officer would choose or type: the first label of a dropdown."""
    if column.id in BY_COLUMN:
        return BY_COLUMN[column.id]
    if column.codes:
        return load_codes(column.codes).codes[0].label
    return ENTRIES[column.type]
