"""Local authorities by code, and the reorganisations that visits straddle."""

from datetime import date

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds.authorities import check_authority, load_authorities

BEFORE = date(2023, 3, 31)  # Friday, Cumbria's last day
AFTER = date(2023, 4, 3)  # the Monday after


def test_153_authorities_are_open_today_and_one_is_made_up() -> None:
    known = load_authorities().values()
    still_open = [one for one in known if one.closed == date.max and not one.fictitious]
    assert len(still_open) == 153
    assert [one.code for one in known if one.fictitious] == ["999"]


def test_codes_and_names_are_unique() -> None:
    known = load_authorities()
    assert all(len(code) == 3 and code.isdigit() for code in known)
    still_open = [one.name for one in known.values() if one.closed == date.max]
    assert len(set(still_open)) == len(still_open)


def test_cumbria_is_there_until_its_last_day() -> None:
    assert check_authority("909", BEFORE).name == "Cumbria"


def test_after_it_the_two_that_followed_are_named() -> None:
    with pytest.raises(UserError) as refusal:
        check_authority("909", AFTER)
    assert str(refusal.value) == (
        "909 Cumbria closed on Friday 31 March 2023. "
        "Use 942 Cumberland or 943 Westmorland and Furness."
    )
    assert check_authority("942", AFTER).name == "Cumberland"


def test_an_authority_cannot_be_visited_before_it_opens() -> None:
    with pytest.raises(UserError, match="942 Cumberland opens on Saturday 1 April 2023"):
        check_authority("942", BEFORE)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UserError, match="must be the three digits that DfE uses"):
        check_authority("000", AFTER)
