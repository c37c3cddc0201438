"""Information that an agency offers by itself: AP "Information request"; SEND 87."""

from dataclasses import dataclass

from visit_exchange.errors import UserError

ACCEPTED, DECLINED = "accepted", "declined"


@dataclass(frozen=True)
class Offer:
    """One offer. ``sender`` is the id of a partner, empty for the authority.

    ``reason`` is why it is necessary and not available already. ``decided`` is ``accepted``,
    ``declined`` or empty while the lead inspector has not decided; ``why`` is why it is declined.
    """

    number: int
    sender: str
    title: str
    reason: str
    decided: str = ""
    why: str = ""

    def check_open(self) -> None:
        """Raise UserError when it was decided on already."""
        if self.decided:
            raise UserError(f"Offer {self.number} was {self.decided} already")
