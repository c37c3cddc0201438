"""The days that were agreed with an authority, as they are entered: ``meeting=2027-03-15``."""

from collections.abc import Iterable
from datetime import date

from visit_exchange.errors import UserError


def agreed_dates(entered: Iterable[str]) -> dict[str, date]:
    """Return the agreed days by milestone; UserError when one is not written ``id=YYYY-MM-DD``."""
    return dict(_agreed(text.strip()) for text in entered if text.strip())


def _agreed(text: str) -> tuple[str, date]:
    name, _, day = text.partition("=")
    try:
        return name.strip(), date.fromisoformat(day.strip())
    except ValueError:
        raise UserError(
            f"An agreed date must be written like meeting=2027-03-15, not {text}"
        ) from None
