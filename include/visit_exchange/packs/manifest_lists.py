"""How a list stands in a pack's manifest: what was checked and told, its numbers as they may be."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.numbers.closed_columns import Closed, closed_columns
from visit_exchange.packs.numbers.glance import counted_in, lists_of
from visit_exchange.packs.numbers.profile import ListProfile, profile_of, suppressed
from visit_exchange.packs.suppressing import told as may_be_told


@dataclass(frozen=True)
class Told:
    """A question that the authority was told of, and how many cells it concerns; None if few."""

    rule: str
    message: str
    cells: int | None


@dataclass(frozen=True)
class ManifestList:
    """A list: checks that were run and that found nothing, and its profile.

    Small numbers are None, here and wherever the manifest counts what is about children, and the
    others are rounded.
    """

    item: str
    upload: str
    as_at: date | None
    checks_run: int
    checks_passed: int
    told: tuple[Told, ...]
    not_held: tuple[str, ...]
    redacted: dict[str, int | None]
    profile: ListProfile
    uploads: tuple[str, ...] = ()


def lists_in(contents: PackContents) -> tuple[ManifestList, ...]:
    """Return how the lists of a pack stand in its manifest: numbers as they may be told."""
    lists, smallest = lists_of(contents.lists), contents.small_numbers
    closed = closed_columns(counted_in(contents), lists, smallest)
    return tuple(_list(each, smallest, closed) for each in contents.lists)


def _list(each: PackList, smallest: int, closed: Closed) -> ManifestList:
    told = Counter((problem.rule, problem.message) for problem in each.problems_told)
    return ManifestList(
        item=each.spec.id,
        upload=each.upload,
        uploads=each.uploads,
        as_at=each.as_at,
        checks_run=each.checks_run,
        checks_passed=each.checks_run - len({rule for rule, _ in told if _is_check(each, rule)}),
        told=_questions(told, smallest),
        not_held=each.not_held,
        redacted={kind: may_be_told(count, smallest) for kind, count in each.redacted},
        profile=_profile(each, smallest, closed),
    )


def _questions(asked: Counter[tuple[str, str]], smallest: int) -> tuple[Told, ...]:
    """Return the questions, ordered by what is told of how many: the order tells no more."""
    told = [Told(*question, may_be_told(cells, smallest)) for question, cells in asked.items()]
    return tuple(sorted(told, key=lambda one: (-(one.cells or 0), one.rule, one.message)))


def _profile(each: PackList, smallest: int, closed: Closed) -> ListProfile:
    """Return a list's profile without the columns of which the Counts sheet alone tells."""
    told = suppressed(profile_of(each), smallest)
    left_out = {c.onward_title for c in each.spec.columns if (each.spec.id, c.id) in closed}
    return replace(told, columns=tuple(c for c in told.columns if c.title not in left_out))


def _is_check(each: PackList, rule: str) -> bool:
    return any(check.id == rule for check in each.spec.checks)
