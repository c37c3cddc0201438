"""A sign to the outside world that all is well: its absence is what alarms."""

from dataclasses import dataclass, field

import httpx

from visit_exchange.errors import ServiceError

SECONDS = 10


@dataclass(frozen=True)
class Ping:
    """Asks one address, which often holds a secret; nothing is sent along."""

    url: str = field(repr=False)
    transport: httpx.BaseTransport | None = field(default=None, repr=False)

    def send(self) -> None:
        """Ask the address once; ServiceError, which does not quote it, unless it answers well."""
        try:
            with httpx.Client(timeout=SECONDS, transport=self.transport) as client:
                client.get(self.url).raise_for_status()
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            raise ServiceError("The address of the sign", str(status), status) from None
        except httpx.HTTPError as error:
            raise ServiceError("The address of the sign", type(error).__name__) from None
