"""What a partner is sent: its own request, for its own items, with its own place."""

from collections.abc import Sequence

from visit_exchange.kinds import Framework, Item
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.people.partners import Partner
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_day, say_when


def partner_request_mail(
    visit: Visit,
    partner: Partner,
    framework: Framework,
    milestones: Sequence[VisitMilestone],
    upload_place: str,
    request_pack: str,
    upload_link: str = "",
) -> tuple[str, str]:
    """Return subject and plain text of the request to a partner.

    ``framework`` has only what the partner is asked for. ``upload_link`` is a secret; without it
    the text speaks of none.
    """
    said = {milestone.id: say_when(milestone.local) for milestone in milestones}
    requested: dict[str, list[Item]] = {}
    for item in framework.items:
        requested.setdefault(said[item.due], []).append(item)
    first = next(iter(requested))
    return mail(
        "partner_request",
        first=first,
        visit=visit,
        partner=partner,
        framework=framework,
        notified=say_day(visit.notified),
        requested=requested,
        upload_place=upload_place,
        request_pack=request_pack,
        upload_link=upload_link,
    )
