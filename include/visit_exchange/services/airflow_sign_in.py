"""Who somebody is, by Airflow's word: a token for a password, and the login behind a token."""

import httpx

from visit_exchange.services.refusals import airflow_refusals


class AirflowSignIn:
    """Asks a running Airflow who somebody is. A dead server raises ServiceError."""

    def __init__(self, url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        """``url`` is the api-server's address without ``/api``; ``transport`` is for tests."""
        self._client = httpx.Client(base_url=url.rstrip("/"), timeout=30, transport=transport)

    @airflow_refusals()
    def token(self, login: str, password: str) -> str | None:
        """Return a token for a login; None when the password is another."""
        answer = self._client.post("/auth/token", json={"username": login, "password": password})
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            return None
        answer.raise_for_status()
        return str(answer.json()["access_token"])

    @airflow_refusals()
    def login(self, token: str) -> str | None:
        """Return whose token it is; None when it is taken no longer. Our board is asked."""
        header = {"Authorization": f"Bearer {token}"}
        answer = self._client.get("/visits/me", headers=header)
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            return None
        answer.raise_for_status()
        return str(answer.json()["login"])
