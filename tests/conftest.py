"""Makes the fixtures of the real servers known to every test, and says what goes together."""

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

pytest_plugins = [
    "services",
    "recorded_outside",
    "backed_up",
    "issued_access",
    "signed_in",
    "scenes",
]
# They share Airflow's database and DAGs, which take long to make.
PAGES = ("tests/browser/", "tests/integration/journey/access/test_page_")


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Any:
    """Give each module to one worker whole, and all modules of pages to the same."""
    scheduler = LoadFileScheduling(config, log)
    by_module = scheduler._split_scope
    scheduler._split_scope = lambda test: "pages" if test.startswith(PAGES) else by_module(test)
    return scheduler
