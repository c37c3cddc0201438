"""What people do about letters that have not gone out. It is audited."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

SENT_AGAIN, DROPPED = "mail let go again", "mail dropped"


def send_again(outside: "Outside", numbers: Sequence[int], *, by: str) -> int:
    """Let refused letters go again; return how many there were."""
    with outside.register.together():
        refused = {e.number for e in outside.register.waiting_mails() if e.is_refused}
        ours = [number for number in numbers if number in refused]
        _audit(outside, ours, SENT_AGAIN, by)
        return outside.register.send_again(ours, at=wall_now())


def drop_letters(outside: "Outside", numbers: Sequence[int], *, by: str) -> int:
    """Delete letters unsent; return how many there were."""
    with outside.register.together():
        _audit(outside, numbers, DROPPED, by)
        return outside.register.drop_letters(numbers)


def _audit(outside: "Outside", numbers: Sequence[int], act: str, by: str) -> None:
    for letter in outside.register.waiting_mails():
        if letter.number in numbers:
            outside.register.record_letter_act(letter, act, by=by, at=wall_now())
