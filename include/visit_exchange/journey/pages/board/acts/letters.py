"""Mails that are tried no more: letting one go again, or dropping it unsent."""

from typing import TYPE_CHECKING

from visit_exchange.journey.outbox.care import drop_letters, send_again
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
from visit_exchange.journey.pages.mail_standing import refused_letter
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.watch.waiting_mails import WaitingMail

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GROUP = "Mails"
ABOUT = (
    "Deal with the cause first. A wrong address: give the role, or the partner, the right one, and "
    "what was refused goes there by itself."
)


def _refused(dossier: Dossier) -> tuple[WaitingMail, ...]:
    return tuple(each for each in dossier.waiting_mails if each.is_refused)


def _which(dossier: Dossier) -> Field:
    found = [refused_letter(each) for each in _refused(dossier)]
    choices = tuple(
        (str(each.number), f"{each.number}, to {each.to}: {each.why}") for each in found
    )
    return Field("number", "The mail", kind=Kind.CHOICE, choices=choices)


def _fields(dossier: Dossier) -> tuple[Field, ...]:
    return (_which(dossier), reason_field())


def _address(seen: Foresight, entered: Entered) -> str:
    chosen = choice_of(entered, _which(seen.dossier))
    reason_of(entered)
    return next(e.lane.to for e in _refused(seen.dossier) if str(e.number) == chosen)


def _foresee_again(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    return (
        f"It goes out to {_address(seen, entered)} within a minute, as it was written.",
        "If it is refused again, it stands here again.",
    )


def _foresee_dropping(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    return (
        f"It is deleted: {_address(seen, entered)} never gets it.",
        "Its occasion counts as told no longer, so a step that runs again may write it anew.",
    )


def _again(outside: "Outside", _visit_id: str, entered: Entered, by: str) -> str:
    done = send_again(outside, [int(entered["number"])], by=by)
    return "The mail goes out within a minute" if done else "The mail was not refused any more"


def _drop(outside: "Outside", _visit_id: str, entered: Entered, by: str) -> str:
    done = drop_letters(outside, [int(entered["number"])], by=by)
    return "The mail is deleted" if done else "The mail was not there any more"


def _has_refused(dossier: Dossier) -> bool:
    return bool(_refused(dossier))


MAIL_AGAIN = Act(
    "mail-again",
    "Let a mail go again",
    GROUP,
    _has_refused,
    _fields,
    _foresee_again,
    _again,
    keeps_reason=False,
    about=ABOUT,
)
DROP_MAIL = Act(
    "drop-mail",
    "Drop a mail",
    GROUP,
    _has_refused,
    _fields,
    _foresee_dropping,
    _drop,
    keeps_reason=False,
    about=ABOUT,
)
