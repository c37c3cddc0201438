"""What a sender may say of its columns, and of which uploads it helps."""

from typing import Any

import pytest

from builders.dossiers import MORNING, an_upload
from builders.visits import a_visit
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.matching import is_matchable, words_for
from visit_exchange.journey.sender import Sender
from visit_exchange.privacy.own_headings import open_headings, seal_headings
from visit_exchange.privacy.sealed_letters import public_key_of
from visit_exchange.privacy.sealing import CannotUnseal
from visit_exchange.visits.uploads.submission import SubmissionStatus

LIST = "currently_attending"
KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
FIX: dict[str, Any] = {"status": SubmissionStatus.MUST_FIX, "answered_at": MORNING}


def said(list_id: str = LIST, **columns: str) -> dict[str, str]:
    return words_for(Sender(a_visit()), list_id, columns)


def test_headings_are_remembered_as_they_are_compared() -> None:
    assert said(reference=" Kod  NR ", age="Jahre") == {"kod nr": "reference", "jahre": "age"}


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({}, "Choose a column"),
        ({"age": "  "}, "Choose a column"),
        ({"age": "Same", "gender": "same"}, "Two columns have the same heading"),
        ({"reference": "Pupil name"}, "names people"),
        ({"no_such_field": "Kod"}, "names people"),
    ],
)
def test_what_cannot_be_said_is_answered(columns: dict[str, str], why: str) -> None:
    with pytest.raises(UserError, match=why):
        said(**columns)


def test_a_list_that_nobody_asked_for_is_none() -> None:
    with pytest.raises(UserError, match="Choose the list"):
        said("summary", age="Jahre")


@pytest.mark.parametrize(
    ("rules", "changes", "helps"),
    [
        ({"needed_column_missing"}, {}, True),
        ({"AP1-required"}, {}, True),
        ({"currently_attending-required"}, {}, True),
        ({"AP1-3"}, {}, False),
        (set(), {}, False),
        ({"not_recognised"}, {"kind": "pdf"}, False),
        ({"not_recognised"}, {"answered_at": None}, False),
        ({"not_recognised"}, {"status": SubmissionStatus.WITHHELD}, False),
    ],
)
def test_columns_are_matched_where_it_helps(
    rules: set[str], changes: dict[str, Any], helps: bool
) -> None:
    assert is_matchable(an_upload(**(FIX | changes)), rules) is helps


def test_only_the_visits_key_opens_what_was_said_and_only_for_its_sender() -> None:
    sealed = {("", LIST): seal_headings(public_key_of(KEY), {"ada oakley": "reference"})}
    assert b"ada" not in sealed["", LIST]
    assert open_headings(KEY, sealed, "") == {LIST: {"ada oakley": "reference"}}
    assert open_headings(KEY, sealed, "icb") == {}
    with pytest.raises(CannotUnseal):
        open_headings(OTHER, sealed, "")
