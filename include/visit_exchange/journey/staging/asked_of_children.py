"""What the authority is asked about the selected children, in words, as it stands now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.services.addresses import reply_place, upload_place
from visit_exchange.tracking.request import PartnersChildren, changed_in, tracking_request_mail
from visit_exchange.visits.dates.own_due import own_due
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.people.partners import Partner
from visit_exchange.visits.places.keys import tracking_request_folder
from visit_exchange.visits.places.sent_for import TRACKING_FOLDER
from visit_exchange.visits.records import Selection
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


@dataclass(frozen=True)
class ListedAlone:
    """Selected children (``codes``) whom only one partner listed; ``theirs`` are its references."""

    partner: Partner
    theirs: Mapping[str, str]
    codes: tuple[str, ...]


def listed_by_partners_alone(
    outside: "Outside", visit: Visit, codes: Iterable[str]
) -> tuple[ListedAlone, ...]:
    """Return which of these children the authority did not list itself, by partner."""
    asked, found = tuple(codes), []
    known = set(crosswalk_of(outside, visit, sender="").values())
    for partner in outside.register.partners(visit.id):
        theirs = crosswalk_of(outside, visit, sender=partner.id)
        only = tuple(code for code in asked if code in theirs.values() and code not in known)
        if only:
            found.append(ListedAlone(partner, theirs, only))
    return tuple(found)


def tracking_words(outside: "Outside", dossier: Dossier, selection: Selection) -> tuple[str, str]:
    """Return subject and text of the request about the children of a selection."""
    visit, framework = dossier.visit, dossier.framework
    alone = listed_by_partners_alone(outside, visit, selection.codes)
    return tracking_request_mail(
        visit,
        framework,
        selection.codes,
        due=dossier.milestone_for("tracking").local,
        upload_place=f"{upload_place(outside, visit)}{TRACKING_FOLDER}",
        crosswalk_place=reply_place(outside, tracking_request_folder(visit.id)),
        has_page=bool(outside.settings.upload_origin),
        providers=dossier.providers.names if dossier.providers else (),
        partners_children=[
            PartnersChildren(each.partner.name, each.partner.email, ", ".join(each.codes))
            for each in alone
        ],
        changed=changed_in(selection, own_due(dossier), ZoneInfo(framework.timezone)),
    )


def was_asked(dossier: Dossier) -> bool:
    """Say whether the authority was asked about selected children in this run of the visit."""
    asked = f"{dossier.visit.run_id}/tracking-request/"
    keys = [*(e.key for e in dossier.mails), *(e.key for e in dossier.waiting_mails)]
    return any(key.startswith(asked) for key in keys)
