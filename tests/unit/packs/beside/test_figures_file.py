"""A published file is loaded whole or not at all, and nothing in it is guessed."""

from collections.abc import Mapping

import pytest

from builders.published import SETTINGS, settings_file
from visit_exchange.errors import UserError
from visit_exchange.kinds.published_spec import load_data_set
from visit_exchange.packs.beside.figures_file import read_figures
from visit_exchange.packs.beside.release import Told

FUNDED = load_data_set("la_funded_ap")
WITHOUT = {name: number for name, number in SETTINGS.items() if name[:5] != "Other"}


def told(areas: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """Return what is told of each area."""
    _, _, figures = read_figures(settings_file(areas), FUNDED)
    return {each.area: str(each) for each in figures}


def test_every_area_of_the_newest_period_has_its_percentage() -> None:
    older = settings_file({"England": SETTINGS | {"Total": 400}}, period="202122")
    newer = settings_file({"England": SETTINGS, "330": SETTINGS, "South East": SETTINGS})
    content = older + b"\n" + newer.partition(b"\n")[2]
    period, identifier, figures = read_figures(content, FUNDED)
    assert (period, identifier) == ("202223", "Academic year")
    assert figures == tuple(
        Told("unregistered", area, 10.0) for area in ("England", "330", "South East")
    )


@pytest.mark.parametrize("symbol", ["c", "z", "x", "low", "k", "u", ":", "~"])
def test_a_symbol_is_told_as_it_is_published(symbol: str) -> None:
    hidden: dict[str, object] = {**SETTINGS, "Other unregistered provider": symbol}
    assert told({"England": SETTINGS, "330": hidden}) == {"England": "10.0%", "330": symbol}


def test_a_row_that_is_not_there_is_none_where_the_others_come_to_the_total() -> None:
    none = WITHOUT | {"Total": 180}
    assert told({"England": SETTINGS, "330": none}) == {"England": "10.0%", "330": "0.0%"}


@pytest.mark.parametrize(
    "others",
    [
        WITHOUT,  # 20 are somewhere
        WITHOUT | {"One on one tuition": "c"},
        {"Other unregistered provider": 20},  # of how many?
        {"Other unregistered provider": 0, "Total": 0},
    ],
)
def test_what_is_not_known_is_not_told(others: dict[str, object]) -> None:
    assert told({"England": SETTINGS, "330": others}) == {"England": "10.0%"}


@pytest.mark.parametrize(
    ("area", "settings", "says"),
    [
        ("331", {"Total": "n/a"}, "Row 6, column placements: must be a number or one of the symb"),
        ("331", {"Total": ""}, "Row 6, column placements: must be a number"),
        ("331", {"Total": -1}, "Row 6, column placements: must be 0 or more"),
        ("331", {"Total": "NaN"}, "Row 6, column placements: must be a number"),
        ("331", {"Total": "inf"}, "Row 6, column placements: must be a number"),
        ("331", {"Total": "-Infinity"}, "Row 6, column placements: must be a number"),
        ("331", {"Total": "1_000"}, "Row 6, column placements: must be a number"),
        ("331", {"Total": "1e400"}, "Row 6, column placements: must be a number"),
        ("331", {"Total": "1e13"}, "Row 6, column placements: must be 1,000,000,000,000 or less"),
        ("331", {"Total": "٣"}, "Row 6, column placements: must be a number"),
        (
            "331",
            {"Total": 20, "Other unregistered provider": 21},
            "Row 7, column placements: must be 20 or less, the total in row 6",
        ),
        ("000", {"Total": 5}, "Row 6, column old_la_code: must be the three digits"),
        ("E08", {"Total": 5}, "Row 6, column old_la_code: must be the three digits"),
    ],
)
def test_a_mistake_is_named_by_row_and_column(
    area: str, settings: dict[str, object], says: str
) -> None:
    with pytest.raises(UserError, match="Nothing was loaded") as refused:
        told({"England": SETTINGS, area: settings})
    assert says in str(refused.value)


def test_a_number_may_be_written_with_a_power_of_ten() -> None:
    """As R writes a round number."""
    numbers = {"Total": "1e+05", "Other unregistered provider": "1.5E4"}
    assert told({"England": SETTINGS, "330": {**WITHOUT, **numbers}})["330"] == "15.0%"


def test_a_number_that_is_told_twice_is_refused() -> None:
    twice = settings_file({"330": {"Total": 5}}).partition(b"\n")[2]
    content = settings_file({"England": SETTINGS, "330": SETTINGS}) + b"\n" + twice
    with pytest.raises(UserError, match="Row 10, column placements: is told in row 9 too"):
        read_figures(content, FUNDED)


@pytest.mark.parametrize("period", ["2022/23", "22", "", "20222", "２０２２"])
def test_a_period_is_a_year_or_two(period: str) -> None:
    with pytest.raises(UserError, match="column time_period: must be a year"):
        read_figures(settings_file({"England": SETTINGS}, period=period), FUNDED)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Missing: time_period"),
        (b"time_period,geographic_level\n", "Missing: time_identifier, region_name, old_la_code"),
        (settings_file({}), "no row below"),
        (settings_file({"England": {"Total": 5}}), "No area of the newest period has “At an unreg"),
        (b"\x81\x8d", "cannot be read as text"),
    ],
)
def test_another_file_is_refused_with_what_is_missing(content: bytes, says: str) -> None:
    with pytest.raises(UserError) as refused:
        read_figures(content, FUNDED)
    assert says in str(refused.value)


def test_the_rows_of_schools_are_not_those_of_an_area() -> None:
    content = settings_file({"England": SETTINGS, "330": SETTINGS})
    of_schools = content.replace(b"Local authority", b"School")
    assert [each.area for each in read_figures(of_schools, FUNDED)[2]] == ["England"]


def test_ages_that_nobody_has_are_counted_as_none() -> None:
    """The numbers are those of England in 2022/23: all ages come to the total of 24,577."""
    ages = [2, 65, 293, 371, 406, 443, 525, 623, 653, 2202, 3617, 6175, 9061, 75, 49, 15, 2]
    rows = [("Age", str(age), number) for age, number in enumerate(ages, start=3)]
    content = _characteristics([*rows, ("Total", "Total", 24577)], "Total")
    content += b"\n" + _characteristics([("SEN on entry", "EHC plan", 4904)], "Total", head=False)
    content += b"\n" + _characteristics([("SEN on entry", "Total", 24577)], "Total", head=False)
    unregistered = [("Total", "Total", 6449)]
    setting = "Other unregistered provider"
    content += b"\n" + _characteristics(unregistered, setting, head=False)
    _, _, figures = read_figures(content, load_data_set("school_arranged_ap"))
    assert {each.figure: str(each) for each in figures} == {
        "unregistered": "26.2%",
        "ehc_plan": "20.0%",
        "aged_10_or_under": "11.1%",
        "aged_16_and_over": "0.6%",
    }


def _characteristics(rows: list[tuple[str, str, int]], setting: str, *, head: bool = True) -> bytes:
    content = settings_file({"England": {f"{g},{c},{setting}": n for g, c, n in rows}})
    headings = b"characteristic_grouping,pupil_characteristic,setting_type,pupils"
    content = content.replace(b"setting_type,placements", headings)
    return content if head else content.partition(b"\n")[2]
