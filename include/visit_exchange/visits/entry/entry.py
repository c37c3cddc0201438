"""A visit as somebody enters it: every mistake found at once, each with the field it is in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.kinds.authorities import Authority, check_authority
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.dates.plan_checks import check_agreed, check_notified, check_on_site_days
from visit_exchange.visits.entry.agreed_dates import agreed_dates
from visit_exchange.visits.entry.choosing_items import chosen_items
from visit_exchange.visits.visit import NewVisit

Value = TypeVar("Value")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
# As people sign in to Airflow with it; several stand in one cell or field.
LOGIN = re.compile(r"[A-Za-z0-9._@+-]{1,64}")
BETWEEN_LOGINS = re.compile(r"[\s,;]+")
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one field, in words for the person who entered it."""

    field: str
    message: str


def visit_entered(entered: Mapping[str, object]) -> NewVisit | tuple[Mistake, ...]:
    """Return the visit that was entered, or every mistake in it.

    ``entered`` has the fields of ``NewVisit`` as text or as a spreadsheet gives them; ``la_name``,
    ``on_site_days`` and ``inspectors`` (logins, as a list or in one text) may be missing or empty,
    and ``lano_email`` until a LANO is nominated. ``items`` (numbers or ids) and ``agreed``
    (``id=YYYY-MM-DD``) are likewise lists or one text.
    """
    mistakes: list[Mistake] = []

    def take(field: str, parse: Callable[[str], Value]) -> Value | None:
        try:
            return parse(_text(entered.get(field)))
        except UserError as error:
            mistakes.append(Mistake(field, str(error)))
            return None

    framework = take("framework", load_framework)
    notified = take("notified", _notified)
    authority = take("la_code", lambda code: _authority(code, notified))
    take("la_name", lambda name: _check_name(name, authority))
    lano = take("lano_email", lambda text: check_email(text, "LANO e-mail") if text else "")
    lead = take("lead_inspector_email", lambda text: check_email(text, "Lead inspector e-mail"))
    days = take("on_site_days", lambda text: _on_site_days(text, framework))
    inspectors = take("inspectors", _logins)
    items = take("items", lambda text: chosen_items(framework, text) if framework else ())
    agreed = take("agreed", lambda text: _agreed(framework, notified, text))
    if mistakes or not (framework and notified and authority and lead):
        return tuple(mistakes)
    return NewVisit(
        framework=framework.id,
        la_code=authority.code,
        la_name=authority.name,
        notified=notified,
        lano_email=lano or "",
        lead_inspector_email=lead,
        on_site_days=days or 0,
        clock=RealClock(),
        inspectors=inspectors or (),
        items=items or (),
        agreed=agreed or {},
    )


def check_email(text: str, label: str) -> str:
    """Return the e-mail address; UserError, which names it by ``label``, when it is none."""
    if not text:
        raise UserError(f"Enter the {label}")
    if not EMAIL.fullmatch(text):
        raise UserError(f"{label} must be one e-mail address, like name@example.gov.uk")
    return text


def check_login(text: str) -> str:
    """Return the login; UserError when it is none."""
    if not LOGIN.fullmatch(text):
        raise UserError(
            f"Inspector’s login must be what they sign in with, like j.smith, not {text or 'empty'}"
        )
    return text


def _logins(text: str) -> tuple[str, ...]:
    logins = [check_login(login) for login in BETWEEN_LOGINS.split(text) if login]
    return tuple(dict.fromkeys(logins))


def _notified(text: str) -> date:
    if not text:
        raise UserError("Enter the notification date")
    try:
        notified = _date(text)
    except ValueError:
        raise UserError("Notification date must be a real date, like 2023-03-27") from None
    check_notified(notified)
    return notified


def _date(text: str) -> date:
    if found := DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    return date.fromisoformat(text)


def _authority(code: str, notified: date | None) -> Authority | None:
    # Which authorities are open can only be said for a day.
    return check_authority(code, notified) if notified else None


def _check_name(name: str, authority: Authority | None) -> None:
    # The code alone decides; a name that is another's means that one of the two is wrong.
    if name and authority and not _words(authority.name) <= _words(name):
        raise UserError(
            f"Local authority name must be {authority.name}, the name of {authority.code}, or empty"
        )


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def _on_site_days(text: str, framework: Framework | None) -> int | None:
    if framework is None:
        return None
    if not text:
        return framework.on_site.default_days
    # What is no whole number is out of bounds as well.
    days = int(text) if text.isdecimal() else 0
    check_on_site_days(framework, days)
    return days


def _agreed(framework: Framework | None, notified: date | None, text: str) -> dict[str, date]:
    agreed = agreed_dates(re.split(r"[\s,;]+", text))
    if framework and notified:
        check_agreed(framework, notified, agreed)
    return agreed


def _text(value: object) -> str:
    """Return a cell as text: Excel gives 330 as 330.0 and a date as a date."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(str(each) for each in value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
