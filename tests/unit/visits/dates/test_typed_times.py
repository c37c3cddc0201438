"""Hours and years that people type by a slip."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from visit_exchange.errors import UserError
from visit_exchange.visits.dates.plan_checks import check_notified
from visit_exchange.visits.dates.typed_times import typed_instant

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2027-03-26T17:00", datetime(2027, 3, 26, 17, tzinfo=UTC)),
        ("2027-03-28T02:00", datetime(2027, 3, 28, 1, tzinfo=UTC)),  # the clocks went forward
        ("2027-10-31T01:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # there twice: the first
        ("2027-03-28T01:30+00:00", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_typed_hour_is_one_instant(typed: str, instant: datetime) -> None:
    assert typed_instant(datetime.fromisoformat(typed), LONDON).astimezone(UTC) == instant


def test_an_hour_that_the_clocks_leave_out_is_refused() -> None:
    with pytest.raises(UserError, match=r"There is no 1:30am on Sunday 28 March 2027"):
        typed_instant(datetime.fromisoformat("2027-03-28T01:30"), LONDON)


@pytest.mark.parametrize("year", [2100, 9999])
def test_a_year_that_can_only_be_a_slip_is_refused(year: int) -> None:
    with pytest.raises(UserError, match="The year must be 2099 or before"):
        typed_instant(datetime(year, 12, 31, tzinfo=UTC), LONDON)
    with pytest.raises(UserError, match="The year must be 2099 or before"):
        check_notified(date(year, 12, 31))
