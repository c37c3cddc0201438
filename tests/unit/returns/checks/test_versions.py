"""A list against its last accepted version, as across.yaml of an alternative provision visit asks.

Twice as many, or half as many, is ordinary; more than that is a question, from ten children up.
"""

import re

import pandas as pd
import pytest

from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.versions import ask_about_size

LIST = load_list("ap_thematic_2023", "currently_attending")
PROVIDERS = load_list("ap_thematic_2023", "alternative_providers")


def children(number: int, rows_each: int = 1) -> pd.DataFrame:
    references = [f"C{child:04d}" for child in range(number)] * rows_each
    return pd.DataFrame({"reference": references}, index=range(2, 2 + len(references)))


@pytest.mark.parametrize(
    ("before", "now", "is_asked"),
    [
        (60, 60, False),
        (60, 120, False),
        (60, 121, True),
        (60, 30, False),
        (60, 29, True),
        (60, 0, True),
        (4, 9, False),
        (4, 10, True),
    ],
)
def test_a_version_much_longer_or_shorter_is_a_question(
    before: int, now: int, is_asked: bool
) -> None:
    found = ask_about_size(LIST, children(now), children(before))

    assert bool(found) is is_asked


def test_the_question_says_both_numbers_and_names_no_row() -> None:
    (problem,) = ask_about_size(LIST, children(12), children(60))

    assert (problem.rule, problem.severity) == ("X-05", Severity.PLEASE_CHECK)
    assert (problem.list_id, problem.row) == ("currently_attending", None)
    assert problem.message.startswith(
        "This version of the list names 12. The last version that we accepted named 60."
    )


@pytest.mark.parametrize(("before", "now", "how"), [(60, 2, "shorter"), (2, 60, "longer")])
def test_what_inspectors_are_told_of_it_holds_no_number(before: int, now: int, how: str) -> None:
    """It stands in the manifest, which may be handed on: a list may name three children."""
    (problem,) = ask_about_size(LIST, children(now), children(before))

    assert problem.onward
    assert not re.search(r"\d", problem.onward)
    assert f"much {how} than the last version" in problem.onward


def test_children_count_not_their_rows() -> None:
    assert ask_about_size(LIST, children(20, rows_each=3), children(20)) == ()


def test_a_first_version_has_nothing_to_be_held_against() -> None:
    assert ask_about_size(LIST, children(60), None) == ()


def test_of_providers_their_names_count() -> None:
    names = [f"Larch House {number}" for number in range(25)]
    now, before = pd.DataFrame({"provider": names}), pd.DataFrame({"provider": names[:10]})

    assert [problem.rule for problem in ask_about_size(PROVIDERS, now, before)] == ["X-05"]
