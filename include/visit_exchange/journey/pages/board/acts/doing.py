"""Foresee an act, then do it: at once, or by a task that holds the keys which pages do not."""

import hashlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.mailing import with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.board.acts.access import ISSUE, NEW_LINK, REVOKE
from visit_exchange.journey.pages.board.acts.act import REASON, Act, Entered, Foresight, reason_of
from visit_exchange.journey.pages.board.acts.asking import ASK, RECORD
from visit_exchange.journey.pages.board.acts.dates import DATES
from visit_exchange.journey.pages.board.acts.deadline import ADJUST
from visit_exchange.journey.pages.board.acts.documents import REFUSE, RELEASE
from visit_exchange.journey.pages.board.acts.holding import HOLD, LIFT
from visit_exchange.journey.pages.board.acts.letters import DROP_MAIL, MAIL_AGAIN
from visit_exchange.journey.pages.board.acts.partner_added import ADD_PARTNER
from visit_exchange.journey.pages.board.acts.partner_changed import REMOVE_PARTNER, REPLACE_PARTNER
from visit_exchange.journey.pages.board.acts.people import (
    ADD_INSPECTOR,
    REMOVE_INSPECTOR,
    TRACK,
)
from visit_exchange.journey.pages.board.acts.roles import END_ROLE, GIVE_ROLE
from visit_exchange.journey.pages.board.acts.stops import CANCEL, DEFER, RESUME
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.watch.orders import Order

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)

DAG = "act_on_visits"
ACTS = {
    act.id: act
    for act in (
        *(RELEASE, REFUSE),
        *(ADJUST, DATES),
        *(ASK, RECORD),
        *(GIVE_ROLE, END_ROLE, ADD_INSPECTOR, REMOVE_INSPECTOR, TRACK),
        *(ADD_PARTNER, REPLACE_PARTNER, REMOVE_PARTNER),
        *(MAIL_AGAIN, DROP_MAIL),
        *(NEW_LINK, ISSUE, REVOKE),
        *(DEFER, RESUME, CANCEL, HOLD, LIFT),
    )
}
STILL = "“{}” is still being done. Wait until the visit’s page says what came of it"
BEING_DONE = "It is being done. This page says when it is done."
LATER = "It is done within ten minutes: Airflow does not answer now."
CHANGED = "What would follow has changed since you looked. Look again, then go on."


@dataclass(frozen=True)
class Foreseen:
    """What an act will do, in lines; ``mark`` tells these lines from any others."""

    act: Act
    lines: tuple[str, ...]

    @property
    def mark(self) -> str:
        """A short print of the lines: what a person has looked at, and agrees to."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()[:16]


def act_named(act_id: str) -> Act:
    """Return an act by its id; UserError when there is none."""
    if act_id not in ACTS:
        raise UserError("The board has no such act. Go back to the visit, and choose one there")
    return ACTS[act_id]


def offered(dossier: Dossier) -> dict[str, list[Act]]:
    """Return what can be done to a visit as it stands, by group."""
    found: dict[str, list[Act]] = {}
    for act in ACTS.values():
        if act.offered(dossier):
            found.setdefault(act.group, []).append(act)
    return found


def check_offered(act: Act, dossier: Dossier) -> None:
    """Raise UserError when an act cannot be done to a visit as it stands.

    What was begun, and goes on where it breaks off, ends before anything else is done at once: it
    would stop anew a visit that was resumed meanwhile.
    """
    begun = [ACTS[each.act] for each in dossier.orders if each.done_at is None]
    if not act.needs_worker and (still := next((each for each in begun if each.goes_on), None)):
        raise UserError(STILL.format(still.title))
    if not act.offered(dossier):
        status = dossier.visit.status.value.replace("_", " ")
        raise UserError(f"{act.title}: that cannot be done to a visit that is {status}, as it is")


def foreseen(outside: "Outside", visit_id: str, act_id: str, entered: Entered) -> Foreseen:
    """Return what an act will do to a visit as it is now; UserError when it cannot be done."""
    act, dossier = act_named(act_id), outside.register.dossier(visit_id)
    check_offered(act, dossier)
    lines = act.foresee(Foresight(outside, dossier, visit_now(dossier.visit)), entered)
    return Foreseen(act, lines)


def carry_out(
    outside: "Outside", visit_id: str, act_id: str, entered: Entered, *, seen: str, by: str
) -> str:
    """Do what was foreseen, for a login; return what was done, in words.

    ``seen`` is the mark of what the person has looked at. UserError when that is no longer what
    would follow, or when it cannot be done.
    """
    found = foreseen(outside, visit_id, act_id, entered)
    if found.mark != seen:
        raise UserError(CHANGED)
    act = found.act
    if act.needs_worker:
        return _order(outside, visit_id, act, entered, by=by)
    with with_its_mails(outside, visit_id):
        done = _do(outside, visit_id, act, entered, by)
    return f"{done.rstrip('.')}."


def do_ordered(outside: "Outside", order_id: str) -> str:
    """Do what was ordered on the board, once, however often it breaks off; return what came of it.

    What can no longer be done is told on the visit's page, and fails nothing.
    """
    with outside.register.alone(f"order {order_id}"):
        order = outside.register.order(order_id)
        return order.said if order.done_at is not None else _carry_out_order(outside, order)


def _carry_out_order(outside: "Outside", order: Order) -> str:
    act = act_named(order.act)
    try:
        if act.goes_on:
            _finish(outside, order, act.do(outside, order.visit_id, order.entered, order.by))
        else:
            with with_its_mails(outside, order.visit_id):
                said = _do(outside, order.visit_id, act, order.entered, order.by)
                _finish(outside, order, said)
    except UserError as error:
        _finish(outside, order, str(error), is_refused=True)
        return f"not done: {act.title}"
    return f"done: {act.title}"


def _finish(outside: "Outside", order: Order, said: str, *, is_refused: bool = False) -> None:
    at = visit_now(outside.register.visit(order.visit_id))
    outside.register.finish_order(order.id, said, is_refused=is_refused, at=at)


def _do(outside: "Outside", visit_id: str, act: Act, entered: Entered, by: str) -> str:
    said = act.do(outside, visit_id, entered, by)
    if not act.keeps_reason:
        _note_reason(outside, visit_id, act, entered, by=by)
    return said


def open_orders(outside: "Outside") -> list[str]:
    """Return the ids of what was ordered and is not done, oldest first."""
    return [each.id for each in outside.register.open_orders()]


def _order(outside: "Outside", visit_id: str, act: Act, entered: Entered, *, by: str) -> str:
    names = {field.name for field in act.fields(outside.register.dossier(visit_id))}
    kept = {name: value for name, value in entered.items() if name in names}
    at = visit_now(outside.register.visit(visit_id))
    order = outside.register.add_order(visit_id, act.id, kept, by=by, at=at)
    try:
        outside.airflow.trigger(DAG, f"{DAG}-{order.replace('/', '-')}", {})
    except ServiceError as error:
        log.warning("%s waits for the next run of %s (%s)", order, DAG, error)
        return LATER
    return BEING_DONE


def _note_reason(outside: "Outside", visit_id: str, act: Act, entered: Entered, *, by: str) -> None:
    at = visit_now(outside.register.visit(visit_id))
    detail = {"of": act.title, REASON: reason_of(entered)}
    outside.register.note_reason(visit_id, detail, by=by, at=at)
