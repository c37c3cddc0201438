"""What stands beside a number of a pack, and what is said where nothing does."""

from datetime import date

import pytest

from visit_exchange.kinds import framework_ids
from visit_exchange.kinds.profile_spec import Indicator, load_profile
from visit_exchange.kinds.published_spec import (
    Figure,
    data_set_ids,
    data_set_of_file,
    load_data_set,
    published_figure,
)
from visit_exchange.packs.beside.comparing import Compared, compared, spread
from visit_exchange.packs.beside.release import Neighbours, Release, Told

UNREGISTERED = next(e for e in load_profile("ap_thematic_2023").indicators if e.beside)
IN_AP = next(e for e in load_profile("area_send_full_2024").indicators if e.id == "plans_in_ap")
JUNE = date(2023, 6, 8)  # a Thursday
NEAR = Neighbours("Invented", JUNE, {"330": ("331", "332", "333")})


def funded(**areas: float | str) -> dict[str, Release]:
    """Return a release of what areas ("la_330", "England") have."""
    told = tuple(
        Told("unregistered", area.removeprefix("la_"), None, value)
        if isinstance(value, str)
        else Told("unregistered", area.removeprefix("la_"), value)
        for area, value in areas.items()
    )
    file = "spc_ap_setting.csv"
    return {"la_funded_ap": Release("la_funded_ap", "202223", "Academic year", JUNE, file, told)}


def beside(
    releases: dict[str, Release], near: Neighbours | None = None, la_code: str = "330"
) -> Compared:
    """Return what stands beside the number of children in unregistered settings."""
    (found,) = compared([UNREGISTERED], releases, near, la_code)
    return found


def test_an_area_stands_beside_england_its_region_and_its_neighbours() -> None:
    held = funded(la_330=8.04, England=6.2, la_331=3.0, la_332="c", la_333=12.0)
    (one,) = beside(held, NEAR).published
    assert (one.own.area, one.own.shown) == ("Birmingham", "8.0%")
    assert (one.england.shown, one.region and one.region.shown) == ("6.2%", "not published")
    assert one.spread == "3.0% to 12.0% (2 of 3)"
    shown = [(each.area, each.shown, each.means) for each in one.neighbours]
    assert shown[1] == ("Dudley", "c", "suppressed, to protect people")


def test_definition_difference_source_and_day_stand_with_it() -> None:
    (one,) = beside(funded(England=6.2)).published
    assert "One on one tuition is counted apart" in one.definition
    assert "whoever commissioned" in one.but
    assert one.source == (
        "Schools, pupils and their characteristics, 2022/23 (Department for Education, "
        "published Thursday 8 June 2023)"
    )


def test_what_is_not_loaded_is_said_and_never_filled_in() -> None:
    nothing = beside({})
    assert (nothing.published, len(nothing.not_loaded)) == ((), 2)
    assert nothing.not_loaded[0].source == (
        "Schools, pupils and their characteristics (Department for Education)"
    )


def test_an_area_that_is_not_in_the_file_is_not_published() -> None:
    (one,) = beside(funded(England=6.2), NEAR, "999").published
    assert (one.own.shown, one.region, one.neighbours) == ("not published", None, ())


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ([], ""),
        ([None, Told("f", "331", None, "c")], "not published"),
        ([Told("f", "331", 3.0), None], "3.0% (1 of 2)"),
        ([Told("f", "331", 3.0), Told("f", "332", 0.0)], "0.0% to 3.0% (2 of 2)"),
    ],
)
def test_neighbours_are_told_by_their_lowest_and_highest(
    told: list[Told | None], says: str
) -> None:
    assert spread(told) == says


@pytest.mark.parametrize(
    ("period", "identifier", "says"),
    [
        ("202223", "Academic year", "2022/23"),
        ("2023", "Calendar year", "2023"),
        ("202223", "Autumn and spring term", "2022/23, autumn and spring term"),
    ],
)
def test_a_period_is_told_in_words(period: str, identifier: str, says: str) -> None:
    assert Release("a", period, identifier, JUNE, "", ()).when == says


def test_every_figure_that_a_kind_of_visit_names_can_be_loaded() -> None:
    named = [
        one.figure
        for kind in framework_ids()
        for indicator in load_profile(kind).indicators
        for named in indicator.beside
        for one in named.either
    ]
    assert all(published_figure(each) for each in named)
    assert {each.partition(".")[0] for each in named} == set(data_set_ids())


def test_a_file_is_known_by_its_publishers_name() -> None:
    assert data_set_of_file("spc_ap_setting.csv") == "la_funded_ap"
    assert data_set_of_file("figures.csv") is None
    assert len({load_data_set(each).file for each in data_set_ids()}) == len(data_set_ids())


@pytest.mark.parametrize(
    "wrong",
    [
        {"where": {"a": ["1"]}, "of": {"b": "Total"}},
        {"where": {"a": ["1", "2"]}},
        {"where": {"a": ["1"]}, "of": {"a": "Total"}, "adds_up_over": "b"},
        {"where": {"a": ["1"]}, "of": {"a": "Total"}, "of_column": "all"},
        {"where": {"a": ["1", "2"]}, "of_column": "all"},
    ],
)
def test_a_figure_that_does_not_hang_together_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"where|percentages|adds_up_over|of_column"):
        Figure.model_validate({"title": "T", "definition": "D", "measure": "m"} | wrong)


def released(data_set: str, published: date, percentage: float) -> dict[str, Release]:
    """Return a release of what England has of alternative provision."""
    told = (Told("alternative_provision", "England", percentage),)
    return {data_set: Release(data_set, "2024", "Calendar year", published, "", told)}


@pytest.mark.parametrize(
    ("before", "since", "says"),
    [
        (JUNE, None, "1.0%"),
        (None, date(2026, 6, 11), "2.0%"),
        (JUNE, date(2026, 6, 11), "2.0%"),
        (date(2026, 6, 12), date(2026, 6, 11), "1.0%"),
        (JUNE, JUNE, "2.0%"),
    ],
)
def test_of_a_figure_and_what_told_it_before_the_last_published_is_shown(
    before: date | None, since: date | None, says: str
) -> None:
    held = released("ehc_plan_settings", before, 1.0) if before else {}
    held |= released("ehc_plans", since, 2.0) if since else {}
    (found,) = compared([IN_AP], held, None, "330")
    assert [each.england.shown for each in found.published] == [says]
    assert found.not_loaded == ()


def test_of_a_figure_and_what_told_it_before_one_is_missed() -> None:
    (found,) = compared([IN_AP], {}, None, "330")
    assert [each.title for each in found.not_loaded] == ["EHC plans: in alternative provision"]


def test_an_indicator_without_a_published_figure_has_none_beside_it() -> None:
    plain: Indicator = next(e for e in load_profile("ap_thematic_2023").indicators if not e.beside)
    assert compared([plain], {}, None, "330") == ()
