"""The rehearsed inspector: signs in to Airflow and chooses children on the visit's own page."""

import re
from collections.abc import Mapping, Sequence

import httpx

from visit_exchange.errors import UserError


class Inspector:
    """One who signs in with a password, as a person does in the browser."""

    def __init__(self, url: str, login: str, password: str) -> None:
        """``url`` is the api-server's address; nothing is asked until the first choice."""
        self._client = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self._body = {"username": login, "password": password}

    def choose(self, visit_id: str, codes: Sequence[str]) -> None:
        """Choose children of a visit; UserError when the choice is not taken."""
        self._send(f"/visits/visit/{visit_id}/selection", {"codes": list(codes)})

    def decide(self, visit_id: str, noun: str, chosen: Sequence[str]) -> None:
        """Confirm a choice on the inspectors' page: ``children`` by code or ``providers`` by name.

        UserError says why it is not taken.
        """
        form: dict[str, str | list[str]] = {"do": "confirm", "before": list(chosen)}
        self._send(f"/inspectors/visit/{visit_id}/{noun}", form)

    def _send(self, page: str, form: Mapping[str, str | list[str]]) -> None:
        signed_in = self._client.post("/auth/token", json=self._body).raise_for_status()
        token = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
        answer = self._client.post(page, data=dict(form), headers=token)
        if answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            raise UserError(f"The page {page} did not take the choice: {_why(answer.text)}")
        if not answer.is_redirect:
            answer.raise_for_status()


def _why(page: str) -> str:
    """Return what the summary of a page says is wrong."""
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', page, re.DOTALL)
    return (
        " ".join(re.sub(r"<[^>]+>", " ", summary[1]).split()) if summary else "it does not say why"
    )
