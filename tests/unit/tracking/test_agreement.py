"""What an authority says of a selected child: a role, how it stands, and nobody's name."""

from datetime import UTC, datetime

import pytest

from visit_exchange.errors import UserError
from visit_exchange.tracking.agreement import (
    NO_ROLE,
    NO_STAND,
    OTHER_SHAPE,
    Stand,
    new_agreement,
    read_agreements,
    with_agreement,
    written_agreements,
)

MONDAY = datetime(2023, 4, 3, 9, tzinfo=UTC)  # Monday 3 April 2023
CODE, OTHER = "K7QM-2XWD", "4HTR-9PLC"


def test_what_is_said_is_kept_and_read_again() -> None:
    said = new_agreement(CODE, "agreed", " class  teacher ", "In the morning", MONDAY)
    assert (said.stands, said.approached_by) == (Stand.AGREED, "class teacher")
    assert read_agreements(written_agreements([said])) == (said,)


def test_what_is_said_last_of_a_child_counts() -> None:
    first = new_agreement(CODE, "approached", "class teacher", "", MONDAY)
    other = new_agreement(OTHER, "agreed", "key worker", "", MONDAY)
    last = new_agreement(CODE, "agreed", "class teacher", "", MONDAY)
    assert with_agreement((first, other), last) == (other, last)


@pytest.mark.parametrize("stands", ["declined", "withdrawn"])
def test_how_to_support_a_child_who_leaves_is_not_kept(stands: str) -> None:
    assert new_agreement(CODE, stands, "class teacher", "With pictures", MONDAY).support == ""


@pytest.mark.parametrize(
    ("stands", "role", "support", "refused"),
    [
        ("", "class teacher", "", NO_STAND),
        ("perhaps", "class teacher", "", NO_STAND),
        ("agreed", " ", "", NO_ROLE),
        ("agreed", "x" * 501, "", "500 characters or fewer"),
        ("agreed", "class teacher", "Ask Mrs Kowalczyk first", "must name nobody"),
        ("agreed", "Mrs Kowalczyk", "", "must name nobody"),
        ("agreed", "class teacher", "Ring 07700 900123", "must name nobody"),
    ],
    ids=["empty", "unknown", "no role", "long", "name", "name as role", "number"],
)
def test_what_is_not_whole_or_names_somebody_is_refused(
    stands: str, role: str, support: str, refused: str
) -> None:
    with pytest.raises(UserError, match=refused):
        new_agreement(CODE, stands, role, support, MONDAY)


def test_what_another_version_kept_is_not_quoted() -> None:
    with pytest.raises(UserError) as refusal:
        read_agreements(b'[{"code": "K7QM-2XWD"}]')
    assert str(refusal.value) == OTHER_SHAPE
