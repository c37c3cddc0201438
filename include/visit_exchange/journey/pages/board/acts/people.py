"""Whose visit it is in Airflow: its inspectors, and who follows the children."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import (
    add_inspector,
    check_logins,
    let_track,
    remove_inspector,
)
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    choice_of,
    has_not_ended,
    is_ticked,
    reason_field,
    reason_of,
    text_of,
)
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.entry.entry import check_login

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GROUP = "People"


def _add_fields(_dossier: Dossier) -> tuple[Field, ...]:
    return (
        Field("login", "The inspector’s login", "What they sign in to Airflow with, like j.smith."),
        Field("tracks", "They follow the selected children", kind=Kind.TICK),
        reason_field(),
    )


def _foresee_adding(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    login = check_login(text_of(entered, "login", "the inspector’s login"))
    reason_of(entered)
    if login in seen.dossier.inspectors:
        raise UserError(f"{login} is an inspector of {seen.visit_id} already")
    check_logins(seen.outside, [login])
    reads = f"{login} reads what is sent about the selected children."
    return (
        f"{login} sees {seen.visit_id} and its packs at once, and may choose its children.",
        *((reads,) if is_ticked(entered, "tracks") else ()),
    )


def _add(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    login = entered["login"].strip()
    add_inspector(outside, visit_id, login, by=by)
    if is_ticked(entered, "tracks"):
        let_track(outside, visit_id, login, may=True, by=by)
    return f"{login} sees {visit_id} and may choose its children"


def _one_of(dossier: Dossier) -> Field:
    choices = tuple((login, login) for login in dossier.inspectors)
    return Field("login", "The inspector", kind=Kind.CHOICE, choices=choices)


def _foresee_removing(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    login = choice_of(entered, _one_of(seen.dossier))
    reason_of(entered)
    last = seen.dossier.inspectors == (login,)
    nobody = "Nobody is left who can choose the children on the page."
    return (
        f"{login} no longer sees {seen.visit_id}, at once.",
        *((nobody,) if last else ()),
        "Keys of the store that they were handed still work: revoke them if they must not.",
    )


def _remove(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    remove_inspector(outside, visit_id, entered["login"], by=by)
    return f"{entered['login']} no longer sees {visit_id}"


ADD_INSPECTOR = Act(
    "add-inspector",
    "Add an inspector",
    GROUP,
    has_not_ended,
    _add_fields,
    _foresee_adding,
    _add,
    keeps_reason=False,
)
REMOVE_INSPECTOR = Act(
    "remove-inspector",
    "Remove an inspector",
    GROUP,
    lambda dossier: bool(dossier.inspectors),
    lambda dossier: (_one_of(dossier), reason_field()),
    _foresee_removing,
    _remove,
    keeps_reason=False,
)


def _track_fields(dossier: Dossier) -> tuple[Field, ...]:
    ways = (("yes", "Lets them read it"), ("no", "Lets them read it no longer"))
    return (
        _one_of(dossier),
        Field("may", "What is sent about the selected children", kind=Kind.CHOICE, choices=ways),
        reason_field(),
    )


def _foresee_tracking(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    login = choice_of(entered, _one_of(seen.dossier))
    may = choice_of(entered, _track_fields(seen.dossier)[1]) == "yes"
    reason_of(entered)
    if seen.outside.register.tracks(seen.visit_id, login) is may:
        raise UserError(f"{login} {'does so' if may else 'does not do so'} already")
    reads = "reads" if may else "no longer reads"
    return (f"{login} {reads} what is sent about the selected children, at once.",)


def _track(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    let_track(outside, visit_id, entered["login"], may=entered["may"] == "yes", by=by)
    return f"{entered['login']}: what may be read about the selected children has changed"


TRACK = Act(
    "track",
    "Say who follows the children",
    GROUP,
    lambda dossier: bool(dossier.inspectors) and has_not_ended(dossier),
    _track_fields,
    _foresee_tracking,
    _track,
    keeps_reason=False,
)
