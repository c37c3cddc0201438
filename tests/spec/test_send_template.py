"""The template of an Area SEND inspection: sheets, headings and codes as Ofsted's own has them."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from builders.send_lists import NOTIFIED, SEND, specs, upn
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.list_spec import Column, ListSpec, ValueType
from visit_exchange.request.template import template_workbook
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.returns.tables.reading import read_lists

AS_AT = date(2026, 11, 20)  # a Friday
ENTRIES: dict[ValueType, object] = {
    ValueType.TEXT: "Larch House",
    ValueType.WHOLE_NUMBER: 14,
    ValueType.COUNT: 1,
    ValueType.PERCENTAGE: 12.5,
    ValueType.DATE: datetime.fromisoformat("2026-09-04"),
}
# What a number looks like, and what follows from other cells.
BY_COLUMN: dict[str, object] = {
    "reference": "C0001",
    "pupil_number": upn(1),
    "learner_number": "1000000035",
    "born": datetime.fromisoformat("2012-03-24"),
    "main_urn": "100001",
    "urn": "100001",
    "ukprn": "10012345",
    "placement_urn": "100002",
    "placement_postcode": "AB1 2CD",
}


def template() -> Workbook:
    content = template_workbook(SEND, visit_title="Invented Council", as_at=AS_AT, contact="")
    return openpyxl.load_workbook(io.BytesIO(content))


def entry(column: Column) -> Any:
    if column.codes:
        return load_codes(column.codes).codes[0].in_template
    return BY_COLUMN.get(column.id) or ENTRIES[column.type]


def test_the_lists_stand_on_the_sheets_of_the_official_template() -> None:
    assert {"List_1", "List_2"} <= set(template().sheetnames)


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.id)
def test_a_sheet_has_the_titles_of_what_is_asked_for(spec: ListSpec) -> None:
    titles = [cell.value for cell in template()[spec.sheet][1]]
    assert titles == [column.title for column in spec.columns if column.asked]


@pytest.mark.parametrize(
    ("codes", "offered"),
    [
        ("send_gender", "a) Male, b) Female, c) Not known, d) Not specified"),
        ("send_yes_no", "a) Yes, b) No"),
        ("send_disability", "a) Yes, b) No, c) Unknown"),
        (
            "send_ethnicity",
            (
                "a) WBRI, b) WIRI, c) WIRT, d) WOTH, e) WROM, f) MWBC, g) MWBA, h) MWAS, i) MOTH, "
                "j) AIND, k) APKN, l) ABAN, m) AOTH, n) BCRB, o) BAFR, p) BOTH, q) CHNE, r) OOTH, "
                "s) REFU, t) NOBT, u) UNKNOWN"
            ),
        ),
        (
            "send_need",
            (
                "a) SPLD, b) MLD, c) SLD, d) PMLD, e) SEMH, f) SLCN, g) HI, h) VI, i) MSI, j) PD, "
                "k) ASD, l) OTH"
            ),
        ),
        (
            "send_phase",
            (
                "a) Nursery, b) Primary, c) Middle (deemed primary), d) Middle (deemed "
                "secondary), e) Secondary, f) All-through, g) Special, h) Pupil referral "
                "unit/Alternative provision, i) FE college"
            ),
        ),
    ],
)
def test_the_dropdowns_have_the_templates_letters(codes: str, offered: str) -> None:
    labels = [code.in_template for code in load_codes(codes).codes if code.offered]
    assert ", ".join(labels) == offered


def test_the_first_sheet_does_not_forbid_what_the_lists_ask_for() -> None:
    said = " ".join(str(c.value) for row in template()["About this return"].rows for c in row)
    assert "Leave out names, NHS numbers, addresses and contact details." in said
    assert "inspectors see a code and an age instead" in said


@pytest.mark.slow
def test_the_template_filled_in_is_accepted_without_a_question() -> None:
    book = template()
    for spec in specs():
        asked = [column for column in spec.columns if column.asked]
        for place, column in enumerate(asked, start=1):
            book[spec.sheet].cell(2, place).value = entry(column)
    out = io.BytesIO()
    book.save(out)
    reading = read_lists(out.getvalue(), "xlsx", specs(), notified=NOTIFIED)
    assert [one.spec.id for one in reading.lists] == [spec.id for spec in specs()]
    assert reading.problems == ()
    for one in reading.lists:
        assert one.problems == ()
        assert check_list(one, notified=NOTIFIED).problems == ()
        assert one.as_at == AS_AT
