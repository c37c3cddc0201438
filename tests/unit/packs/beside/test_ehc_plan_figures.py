"""EHC plans as published, in the files since 2026 and in those until 2024. England's are real."""

from collections.abc import Iterable, Mapping

import pytest

from builders.published import data_file
from visit_exchange.errors import UserError
from visit_exchange.kinds.published_spec import load_data_set
from visit_exchange.packs.beside.figures_file import read_figures

ALL = "All EHC plans,All EHC plans"
AGES = (
    "535 5003 22312 33028 39600 39838 41596 44469 47974 51387 51296 52986 53511 52245 48113 41907"
    " 31936 21751 15556 10479 6718 4038 2212 348"
)
NAMES = ["under 3", *(f"age {age}" for age in range(3, 26))]


def ages(numbers: Iterable[object], names: Iterable[str] = NAMES) -> list[str]:
    """Return the rows of each age; no age has its plans told by setting here."""
    return [
        f"Age at start of academic year,{name},{number},x,x,x"
        for name, number in zip(names, numbers, strict=True)
    ]


ENGLAND = [f"{ALL},718838,0.8,29.4,9095", *ages(AGES.split())]
SMALL = ["under 3", "age 4", "age 19", "age 23"]


def plans(areas: Mapping[str, list[str]]) -> bytes:
    """Return ``caseload.csv``; the real one has a column for each kind of setting."""
    columns = "breakdown_topic,breakdown,ehcplans,AP_PRU_total_pc,special_total_pc"
    everywhere = {"England": ENGLAND, **areas}
    return data_file(f"{columns},elective_home_education", everywhere, "202526", "Academic year")


def told(content: bytes, data_set: str, area: str = "England") -> dict[str, str]:
    _, _, figures = read_figures(content, load_data_set(data_set))
    return {each.figure: str(each) for each in figures if each.area == area}


def test_england_has_what_is_published_of_it() -> None:
    assert told(plans({}), "ehc_plans") == {
        "alternative_provision": "0.8%",
        "special_school": "29.4%",
        "home_educated": "1.3%",
        "under_five": "3.9%",
        "nineteen_and_over": "8.5%",
    }


def test_ages_that_nobody_has_are_none_where_the_others_come_to_the_total() -> None:
    rows = [f"{ALL},20,0,5.0,1", *ages([2, 3, 10, 5], SMALL)]
    found = told(plans({"330": rows}), "ehc_plans", "330")
    assert (found["under_five"], found["nineteen_and_over"]) == ("25.0%", "75.0%")


def test_ages_that_do_not_come_to_the_total_are_not_told() -> None:
    rows = [f"{ALL},21,0,5.0,1", *ages([2, 3, 10, 5], SMALL)]
    found = told(plans({"330": rows}), "ehc_plans", "330")
    assert {*found} == {"alternative_provision", "special_school", "home_educated"}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("x,x,x,x", ("x", "x", "x")),
        ("900,x,z,9", ("x", "z", "1.0%")),
        ("900,0.5,1,z", ("0.5%", "1.0%", "z")),
        ("0,0,0,0", ("0.0%", "0.0%")),  # a share of nobody is not told
    ],
)
def test_a_symbol_is_told_as_it_is_published(row: str, says: tuple[str, ...]) -> None:
    found = told(plans({"330": [f"{ALL},{row}"]}), "ehc_plans", "330")
    named = ("alternative_provision", "special_school", "home_educated")
    assert found == dict(zip(named, says, strict=False))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("9,0,0,10", "Row 27, column elective_home_education: must be 9 or less, the number in co"),
        ("9,0,0,", "Row 27, column elective_home_education: must be a number or one of the sym"),
        ("n/a,0,0,1", "Row 27, column ehcplans: must be a number or one of the symbols"),
        ("9,101,0,1", "Row 27, column ap_pru_total_pc: must be a percentage from 0 to 100"),
    ],
)
def test_a_mistake_is_named_by_row_and_column(row: str, says: str) -> None:
    with pytest.raises(UserError, match="Nothing was loaded") as refused:
        told(plans({"330": [f"{ALL},{row}"]}), "ehc_plans")
    assert says in str(refused.value)


def test_a_file_that_names_the_ages_otherwise_is_refused() -> None:
    content = plans({}).replace(b"Age at start of academic year", b"Child or young persons age")
    with pytest.raises(UserError, match="No area of the newest period has “Aged under 5”"):
        told(content, "ehc_plans")


def of_2024(columns: str, areas: Mapping[str, list[str]]) -> bytes:
    columns += ",ehcp_or_statement,num_caseload,pc_caseload"
    return data_file(columns, areas, "2024", "Calendar year")


AGES_OF_2024 = [
    "Age 20 to 25,EHCP,35942,6.2348",
    "Age 20 to 25,Statement,z,z",
    "Age 20 to 25,Total,35942,6.2348",
    "Under 5,EHCP,26689,4.6297",
    "Under 5,Statement,z,z",
    "Under 5,Total,26689,4.6297",
    "Total,Total,576474,100",
]


def test_ages_until_2024_are_the_percentages_that_are_published() -> None:
    unknown = ["Age 20 to 25,Total,x,x", "Under 5,Total,0,0", "Total,Total,18,100"]
    content = of_2024("age", {"England": AGES_OF_2024, "330": unknown})
    assert told(content, "ehc_plan_ages") == {"under_five": "4.6%", "twenty_and_over": "6.2%"}
    assert told(content, "ehc_plan_ages", "330") == {"under_five": "0.0%", "twenty_and_over": "x"}


def settings(ap: object, special: object, home: object) -> list[str]:
    """Return rows of settings until 2024, with those that no figure asks for."""
    group = "Alternative provision/Pupil referral unit"
    return [
        f"{group},AP/PRU - Academy,Total,1,0.1",
        f"{group},Total,Statement,z,z",
        f"{group},Total,Total,{ap},1.0",
        f"Special school,Total,Total,{special},40.0",
        f"Educated elsewhere,Elective home education,Total,{home},2.5",
        "Total,Total,Total,200,100",
    ]


def test_settings_until_2024_are_shares_of_all_plans() -> None:
    areas = {
        "England": settings(2, 80, 5),
        "330": settings("x", 80, 0),
        "331": settings(2, 80, 5)[:5],
    }
    content = of_2024("establishment_group,establishment_type", areas)
    found = told(content, "ehc_plan_settings")
    assert [*found.values()] == ["1.0%", "40.0%", "2.5%"]
    assert [*told(content, "ehc_plan_settings", "330").values()] == ["x", "40.0%", "0.0%"]
    assert told(content, "ehc_plan_settings", "331") == {}  # of how many?
