"""Partners: who is asked besides the authority, and for which of the items."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.choosing_rules import SelectionRules, Tracking
from visit_exchange.kinds.rules.visit_rules import PartnerKind
from visit_exchange.visits.places.keys import sender_prefix

_LONGEST_ID = 30


@dataclass(frozen=True)
class Partner:
    """A partner of one visit. ``id`` is its prefix below ``partners/``, ``kind`` the framework's.

    ``items`` are the ids of what it is asked for. One that was removed may send no more.
    """

    visit_id: str
    id: str
    kind: str
    name: str
    email: str
    items: tuple[str, ...]
    is_removed: bool = False

    @property
    def folder(self) -> str:
        """Its prefix in uploads and replies."""
        return sender_prefix(self.visit_id, self.id)


def no_partner(visit_id: str, partner_id: str) -> UserError:
    """Return what is told of a partner that a visit does not have."""
    return UserError(
        f"{visit_id} has no partner {partner_id}. See visit-exchange visits partner list {visit_id}"
    )


def partner_kind(framework: Framework, kind: str) -> PartnerKind:
    """Return a kind of partner by its id; UserError that names them all when there is none."""
    known = {each.id: each for each in framework.partners}
    if not known:
        raise UserError(f"{framework.title} asks the authority alone: it has no partners")
    if kind not in known:
        raise UserError(f"--kind must be one of: {', '.join(known)}")
    return known[kind]


def items_asked(framework: Framework, kind: PartnerKind, named: str) -> tuple[str, ...]:
    """Return the ids of the items named, by number or id with commas between.

    Any partner may be asked for any item of the visit; with none named, for those that its kind
    suggests. UserError when the visit has no such item, or the kind suggests none that it has.
    """
    items = framework.items
    by_name = {name: item.id for item in items for name in (item.id, item.number.casefold())}
    wanted = [part.strip().casefold() for part in re.split("[,;]", named) if part.strip()]
    if unknown := [name for name in wanted if name not in by_name]:
        numbers = ", ".join(item.number for item in items)
        raise UserError(f"This visit has no item {', '.join(unknown)}. Choose from: {numbers}")
    chosen = {by_name[name] for name in wanted} or set(kind.items)
    asked = tuple(item.id for item in items if item.id in chosen)
    if not asked:
        raise UserError(f"Name the items: none of this visit’s is suggested for {kind.title}")
    return asked


def partner_id(name: str, taken: Collection[str]) -> str:
    """Return a prefix made from a partner's name that no other partner of the visit has."""
    plain = re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-")[:_LONGEST_ID].strip("-")
    if not plain:
        raise UserError("The partner's name must have at least one letter or digit")
    wanted = [plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))]
    return next(each for each in wanted if each not in taken)


def framework_for(framework: Framework, items: Sequence[str]) -> Framework:
    """Return a framework with only what one partner is asked for: no selection, no tracking."""
    return framework.model_copy(
        update={
            "items": tuple(item for item in framework.items if item.id in items),
            "selection": SelectionRules(),
            "tracking": Tracking(),
        }
    )
