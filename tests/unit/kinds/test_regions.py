"""Regions of England: every authority but the fictitious one has one of nine."""

from datetime import date

from visit_exchange.kinds.authorities import load_authorities, open_authorities, region_of


def test_every_real_authority_lies_in_one_of_nine_regions() -> None:
    real = [each for each in load_authorities().values() if not each.fictitious]
    assert len({each.region for each in real}) == 9
    assert all(each.region for each in real)


def test_who_came_after_an_authority_lies_where_it_lay() -> None:
    known = load_authorities()
    for each in known.values():
        assert {known[successor].region for successor in each.successors} <= {each.region}


def test_the_region_of_no_authority_is_empty() -> None:
    assert (region_of("202"), region_of("999"), region_of("000")) == ("London", "", "")


def test_the_open_authorities_of_a_day_are_153_by_name_and_the_fictitious_one() -> None:
    found = open_authorities(date(2026, 11, 27))
    assert len(found) == 154
    assert (found[0].name, found[-1].name) == ("Barking and Dagenham", "Exampleshire")
