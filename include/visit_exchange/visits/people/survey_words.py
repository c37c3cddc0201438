"""The surveys of a visit in words: one link or several, each with those whom it is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Distribution:
    """That a survey was sent on: for which audience, by whom to whom, when and in which form.

    ``by`` and ``to`` are organisations, roles or groups; ``form`` is the id of one of the kind's;
    ``at`` is the local time, where it is said. ``unreached`` says whom it does not reach so, and
    what would. ``number`` is the register's own.
    """

    audience: str
    by: str
    to: str
    on: date
    form: str = ""
    at: time | None = None
    unreached: str = ""
    number: int = 0


def by_link(surveys: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return each link once, with the titles of all audiences that it is for, in their order.

    ``surveys`` are the title of each audience and its link.
    """
    titles: dict[str, list[str]] = {}
    for title, link in surveys:
        titles.setdefault(link, []).append(title)
    return tuple((_listed(named), link) for link, named in titles.items())


def _listed(titles: list[str]) -> str:
    """Return ``Children and young people; parents and carers``, with one capital."""
    first, *others = titles
    return "; ".join([first, *(title[:1].lower() + title[1:] for title in others)])
