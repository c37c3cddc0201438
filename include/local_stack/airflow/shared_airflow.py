"""Starts an Airflow component that forks, so that both processes share what was imported before."""

import gc
import os
import sys
from importlib import import_module


def main() -> None:
    """Hand over to the `airflow` command with our arguments."""
    # A collection touches every object that is not frozen, and has its page copied.
    os.register_at_fork(before=gc.freeze)
    sys.argv[0] = "airflow"
    import_module("airflow.__main__").main()


if __name__ == "__main__":
    main()
