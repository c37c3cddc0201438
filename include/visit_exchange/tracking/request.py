"""The request for information about the selected children. The mail names them by code only."""

from collections.abc import Sequence
from dataclasses import dataclass

from visit_exchange.kinds import Framework
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.visit import Visit
from visit_exchange.writing.dates_in_words import say_when


@dataclass(frozen=True)
class PartnersChildren:
    """Selected children whom one partner alone listed: whom to ask who they are."""

    name: str
    email: str
    codes: str


def tracking_request_mail(
    visit: Visit,
    framework: Framework,
    codes: Sequence[str],
    *,
    due: str,
    upload_place: str,
    crosswalk_place: str,
    has_page: bool = False,
    providers: Sequence[str] = (),
    partners_children: Sequence[PartnersChildren] = (),
) -> tuple[str, str]:
    """Return subject and text of the mail to the LANO.

    ``due`` is the milestone's local time (ISO 8601). A mail is read by more than it is meant for,
    so which child a code stands for is only in the authority's replies, at
    ``crosswalk_place``. ``has_page`` says that the authority has a link to an upload page.
    ``providers`` are those that inspectors plan to visit.
    """
    kind = framework.tracking.items[0].id.replace("_", " ")
    return mail(
        "tracking_request",
        visit=visit.id,
        when=say_when(due),
        codes=codes,
        items=framework.tracking.items,
        has_page=has_page,
        crosswalk_place=crosswalk_place,
        upload_place=upload_place,
        example=f"{codes[0]} {kind}.pdf" if codes else "",
        providers=providers,
        partners_children=partners_children,
    )
