"""A visit on a whole stack that a test plays by hand: it drops files and waits for what comes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from builders.visits import a_new_visit
from local_stack.environment import shared_environment
from local_stack.home import Home
from local_stack.secret_values import access_key
from local_stack.store.object_store import REGION, store_address
from local_stack.supervising.stack import Stack
from visit_exchange.buckets import Bucket
from visit_exchange.errors import ServiceError
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.outside import Outside, build
from visit_exchange.settings.settings import read_settings
from visit_exchange.visits.uploads.submission import Submission

Found = TypeVar("Found")


@dataclass(frozen=True)
class Played:
    """A stack as it runs now, seen by the pipeline and by who may write uploads."""

    stack: Stack
    outside: Outside
    admin: ObjectStore

    def drop(self, visit: str, name: str, content: bytes) -> None:
        """Upload as the authority does."""
        self.admin.put(Bucket.UPLOADS, f"{visit}/{name}", content)

    def answered(self, visit: str, many: int, patience: float = 180) -> list[Submission]:
        """Wait until so many uploads of a visit have their answer; return all of them."""

        def found() -> list[Submission] | None:
            known = self.outside.register.submissions(visit)
            return list(known) if len([s for s in known if s.answered_at]) >= many else None

        return until(found, patience, f"{many} answers")


def played(stack: Stack) -> Played:
    """Return a running stack, to be played by hand."""
    outside = build(read_settings(shared_environment(stack.home, stack.ports, stack.kept)))
    client = connect(
        store_address(stack.ports), REGION, access_key("admin"), stack.kept.store_keys["admin"]
    )
    return Played(stack, outside, ObjectStore(client, outside.settings.buckets))


def a_rehearsed_visit(outside: Outside, notified: date, day_seconds: float) -> str:
    """Register a visit whose working days take so long, and start it; return its id."""
    new = a_new_visit(notified)
    visit = register_rehearsal(outside, new, day_seconds=day_seconds, by="test")
    assert outside.airflow.trigger("visit", visit, {})
    return visit


def until(look: Callable[[], Found | None], patience: float, what: str) -> Found:
    """Look until something is there, and return it; who does not answer has nothing yet."""
    deadline = time.monotonic() + patience
    while not (found := _looked(look)):
        assert time.monotonic() < deadline, f"Not within {patience:.0f} seconds: {what}"
        time.sleep(0.5)
    return found


def _looked(look: Callable[[], Found | None]) -> Found | None:
    try:
        return look()
    except (ServiceError, OperationalError):
        return None


def message_ids(home: Home) -> list[str]:
    """Return the Message-ID of every mail that was taken, once for each inbox that it came to."""
    parse = BytesParser(policy=default).parsebytes
    return [str(parse(file.read_bytes())["Message-ID"]) for file in home.mail.rglob("*.eml")]


def copy_of(place: Path, to: Path) -> Path:
    """Return a copy of a file, made elsewhere for its owner alone."""
    to.touch(mode=0o600)
    to.write_bytes(place.read_bytes())
    return to
