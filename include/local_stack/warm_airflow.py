"""Starts an Airflow component with the slow libraries already imported.

LocalExecutor forks its tasks from the scheduler, so each task finds Great Expectations and pandas
in memory instead of importing them for several seconds.
"""

import sys
from importlib import import_module

WARM = ("pandas", "great_expectations", "boto3", "visit_exchange.returns.checking")


def main() -> None:
    """Import, then hand over to the `airflow` command with our arguments."""
    for name in WARM:
        import_module(name)
    from airflow.__main__ import main as airflow

    sys.argv[0] = "airflow"
    airflow()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
