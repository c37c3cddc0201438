"""An officer of each area, who sends files by the upload page, as officers do."""

import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from visit_exchange.errors import UserError
from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import VisitStatus

PATIENCE = httpx.Timeout(120.0)  # everybody presses the button at once


@dataclass(frozen=True)
class Officer:
    """Who holds the upload link of a visit. ``page`` is the address of the page without its end."""

    visit_id: str
    page: str
    token: str = field(repr=False)

    def send(self, client: httpx.Client, name: str, content: bytes) -> str:
        """Send one file; return the hash by which the register knows its key.

        UserError, with what the page says, when it takes no file.
        """
        asked = {
            "name": name,
            "length": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        headers = {"Authorization": f"Bearer {self.token}"}
        permitted = client.post(f"{self.page}files", json=asked, headers=headers)
        if not permitted.is_success:
            raise UserError(f"The upload page answered {permitted.status_code}: {permitted.text}")
        told = permitted.json()
        client.put(told["url"], content=content, headers=told["headers"]).raise_for_status()
        return str(told["id"])


def is_open(outside: Outside, visit_id: str) -> bool:
    """Return whether a visit has opened, so that its officers are let in."""
    return outside.register.visit(visit_id).status is not VisitStatus.REGISTERED


def officer_of(outside: Outside, visit_id: str) -> Officer:
    """Return the officer of an open visit, with a new link in place of the one in the request."""
    link = urlsplit(new_link(outside, visit_id, by="load"))
    return Officer(visit_id, link._replace(fragment="").geturl(), link.fragment)
