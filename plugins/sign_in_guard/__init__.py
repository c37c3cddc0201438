"""Stands before every page of Airflow: slows guesses at passwords, hides its API’s description."""

from airflow.plugins_manager import AirflowPlugin

from sign_in_guard.guard import SignInGuard


class SignInGuardPlugin(AirflowPlugin):
    """A middleware of the api-server."""

    name = "sign_in_guard"
    fastapi_root_middlewares = [  # noqa: RUF012  (an attribute of each in Airflow's class)
        {"middleware": SignInGuard, "args": [], "kwargs": {}, "name": "Sign-in guard"}
    ]
