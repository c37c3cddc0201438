"""Tells a receiver of OpenLineage what was made of what: by ids, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from visit_exchange.errors import ServiceError

if TYPE_CHECKING:
    from openlineage.client.event_v2 import RunEvent

NAMESPACE = "visit-exchange"
SECONDS = 5  # that the receiver has: who waits for a reply or a pack waits no longer for it


@dataclass(frozen=True)
class Made:
    """Something that a job made: ``of`` and ``made`` are names of what lies in the store.

    ``name`` tells one time from another: what is told again is the same run.
    """

    job: str
    name: str
    of: tuple[str, ...]
    made: tuple[str, ...]


@dataclass(frozen=True)
class Lineage:
    """One receiver, by its address without a path; ``key`` is empty where it asks for none."""

    url: str
    key: str = field(default="", repr=False)

    def tell(self, made: Made, at: datetime) -> None:
        """Tell what was made; ServiceError, which quotes nothing, unless it is taken."""
        # Made by hand: the library's client would read files and variables of its own.
        from openlineage.client.transport.http import HttpConfig, HttpTransport
        from requests import RequestException

        asked = {"type": "api_key", "apiKey": self.key} if self.key else {}
        once = {"total": 0, "status_forcelist": []}
        settings = {"url": self.url, "timeout": SECONDS, "auth": asked, "retry": once}
        try:
            HttpTransport(HttpConfig.from_dict(settings)).emit(_event(made, at))
        except RequestException as error:
            status = error.response.status_code if error.response is not None else None
            word = str(status) if status else type(error).__name__
            raise ServiceError("The receiver of lineage", word, status) from None


def _event(made: Made, at: datetime) -> "RunEvent":
    from openlineage.client.event_v2 import (
        InputDataset,
        Job,
        OutputDataset,
        Run,
        RunEvent,
        RunState,
    )

    return RunEvent(
        eventType=RunState.COMPLETE,
        eventTime=at.isoformat(),
        run=Run(runId=str(uuid5(NAMESPACE_URL, f"{NAMESPACE}/{made.job}/{made.name}"))),
        job=Job(namespace=NAMESPACE, name=made.job),
        inputs=[InputDataset(namespace=NAMESPACE, name=each) for each in _once(made.of)],
        outputs=[OutputDataset(namespace=NAMESPACE, name=each) for each in _once(made.made)],
        producer=NAMESPACE,
    )


def _once(names: Iterable[str]) -> list[str]:
    return sorted(set(names))
