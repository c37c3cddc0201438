"""Who is let in: keys of the object store, and the link to the upload page."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access import issue, revoke
from visit_exchange.journey.access.upload_link import send_new_link
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    choice_of,
    reason_field,
    reason_of,
)
from visit_exchange.journey.pages.board.acts.keys_by_hand import check_not_by_hand
from visit_exchange.journey.sender import sender_in
from visit_exchange.services.store_access.identities import PARTNER, VISIT_IDENTITIES
from visit_exchange.visits.acts import has_keys_in, is_announced_in
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GROUP = "Who is let in"
SHUT_OUT = "They get none by asking to see them either. To let them in again, issue new ones."


def keys_out(dossier: Dossier) -> dict[str, bool]:
    """Return whether each identity of a visit has keys, as the audit tells it."""
    return {who: has_keys_in(dossier.audit, who) for who, _ in _identities(dossier)}


def _identities(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    partners = (each for each in dossier.partners if not each.is_removed)
    return (
        *((each.id, each.who) for each in VISIT_IDENTITIES.values()),
        *((f"{PARTNER}{each.id}", f"officers of {each.name}") for each in partners),
    )


def _for_whom(dossier: Dossier) -> Field:
    stands = keys_out(dossier)
    choices = tuple(
        (who, f"{words[0].upper()}{words[1:]} ({'has keys' if stands[who] else 'no keys'})")
        for who, words in _identities(dossier)
    )
    return Field("who", "Who it is for", kind=Kind.CHOICE, choices=choices)


def _fields(dossier: Dossier) -> tuple[Field, ...]:
    return (_for_whom(dossier), reason_field())


def _foresee_keys(seen: Foresight, entered: Entered, then: tuple[str, ...]) -> tuple[str, ...]:
    who = choice_of(entered, _for_whom(seen.dossier))
    reason_of(entered)
    check_not_by_hand(seen, who)
    words = dict(_identities(seen.dossier))[who]
    if not keys_out(seen.dossier)[who]:
        return (f"There are no keys for {words} now.", *then)
    ends = f"The present keys of {seen.visit_id} for {words} are refused at once."
    return (ends, "What is being sent or fetched with them breaks off.", *then)


def _issue(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    issue(outside, visit_id, entered["who"], by=by)
    return f"Issued. Hand them over: visit-exchange access show {visit_id} --for {entered['who']}"


def _revoke(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    was_there = revoke(outside, visit_id, entered["who"], by=by)
    return f"Revoked: {entered['who']}" if was_there else f"{entered['who']} had no keys"


def _is_open(dossier: Dossier) -> bool:
    status = dossier.visit.status
    return status not in ENDED and status is not VisitStatus.REGISTERED


ISSUE = Act(
    "issue-keys",
    "Issue new keys",
    GROUP,
    _is_open,
    _fields,
    lambda seen, entered: _foresee_keys(
        seen, entered, ("New ones are made. No page shows them: a command does, and is audited.",)
    ),
    _issue,
    needs_worker=True,
    keeps_reason=False,
)
REVOKE = Act(
    "revoke-keys",
    "Revoke keys",
    GROUP,
    _is_open,
    _fields,
    lambda seen, entered: _foresee_keys(seen, entered, (SHUT_OUT,)),
    _revoke,
    needs_worker=True,
    keeps_reason=False,
)


def _to_whom(dossier: Dossier) -> Field:
    partners = tuple((each.id, each.name) for each in dossier.partners if not each.is_removed)
    authority = ("", f"The authority, {dossier.visit.la_name}")
    return Field("partner", "Who gets it", kind=Kind.CHOICE, choices=(authority, *partners))


def _foresee_link(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    if not seen.outside.settings.upload_origin:
        raise UserError("No page takes uploads: there is no link to send")
    to = sender_in(seen.dossier, choice_of(entered, _to_whom(seen.dossier)))
    reason_of(entered)
    return (
        f"A mail with a new link goes to {to.email}.",
        "The link before it no longer works, for everybody who has it.",
    )


def _send_link(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    to = send_new_link(outside, visit_id, by=by, sender=entered.get("partner", ""))
    return f"Mailed to {to}. The link before it no longer works"


NEW_LINK = Act(
    "new-link",
    "Send a new upload link",
    GROUP,
    lambda dossier: _is_open(dossier) and is_announced_in(dossier.audit),
    lambda dossier: (_to_whom(dossier), reason_field()),
    _foresee_link,
    _send_link,
    keeps_reason=False,
)
