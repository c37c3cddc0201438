"""Words of the kind's timetable and providers name nobody; a person's name beside them does."""

from zoneinfo import ZoneInfo

import pytest

from visit_exchange.errors import UserError
from visit_exchange.journey.meeting.entering import Entered, slot_of

LONDON = ZoneInfo("Europe/London")
KNOWN = ("LANO", "ICB representative", "Elm House", "Parent Carer Forum")
USUAL = Entered("Call", "2023-04-05", "10:00", "30", "phone", "LANO")


@pytest.mark.parametrize(
    "changes",
    [
        {"roles": "LANO, ICB representative, deputy LANO"},
        {"place": "Elm House"},
        {"title": "Parent Carer Forum"},
    ],
)
def test_known_words_are_taken(changes: dict[str, str]) -> None:
    entered = Entered(**(vars(USUAL) | changes))
    assert slot_of(entered, None, LONDON, codes=(), known=KNOWN).how == "phone"


@pytest.mark.parametrize("roles", ["LANO, Mrs Kowalczyk", "LANO Katarzyna Kowalczyk"])
def test_a_name_beside_them_is_not(roles: str) -> None:
    entered = Entered(**(vars(USUAL) | {"roles": roles}))
    with pytest.raises(UserError, match="must name nobody"):
        slot_of(entered, None, LONDON, codes=(), known=KNOWN)
