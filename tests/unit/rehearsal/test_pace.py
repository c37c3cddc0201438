"""A busy machine gets longer days; a quick one keeps them."""

from typing import cast

import pytest

from rehearsal.playing.pace import MOST, pace, stretch
from visit_exchange.errors import ServiceError
from visit_exchange.services.airflow_api import AirflowApi


class TooBusy:
    """An Airflow that takes a run and then does not answer."""

    def trigger(self, *_: object) -> None:
        """Take it."""

    def run_state(self, *_: object) -> str:
        """Take too long."""
        raise ServiceError("Airflow", "ReadTimeout")


def test_an_airflow_that_is_too_busy_to_answer_gets_the_longest_days() -> None:
    assert pace(cast(AirflowApi, TooBusy()), sleep=lambda _: None) == MOST


@pytest.mark.parametrize(
    ("run_took", "days_are_stretched_by"), [(1.0, 1.0), (6.0, 1.0), (12.0, 2.0), (60.0, 3.0)]
)
def test_days_stretch_with_the_time_of_the_smallest_run(
    run_took: float, days_are_stretched_by: float
) -> None:
    assert stretch(run_took) == pytest.approx(days_are_stretched_by)
