"""The invented authority: as large and as mixed as a real one, and nobody in it is real."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from rehearsal.people.authority import Authority, invent_authority
from rehearsal.people.identifiers import UPN_LETTERS
from rehearsal.people.material import load_material
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.list_spec import load_list

FRAMEWORK = "ap_thematic_2023"
MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return invent_authority(load_material(FRAMEWORK), seed=1, notified=MONDAY)


def test_the_same_seed_gives_the_same_authority(authority: Authority) -> None:
    again = invent_authority(load_material(FRAMEWORK), seed=1, notified=MONDAY)
    assert again == authority


def test_another_seed_gives_another(authority: Authority) -> None:
    other = invent_authority(load_material(FRAMEWORK), seed=2, notified=MONDAY)
    assert other.children != authority.children


def test_it_is_la_999_with_40_providers_and_180_current_children(authority: Authority) -> None:
    assert (authority.code, authority.name) == ("999", "Exampleshire")
    assert len(authority.providers) == 40
    assert sum(child.is_current for child in authority.children) == 180


@pytest.mark.parametrize(
    ("field", "value", "low", "high"),
    [
        ("ehc_plan", "current", 50, 70),
        ("looked_after", "Y", 5, 16),
        ("gender", "M", 56, 76),
        ("area", "out", 5, 32),
    ],
)
def test_shares_are_near_the_published_ones(
    authority: Authority, field: str, value: str, low: int, high: int
) -> None:
    rows = authority.rows("current")
    share = 100 * sum(row[field] == value for row in rows) / len(rows)
    assert low <= share <= high


def test_some_children_attend_several_settings_and_have_a_row_for_each(
    authority: Authority,
) -> None:
    rows = Counter(row["reference"] for row in authority.rows("current"))
    assert 20 <= sum(count > 1 for count in rows.values()) <= 90
    pairs = Counter((row["reference"], row["setting"]) for row in authority.rows("current"))
    assert set(pairs.values()) == {1}


def test_journey_time_is_known_out_of_area_and_only_there(authority: Authority) -> None:
    for row in authority.rows("current"):
        assert (row["journey_minutes"] is not None) == (row["area"] == "out")


def test_leavers_left_within_six_months_before_the_notification(authority: Authority) -> None:
    left: list[Any] = [row["leaving_date"] for row in authority.rows("left")]
    assert len(left) == 44
    assert all(MONDAY - timedelta(days=180) <= day < MONDAY for day in left)


def test_nobody_is_both_current_and_a_leaver(authority: Authority) -> None:
    current = {row["reference"] for row in authority.rows("current")}
    assert not current & {row["reference"] for row in authority.rows("left")}


def test_identifiers_belong_to_nobody(authority: Authority) -> None:
    for child in authority.children:
        upn, nhs = child.identity.upn, child.identity.nhs_number
        assert upn[1:4] == "999"
        weighed = sum(weight * int(digit) for weight, digit in enumerate(upn[1:], start=2))
        assert upn[0] == UPN_LETTERS[weighed % 23]
        assert nhs[0] == "9"
        assert sum(w * int(d) for w, d in zip(range(10, 0, -1), nhs, strict=True)) % 11 == 0


def test_a_child_does_not_print_who_it_is(authority: Authority) -> None:
    child = authority.children[0]
    assert child.identity.full_name not in repr(child)
    assert child.identity.upn not in f"{authority!r}{child.identity!r}"


def test_every_kind_of_visit_that_has_material_names_its_own_lists_columns_and_milestones() -> None:
    played = [framework for framework in framework_ids() if framework == FRAMEWORK]
    for framework in played:
        material, asked = load_material(framework), load_framework(framework)
        for sheet in material.sheets.values():
            known = {column.id for column in load_list(framework, sheet.list).columns}
            assert set(sheet.fields) <= known
        milestones = {rule.id for rule in asked.milestones}
        assert {file.milestone for file in material.files.values()} <= milestones
