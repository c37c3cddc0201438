"""Deadlines of single children: of those who took the place of a child who declined or withdrew."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.deadlines.missing import missing_tracking
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.telling import mail_authority
from visit_exchange.mails.catalogue import mail
from visit_exchange.tracking.items import kind_and_code
from visit_exchange.visits.dates.own_due import own_due
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.writing.counted import count
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def look_for_own_deadlines(outside: "Outside") -> int:
    """Tell, once, of every child whose own deadline has passed with something missing.

    Return of how many.
    """
    told = 0
    for dossier in outside.register.dossiers(without=ENDED | STOPPED, brief=True):
        late = missed_of_their_own(dossier, visit_now(dossier.visit))
        for code, items in late.items():
            told += _tell(outside, dossier, code, items)
    return told


def missed_of_their_own(dossier: Dossier, now: datetime) -> dict[str, tuple[str, ...]]:
    """Return, by child, what is missing though its own deadline has passed at ``now``."""
    own, missing = own_due(dossier), missing_tracking(dossier)
    late = {
        code: tuple(item for item in missing if kind_and_code(item)[1] == code)
        for code, due in own.items()
        if due <= now
    }
    return {code: items for code, items in late.items() if items}


def _tell(outside: "Outside", dossier: Dossier, code: str, items: tuple[str, ...]) -> bool:
    visit, framework = dossier.visit, dossier.framework
    titles = {each.id: each.title for each in framework.tracking.items}
    due = own_due(dossier)[code]
    written = mail(
        "missing_at_deadline_sender",
        visit=visit.id,
        short=f"{count(len(items), 'document')} missing",
        milestone=f"Information about {code}",
        when=say_when(due.astimezone(ZoneInfo(framework.timezone)).isoformat()),
        lines="\n".join(f"- {titles[kind_and_code(item)[0]]} of {code}" for item in items),
    )
    key = f"{visit.id}/own-deadline/{code}"
    lead = visit.lead_inspector_email
    is_new = mail_once(outside, f"{key}/{lead}", lead, *written, visit_id=visit.id)
    mail_authority(outside, key, visit, *written)
    return is_new
