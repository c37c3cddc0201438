"""The mail about a visit whose dates are worked out anew: moved before it began, or resumed."""

from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.dates.timeline import Timeline
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit
from visit_exchange.writing.dates_in_words import say_day, say_when


def new_dates_mail(occasion: str, visit: Visit, timeline: Timeline, reason: str) -> tuple[str, str]:
    """Return subject and text for an occasion; ``visit`` has its new notification date."""
    return mail(
        occasion,
        visit=visit.id,
        area=visit.la_name,
        kind=framework_of(visit).title,
        notified=say_day(visit.notified),
        reason=reason,
        dates=[f"{one.title}: {say_when(one.local)}" for one in timeline.milestones],
    )
