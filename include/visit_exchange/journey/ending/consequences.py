"""What deferring, cancelling or resuming a visit will do, said before it is done."""

from collections.abc import Sequence

from visit_exchange.visits.acts import is_announced_in
from visit_exchange.visits.dates.timeline import Timeline
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import VisitStatus
from visit_exchange.writing.dates_in_words import say_when

DEFER = (
    "No deadline stands any longer, and no pack is published.",
    "Inspectors’ credentials end. The authority may still send.",
    "It stands so until it is resumed or cancelled.",
)
CANCEL = (
    "Every link and all credentials end, and what arrives is set aside.",
    "What was sent is kept until its retention ends, counted from now.",
    "Nothing brings the visit back.",
)
AGAIN = "It can be registered again for the same date."


def what_stopping_does(dossier: Dossier, to: VisitStatus, told: Sequence[str]) -> tuple[str, ...]:
    """Return what happens when a visit is deferred or cancelled, in lines; ``told`` get a mail."""
    does = DEFER if to is VisitStatus.DEFERRED else CANCEL
    again = to is VisitStatus.CANCELLED and not is_announced_in(dossier.audit)
    return (*_beginning(dossier, to, told), *does, *([AGAIN] if again else []))


def what_resuming_does(
    dossier: Dossier, timeline: Timeline, told: Sequence[str]
) -> tuple[str, ...]:
    """Return what happens when a visit is resumed with these dates, in lines."""
    dates = (f"  {each.title}: {say_when(each.local)}" for each in timeline.milestones)
    return (
        *_beginning(dossier, VisitStatus.REGISTERED, told),
        "The request goes out again on its notification date. These are the dates:",
        *dates,
    )


def _beginning(dossier: Dossier, to: VisitStatus, told: Sequence[str]) -> tuple[str, ...]:
    visit, count = dossier.visit, len(dossier.submissions)
    return (
        f"{visit.id} ({visit.la_name}, {dossier.framework.title}) is {visit.status.value} "
        f"and becomes {to.value}. It has {count} {'upload' if count == 1 else 'uploads'}.",
        f"A mail with your reason goes to {', '.join(told)}.",
    )
