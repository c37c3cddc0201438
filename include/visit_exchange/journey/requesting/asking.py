"""Ask an authority for one more thing during a visit, with the reason that the guidance demands."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.deadline_alerts import tell_of_missing_extra
from visit_exchange.journey.deadlines.missing import missing_from
from visit_exchange.journey.mailing import mail_each, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.sender import sender_in, sender_named
from visit_exchange.journey.telling import who_else
from visit_exchange.journey.typed import naming_nobody
from visit_exchange.kinds import Framework
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.services.addresses import place_of, upload_place
from visit_exchange.visits.dates.typed_times import typed_instant
from visit_exchange.visits.extra_items import ExtraItem
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import request_folder, within
from visit_exchange.visits.places.names import CHECKLIST
from visit_exchange.visits.visit import ENDED, STOPPED, Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

LONGEST_TITLE = 100
NOT_UNDER_WAY = ENDED | STOPPED | {VisitStatus.REGISTERED}


def ask(
    outside: "Outside",
    visit_id: str,
    title: str,
    reason: str,
    due: str,
    *,
    like: str = "",
    partner: str = "",
    by: str,
) -> ExtraItem:
    """Ask for one more document, due at a local time of its own; it is audited and mailed.

    The authority is asked, or the ``partner`` of this id.

    ``reason`` says why it is necessary and not available already; ``like`` is the number or id of
    a document of the request by whose words it is recognised too. UserError says what is wrong.
    """
    visit = check_under_way(outside, visit_id)
    if sender_named(outside, visit, partner).is_removed:
        raise UserError(f"{partner} was removed from {visit_id}: it may send no more")
    at = visit_now(visit)
    asked = planned_item(framework_of(visit), title, reason, due, like=like, now=at)
    named = naming_nobody(visit, "What you ask for", asked.title)
    why = naming_nobody(visit, "The reason", asked.reason)
    with with_its_mails(outside, visit_id):
        extra = outside.register.ask_for(
            visit_id,
            named,
            why,
            asked.due,
            words=asked.words,
            partner=partner,
            by=by,
            at=at,
        )
        _tell(outside, outside.register.visit(visit_id), extra)
    return extra


@dataclass(frozen=True)
class PlannedItem:
    """One more item as it would be asked for, with the words by which it is recognised."""

    title: str
    reason: str
    due: datetime
    words: tuple[str, ...]


def planned_item(
    framework: Framework, title: str, reason: str, due: str, *, like: str = "", now: datetime
) -> PlannedItem:
    """Return one more item as it would be asked for at ``now``; UserError says what is wrong."""
    named, why = _title(title, framework), _reason(reason)
    words = _words(framework, like)
    return PlannedItem(named, why, _due(due, framework, now), words)


def check_under_way(outside: "Outside", visit_id: str) -> Visit:
    """Return a visit that is under way; UserError when nothing more can be asked for."""
    visit = outside.register.visit(visit_id)
    if visit.status in NOT_UNDER_WAY:
        raise UserError(f"{visit_id} is {visit.status.value}: nothing more can be asked for")
    return visit


def look_for_missing(outside: "Outside") -> int:
    """Alert, once each, to what was asked for during a visit and has not come by its date."""
    under_way = (v for v in outside.register.visits() if v.status not in NOT_UNDER_WAY)
    return sum(_look(outside, visit) for visit in under_way if visit.extra)


def _look(outside: "Outside", visit: Visit) -> int:
    dossier, now = outside.register.dossier(visit.id), visit_now(visit)
    told = 0
    for extra in visit.extra:
        milestone = dossier.milestone(extra.id)
        if milestone.reached_at is None and milestone.due <= now:
            sender = sender_in(dossier, extra.partner)
            if extra.item in missing_from(dossier, sender) and not sender.is_removed:
                tell_of_missing_extra(outside, visit, milestone, sender.email)
                told += 1
            # Last: a sweep that is broken off before it tells again, under the same keys.
            outside.register.reach_milestone(visit.id, extra.id, now)
    return told


def _title(title: str, framework: Framework) -> str:
    named = " ".join(title.split())
    if not named:
        raise UserError("Enter what you ask for")
    if len(named) > LONGEST_TITLE:
        raise UserError(f"What you ask for must be {LONGEST_TITLE} characters or fewer")
    for item in framework.items:
        if item.title.casefold() == named.casefold():
            raise UserError(f"That is asked for already, as item {item.number}")
    return named


def _reason(reason: str) -> str:
    if not reason.strip():
        raise UserError("Enter why it is necessary and not available already")
    return " ".join(reason.split())


def _words(framework: Framework, like: str) -> tuple[str, ...]:
    if not like.strip():
        return ()
    for item in framework.documents:
        if like.strip() in (item.id, item.number):
            return (item.title, *item.words)
    numbers = ", ".join(item.number for item in framework.documents)
    raise UserError(f"It must be like one of the documents {numbers}. A list is sent again instead")


def _due(due: str, framework: Framework, now: datetime) -> datetime:
    try:
        entered = datetime.fromisoformat(due.strip())
    except ValueError:
        raise UserError("The due date must be a real date, like 2023-03-31") from None
    if len(due.strip()) <= len("2023-03-31"):
        at = framework.milestone(framework.returns_milestone).local_time
        entered = datetime.combine(entered, at)
    zone = ZoneInfo(framework.timezone)
    when = typed_instant(entered, zone)
    if when <= now:
        said = say_when(now.astimezone(zone).isoformat())
        raise UserError(f"The due date must be in the future. For this visit it is {said}")
    return when


def _tell(outside: "Outside", visit: Visit, extra: ExtraItem) -> None:
    milestones = outside.register.milestones(visit.id)
    sender = sender_named(outside, visit, extra.partner)
    checklist = checklist_workbook(visit, sender.framework, milestones)
    folder = request_folder(visit.id, sender.id)
    outside.store.put(Bucket.REPLIES, within(folder, CHECKLIST), checklist)
    when = say_when(outside.register.milestone(visit.id, extra.id).local)
    written = mail(
        "one_more_item",
        visit=visit.id,
        number=extra.item.number,
        title=extra.title,
        reason=extra.reason,
        when=when,
        has_page=bool(outside.settings.upload_origin),
        upload_place=upload_place(outside, visit, sender.id),
        checklist=place_of(outside, Bucket.REPLIES, within(folder, CHECKLIST)),
    )
    others = () if sender.partner else who_else(visit, "sending", "authority")
    all_of_them = (sender.email, visit.lead_inspector_email, *others)
    mail_each(outside, f"{visit.id}/asked/{extra.id}", all_of_them, *written, visit.id)
