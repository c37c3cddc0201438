"""The dates of a visit that is not open yet."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from visit_exchange.journey.deadlines.moving_notification import (
    check_may_move,
    move_notification,
    moved_timeline,
)
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    WrongField,
    day_of,
    is_ticked,
    reason_field,
    reason_of,
)
from visit_exchange.kinds import Framework
from visit_exchange.visits.dates.starting import local_today
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.entry.doubts import check_confirmed, date_doubts
from visit_exchange.visits.visit import VisitStatus
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GROUP = "Dates"
AGREED = "agreed-"


def confirm_field() -> Field:
    """Return the box that takes dates which look like a slip."""
    hint = "Only after you were asked to confirm dates that look like a slip."
    return Field("confirm", "Dates are confirmed", hint, Kind.TICK)


def agreed_fields(
    framework: Framework, stands: Mapping[str, str] | None = None
) -> tuple[Field, ...]:
    """Return a field for each day that a kind of visit agrees with the authority."""
    known = stands or {}
    return tuple(
        Field(
            f"{AGREED}{rule.id}",
            f"Agreed: {rule.title}",
            kind=Kind.DAY,
            value=known.get(rule.id, ""),
        )
        for rule in framework.milestones
        if rule.agreed
    )


def agreed_in(framework: Framework, entered: Entered) -> dict[str, date]:
    """Return the agreed days that were entered."""
    return {
        rule.id: day_of(entered, f"{AGREED}{rule.id}", f"the agreed date: {rule.title}")
        for rule in framework.milestones
        if rule.agreed and entered.get(f"{AGREED}{rule.id}", "").strip()
    }


def _dates_fields(dossier: Dossier) -> tuple[Field, ...]:
    visit, kind = dossier.visit, dossier.framework
    stands = {each.id: each.local[: len("2027-03-15")] for each in dossier.milestones}
    days = (Field("on_site_days", "Days on site", kind=Kind.NUMBER, value=str(visit.on_site_days)),)
    return (
        Field("notified", "Notification date", kind=Kind.DAY, value=visit.notified.isoformat()),
        *agreed_fields(kind, stands),
        *(days if kind.on_site.milestone else ()),
        reason_field("It is kept and told. Name no child in it."),
        confirm_field(),
    )


def days_in(entered: Entered) -> int | None:
    """Return the days on site that were entered; None when none were; UserError for no number."""
    text = entered.get("on_site_days", "").strip()
    if text and not text.isdecimal():
        raise WrongField("on_site_days", "Days on site must be a number")
    return int(text) if text else None


def _foresee_dates(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    visit = seen.dossier.visit
    notified = day_of(entered, "notified", "the notification date")
    reason_of(entered)
    today = local_today(visit, wall_now())
    check_may_move(visit, notified, today)
    agreed = agreed_in(seen.dossier.framework, entered)
    timeline = moved_timeline(seen.dossier, notified, agreed, days_in(entered))
    check_confirmed(() if is_ticked(entered, "confirm") else date_doubts(timeline, today))
    return (
        "Every deadline is worked out anew. These are the dates:",
        *(f"{one.title}: {say_when(one.local)}" for one in timeline.milestones),
        "The lead inspector and the data team are told, with your reason; the authority too if it "
        "knows of the visit.",
    )


def _set_dates(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    kind = outside.register.dossier(visit_id).framework
    move_notification(
        outside,
        visit_id,
        day_of(entered, "notified", "the notification date"),
        reason_of(entered),
        agreed=agreed_in(kind, entered),
        on_site_days=days_in(entered),
        confirmed=is_ticked(entered, "confirm"),
        by=by,
    )
    return "Every deadline has its new date"


DATES = Act(
    "dates",
    "Change the dates before notification",
    GROUP,
    lambda dossier: (
        dossier.visit.status is VisitStatus.REGISTERED and not dossier.visit.is_rehearsal
    ),
    _dates_fields,
    _foresee_dates,
    _set_dates,
)
