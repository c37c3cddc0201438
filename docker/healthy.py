"""Ends with 0 when a part is well: the health checks of docker-compose.yaml.

answers URL STATUS   a page answers with exactly this status
closed URL FIRST N   the page turns a caller without a name away (403), and none of the N ports from
                     FIRST on answers a stranger
listens PORT         something on this container accepts a connection
airflow PART         Airflow's api-server reports the part as healthy
worker               Celery's worker in this container answers by way of the queue
"""

import json
import os
import socket
import sys
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from local_stack.store.inner_ports import answers_a_stranger

HEALTH = "/api/v2/monitor/health"


def get(url: str) -> tuple[int, bytes]:
    """Return status and body of a page; OSError or HTTPException when there is none."""
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=5)
    connection.request("GET", address.path)
    response = connection.getresponse()
    return response.status, response.read()


def answers(url: str, status: str) -> bool:
    return get(url)[0] == int(status)


def closed(url: str, first: str, number: str) -> bool:
    inside = range(int(first), int(first) + int(number))
    return answers(url, "403") and not any(answers_a_stranger("127.0.0.1", p) for p in inside)


def listens(port: str) -> bool:
    socket.create_connection(("127.0.0.1", int(port)), timeout=5).close()
    return True


def airflow(part: str) -> bool:
    _, report = get(os.environ["VISIT_EXCHANGE_AIRFLOW_URL"] + HEALTH)
    return bool(json.loads(report).get(part, {}).get("status") == "healthy")


def worker() -> bool:
    # Without Airflow, which takes seconds to import, every half minute.
    from celery import Celery
    from kombu.exceptions import OperationalError

    name = f"celery@{os.environ['HOSTNAME']}"
    with Celery(broker=os.environ["AIRFLOW__CELERY__BROKER_URL"], set_as_current=False) as app:
        try:
            return bool(app.control.ping(destination=[name], timeout=10))
        except OperationalError:
            return False


CHECKS: dict[str, Callable[..., bool]] = {
    "answers": answers,
    "closed": closed,
    "listens": listens,
    "airflow": airflow,
    "worker": worker,
}


def main() -> None:
    """Run the check that the command line names."""
    name, *arguments = sys.argv[1:]
    try:
        is_well = CHECKS[name](*arguments)
    except (OSError, HTTPException) as error:
        raise SystemExit(f"{name}: {error}") from None
    raise SystemExit(0 if is_well else 1)


if __name__ == "__main__":
    main()
