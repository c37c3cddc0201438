"""Breaks a piece of work off after one of its writes, as a process that is killed there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from recorded_outside import KeeperRecorder, MailRecorder
from visit_exchange.services.mail import Letter
from visit_exchange.services.outside import Outside

WRITES = ("INSERT", "UPDATE", "DELETE")


class BrokenOff(BaseException):
    """The process was killed: nothing in it may catch this."""


class KeyedMails(MailRecorder):
    """Keeps each letter once by its key: who gets one twice sees it once, by its Message-ID."""

    def __init__(self) -> None:
        super().__init__()
        self.by_key: dict[str, Letter] = {}

    def send(self, letter: Letter) -> None:
        super().send(letter)
        self.by_key[letter.key] = letter


class Breaker:
    """Counts writes, and breaks off after the one that it is told; none at 0."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0
        self._wrote = self._committed = False

    def wrote(self, *_: object) -> None:
        """Count a write."""
        self.seen += 1
        if self.seen == self.at:
            raise BrokenOff

    def execute(self, statement: str) -> None:
        """Count the first write of a transaction: after any other it is undone just so."""
        if statement.startswith(WRITES) and not self._wrote:
            self._wrote = True
            self.wrote()

    def commit(self, *_: object) -> None:
        """Remember that something is written for good."""
        self._committed = self._wrote
        self._wrote = False

    def first_after_commit(self, *_: object) -> None:
        """Count what was written for good, before anything else is done."""
        if self._committed:
            self._committed = False
            self.wrote()


@contextmanager
def breaking_off(outside: Outside, at: int) -> Iterator[Breaker]:
    """Break off what is done meanwhile after its ``at``-th write, anywhere."""
    breaker = Breaker(at)
    access = outside.access
    assert access is not None
    calls = [
        *((outside.store, "put"), (access.keeper, "issue"), (access.keeper, "revoke")),
        *((access.sealed, "keep"), (access.sealed, "forget")),
        *((outside.airflow, "trigger"), (outside.airflow, "note_run")),
    ]
    with pytest.MonkeyPatch.context() as patch, _listening(outside.register._engine, breaker):
        for where, name in calls:
            patch.setattr(where, name, _then(getattr(where, name), breaker.wrote))
        yield breaker


def _then(call: Callable[..., Any], told: Callable[[], None]) -> Callable[..., Any]:
    def both(*arguments: Any, **named: Any) -> Any:
        answer = call(*arguments, **named)
        told()
        return answer

    return both


@contextmanager
def _listening(engine: Any, breaker: Breaker) -> Iterator[None]:
    def executed(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        breaker.execute(statement)

    heard: dict[str, Callable[..., None]] = {
        "after_cursor_execute": executed,
        "before_cursor_execute": breaker.first_after_commit,
        "commit": breaker.commit,
    }
    for name, hears in heard.items():
        event.listen(engine, name, hears)
    try:
        yield
    finally:
        for name, hears in heard.items():
            event.remove(engine, name, hears)


def picture(outside: Outside, visit_id: str) -> dict[str, object]:
    """Return all that the register, the mails and the keys say of a visit, without instants."""
    dossier = outside.register.dossier(visit_id)
    assert isinstance(outside.mail, KeyedMails)
    assert outside.access is not None
    assert isinstance(outside.access.keeper, KeeperRecorder)
    return {
        "status": (dossier.visit.status, dossier.visit.notified, dossier.visit.timeline),
        "people": [(p.role, p.email, p.login, p.until is None) for p in dossier.visit.people],
        "extra": [each.title for each in dossier.visit.extra],
        "milestones": [(each.id, each.local, each.adjusted) for each in dossier.milestones],
        "partners": [(p.id, p.email, p.items, p.is_removed) for p in dossier.partners],
        "inspectors": (dossier.inspectors, outside.register.trackers(visit_id)),
        "orders": [(each.act, each.said, each.is_refused) for each in dossier.orders],
        "reviews": [(each.number, each.decision) for each in dossier.document_reviews],
        "uploads": [(each.number, each.status) for each in dossier.submissions],
        "audit": [(each.act, each.by, each.detail) for each in dossier.audit],
        "waiting": [(_plain(e.key), e.lane.to, e.is_refused) for e in dossier.waiting_mails],
        "mails": sorted((_plain(e.key), e.to, e.subject) for e in outside.mail.by_key.values()),
        "let in": sorted(outside.access.keeper.live),
    }


def _plain(key: str) -> str:
    """A link is another each time; so is the instant of what was refused."""
    return re.sub(r"(upload-link/)[0-9a-f]+|(refused/\d+/).*", r"\1\2", key)
