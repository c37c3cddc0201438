"""The area at a glance: what it shows, what it hides, and what it makes one ask."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
import python_calamine

from builders.packs import CODES, FRAMEWORK, KEY, contents, frame
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.manifest import read_manifest
from visit_exchange.packs.numbers.glance import glance, show
from visit_exchange.packs.numbers.indicators import Measured
from visit_exchange.packs.pack import build_pack
from visit_exchange.packs.shared_numbers import shared_workbook
from visit_exchange.packs.sheets.charts import COUNTS_SHEET
from visit_exchange.packs.sheets.glance_sheet import GLANCE_SHEET
from visit_exchange.packs.sheets.question_sheets import (
    DEFINITIONS_SHEET,
    QUESTIONS_SHEET,
    ROWS_SHEET,
)
from visit_exchange.packs.sheets.sample_sheets import PROVIDERS_SHEET, SAMPLE_SHEET
from visit_exchange.packs.sheets.workbook import pack_workbook
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.visits.places.names import MANIFEST

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
        (18, 29, 11, (20, 45, 10, 20 / 45)),  # each is rounded, and the percentage is of that
        (3, 30, 10, (None, None, None, None)),  # 3 goes, and 10 with it
        (30, 3, 40, (None, 35, 40, None)),  # 3 goes, and 30 with it
        (0, 3, 0, (0, None, 0, None)),  # nor is it told how few there are
        (20, 30, 2, (None, None, None, None)),  # 2 goes, and 20 with it
        (0, 30, 0, (0, 30, 0, 0.0)),
        (5, 4, 0, (None, 10, 0, None)),  # 4 goes, and 5 with it
        (6, 0, 0, (5, 5, 0, None)),  # a percentage of fewer than 10 is withheld
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


AGES: list[Any] = [6.0, 6.0, 12.0, 12.0, 12.0, 12.0, 12.0, None]


def test_the_copy_to_share_holds_no_child_code_and_only_rounded_numbers_of_children() -> None:
    attending = pack(age=AGES, looked_after=["Y", "Y", *["N"] * 6])
    read = second_reading(shared_workbook(contents(lists=tuple(attending))))
    assert list(read) == [GLANCE_SHEET, COUNTS_SHEET, DEFINITIONS_SHEET]
    of_settings = {
        one.title for one in load_profile(FRAMEWORK.id).indicators if one.of == "setting"
    }
    rows = [row for sheet in read.values() for row in sheet if row[0] not in of_settings]
    cells = {cell for row in rows for cell in row}
    assert not cells & {*CODES}
    assert {cell for cell in cells if isinstance(cell, int | float) and cell % 5} == set()
    assert "c" in cells


def kinds_of_setting(content: bytes) -> list[tuple[Any, Any]]:
    rows = second_reading(content)[COUNTS_SHEET]
    return [(row[1], row[2]) for row in rows if row[0] == "Children by kind of setting"]


def test_the_order_of_what_is_counted_tells_no_hidden_number() -> None:
    """Ordered by number, four hidden ones in the reverse of the alphabet are 4, 3, 2 and 1."""
    types = ["state_maintained"] * 3 + ["independent_unregistered"] * 2 + ["independent_registered"]
    children = [child_code(KEY, f"AP-{number}") for number in range(26)]
    lists = pack(
        reference=children,
        setting=["Oak Centre"] * 26,
        setting_type=[*types, *[None] * 20],
    )
    whole = contents(lists=tuple(lists))
    assert [label for label, _ in kinds_of_setting(pack_workbook(whole))][:3] == [
        "State maintained",
        "Independent and unregistered",
        "Independent and registered",
    ]
    assert kinds_of_setting(shared_workbook(whole)) == [
        ("Independent and registered", "c"),
        ("Independent and unregistered", "c"),
        ("State maintained", "c"),
        ("Not held", 20),
    ]


def test_how_a_few_children_spread_is_not_shared() -> None:
    """Of four children at most, four values with one or more have exactly one child each."""
    attending = pack(
        reference=list(CODES[:4]),
        setting=["Oak Centre"] * 4,
        reason=["suspension", "reintegration", "managed_move", "other"],
    )
    whole = contents(lists=tuple(attending))
    assert COUNTS_SHEET not in second_reading(shared_workbook(whole))
    assert COUNTS_SHEET in second_reading(pack_workbook(whole))


def test_where_one_table_of_a_column_hides_a_number_no_other_table_tells_of_it() -> None:
    """1 aged 14, 13 aged 16 to 18, 8 not held: the Counts sheet hides 1 and, with it, 8.

    Numbers for "Aged 16 to 18" and "Aged 10 or under" would have told that 8 are not held.
    """
    ages: list[Any] = [14.0, *[17.0] * 13, *[None] * 8]
    codes = [f"{n:04}-0000" for n in range(len(ages))]
    attending = pack(reference=codes, setting=["Oak Centre"] * len(ages), age=ages)
    whole = contents(lists=tuple(attending))
    read = second_reading(shared_workbook(whole))
    counted = {(row[0], row[1]): row[2] for row in read[COUNTS_SHEET][1:]}
    of_ages = [number for (what, _), number in counted.items() if what == "Children by age"]
    assert sorted(number for number in of_ages if number != "c") == [0, 0, 0, 15]
    assert of_ages.count("c") == 2
    lines = [row for row in read[GLANCE_SHEET] if str(row[0]).startswith("Aged ")]
    assert [(row[1], row[2], row[4]) for row in lines] == [("c", "c", "c")] * 2
    manifest = read_manifest(build_pack(whole)[MANIFEST])
    assert "Age" not in [column.title for column in manifest.lists[0].profile.columns]


def test_inspectors_see_every_number() -> None:
    attendance: list[Any] = [80.0, 85.0, 88.0, 90.0, 90.0, 70.0, 60.0, 95.0]
    attending = pack(age=AGES, attendance=attendance, looked_after=["Y", "Y", *["N"] * 6])
    read = second_reading(pack_workbook(contents(lists=tuple(attending))))
    assert all(cell != "c" for sheet in read.values() for row in sheet for cell in row)
    title = "Attendance of 90% or less at a setting"
    low = next(row for row in read[GLANCE_SHEET] if row[0] == title)
    assert (low[1], low[2], low[4]) == (7, 8, 0)


def test_settings_of_children_are_hidden_as_children_are_and_providers_are_not() -> None:
    attending = pack(
        setting=["Oak Centre", *["Elm House"] * 7],
        setting_type=["state_maintained", *["independent_unregistered"] * 7],
        full_part_time=["FT"] * 8,
        ehc_plan=["current"] * 8,
    )
    providers = PackList(
        load_list(FRAMEWORK.id, "alternative_providers"),
        frame(provider=["Oak Centre", "Elm House"], registered=["registered", "unregistered"]),
        None,
    )
    whole = contents(lists=(*attending, providers))
    content = io.BytesIO(shared_workbook(whole))
    rows = list(openpyxl.load_workbook(content)[GLANCE_SHEET].iter_rows(values_only=True))
    numbers = {row[0]: row[1] for row in rows}
    # A setting has a child at least, so that four of them tell of four children at most.
    assert numbers["Unregistered settings with 5 or more full-time children"] == "c"
    assert numbers["Providers that are not registered"] == 1
    assert (
        numbers["In an unregistered setting"] == "c"
    )  # 7 of 8 children: the 1 could be worked out


def test_not_held_is_said_only_of_what_was_asked_for() -> None:
    spec = load_list(FRAMEWORK.id, "currently_attending")
    unasked = [
        column.model_copy(update={"asked": False}) if column.id == "started" else column
        for column in spec.columns
    ]
    titles = {
        asked: {one.measured.indicator.title for one in glance(contents(lists=(each,))).shown}
        for asked, each in (
            (True, PackList(spec, pack()[0].frame, date(2023, 3, 24))),
            (False, PackList(
                spec.model_copy(update={"columns": tuple(unasked)}), pack()[0].frame,
                date(2023, 3, 24))),
        )
    }  # fmt: skip
    assert titles[True] - titles[False] == {
        "In a placement for more than a year",
        "In a placement for more than two years",
    }


def second_reading(content: bytes) -> dict[str, list[list[Any]]]:
    """Return the rows of each sheet as another library reads them than the one that wrote them."""
    book = python_calamine.load_workbook(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


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
