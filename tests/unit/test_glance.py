"""The area at a glance: what it shows, what it hides, and what it makes one ask."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from builders.packs import CODES, FRAMEWORK, contents, frame
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.glance import glance, show
from visit_exchange.packs.numbers.indicators import Measured
from visit_exchange.packs.sheets.charts import COUNTS_SHEET
from visit_exchange.packs.sheets.glance_sheet import GLANCE_SHEET
from visit_exchange.packs.sheets.question_sheets import (
    DEFINITIONS_SHEET,
    QUESTIONS_SHEET,
    ROWS_SHEET,
)
from visit_exchange.packs.sheets.sample_sheets import PROVIDERS_SHEET, SAMPLE_SHEET
from visit_exchange.packs.sheets.workbook import pack_workbook

Row = tuple[Any, ...]
INDICATOR = load_profile(FRAMEWORK.id).indicators[0]


def pack(**columns: list[Any]) -> list[PackList]:
    """A pack of one list, of the eight children of the builders, all at one setting."""
    base: dict[str, list[Any]] = {"reference": list(CODES), "setting": ["Oak Centre"] * 8}
    spec = load_list(FRAMEWORK.id, "currently_attending")
    return [PackList(spec, frame(**(base | columns)), date(2023, 3, 24))]


def sheets(lists: list[PackList]) -> dict[str, list[Row]]:
    content = io.BytesIO(pack_workbook(contents(lists=tuple(lists))))
    book = openpyxl.load_workbook(content)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.mark.parametrize(
    ("yes", "no", "not_held", "shown"),
    [
        # number, known for, not held, percentage
        (20, 30, 10, (20, 50, 10, 0.4)),
        (3, 30, 10, (None, None, None, None)),  # 3 goes, and 10 with it
        (30, 3, 40, (None, 33, 40, None)),  # 3 goes, and 30 with it
        (0, 3, 0, (0, None, 0, None)),  # nor is it told how few there are
        (20, 30, 2, (None, None, None, None)),  # 2 goes, and 20 with it
        (0, 30, 0, (0, 30, 0, 0.0)),
        (5, 4, 0, (None, 9, 0, None)),  # 4 goes, and 5 with it
        (6, 0, 0, (6, 6, 0, None)),  # a percentage of fewer than 10 is withheld
    ],
)
def test_a_small_number_is_hidden_with_what_would_give_it_away(
    yes: int, no: int, not_held: int, shown: tuple[Any, ...]
) -> None:
    seen = show(Measured(INDICATOR, yes, no, not_held))
    assert (seen.number, seen.known, seen.not_held, seen.percentage) == shown


def test_what_is_not_held_for_anybody_has_no_number() -> None:
    rows = sheets(pack())[GLANCE_SHEET]
    line = next(row for row in rows if row[0] == INDICATOR.title)
    assert (line[1], line[2], line[4]) == ("–", 0, 8)


def test_the_sheet_that_may_be_handed_on_holds_no_child_code_and_no_number_from_1_to_4() -> None:
    ages: list[Any] = [6.0, 6.0, 12.0, 12.0, 12.0, 12.0, 12.0, None]
    attending = pack(age=ages, looked_after=["Y", "Y", *["N"] * 6])
    book = sheets(attending)
    for name in (GLANCE_SHEET, COUNTS_SHEET, DEFINITIONS_SHEET):
        cells = {cell for row in book[name] for cell in row}
        assert not cells & set(CODES)
        assert not cells & {1, 2, 3, 4}


def test_a_possible_unregistered_school_is_a_lead_with_the_rows_behind_it() -> None:
    attending = pack(
        setting=["Oak Centre", *["Elm House"] * 7],
        setting_type=["state_maintained", *["independent_unregistered"] * 7],
        full_part_time=["FT", "FT", *["PT"] * 6],
        ehc_plan=["current", "current", *["none"] * 6],
    )
    book = sheets(attending)
    first = book[QUESTIONS_SHEET][1]
    assert first[1].startswith("Unregistered settings with a full-time child")
    assert (first[2], first[4]) == (1, "A lead, not a finding")
    behind = [row for row in book[ROWS_SHEET] if row[0] == 1]
    assert behind == [(1, first[1], "Currently attending", 3, CODES[1], "Elm House")]
    assert book["Currently attending"][2][0] == CODES[1]  # row 3 of that sheet
    told = next(str(r[0]) for r in book[GLANCE_SHEET] if str(r[0]).startswith("1. "))
    assert "A lead, not a finding. " in told


def charts(sheet: Any) -> list[object]:
    """What openpyxl keeps of a sheet's charts, under a name of its own."""
    return list(sheet._charts)


def test_the_first_sheet_is_one_landscape_page_with_charts_of_excels_own() -> None:
    attending = pack(age=[7.0] * 8, sen_needs=["SEMH; HI"] * 8, attendance=[40.0] * 8)
    book = openpyxl.load_workbook(io.BytesIO(pack_workbook(contents(lists=tuple(attending)))))
    first = book[book.sheetnames[0]]
    assert first.title == GLANCE_SHEET
    assert (first.page_setup.fitToWidth, first.page_setup.fitToHeight) == (None, None)  # 1 by 1
    assert first.page_setup.orientation == "landscape"
    pages = first.sheet_properties.pageSetUpPr
    assert pages
    assert pages.fitToPage
    assert len(charts(first)) == 3


def test_areas_of_need_are_counted_once_for_a_child_under_each() -> None:
    lists = pack(sen_needs=["SEMH; HI", "SEMH; ASD", "DS", "HI; VI", None, None, None, None])
    counted = {each.spread.id: each for each in glance(contents(lists=tuple(lists))).counted}
    needs = counted["needs"]
    assert (needs.known, needs.not_held) == (4, 4)
    assert dict(needs.counts) == {
        "Communication and interaction": 1,
        "Cognition and learning": 0,
        "Social, emotional and mental health": 2,
        "Sensory and/or physical": 2,
        "Belongs to no area": 1,
        "No special educational need": 0,
    }


def test_a_pack_without_the_lists_that_are_counted_has_no_such_sheet() -> None:
    assert GLANCE_SHEET not in sheets([])


def test_the_proposed_sample_is_explained_beside_the_selection() -> None:
    book = sheets(pack(looked_after=["Y", *["N"] * 7], age=[7.0, *[12.0] * 7]))
    why = {row[0]: row[-2] for row in book["Selection"][1:]}
    assert book["Selection"][0][-2] == "Proposed because"
    assert str(why[CODES[0]]).startswith("only child looked after; only child aged 5 to 10")
    assert len([1 for reason in why.values() if reason]) == 3
    said = {row[0]: row[1] for row in book[SAMPLE_SHEET]}
    assert said[CODES[0]] == why[CODES[0]]
    assert any(str(row[1]).startswith("No child out of area") for row in book[SAMPLE_SHEET])


def test_providers_are_proposed_with_the_children_listed_at_each() -> None:
    spec = load_list(FRAMEWORK.id, "alternative_providers")
    providers = PackList(
        spec,
        frame(provider=["Oak Centre", "Hill Farm"], registered=["registered", "unregistered"]),
        None,
    )
    lists = [*pack(setting=["oak  centre"] * 8), providers]
    rows = {row[0]: row for row in sheets(lists)[PROVIDERS_SHEET]}
    assert rows["Oak Centre"][1:4] == (None, "only provider that is registered", 8)
    assert rows["Hill Farm"][1:4] == (None, "only provider that is not registered", 0)


@pytest.mark.parametrize("kind", framework_ids())
def test_every_condition_names_columns_and_lists_that_there_are(kind: str) -> None:
    framework = load_framework(kind)
    lists = {item.id: load_list(kind, item.id) for item in framework.lists}
    spec = load_profile(kind)
    for each in spec.indicators:
        columns = {column.id for column in lists[each.list].columns}
        conditions = [c for c in (each.rows, each.where) if c]
        assert frozenset().union(*(c.columns for c in conditions)) <= columns, each.id
        assert each.of in {"child", "row"} | columns, each.id
    for spread in spec.spreads:
        assert lists[spread.list].column(spread.column)
        assert not spread.labels or len(spread.labels) == len(spread.bands) + 1
    for criterion in framework.selection.sample:
        wanted = criterion.where.columns if criterion.where else {criterion.column}
        sampled = criterion.lists or framework.selection.lists
        held = [wanted <= {c.id for c in lists[name].columns} for name in sampled]
        assert any(held), criterion.id
        assert all(held) or not criterion.lists, criterion.id
