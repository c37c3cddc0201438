"""The rehearsed inspector: signs in to Airflow and chooses children on the visit's own page."""

from collections.abc import Sequence

import httpx


class Inspector:
    """One who signs in with a password, as a person does in the browser."""

    def __init__(self, url: str, login: str, password: str) -> None:
        """``url`` is the api-server's address; nothing is asked until the first choice."""
        self._client = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self._body = {"username": login, "password": password}

    def choose(self, visit_id: str, codes: Sequence[str]) -> None:
        """Choose children of a visit; ``httpx.HTTPStatusError`` when the choice is not taken."""
        signed_in = self._client.post("/auth/token", json=self._body).raise_for_status()
        token = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
        page, form = f"/visits/visit/{visit_id}/selection", {"codes": list(codes)}
        answer = self._client.post(page, data=form, headers=token)
        if not answer.is_redirect:
            answer.raise_for_status()
