"""What is about a child who is tracked no longer, and goes early; decided from the dossier."""

from datetime import UTC, datetime

import pytest

from builders.dossiers import a_dossier, an_upload
from visit_exchange.journey.disposing.untracked import is_only_about, untracked, versions_with
from visit_exchange.visits.records import BY_AUTHORITY, Selection
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem

FRIDAY = datetime(2023, 3, 31, 9, tzinfo=UTC)  # Friday 31 March 2023; the choice is due at 5pm
MONDAY = datetime(2023, 4, 3, 9, tzinfo=UTC)
STAYS, LEFT, EXCHANGED = "K7QM-2XWD", "4HTR-9PLC", "9MWX-3KDT"
ALL = tuple(
    an_upload(n, f"chronology:{code}") for n, code in enumerate((STAYS, LEFT, EXCHANGED), start=1)
)
NOW = Selection("999-ap-20230327", (STAYS,), BY_AUTHORITY, FRIDAY, declined=(LEFT,))


@pytest.mark.parametrize(
    ("now", "gone"),
    [(FRIDAY, {LEFT}), (MONDAY, {LEFT, EXCHANGED})],
    ids=["who was exchanged may come back", "the choice stands"],
)
def test_who_cannot_be_tracked_again_goes(now: datetime, gone: set[str]) -> None:
    assert untracked(a_dossier(selection=NOW, submissions=ALL), now) == gone


def test_nobody_goes_before_children_are_selected() -> None:
    assert untracked(a_dossier(submissions=ALL), MONDAY) == frozenset()


def test_what_was_set_aside_about_a_child_who_was_never_tracked_is_not_meant() -> None:
    aside = SubmittedItem(f"chronology:{EXCHANGED}", SubmissionStatus.SET_ASIDE)
    dossier = a_dossier(selection=NOW, submissions=(an_upload(1, items=(aside,)),))
    assert untracked(dossier, MONDAY) == frozenset()


@pytest.mark.parametrize(
    ("items", "is_meant"),
    [
        ([f"chronology:{LEFT}"], True),
        ([f"chronology:{LEFT}", f"plans:{LEFT}"], True),
        ([f"chronology:{LEFT}", f"plans:{STAYS}"], False),
        ([f"chronology:{LEFT}", "impact"], False),
        ([], False),
    ],
)
def test_an_upload_goes_when_it_is_about_nothing_else(items: list[str], is_meant: bool) -> None:
    assert is_only_about(an_upload(1, *items), frozenset({LEFT})) is is_meant


def test_the_packs_that_hold_the_child_go_whole() -> None:
    keys = [
        f"v001/{STAYS}/a.pdf",
        f"v002/{LEFT}/a.pdf",
        f"v002/{STAYS}/a.pdf",
        "v003/manifest.json",
    ]
    assert versions_with([*keys, "agreements.json"], frozenset({LEFT})) == {"v002"}
