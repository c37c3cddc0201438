"""What goes on with a staged list besides its rows: as-at date, questions, counts. No values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.treated import Treated
from visit_exchange.returns.checks.taken_text import NOT_ONWARD
from visit_exchange.returns.reply.list_answer import ListAnswer
from visit_exchange.returns.tables.columns.forbidden import IDENTIFYING
from visit_exchange.visits.uploads.problems import Problem

SUFFIX = ".notes.json"


@dataclass(frozen=True)
class ListNotes:
    """``told`` are the questions that go on to inspectors, without the place of any row."""

    as_at: date | None
    told: tuple[Problem, ...]
    redacted: tuple[tuple[str, int], ...]


def notes_bytes(answer: ListAnswer, treated: Treated) -> bytes:
    """Return the notes on a list as they are staged."""
    told = [
        p
        for p in answer.problems
        if p.severity is Severity.PLEASE_CHECK and p.rule not in NOT_ONWARD | {IDENTIFYING}
    ]
    stored = {
        "as_at": answer.as_at.isoformat() if answer.as_at else None,
        "told": [[p.rule, p.severity.value, p.onward or p.message, p.field] for p in told],
        "redacted": {kind.value: count for kind, count in treated.counts.items()},
    }
    return json.dumps(stored).encode()


def read_notes(content: bytes, list_id: str) -> ListNotes:
    """Return the notes that ``notes_bytes`` wrote."""
    stored = json.loads(content)
    return ListNotes(
        as_at=date.fromisoformat(stored["as_at"]) if stored["as_at"] else None,
        told=tuple(_problem(list_id, told) for told in stored["told"]),
        redacted=_sorted(stored["redacted"]),
    )


def _problem(list_id: str, told: list[str]) -> Problem:
    rule, severity, message, field = told
    return Problem(rule, Severity(severity), message, list_id=list_id, field=field)


def _sorted(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))
