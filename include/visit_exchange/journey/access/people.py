"""Which inspectors belong to a visit: only they see and answer its questions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.visits.entry.entry import check_login
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.people import may_choose
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

ONLY_READS = (
    "You shadow this visit: you may read all of it, and neither choose nor leave notes. If that is "
    "not your part, ask the data team."
)


def check_logins(outside: "Outside", logins: Iterable[str]) -> None:
    """Raise UserError unless somebody can sign in to Airflow with each of these logins.

    A visit that is given to a mistyped login is seen by nobody, or by somebody else.
    """
    unknown = [login for login in logins if not outside.airflow.knows_login(login)]
    if unknown:
        raise UserError(
            f"Nobody signs in to Airflow as {' or '.join(unknown)}. Enter the login as it stands "
            "in Airflow, or have it made first"
        )


def add_inspector(outside: "Outside", visit_id: str, login: str, *, by: str) -> None:
    """Give an inspector a visit; UserError when nobody has the login, or they have it already."""
    at = visit_now(outside.register.visit(visit_id))
    check_logins(outside, [check_login(login)])
    if not outside.register.add_inspector(visit_id, check_login(login), by=by, at=at):
        raise UserError(f"{login} is an inspector of {visit_id} already")


def remove_inspector(outside: "Outside", visit_id: str, login: str, *, by: str) -> None:
    """Take a visit from an inspector, at once; UserError when they do not have it."""
    at = visit_now(outside.register.visit(visit_id))
    if not outside.register.remove_inspector(visit_id, login, by=by, at=at):
        raise UserError(f"{login} is not an inspector of {visit_id}")


def let_track(outside: "Outside", visit_id: str, login: str, *, may: bool, by: str) -> None:
    """Let an inspector of a visit read what is sent about its selected children, or no longer.

    UserError when that changes nothing.
    """
    at = visit_now(outside.register.visit(visit_id))
    if not outside.register.let_track(visit_id, login, may=may, by=by, at=at):
        stands = "follows the selected children" if may else "does not follow them"
        raise UserError(f"{login} is no inspector of {visit_id}, or {stands} already")


def may_track(outside: "Outside", visit_id: str, login: str) -> bool:
    """Say whether somebody is of the team that follows a visit's selected children."""
    return outside.register.tracks(visit_id, login)


def may_see(outside: "Outside", visit_id: str, login: str) -> bool:
    """Say whether a visit is one of an inspector's own; False too when there is no such visit."""
    return visit_id in outside.register.visits_of_inspector(login)


def only_reads(visit: Visit, login: str) -> bool:
    """Say whether somebody shadows a visit: they read, and neither choose nor leave notes."""
    return not may_choose(framework_of(visit), visit.people, login)


def check_may_choose(outside: "Outside", visit_id: str, login: str) -> None:
    """Raise UserError unless an inspector of a visit may choose, ask and leave notes in it."""
    if only_reads(outside.register.visit(visit_id), login):
        raise UserError(ONLY_READS)


def respondents(outside: "Outside", visit_id: str) -> list[str]:
    """Return who may answer the visit's question in Airflow: its inspectors, and our own user.

    Ours answers it when a selection has come another way. Airflow turns away everybody else, who
    shadows the visit too.
    """
    own, visit = outside.settings.airflow_user, outside.register.visit(visit_id)
    framework, logins = framework_of(visit), outside.register.inspectors(visit_id)
    choose = [login for login in logins if may_choose(framework, visit.people, login)]
    return [*choose, *([own] if own else [])]
