"""How the visits to providers are arranged: dates, times and codes as they are entered."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from visit_exchange.errors import UserError
from visit_exchange.tracking.provider_visits import (
    ProviderVisit,
    ProviderVisits,
    day_of,
    read_provider_visits,
    sample_of,
    time_of,
    written_provider_visits,
)

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2023, 4, 11, 9, tzinfo=LONDON)  # Tuesday 11 April 2023
CODES = ("K7QM-2XWD", "4HTR-9PKC")


def test_the_visits_of_the_present_choice_keep_what_was_said_of_them() -> None:
    told = ProviderVisit("Oak Centre", sent_on=NOW.date(), sample=CODES[:1])
    kept = ProviderVisits().with_one(ProviderVisit("Elm House")).with_one(told)
    read = read_provider_visits(written_provider_visits(kept))
    assert read.of(["Ash Farm", "Oak Centre"]) == (ProviderVisit("Ash Farm"), told)


def test_a_day_and_a_time_are_entered() -> None:
    day = day_of(" 2023-04-18 ", "date of the visit")
    assert time_of(day, "10:30", NOW) == datetime(2023, 4, 18, 10, 30, tzinfo=LONDON)
    assert time_of(day_of("", "date of the visit"), "", NOW) is None


@pytest.mark.parametrize(
    ("day", "at", "refused"),
    [
        ("18/04/2023", "10:30", "must be a real date"),
        ("2023-04-31", "10:30", "must be a real date"),
        ("2023-04-18", "", "must be a real time"),
        ("2023-04-18", "25:00", "must be a real time"),
    ],
)
def test_what_is_no_date_or_time_is_refused(day: str, at: str, refused: str) -> None:
    with pytest.raises(UserError, match=refused):
        time_of(day_of(day, "date of the visit"), at, NOW)


def test_a_letter_is_not_sent_tomorrow() -> None:
    assert day_of("2023-04-11", "date", today=NOW.date()) == date(2023, 4, 11)
    with pytest.raises(UserError, match="must not be in the future"):
        day_of("2023-04-12", "date", today=NOW.date())


def test_a_sample_is_codes_each_once_and_nothing_else_is_repeated() -> None:
    assert sample_of("k7qm-2xwd, 4HTR-9PKC\nK7QM-2XWD\n", CODES) == CODES
    with pytest.raises(UserError) as refusal:
        sample_of("K7QM-2XWD\nSomebody", CODES)
    assert str(refusal.value).startswith("Code 2 is no code of this visit")
    assert "Somebody" not in str(refusal.value)
