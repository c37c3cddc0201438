"""What an act leaves to a person where keys of the object store are made by hand."""

from collections.abc import Sequence

from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access_by_hand import is_by_hand
from visit_exchange.journey.pages.board.acts.act import Foresight

DONE_BY_HAND = (
    "Keys of the object store are made by hand here: a mail tells {team} to {what} those of "
    "{whose}.{until}"
)
UNTIL = " Until that is done the old ones still work."
NONE_HERE = (
    "Keys of the object store are made by hand here. Make, replace or destroy them in the store: "
    "visit-exchange access policy {visit} --for {who}"
)


def left_to_a_person(seen: Foresight, what: str, whose: Sequence[str]) -> tuple[str, ...]:
    """Return what a mail asks the data team to do with keys; no line where we do it ourselves."""
    if not (whose and is_by_hand(seen.outside)):
        return ()
    team, until = seen.outside.settings.data_team_email, "" if what == "make" else UNTIL
    names = ", ".join(whose)
    return (DONE_BY_HAND.format(team=team, what=what, whose=names, until=until),)


def check_not_by_hand(seen: Foresight, who: str) -> None:
    """Raise UserError where the board can neither issue nor revoke keys."""
    if is_by_hand(seen.outside):
        raise UserError(NONE_HERE.format(visit=seen.visit_id, who=who))
