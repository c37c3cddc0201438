"""A busy machine gets longer days; a quick one keeps them."""

import pytest

from rehearsal.playing.pace import stretch


@pytest.mark.parametrize(
    ("run_took", "days_are_stretched_by"), [(1.0, 1.0), (6.0, 1.0), (12.0, 2.0), (60.0, 3.0)]
)
def test_days_stretch_with_the_time_of_the_smallest_run(
    run_took: float, days_are_stretched_by: float
) -> None:
    assert stretch(run_took) == pytest.approx(days_are_stretched_by)
