"""Who has which role, who hears of what, who may choose; the handbook's paragraphs beside each."""

from datetime import UTC, datetime

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.rules.people_rules import LANO, LEAD
from visit_exchange.visits.people.people import (
    Person,
    address,
    check_ends,
    check_telephone,
    check_wish,
    hearing,
    holder,
    may_choose,
    role_named,
)

SEND = load_framework("area_send_full_2024")
TUESDAY = datetime(2024, 4, 30, 12, tzinfo=UTC)
LEFT = Person(1, LANO, "first@la.example", until=TUESDAY)
PRESENT = Person(2, LANO, "second@la.example", since=TUESDAY)


def somebody(number: int, role: str, login: str = "") -> Person:
    return Person(number, role, f"{number}@people.example", login=login)


def test_who_has_a_role_now_is_not_who_had_it() -> None:
    assert holder([LEFT, PRESENT], LANO) == PRESENT
    assert address([LEFT, PRESENT], LANO) == "second@la.example"
    assert address([LEFT], LANO) == ""


@pytest.mark.parametrize(
    ("topic", "sides", "told"),
    [
        ("dates", (), [1, 2, 3, 4, 5]),
        ("dates", ("authority",), [1, 3]),
        ("sending", (), [3]),
        ("packs", (), [4, 5]),
        ("surveys", (), [2, 3]),
    ],
)
def test_each_hears_of_what_the_role_needs(
    topic: str, sides: tuple[str, ...], told: list[int]
) -> None:
    roles = ("dcs", "icb_representative", "deputy", "cqc_inspector", "shadow")
    people = [somebody(number, role) for number, role in enumerate(roles, start=1)]
    heard = hearing(SEND, people, topic, *sides)  # type: ignore[arg-type]
    assert [each.number for each in heard] == told


def test_who_has_left_hears_nothing() -> None:
    assert hearing(SEND, [Person(1, "dcs", "dcs@la.example", until=TUESDAY)], "dates") == ()


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        (("team_member",), True),
        ((), True),
        (("shadow",), False),
        (("team_member", "shadow"), False),
    ],
)
def test_who_shadows_reads_and_chooses_nobody(roles: tuple[str, ...], may: bool) -> None:
    """Paragraph 78: what they do forms no part of the evidence."""
    people = [somebody(n, role, login="j.smith") for n, role in enumerate(roles, start=1)]
    assert may_choose(SEND, people, "j.smith") is may


def test_who_shadowed_once_may_choose_when_that_is_over() -> None:
    over = Person(1, "shadow", "s@ofsted.example", login="j.smith", until=TUESDAY)
    assert may_choose(SEND, [over], "j.smith")


def test_the_lano_and_the_lead_are_replaced_and_never_missing() -> None:
    people = [somebody(1, LEAD), PRESENT, somebody(3, "deputy")]
    assert check_ends(people, 3).role == "deputy"
    with pytest.raises(UserError, match="are replaced: enter who comes instead"):
        check_ends(people, 2)
    with pytest.raises(UserError, match="Nobody with the number 4"):
        check_ends(people, 4)


def test_what_is_no_role_or_wish_is_told_with_those_there_are() -> None:
    with pytest.raises(UserError, match="role must be one of: dcs, icb_chief, lano"):
        role_named(SEND, "mayor")
    with pytest.raises(UserError, match="must be one of: each, daily, final"):
        check_wish("hourly")


@pytest.mark.parametrize("kind", framework_ids())
def test_every_kind_has_who_acts_for_the_area_and_who_leads(kind: str) -> None:
    framework = load_framework(kind)
    assert framework.role(LANO)
    assert framework.role(LEAD)
    assert all(role.source for role in framework.people)


@pytest.mark.parametrize(
    "number", ["", "0300 123 4567", " +44 (0)300  123 4567 ", "0300 1234567 ext 12"]
)
def test_a_telephone_number_is_kept_tidy(number: str) -> None:
    assert check_telephone(number) == " ".join(number.split())


@pytest.mark.parametrize("number", ["12", "ask Mr Grindlewood", "0300 123 4567; 0300 123 4568"])
def test_what_is_no_telephone_number_is_told(number: str) -> None:
    with pytest.raises(UserError, match="must be one, like 0300 123 4567"):
        check_telephone(number)
