"""Move the notification of a visit that has not begun: it starts on the new day."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.hearing import who_hears
from visit_exchange.journey.mailing import mail_each, with_its_mails
from visit_exchange.journey.new_dates import new_dates_mail
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.sender import partners_asked
from visit_exchange.journey.telling import who_else
from visit_exchange.journey.typed import naming_nobody
from visit_exchange.visits.dates.starting import local_today
from visit_exchange.visits.dates.timeline import Timeline, plan
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.entry.doubts import check_confirmed, date_doubts
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_day

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def move_notification(
    outside: "Outside",
    visit_id: str,
    notified: date,
    reason: str,
    *,
    agreed: Mapping[str, date] | None = None,
    on_site_days: int | None = None,
    confirmed: bool = False,
    by: str,
) -> Visit:
    """Move a registered visit to another notification date, with every deadline worked out anew.

    Days that were agreed with the authority stay, but for those in ``agreed``; so do the days on
    site, unless ``on_site_days`` is given. Its lead inspector
    and the data team are told, with the dates; the authority as well if it knows of the visit.
    UserError when there is no reason, the visit has begun, or the day is past, cannot be
    planned, or is a year ahead and not ``confirmed``.
    """
    dossier = outside.register.dossier(visit_id)
    if not reason.strip():
        raise UserError("Enter a reason for the adjustment")
    today = local_today(dossier.visit, wall_now())
    check_may_move(dossier.visit, notified, today)
    timeline = moved_timeline(dossier, notified, agreed or {}, on_site_days)
    check_confirmed(() if confirmed else date_doubts(timeline, today))
    at, why = visit_now(dossier.visit), naming_nobody(dossier.visit, "The reason", reason)
    with with_its_mails(outside, visit_id):
        moved = outside.register.replan_visit(visit_id, timeline, why, by=by, at=at)
        _tell(outside, moved, timeline, why)
    return moved


def moved_timeline(
    dossier: Dossier, notified: date, agreed: Mapping[str, date], on_site_days: int | None = None
) -> Timeline:
    """Return a visit's timeline from another notification date; UserError when there is none.

    ``agreed`` are days that are agreed anew, by milestone.
    """
    framework = dossier.framework
    days = dossier.visit.on_site_days if on_site_days is None else on_site_days
    stands = {
        rule.id: date.fromisoformat(dossier.milestone(rule.id).local[: len("2027-03-15")])
        for rule in framework.milestones
        if rule.agreed
    }
    return plan(framework, notified, on_site_days=days, agreed=stands | dict(agreed))


def check_may_move(visit: Visit, notified: date, today: date) -> None:
    """Raise UserError unless the notification of a visit may move; ``today`` is its local date."""
    if visit.status is not VisitStatus.REGISTERED:
        raise UserError(
            f"{visit.id} is {visit.status.value}: its notification cannot be moved any more. "
            "Defer it, then resume it with a new notification date"
        )
    if visit.is_rehearsal:
        raise UserError("A rehearsal starts at once: rehearse again instead")
    if notified < today:
        raise UserError(
            f"The new notification date must be today or in the future. For this visit it is "
            f"{say_day(today)} now"
        )


def _tell(outside: "Outside", visit: Visit, timeline: Timeline, reason: str) -> None:
    written = new_dates_mail("visit_moved", visit, timeline, reason)
    number = len(outside.register.adjustments(visit.id))
    team = outside.settings.data_team_email
    both, others = (visit.lano_email, visit.lead_inspector_email), who_else(visit, "dates")
    partners = (sender.email for sender in partners_asked(outside, visit))
    inboxes = who_hears(outside, visit, *both, team, *others, *partners)
    mail_each(outside, f"{visit.id}/adjusted/{number}", inboxes, *written, visit.id)
