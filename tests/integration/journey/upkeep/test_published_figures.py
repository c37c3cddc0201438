"""What was published earlier does not take the place of what is loaded."""

from datetime import date

import pytest

from visit_exchange.errors import UserError
from visit_exchange.journey.upkeep.published_figures import load_neighbours
from visit_exchange.services.outside import Outside

pytestmark = pytest.mark.services
WEDNESDAY = date(2023, 3, 1)
NEAR = b"la_code,neighbour_la_code\n330,331\n"
FAR = b"la_code,neighbour_la_code\n330,332\n"


def test_older_neighbours_are_refused_and_newer_or_corrected_ones_count(outside: Outside) -> None:
    load_neighbours(outside, NEAR, "An invented list", WEDNESDAY, by="data team")
    with pytest.raises(UserError, match="published on Wednesday 1 March 2023 is loaded"):
        load_neighbours(outside, FAR, "An old list", date(2023, 2, 28), by="data team")
    kept = outside.register.neighbours()
    assert kept is not None
    assert kept.of("330") == ("331",)
    load_neighbours(outside, FAR, "The same list, corrected", WEDNESDAY, by="data team")
    kept = outside.register.neighbours()
    assert kept is not None
    assert kept.of("330") == ("332",)
