"""Move a deadline, with a reason: audited, obeyed by the waiting run, told to everyone."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.deadline_alerts import note_on_run
from visit_exchange.journey.deadlines.moving_notification import move_notification
from visit_exchange.journey.hearing import who_hears
from visit_exchange.journey.mailing import mail_each, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.move_checks import check_move, what_a_move_overrides
from visit_exchange.visits.visit import UNPUBLISHED, Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def adjust(
    outside: "Outside",
    visit_id: str,
    milestone_id: str,
    to: datetime,
    reason: str,
    *,
    confirmed: bool = False,
    by: str,
) -> VisitMilestone:
    """Move a milestone to ``to`` (a time without a zone is the framework's local time).

    The notification moves with every deadline after it. UserError when there is no reason, when
    either instant is past, when there is no such milestone, or when the move overrides a rule and
    is not ``confirmed``.
    """
    visit = outside.register.visit(visit_id)
    framework = framework_of(visit)
    if milestone_id == framework.milestones[0].id:
        move_notification(outside, visit_id, to.date(), reason, confirmed=confirmed, by=by)
        return outside.register.milestone(visit_id, milestone_id)
    if to.tzinfo is None:
        to = to.replace(tzinfo=ZoneInfo(framework.timezone))
    now = visit_now(visit)
    if to <= now:
        said = say_when(now.astimezone(ZoneInfo(framework.timezone)).isoformat())
        raise UserError(f"The new time must be in the future. For this visit it is {said}")
    milestones = outside.register.milestones(visit_id)
    overrides = what_a_move_overrides(framework, milestones, milestone_id, to)
    check_move(overrides, confirmed=confirmed)
    with with_its_mails(outside, visit_id):
        moved = outside.register.adjust_milestone(visit_id, milestone_id, to, reason, by=by, at=now)
        _tell(outside, visit, moved, reason, len(outside.register.adjustments(visit_id)))
    if visit.status not in UNPUBLISHED:  # else it has no run, or one that has ended
        note_on_run(outside, visit)
    return moved


def _tell(
    outside: "Outside", visit: Visit, moved: VisitMilestone, reason: str, number: int
) -> None:
    written = mail(
        "new_deadline",
        visit=visit.id,
        milestone=moved.title,
        when=say_when(moved.local),
        reason=reason,
    )
    both = who_hears(outside, visit, visit.lano_email, visit.lead_inspector_email)
    mail_each(outside, f"{visit.id}/adjusted/{number}", both, *written, visit.id)
