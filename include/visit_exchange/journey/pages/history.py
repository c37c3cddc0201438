"""Who saw or changed what of a visit, when: the audit, and the mails that went out."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


@dataclass(frozen=True)
class Act:
    """One act on a visit. ``at`` is visit time, UTC; ``about`` holds ids, counts and reasons."""

    at: datetime
    by: str
    what: str
    about: str


def visit_history(outside: "Outside", visit_id: str) -> tuple[Act, ...]:
    """Return everything that was done on a visit, oldest first; UserError when there is none."""
    visit = outside.register.visit(visit_id)
    acts = [
        Act(each.at, each.by, each.act, ", ".join(f"{k} {v}" for k, v in each.detail.items()))
        for each in outside.register.audit(visit_id)
    ]
    mails = [
        Act(visit.clock.visit_time(mail.at), mail.to, "was sent a mail", mail.key)
        for mail in outside.register.mails_with_times(visit_id)
    ]
    moves = [
        Act(
            each.made_at,
            each.made_by,
            "said why a deadline moved",
            f"{each.milestone}: {each.reason}",
        )
        for each in outside.register.adjustments(visit_id)
    ]
    return tuple(sorted([*acts, *mails, *moves], key=lambda act: act.at))
