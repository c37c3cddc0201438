"""Who sends files for a visit: its authority, or one of its partners."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.kinds import Framework
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.partners import Partner, framework_for
from visit_exchange.visits.places.keys import sender_prefix
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


@dataclass(frozen=True)
class Sender:
    """The authority of a visit, or with ``partner`` one of its partners."""

    visit: Visit
    partner: Partner | None = None

    @property
    def id(self) -> str:
        """What the register knows the sender by: a partner's id, nothing for the authority."""
        return self.partner.id if self.partner else ""

    @property
    def name(self) -> str:
        """Who it is, as people say it."""
        return self.partner.name if self.partner else self.visit.la_name

    @property
    def email(self) -> str:
        """Where its mails go: to the LANO for the authority."""
        return self.partner.email if self.partner else self.visit.lano_email

    @property
    def is_removed(self) -> bool:
        """Whether it is a partner that may send no more."""
        return self.partner is not None and self.partner.is_removed

    @property
    def folder(self) -> str:
        """Its prefix in uploads and replies."""
        return sender_prefix(self.visit.id, self.id)

    @property
    def framework(self) -> Framework:
        """The kind of visit with what this sender is asked for."""
        whole = framework_of(self.visit)
        if self.partner:
            extra = (each.id for each in self.visit.extra if each.partner == self.partner.id)
            return framework_for(whole, (*self.partner.items, *extra))
        others = {each.id for each in self.visit.extra if each.partner}
        mine = tuple(item for item in whole.items if item.id not in others)
        return whole.model_copy(update={"items": mine}) if others else whole


def sender_named(outside: "Outside", visit: Visit, sender: str) -> Sender:
    """Return a sender as the register names it; UserError when the visit has no such partner."""
    return Sender(visit, outside.register.partner(visit.id, sender) if sender else None)


def sender_of(outside: "Outside", submission: Submission) -> Sender:
    """Return who sent an upload."""
    visit = outside.register.visit(submission.visit_id)
    return sender_named(outside, visit, submission.sender)


def sender_in(dossier: Dossier, sender: str) -> Sender:
    """Return a sender of a visit by its id; UserError when the visit has no such partner."""
    return Sender(dossier.visit, dossier.partner(sender) if sender else None)


def partners_asked(outside: "Outside", visit: Visit) -> Iterator[Sender]:
    """Yield the partners of a visit who may send, by id."""
    return _who_may_send(visit, outside.register.partners(visit.id))


def partners_asked_in(dossier: Dossier) -> Iterator[Sender]:
    """Yield the same partners, as a dossier knows them."""
    return _who_may_send(dossier.visit, dossier.partners)


def _who_may_send(visit: Visit, partners: Iterable[Partner]) -> Iterator[Sender]:
    for partner in partners:
        if not partner.is_removed:
            yield Sender(visit, partner)
