"""The list of visits, for people and for other programs."""

import json
from collections.abc import Iterable

from rich.table import Table

from visit_exchange.journey.pages.board import BoardDeadline, VisitBoard


def as_table(visits: Iterable[VisitBoard]) -> Table:
    """Return a row for each visit: its next deadline, and how much is missing and waits."""
    table = Table(
        "Visit", "Local authority", "Notified", "Status", "Next deadline", "Missing", "Waiting"
    )
    for each in visits:
        visit, due = each.visit, each.next_deadline
        table.add_row(
            visit.id,
            visit.la_name,
            visit.notified.isoformat(),
            visit.status.value,
            f"{due.id}: {due.when}" if due else "",
            str(each.missing),
            str(len(each.waiting)),
        )
    return table


def as_json_text(visits: Iterable[VisitBoard]) -> str:
    """Return the visits as JSON.

    ``missing`` counts items, ``waiting`` the uploads that go no further until the data team acts.
    """
    return json.dumps([_fields(each) for each in visits], indent=2)


def _fields(shown: VisitBoard) -> dict[str, object]:
    visit = shown.visit
    return {
        "id": visit.id,
        "authority": visit.la_name,
        "status": visit.status.value,
        "notified": visit.notified.isoformat(),
        "next_deadline": _deadline(shown.next_deadline) if shown.next_deadline else None,
        "missing": shown.missing,
        "waiting": len(shown.waiting),
    }


def _deadline(deadline: BoardDeadline) -> dict[str, str]:
    return {"id": deadline.id, "title": deadline.title, "at": deadline.local}
