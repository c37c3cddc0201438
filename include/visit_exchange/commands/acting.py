"""Who does what a command does, as the audit names them.

An environment variable like LOGNAME is anybody's to set, and in a container everybody has the same
account. So it is whoever has signed in to Airflow, or else the account that the kernel knows.
"""

import os
import pwd
from pathlib import Path
from typing import Annotated

import typer

from visit_exchange.errors import UserError
from visit_exchange.services.airflow_sign_in import AirflowSignIn
from visit_exchange.settings.airflow_connections import with_connections
from visit_exchange.settings.settings import read_settings

SIGN_IN = "Sign in: visit-exchange sign-in"
Login = Annotated[str, typer.Argument(help="What you sign in to Airflow with.")]


def acting() -> str:
    """Return who acts: the login that has signed in, else the account that runs this process.

    UserError when a sign-in has ended, or none is there and the settings ask for one.
    """
    place = _place()
    if place.exists():
        return _signed_in(place.read_text(encoding="ascii", errors="replace"))
    if read_settings().require_sign_in:
        raise UserError(f"Here everybody has the same account: say who you are. {SIGN_IN}")
    return _account()


def sign_in(login: Login) -> None:
    """Say who you are: what you do from here on is audited under your login in Airflow."""
    # Never an option: every process of the machine can read another's command line.
    password = typer.prompt("Password", hide_input=True)
    token = _airflow().token(login, password)
    if token is None:
        raise UserError("Airflow does not know this login with this password. Enter both again")
    who = _signed_in(token)
    _keep(token)
    typer.echo(f"You are signed in as {who}. To end it: visit-exchange sign-out")


def sign_out() -> None:
    """End your sign-in on this machine."""
    _place().unlink(missing_ok=True)
    typer.echo("You are signed out")


def _signed_in(token: str) -> str:
    login = _airflow().login(token)
    if login is None:
        raise UserError(f"Your sign-in has ended. {SIGN_IN}. Or end it: visit-exchange sign-out")
    return login


def _airflow() -> AirflowSignIn:
    url = with_connections(read_settings()).airflow_url
    if url is None:
        raise UserError("Enter the address of Airflow in VISIT_EXCHANGE_AIRFLOW_URL")
    return AirflowSignIn(url)


def _keep(token: str) -> None:
    place = _place()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    # Whoever reads it acts as its owner: it is never readable by others, not for a moment.
    place.touch(mode=0o600, exist_ok=False)
    place.write_text(token, encoding="ascii")


def _place() -> Path:
    return Path(typer.get_app_dir("visit-exchange")) / "sign-in"


def _account() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"account {os.getuid()}"
