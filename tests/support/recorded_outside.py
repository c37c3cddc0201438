"""An outside with the real register and store, whose mails and talks with Airflow are recorded."""

import json
import re
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import pytest

from visit_exchange.journey.selecting.selection import NO_ANSWER
from visit_exchange.services.airflow_api import AirflowApi
from visit_exchange.services.key_ring import KeyRing
from visit_exchange.services.key_ring.local_wrapping import WrappingFile
from visit_exchange.services.mail import Letter
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register
from visit_exchange.services.store_access.identities import VisitIdentity
from visit_exchange.services.store_access.keeper import AccessKeeper, Credential, user_name
from visit_exchange.services.store_access.parts import StoreAccess
from visit_exchange.services.store_access.sealed import SealedCredentials
from visit_exchange.settings.settings import Settings

AIRFLOW = "http://airflow.example"
EVER = "2023-03-27T09:00:00Z"  # a Monday


@dataclass(frozen=True)
class SentMail:
    """One mail as it went out."""

    to: str
    subject: str
    text: str
    attachments: tuple[str, ...]


@dataclass
class MailRecorder:
    """Keeps every letter in ``sent`` instead of sending it.

    ``fails`` are the errors that it meets instead, by inbox; "" is for whoever has none of its own.
    """

    sent: list[SentMail] = field(default_factory=list)
    fails: dict[str, Exception] = field(default_factory=dict)

    def check(self) -> None:
        if error := self.fails.get(""):
            raise error

    def send(self, letter: Letter) -> None:
        if error := self.fails.get(letter.to, self.fails.get("")):
            raise error
        names = tuple(each.name for each in letter.attachments)
        self.sent.append(SentMail(letter.to, letter.subject, letter.text, names))

    def to(self, address: str) -> list[SentMail]:
        """Return the mails to one address, oldest first."""
        return [mail for mail in self.sent if mail.to == address]


@dataclass
class AirflowRecorder:
    """An api-server that keeps notes on runs and answers to the one question that it asks.

    With ``is_down`` nobody answers; ``asks`` is the visit whose run waits for a selection.
    As Airflow does, it takes no answer that is not among the ``options`` of its question.
    ``started`` are DAG, run and conf of the runs that it was asked to start, ``cleared`` run and
    task of what it was asked to do again. Nobody signs in as one of the ``strangers``. For the
    visits ``in_line`` a run stands in line.
    """

    is_down: bool = False
    asks: str | None = None
    options: tuple[str, ...] = (NO_ANSWER,)
    notes: list[tuple[str, str]] = field(default_factory=list)
    answers: list[list[str]] = field(default_factory=list)
    started: list[tuple[str, str, object]] = field(default_factory=list)
    strangers: frozenset[str] = frozenset()
    cleared: list[tuple[str, str]] = field(default_factory=list)
    in_line: list[str] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.is_down:
            raise httpx.ConnectError("nobody listens", request=request)
        if request.url.path == "/auth/token":
            return httpx.Response(201, json={"access_token": "token"})
        if (login := request.url.path.removeprefix("/visits/logins/")) != request.url.path:
            return httpx.Response(200, json={"known": login not in self.strangers})
        if request.method == "GET" and request.url.path.endswith("/dagRuns"):
            return httpx.Response(200, json=self._in_line(request.url.path.split("/")[-2]))
        if request.method == "GET":
            return httpx.Response(200, json={"hitl_details": self._questions()})
        if request.url.path.endswith("/clearTaskInstances"):
            body = json.loads(request.content)
            self.cleared += [(body["dag_run_id"], task) for task in body["task_ids"]]
            return httpx.Response(200, json={})
        if request.method == "POST":
            return self._started(request)
        return self._patched(request)

    def _started(self, request: httpx.Request) -> httpx.Response:
        body, dag = json.loads(request.content), request.url.path.split("/")[-2]
        self.started.append((dag, body["dag_run_id"], body["conf"]))
        return httpx.Response(200, json={})

    def _in_line(self, dag: str) -> dict[str, object]:
        common = {"dag_id": dag, "state": "queued", "end_date": None, "run_after": EVER}
        runs = [{**common, "dag_run_id": v, "partition_key": v} for v in self.in_line]
        return {"dag_runs": runs, "total_entries": len(runs)}

    def _questions(self) -> list[object]:
        if self.asks is None:
            return []
        task = {"dag_id": "visit", "task_id": "select_children", "map_index": -1}
        asked = {"subject": "Select", "options": list(self.options)}
        return [{"task_instance": task | {"dag_run_id": self.asks}, **asked}]

    def _patched(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        if request.url.path.endswith("/hitlDetails"):
            if not set(body["chosen_options"]) <= set(self.options):
                return httpx.Response(400)
            self.answers.append(body["chosen_options"])
        elif run := re.fullmatch(r"/api/v2/dags/visit/dagRuns/([^/]+)", request.url.path):
            self.notes.append((run[1], body["note"]))
        else:
            return httpx.Response(404)
        return httpx.Response(200, json={})


class KeeperRecorder(AccessKeeper):
    """Makes no user in a store: keeps who would be let in, by user name."""

    def __init__(self) -> None:
        self.live: dict[str, Credential] = {}
        self._made = count(1)

    def issue(self, visit_id: str, identity: VisitIdentity) -> Credential:
        number = next(self._made)
        credential = Credential(f"AK{number}", f"secret of {number}")
        self.live[user_name(visit_id, identity)] = credential
        return credential

    def is_live(self, visit_id: str, identity: VisitIdentity, credential: Credential) -> bool:
        return self.live.get(user_name(visit_id, identity)) == credential

    def revoke(self, visit_id: str, identity: VisitIdentity) -> bool:
        return self.live.pop(user_name(visit_id, identity), None) is not None


@pytest.fixture
def keeper() -> KeeperRecorder:
    """Everybody who was let in in this test."""
    return KeeperRecorder()


@pytest.fixture
def mail() -> MailRecorder:
    """Every mail of this test."""
    return MailRecorder()


@pytest.fixture
def airflow() -> AirflowRecorder:
    """Everything that Airflow was told in this test."""
    return AirflowRecorder()


@pytest.fixture
def outside(
    register: Register,
    store: ObjectStore,
    mail: MailRecorder,
    airflow: AirflowRecorder,
    keeper: KeeperRecorder,
    tmp_path: Path,
) -> Outside:
    """An outside of this test's own."""
    return outside_of(register, store, mail, airflow, keeper, tmp_path)


def outside_of(
    register: Register,
    store: ObjectStore,
    mail: MailRecorder,
    airflow: AirflowRecorder,
    keeper: KeeperRecorder,
    folder: Path,
) -> Outside:
    """Return an outside of these parts, whose keys lie in a folder."""
    api = AirflowApi(AIRFLOW, "pipeline", "secret", transport=httpx.MockTransport(airflow))
    wrapping = WrappingFile(folder / "wrapping-key")
    if not wrapping.path.exists():
        wrapping.create()
    keys = KeyRing(folder / "keys", (wrapping,), is_buried=register.key_was_destroyed)
    settings = Settings(airflow_url=AIRFLOW, airflow_user="pipeline")
    access = StoreAccess(keeper, SealedCredentials(folder / "sealed", keys))
    return Outside(settings, register, store, mail, keys, api, access=access)
