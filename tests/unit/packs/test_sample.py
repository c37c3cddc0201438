"""The proposed sample: what it covers, why each is in it, and what a choice leaves uncovered."""

from itertools import combinations
from random import Random

import pytest

from visit_exchange.packs.sample.needs import Need
from visit_exchange.packs.sample.proposal import Sample
from visit_exchange.packs.sample.sample import covered, gaps, propose
from visit_exchange.packs.sample.sample_words import gap_in_words, instead, why_proposed


def need(says: str, who: str, *, least: int = 1, weight: int = 1, unsaid: str = "") -> Need:
    return Need(says, "", least, weight, frozenset(who), frozenset(unsaid))


def sample(*needs: Need, about: int, everyone: str) -> Sample:
    return Sample("child", about, needs, frozenset(everyone), {})


def test_few_who_cover_much_are_proposed_and_explained() -> None:
    needs = (
        need("looked after", "ab", weight=3),
        need("with sensory needs", "b", weight=2),
        need("out of area", "bc"),
        need("aged 5 to 10", "d"),
    )
    proposed = propose(needs, "abcd", about=2)
    assert [each.one for each in proposed] == ["b", "d"]
    first, second = (why_proposed(each, "child") for each in proposed)
    assert first == "only child with sensory needs; looked after; out of area"
    assert second == "only child aged 5 to 10"


def test_an_alternate_says_what_would_be_lost() -> None:
    needs = (need("looked after", "ab"), need("with sensory needs", "a"))
    (first,) = propose(needs, "abc", about=1)
    assert [instead(each) for each in first.alternates] == [
        "b (then nobody with sensory needs)",
        "c (then nobody looked after; with sensory needs)",
    ]


def test_at_least_two_are_taken_where_two_are_asked_for() -> None:
    needs = (need("on SEN support", "cd", least=2, weight=3), need("looked after", "a"))
    assert [each.one for each in propose(needs, "abcd", about=2)] == ["c", "d"]


def test_a_provider_without_a_name_is_one_like_any_other() -> None:
    assert [each.one for each in propose((), ["", "a"], about=3)] == ["", "a"]


def test_the_same_lists_in_another_order_give_the_same_sample() -> None:
    random, everyone = Random(7), [f"{n:03}" for n in range(60)]
    needs = [
        Need(f"{n}", "", 1, n % 4 + 1, frozenset(random.sample(everyone, 1 + n)), frozenset())
        for n in range(12)
    ]
    before = propose(needs, everyone, about=3)
    random.shuffle(everyone)
    assert propose(needs, everyone, about=3) == before


@pytest.mark.parametrize("seed", range(12))
def test_the_proposal_is_close_to_the_best_of_all_choices(seed: int) -> None:
    random, everyone = Random(seed), [f"{n:02}" for n in range(14)]
    needs = [
        Need(f"{n}", "", 1, n % 3 + 1, frozenset(random.sample(everyone, 3)), frozenset())
        for n in range(10)
    ]
    found = covered(needs, [each.one for each in propose(needs, everyone, about=3)])
    best = max(covered(needs, choice) for choice in combinations(everyone, 3))
    assert found >= 0.9 * best


def test_no_more_are_proposed_than_there_are() -> None:
    assert [each.one for each in propose((need("out of area", "a"),), "ab", about=3)] == ["a", "b"]
    assert propose((), "", about=3) == ()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (need("looked after", ""), "No child looked after. There is no such child in the lists."),
        (
            need("looked after", "", unsaid="bc"),
            "No child looked after. No child is known to be; the lists do not say for 2.",
        ),
        (need("looked after", "bc"), "No child looked after. Could be taken: b, c."),
        (
            need("on SEN support", "ab", least=2),
            "Only 1 of at least 2: child on SEN support. Could be taken: b.",
        ),
    ],
    ids=["nobody", "not held", "somebody else", "too few"],
)
def test_what_a_choice_leaves_uncovered_is_said_with_the_reason(asked: Need, words: str) -> None:
    whole = sample(asked, about=1, everyone="abc")
    assert [gap_in_words(gap, whole) for gap in whole.gaps("a")] == [words]


def test_a_choice_that_covers_everything_leaves_nothing() -> None:
    assert gaps((need("looked after", "a"),), "ab") == ()
