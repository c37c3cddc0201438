"""Concerns during a visit: recorded sealed, told without content, settled before it closes.

AP "Significant concerns"; SEND 71, 133 and 155. Who may run commands beside the key ring may read
them; no page, pack, mail or audit entry says what one is about.
"""

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.surveys import audience_named
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.mails.catalogue import mail
from visit_exchange.privacy.pseudonyms import is_child_code, tidy_code
from visit_exchange.privacy.sealing import seal, unseal
from visit_exchange.visits.entry.entry import check_email
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.concerns import Concern, Told, new_concern, settled
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from datetime import datetime

    from visit_exchange.services.outside import Outside

PURPOSE = "concern"
_CONCERN = TypeAdapter(Concern)


def record_concern(
    outside: "Outside",
    visit_id: str,
    kind: str,
    words: str,
    *,
    child: str = "",
    provider: str = "",
    survey: str = "",
    senior_officer: str,
    by: str,
) -> int:
    """Record a concern and alert the named senior officer, without content; return its number.

    It is about a child's code, a provider, or a response to the ``survey`` of an audience (AP
    "Survey arrangements": what responses give cause for is answered as any other concern).
    """
    visit = _with_key(outside, visit_id)
    about = _about(visit, child, provider, survey)
    concern = new_concern(framework_of(visit), kind, words, about)
    officer = check_email(senior_officer.strip(), "senior officer’s e-mail")
    at = visit_now(visit)
    content = _sealed(outside, visit, concern)
    told = mail("concern_recorded", visit=visit.id, lead=visit.lead_inspector_email)
    with with_its_mails(outside, visit_id):
        number = outside.register.open_concern(visit_id, content, by=by, at=at)
        mail_once(outside, f"{visit_id}/concern/{number}", officer, *told, visit_id=visit_id)
    return number


def add_told(
    outside: "Outside", visit_id: str, number: int, whom: str, when: "datetime", *, by: str
) -> None:
    """Add who was told of a concern, by role, and when."""
    if not whom.strip():
        raise UserError("Enter who was told, by role")
    with _alone(outside, visit_id):
        visit, concern = _open(outside, visit_id, number, by=by)
        if when > visit_now(visit):
            raise UserError("The time at which somebody was told must be in the past")
        more = replace(concern, told=(*concern.told, Told(whom.strip(), when)))
        _keep(outside, visit, number, more, "concern told", by=by)


def settle_concern(
    outside: "Outside", visit_id: str, number: int, outcome: str, follows: str, *, by: str
) -> None:
    """Say what becomes of a concern, which closes it; UserError when that is said already."""
    with _alone(outside, visit_id):
        visit, concern = _open(outside, visit_id, number, by=by)
        done = settled(framework_of(visit), concern, outcome, follows)
        _keep(outside, visit, number, done, "concern closed", by=by, closes=True)


def read_concern(outside: "Outside", visit_id: str, number: int, *, by: str) -> Concern:
    """Return a concern; who reads it is in the audit. UserError when there is none."""
    return _open(outside, visit_id, number, by=by)[1]


def check_no_open_concern(outside: "Outside", visit_id: str) -> None:
    """Raise UserError when nobody has said what becomes of a concern: the visit stays unclosed."""
    still_open = [str(c.number) for c in outside.register.concerns(visit_id) if c.is_open]
    if still_open:
        raise UserError(
            f"{visit_id} cannot close: say what becomes of concern {', '.join(still_open)}, with "
            f"visit-exchange visits concern close {visit_id} NUMBER. Then this step passes"
        )


def _alone(outside: "Outside", visit_id: str) -> AbstractContextManager[None]:
    """Hold the concerns of a visit: of two who add to one at once, the second reads the first."""
    return outside.register.alone(f"concerns of {visit_id}")


def _about(visit: Visit, child: str, provider: str, survey: str) -> str:
    if sum(bool(each.strip()) for each in (child, provider, survey)) != 1:
        raise UserError(
            "Enter either the child’s code (--child), the provider (--provider) or the survey "
            "(--survey)"
        )
    if survey.strip():
        return f"a response to the survey for {audience_named(visit, survey.strip()).title.lower()}"
    return _childs_code(child) if child.strip() else provider.strip()


def _childs_code(child: str) -> str:
    code = tidy_code(child)
    if not is_child_code(code):
        raise UserError("--child must be a child’s code, like K7QM-2XWD, and never a name")
    return code


def _open(outside: "Outside", visit_id: str, number: int, *, by: str) -> tuple[Visit, Concern]:
    visit = _with_key(outside, visit_id)
    kept = outside.register.read_concern(visit_id, number, by=by, at=visit_now(visit))
    if kept is None:
        raise UserError(f"{visit_id} has no concern {number}")
    try:
        return visit, _CONCERN.validate_json(unseal(outside.keys.key(visit_id), PURPOSE, kept))
    except ValidationError:
        # Its own words would quote the concern.
        raise UserError(f"Concern {number} was kept by another version of Visit Exchange") from None


def _keep(
    outside: "Outside",
    visit: Visit,
    number: int,
    concern: Concern,
    act: str,
    *,
    by: str,
    closes: bool = False,
) -> None:
    content, at = _sealed(outside, visit, concern), visit_now(visit)
    outside.register.rewrite_concern(visit.id, number, content, act, by=by, at=at, closes=closes)


def _sealed(outside: "Outside", visit: Visit, concern: Concern) -> bytes:
    return seal(outside.keys.key(visit.id), PURPOSE, _CONCERN.dump_json(concern))


def _with_key(outside: "Outside", visit_id: str) -> Visit:
    visit = outside.register.visit(visit_id)
    if not outside.keys.has(visit_id):
        raise UserError(f"{visit_id} has no key: concerns are kept only while it has one")
    return visit
