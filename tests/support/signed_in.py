"""An api-server with one of Airflow's auth managers, two visits, and people who sign in to it.

An api-server takes longer to start than most tests of a page take: the modules share one, and each
has visits of its own.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from builders.visits import an_open_visit
from local_stack.airflow.airflow_parts import AIRFLOW, airflow_parts
from local_stack.environment import environment, shared_environment
from local_stack.home import Home, Ports
from local_stack.mail.mail_part import mail_part
from local_stack.secret_values import Secrets, keep_secrets
from local_stack.supervising.setting_up import set_up
from local_stack.supervising.stack import build_stack
from recorded_outside import MailRecorder
from services import running
from visit_exchange.journey.access.people import add_inspector, respondents
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside, build
from visit_exchange.settings.settings import env_name, read_settings

FAB = "sign_in.fab.VisitFabAuthManager"
ROLES = {"admin": "Admin", "data-team": "Op", "pipeline": "Pipeline"}
METRICS_TOKEN = "what a monitor says"
HERE = Path(__file__).parent
MONDAY = datetime(2023, 3, 27, 12, tzinfo=UTC)
# Several modules may share one register: the visits of each are a week older than the last one's.
_weeks_before = count()


@dataclass
class SignedIn:
    """A running api-server. ``own`` is a visit of *inspector*, ``other`` of *other-inspector*."""

    address: str
    kept: Secrets
    outside: Outside
    own: str
    other: str
    logs: Path
    tokens: dict[str, str] = field(default_factory=dict)

    def ask(self, who: str, method: str, path: str, **sent: Any) -> httpx.Response:
        """Send one request as somebody; ``nobody`` has not signed in. ``{own}`` is filled in."""
        where = self.address + path.format(own=self.own, other=self.other)
        return httpx.request(method, where, headers=self._signed(who), timeout=60, **sent)

    def _signed(self, who: str) -> dict[str, str]:
        if who == "nobody":
            return {}
        if who not in self.tokens:
            login = {"username": who, "password": self.kept.airflow_passwords[who]}
            answer = httpx.post(f"{self.address}/auth/token", json=login, timeout=60)
            self.tokens[who] = answer.raise_for_status().json()["access_token"]
        return {"Authorization": f"Bearer {self.tokens[who]}"}


@dataclass(frozen=True)
class Server:
    """A running api-server without any visit, and what its register, store and mails are."""

    address: str
    kept: Secrets
    outside: Outside
    logs: Path
    variables: Mapping[str, str]


@contextmanager
def serving(home: Home, ports: Ports, manager: str) -> Iterator[Server]:
    """Start the api-server with an auth manager."""
    kept = keep_secrets(home.secrets)
    variables = environment(home, ports, kept) | {env_name("metrics_token"): METRICS_TOKEN}
    if manager == "fab":
        variables["AIRFLOW__CORE__AUTH_MANAGER"] = FAB
        _airflow(variables, *AIRFLOW[1:], "db", "migrate")
        _airflow(variables, "-c", _FAB_PEOPLE, json.dumps(_logins(kept)))
    server = next(p for p in airflow_parts(home, ports, kept, variables) if p.name == "api-server")
    post = mail_part(home.mail, ports.mail, home.logs / "mail.log", variables)
    with running(post), running(server, patience=120):
        outside = build(read_settings(shared_environment(home, ports, kept)))
        yield Server(server.address, kept, outside, home.logs, variables)


def with_visits(server: Server) -> SignedIn:
    """Open two visits, for which it is Wednesday of week 1, and let people sign in to them."""
    outside = replace(server.outside, mail=MailRecorder())
    own, other = _two_visits(outside)
    for visit in (own, other):
        assert outside.airflow.trigger("visit", visit, {})
    parked = [f"{visit}={','.join(respondents(outside, visit))}" for visit in (own, other)]
    _airflow(server.variables, str(HERE / "parked.py"), *parked)
    return SignedIn(server.address, server.kept, outside, own, other, logs=server.logs)


@pytest.fixture(scope="session")
def page_server(airflow_home: Home, services_ports: Ports) -> Iterator[Server]:
    """The api-server that the modules of pages share, as the local stack has it."""
    with serving(airflow_home, services_ports, "simple") as server:
        yield server


@pytest.fixture(scope="session")
def airflow_home(postgres: Home, s3_admin: ObjectStore, services_ports: Ports) -> Home:
    """What a stack's servers must hold before Airflow's parts start, and Airflow's DAGs."""
    assert s3_admin, "the buckets are made on it"
    stack = build_stack(postgres, services_ports)
    set_up(stack)
    _airflow(stack.environment, *AIRFLOW[1:], "dags", "reserialize")
    return postgres


def _two_visits(outside: Outside) -> list[str]:
    monday = MONDAY - timedelta(weeks=next(_weeks_before))
    tuesday, wednesday = monday + timedelta(days=1), monday + timedelta(days=2)
    own = an_open_visit(outside, wednesday, notified=monday.date())
    other = an_open_visit(outside, wednesday, notified=tuesday.date())
    add_inspector(outside, own.id, "inspector", by="data team")
    add_inspector(outside, other.id, "other-inspector", by="data team")
    return [own.id, other.id]


def _logins(kept: Secrets) -> dict[str, tuple[str, str]]:
    passwords = kept.airflow_passwords
    return {name: (ROLES.get(name, "Inspector"), passwords[name]) for name in passwords}


def _airflow(variables: Mapping[str, str], *arguments: str) -> None:
    done = subprocess.run(
        (sys.executable, *arguments), env=variables, capture_output=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]


_FAB_PEOPLE = """
import json, sys
from sign_in.fab_people import Login, bring_up_to_date
logins = json.loads(sys.argv[1])
bring_up_to_date(tuple(Login(name, *given) for name, given in logins.items()))
"""
