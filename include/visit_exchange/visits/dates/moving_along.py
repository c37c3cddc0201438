"""What moves with a deadline: all that the guidance puts on the last on-site day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from visit_exchange.visits.dossier import Dossier


def moved_along(dossier: Dossier, moved: str, to: datetime) -> dict[str, datetime]:
    """Return the new instants of what follows when a milestone moves ``to`` another.

    The survey and the debrief keep to the last on-site day when that moves: each that stands on it
    still, and has not come, keeps its own hour. Nothing follows any other milestone.
    """
    framework = dossier.framework
    on_last_day = [rule.id for rule in framework.milestones if rule.last_on_site_day]
    if moved != _last_day(dossier, on_last_day):
        return {}
    zone = ZoneInfo(framework.timezone)
    was, day = dossier.milestone(moved).due.astimezone(zone).date(), to.astimezone(zone).date()
    return {
        each.id: datetime.combine(day, local.time(), zone)
        for each in dossier.milestones
        if each.id in on_last_day and each.id != moved and each.reached_at is None
        if (local := each.due.astimezone(zone)).date() == was
    }


def _last_day(dossier: Dossier, on_last_day: list[str]) -> str:
    """Return the milestone that is the last on-site day itself, by which the visit ends."""
    end = dossier.framework.milestone_of("end")
    return end if end in on_last_day else next(iter(on_last_day), "")
