"""Asking for one more item, and recording what happened after a visit."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.ending.events import check_day, record
from visit_exchange.journey.pages.board.acts.act import (
    REASON,
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    choice_of,
    day_of,
    reason_field,
    reason_of,
)
from visit_exchange.journey.requesting.asking import NOT_UNDER_WAY, ask, planned_item
from visit_exchange.journey.sender import sender_in
from visit_exchange.visits.dates.following import recordable
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import VisitStatus
from visit_exchange.writing.dates_in_words import say_day, say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

ABOUT = (
    "Ask for a document that this visit does not ask for already. Do so only when it is necessary "
    "for the visit and not available through what was asked for."
)
FROM_WHOM = "partner"


def _like(dossier: Dossier) -> Field:
    papers = tuple(
        (item.number, f"{item.number} {item.title}") for item in dossier.framework.documents
    )
    return Field(
        "like",
        "An item that it is like (optional)",
        "It is then recognised by the words of that item too.",
        Kind.CHOICE,
        (("", "None"), *papers),
    )


def _of_whom(dossier: Dossier) -> Field:
    partners = tuple((each.id, each.name) for each in dossier.partners if not each.is_removed)
    return Field(
        FROM_WHOM,
        "Whom you ask",
        kind=Kind.CHOICE,
        choices=(("", f"The authority, {dossier.visit.la_name}"), *partners),
    )


def _ask_fields(dossier: Dossier) -> tuple[Field, ...]:
    return (
        Field(
            "title",
            "What you ask for",
            "As such a document is called. It is recognised by these words.",
        ),
        Field(
            REASON,
            "Why it is necessary and not available already",
            "Who is asked reads it: name no child in it.",
            Kind.LONG,
        ),
        Field("due", "When it is due", kind=Kind.DAY),
        *((_of_whom(dossier),) if dossier.partners else ()),
        *((_like(dossier),) if dossier.framework.documents else ()),
    )


def _foresee_asking(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    planned = planned_item(
        seen.dossier.framework,
        entered.get("title", ""),
        entered.get(REASON, ""),
        entered.get("due", ""),
        like=entered.get("like", ""),
        now=seen.now,
    )
    reason_of(entered)
    asked = sender_in(seen.dossier, entered.get(FROM_WHOM, ""))
    zone = ZoneInfo(seen.dossier.framework.timezone)
    when = say_when(planned.due.astimezone(zone).isoformat())
    lead = seen.dossier.visit.lead_inspector_email
    return (
        f"{asked.name} is asked for “{planned.title}”, due {when}.",
        f"A mail with your reason goes to {_both(asked.email, lead)}.",
        "A new checklist lies with the request. When it has not come by then, everyone is told.",
    )


def _both(*inboxes: str) -> str:
    """Return addresses in words; who is not there yet, like a LANO to come, is left out."""
    return " and ".join(each for each in inboxes if each)


def _ask(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    extra = ask(
        outside,
        visit_id,
        entered.get("title", ""),
        reason_of(entered),
        entered.get("due", ""),
        like=entered.get("like", ""),
        partner=entered.get(FROM_WHOM, ""),
        by=by,
    )
    return f"Asked for as item {extra.item.number}: {extra.title}"


ASK = Act(
    "ask",
    "Ask for one more item",
    "Items",
    lambda dossier: dossier.visit.status not in NOT_UNDER_WAY,
    _ask_fields,
    _foresee_asking,
    _ask,
    for_inspectors=True,
    about=ABOUT,
)


def _events(dossier: Dossier) -> Field:
    return Field(
        "event",
        "What happened",
        kind=Kind.CHOICE,
        choices=tuple(recordable(dossier.framework).items()),
    )


def _record_fields(dossier: Dossier) -> tuple[Field, ...]:
    return (
        _events(dossier),
        Field("on", "The day on which it happened", kind=Kind.DAY),
        reason_field("How it is known. It is kept in the audit. Name no child in it."),
    )


def _foresee_record(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    dossier, event = seen.dossier, choice_of(entered, _events(seen.dossier))
    on = day_of(entered, "on", "the day on which it happened")
    check_day(dossier.visit, on, seen.now)
    reason_of(entered)
    visit, before = dossier.visit, dossier.happened.get(event)
    instead = (f"It was recorded for {say_day(before)} before.",) if before else ()
    return (
        f"{recordable(dossier.framework)[event]}: {say_day(on)}.",
        *instead,
        "What follows the visit counts from that day.",
        f"A mail goes to {_both(visit.lano_email, visit.lead_inspector_email)}.",
    )


def _record(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    on = day_of(entered, "on", "the day on which it happened")
    followed = record(outside, visit_id, entered["event"], on, by=by)
    lines = (f"{one.title}: {say_when(one.local)}" for one in followed)
    return "; ".join(["Recorded", *lines])


def _has_happenings(dossier: Dossier) -> bool:
    never_open = dossier.visit.status in (VisitStatus.REGISTERED, VisitStatus.CANCELLED)
    return bool(recordable(dossier.framework)) and not never_open


RECORD = Act(
    "record",
    "Record what happened",
    "Items",
    _has_happenings,
    _record_fields,
    _foresee_record,
    _record,
    keeps_reason=False,
)
