"""Who of the team is mailed about a pack: each version, once a day, or the final one alone."""

from datetime import UTC, date, datetime

import pytest

from builders.dossiers import a_dossier, mailed
from builders.visits import a_visit
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.people.people import PackWish, Person
from visit_exchange.visits.records import Pack
from visit_exchange.visits.visit import VisitStatus
from visit_exchange.visits.watch.pack_mails import digests_due, told_at_once

LEAD = Person(1, "lead_inspector", "lead@inspectorate.example")
EACH = Person(2, "team_member", "each@inspectorate.example", login="e.ach")
DAILY = Person(3, "cqc_inspector", "daily@inspectorate.example", packs=PackWish.DAILY)
FINAL = Person(4, "team_member", "final@inspectorate.example", packs=PackWish.FINAL)
LANO = Person(5, "lano", "lano@exampleshire.example")
WEDNESDAY, THURSDAY = datetime(2023, 3, 29, 10, tzinfo=UTC), datetime(2023, 3, 30, 10, tzinfo=UTC)


def a_pack(version: int = 1, kind: str = "returns", *, final: bool = False) -> Pack:
    at = WEDNESDAY if version == 1 else THURSDAY
    return Pack("999-ap-20230327", kind, version, "same", final, "sha", at)


def known(*packs: Pack, status: VisitStatus = VisitStatus.OPEN, **more: object) -> Dossier:
    visit = a_visit(people=(LEAD, EACH, DAILY, FINAL, LANO), status=status)
    return a_dossier(visit, published=packs, **more)


@pytest.mark.parametrize(
    ("final", "told"), [(False, [1, 2]), (True, [1, 2, 4])], ids=["a version", "the final one"]
)
def test_a_version_is_told_at_once_to_who_wishes_it(final: bool, told: list[int]) -> None:
    people = told_at_once(known(), a_pack(final=final), ())
    assert [each.number for each in people] == told


def test_of_childrens_documents_hears_the_lead_and_who_follows_them() -> None:
    pack = a_pack(kind="tracking")
    assert [each.number for each in told_at_once(known(), pack, ())] == [1]
    assert [each.number for each in told_at_once(known(), pack, ("e.ach",))] == [1, 2]


def test_a_tracking_pack_is_final_from_its_deadline_on() -> None:
    follows = Person(4, "team_member", FINAL.email, login="f.inal", packs=PackWish.FINAL)
    for status, told in ((VisitStatus.SELECTED, []), (VisitStatus.TRACKING_CLOSED, [4])):
        dossier = a_dossier(a_visit(people=(follows,), status=status))
        people = told_at_once(dossier, a_pack(kind="tracking"), ("f.inal",))
        assert [each.number for each in people if each.number == 4] == told


def test_once_a_day_the_newest_of_each_kind_is_told_at_six() -> None:
    both = known(a_pack(1), a_pack(2))
    at_five = datetime(2023, 3, 30, 16, tzinfo=UTC)
    assert [each.day for each in digests_due(both, at_five, ())] == [date(2023, 3, 29)]
    due = digests_due(both, datetime(2023, 3, 30, 17, tzinfo=UTC), ())
    assert [(each.day.day, each.packs[0].version) for each in due] == [(29, 1), (30, 2)]
    assert {each.person.number for each in due} == {DAILY.number}


def test_a_day_is_told_of_once() -> None:
    [first] = digests_due(known(a_pack()), THURSDAY, ())
    told = known(a_pack(), mails=mailed(first.key(a_visit())))
    assert digests_due(told, THURSDAY, ()) == ()


def test_what_is_published_in_the_evening_is_told_the_day_after() -> None:
    evening = datetime(2023, 3, 29, 18, tzinfo=UTC)  # 7pm in London
    late = Pack("999-ap-20230327", "returns", 1, "same", False, "sha", evening)
    [digest] = digests_due(known(late), datetime(2023, 3, 31, 9, tzinfo=UTC), ())
    assert digest.day == date(2023, 3, 30)


def test_who_has_come_since_hears_of_nothing_before() -> None:
    new = Person(3, "cqc_inspector", DAILY.email, packs=PackWish.DAILY, since=THURSDAY)
    dossier = a_dossier(a_visit(people=(LEAD, new)), published=(a_pack(1),))
    assert digests_due(dossier, datetime(2023, 4, 3, tzinfo=UTC), ()) == ()
