"""How the visits to providers are arranged: who was consulted, letters, times, samples by code."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pydantic import TypeAdapter, ValidationError

from visit_exchange.errors import UserError
from visit_exchange.privacy.pseudonyms import tidy_code

OTHER_SHAPE = (
    "The visits to providers were kept by another version of Visit Exchange. Ask the data team to "
    "update it."
)
NO_PROVIDER = "This provider is not visited, or no longer. Open the page again."
NO_DATE = "The {what} must be a real date, like 2023-04-17."
NO_TIME = "The time of the visit must be a real time, like 10:30."
IN_FUTURE = "The {what} must not be in the future."
NO_CODE = "Code {place} is no code of this visit. Copy it from the newest pack."


@dataclass(frozen=True)
class ProviderVisit:
    """How the visit to one provider stands. ``agreed`` is in the visit's own time, with its zone.

    ``sample`` are codes of children whose records inspectors ask for there.
    """

    name: str
    sent_on: date | None = None
    agreed: datetime | None = None
    sample: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProviderVisits:
    """All of them; ``consulted_on`` is when the choice was discussed with who is consulted."""

    visits: tuple[ProviderVisit, ...] = ()
    consulted_on: date | None = None

    def of(self, names: Sequence[str]) -> tuple[ProviderVisit, ...]:
        """Return the visits to the providers that are chosen now, in their order."""
        known = {each.name: each for each in self.visits}
        return tuple(known.get(name, ProviderVisit(name)) for name in names)

    def with_one(self, new: ProviderVisit) -> "ProviderVisits":
        """Return them with one in place of what was known of that provider."""
        others = tuple(each for each in self.visits if each.name != new.name)
        return replace(self, visits=(*others, new))


_VISITS = TypeAdapter(ProviderVisits)


def read_provider_visits(content: bytes) -> ProviderVisits:
    """Return what was kept; UserError when another version wrote it."""
    try:
        return _VISITS.validate_json(content)
    except ValidationError:
        raise UserError(OTHER_SHAPE) from None


def written_provider_visits(visits: ProviderVisits) -> bytes:
    """Return it as it is kept."""
    return _VISITS.dump_json(visits, indent=1)


def day_of(text: str, what: str, *, today: date | None = None) -> date | None:
    """Return the day that was entered, None where nothing was; UserError when it is none.

    With ``today`` it must not be later.
    """
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UserError(NO_DATE.format(what=what)) from None
    if today and day > today:
        raise UserError(IN_FUTURE.format(what=what))
    return day


def time_of(day: date | None, text: str, now: datetime) -> datetime | None:
    """Return the agreed time, None without a day; ``now`` has the visit's zone."""
    if day is None:
        return None
    try:
        at = datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007  (a time of day)
    except ValueError:
        raise UserError(NO_TIME) from None
    return datetime.combine(day, at, now.tzinfo)


def sample_of(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the codes that were entered; UserError for what is none, which is not repeated."""
    codes = tuple(
        dict.fromkeys(
            tidy_code(each) for each in text.replace(",", "\n").split("\n") if each.strip()
        )
    )
    wrong = [NO_CODE.format(place=n) for n, code in enumerate(codes, start=1) if code not in known]
    if wrong:
        raise UserError("\n".join(wrong))
    return codes
