"""Rehearses one visit from within a worker's container, which reaches all that a visit needs.

``docker compose exec -T worker python docker/rehearse.py`` reads the password of Airflow's user
``inspector`` from its standard input. It ends with 0 when every seeded mistake was answered and
nothing sound was refused.
"""

import sys
from pathlib import Path

from rich.console import Console

from rehearsal.playing.demo import INSPECTOR, rehearse_outside
from rehearsal.playing.inspector import Inspector
from visit_exchange.services.outside import outside

RECEIVED = Path("/tmp/rehearsal")  # noqa: S108  (the container's own, in memory)


def main() -> None:
    """Play the kind of visit that the command line names, else the thematic one."""
    framework = sys.argv[1] if len(sys.argv) > 1 else "ap_thematic_2023"
    console = Console(highlight=False, soft_wrap=True)
    address, password = str(outside().settings.airflow_url), sys.stdin.readline().strip()
    inspector = Inspector(address, INSPECTOR, password)
    failures = rehearse_outside(
        outside(), inspector, RECEIVED, console, framework=framework, seed=1
    )
    for sentence in failures:
        console.print(sentence)
    raise SystemExit(1 if failures else 0)


if __name__ == "__main__":
    main()
