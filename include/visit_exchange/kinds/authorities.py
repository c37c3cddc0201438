"""Local authorities by DfE code, and whether one existed on a given day."""

from datetime import date
from functools import cache

from visit_exchange.errors import UserError
from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model
from visit_exchange.writing.dates_in_words import say_day

AUTHORITIES = EXPECTATIONS / "local_authorities.yaml"


class Authority(Strict):
    """A local authority: ``opened`` is its first day and ``closed`` its last, when it is not open
    since ever and for ever. ``gss`` is its ONS code, ``region`` the region of England in which it
    lies. A fictitious one has neither: it is for rehearsals only.
    """

    code: str
    name: str
    gss: str | None = None
    region: str | None = None
    opened: date = date.min
    closed: date = date.max
    successors: tuple[str, ...] = ()
    fictitious: bool = False


class Authorities(Strict):
    """Every local authority, in the order of their codes."""

    authorities: tuple[Authority, ...]


@cache
def load_authorities() -> dict[str, Authority]:
    """Return every local authority by its DfE code."""
    known = load_yaml_model(AUTHORITIES, Authorities)
    return {authority.code: authority for authority in known.authorities}


def check_authority(code: str, on: date) -> Authority:
    """Return the authority that has this DfE code; UserError unless it is open on that day."""
    authority = load_authorities().get(code)
    if authority is None:
        raise UserError("Local authority code must be the three digits that DfE uses, like 330")
    if on > authority.closed:
        named = " or ".join(_code_and_name(successor) for successor in authority.successors)
        raise UserError(
            f"{_code_and_name(code)} closed on {say_day(authority.closed)}. Use {named}."
        )
    if on < authority.opened:
        raise UserError(
            f"{_code_and_name(code)} opens on {say_day(authority.opened)}. "
            "Use the authority that came before it."
        )
    return authority


def open_authorities(on: date) -> tuple[Authority, ...]:
    """Return the authorities that are open on a day, by name; fictitious ones last."""
    known = (each for each in load_authorities().values() if each.opened <= on <= each.closed)
    return tuple(sorted(known, key=lambda each: (each.fictitious, each.name)))


def region_of(code: str) -> str:
    """Return the region of England of an authority; empty where it has none, or is not known."""
    authority = load_authorities().get(code)
    return (authority.region if authority else None) or ""


def _code_and_name(code: str) -> str:
    return f"{code} {load_authorities()[code].name}"
