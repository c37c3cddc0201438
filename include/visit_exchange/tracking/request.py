"""The request for information about the selected children. The mail names them by code only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from visit_exchange.kinds import Framework
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.records import Selection
from visit_exchange.visits.visit import Visit
from visit_exchange.writing.dates_in_words import say_when


@dataclass(frozen=True)
class PartnersChildren:
    """Selected children whom one partner alone listed: whom to ask who they are."""

    name: str
    email: str
    codes: str


@dataclass(frozen=True)
class Changed:
    """Who declined or withdrew, and by when what is asked about others is due, where that differs.

    ``own_due`` has the codes by that date and time in words.
    """

    left: tuple[str, ...] = ()
    own_due: Mapping[str, str] = field(default_factory=dict)


NOTHING_CHANGED = Changed()


def changed_in(selection: Selection, own_due: Mapping[str, datetime], zone: ZoneInfo) -> Changed:
    """Return what a selection changes of the one before; ``zone`` is that of the visit."""
    own: dict[str, list[str]] = {}
    for code, due in own_due.items():
        own.setdefault(say_when(due.astimezone(zone).isoformat()), []).append(code)
    return Changed(selection.declined, {when: ", ".join(codes) for when, codes in own.items()})


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
    changed: Changed = NOTHING_CHANGED,
) -> tuple[str, str]:
    """Return subject and text of the mail to the LANO.

    ``due`` is the milestone's local time (ISO 8601). A mail is read by more than it is meant for,
    so which child a code stands for is only in the authority's replies, at
    ``crosswalk_place``. ``has_page`` says that the authority has a link to an upload page.
    ``providers`` are those that inspectors plan to visit, ``changed`` what is new since children
    declined.
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
        changed=changed,
    )
