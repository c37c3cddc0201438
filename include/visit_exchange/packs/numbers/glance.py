"""The area at a glance in numbers that may be shown, and the questions that they raise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from visit_exchange.kinds.profile_spec import CHILD, Indicator, Spread, load_profile
from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.numbers.closed_columns import Closed, closed_columns
from visit_exchange.packs.numbers.conditions_met import Lists
from visit_exchange.packs.numbers.distributions import Counted, count_all
from visit_exchange.packs.numbers.indicators import Measured, looked_at, measure_all
from visit_exchange.packs.once import worked_out_once
from visit_exchange.packs.suppressing import SHOW_ALL, SMALLEST_COUNT, hidden, told
from visit_exchange.packs.values import child_column

SMALLEST_BASE = 10  # a percentage of fewer is withheld: it says too little, and too much


@dataclass(frozen=True)
class Shown:
    """A measured indicator as it is shown; None for a number that is hidden."""

    measured: Measured
    number: int | None
    known: int | None
    not_held: int | None
    percentage: float | None


@dataclass(frozen=True)
class Asked:
    """A question that an inspector would ask next: what it is ``about``, how many (``count``) it
    concerns, and the ``rows`` behind it (from 0) in the list of its indicator. ``is_gap``: it is
    about what is not held."""

    number: int
    indicator: Indicator
    about: str
    count: int
    question: str
    rows: tuple[int, ...]
    is_lead: bool = False
    is_gap: bool = False


@dataclass(frozen=True)
class Glance:
    """Everything that the pack says of the area in numbers, and what it makes one ask."""

    shown: tuple[Shown, ...]
    counted: tuple[Counted, ...]
    asked: tuple[Asked, ...]


def glance(contents: PackContents, smallest: int = SHOW_ALL) -> Glance:
    """Work out the profile of a pack's lists, numbers about children under ``smallest`` hidden.

    How so few spread over values is left out, and so is an indicator of a column of which another
    table hides a number.
    """
    lists, measured, counted = lists_of(contents.lists), measured_in(contents), counted_in(contents)
    closed = closed_columns(counted, lists, smallest)
    return Glance(
        tuple(_shown(each, lists, closed, smallest) for each in measured),
        tuple(
            each
            for each in counted
            if not is_about_children(each.spread, lists) or not is_of_few(each, smallest)
        ),
        tuple(questions(measured)),
    )


@worked_out_once
def measured_in(contents: PackContents) -> tuple[Measured, ...]:
    """Return every indicator of the kind's profile, worked out from the lists of a pack."""
    indicators = load_profile(contents.framework.id).indicators
    return tuple(measure_all(indicators, lists_of(contents.lists)))


@worked_out_once
def counted_in(contents: PackContents) -> tuple[Counted, ...]:
    """Return every spread of the kind's profile, counted in the lists of a pack."""
    spreads = load_profile(contents.framework.id).spreads
    return tuple(count_all(spreads, lists_of(contents.lists)))


def is_about_children(counted: Indicator | Spread, lists: Lists) -> bool:
    """Say whether what is counted stands in a list of children.

    Settings in one count too: each has a child, so that a few of them tell of a few children.
    """
    each = lists[counted.list]
    return counted.of == CHILD or bool(child_column(each.spec, each.frame))


def _shown(measured: Measured, lists: Lists, closed: Closed, smallest: int) -> Shown:
    indicator = measured.indicator
    if any((indicator.list, column) in closed for column in looked_at(indicator)):
        return Shown(measured, None, None, None, None)
    return show(measured, smallest if is_about_children(indicator, lists) else SHOW_ALL)


def is_of_few(counted: Counted, smallest: int) -> bool:
    """Say whether a spread is of fewer than ``smallest``: its labels alone could tell who has what,
    for four labels of four children have one child each."""
    return 0 < counted.known + counted.not_held < smallest


def lists_of(lists: Iterable[PackList]) -> Lists:
    """Return the lists by id."""
    return {each.spec.id: each for each in lists}


def show(measured: Measured, smallest: int = SMALLEST_COUNT) -> Shown:
    """Hide what is from 1 to under ``smallest``: of those that count, do not count, or are unsaid.

    The three add up to everyone, so where one alone is hidden the next smallest goes too. What is
    shown is rounded, and the percentage is of rounded numbers, from which it tells no more. It is
    withheld with either of its parts, and of fewer than 10.
    """
    yes, no, not_held = hidden([measured.yes, measured.no, measured.not_held], smallest)
    are_told = yes is not None and no is not None
    known = told(measured.known, smallest) if are_told or not_held is not None else None
    number = told(yes, smallest)
    share = number / known if number is not None and are_told and known else None
    is_enough = known is not None and known >= SMALLEST_BASE
    return Shown(measured, number, known, told(not_held, smallest), share if is_enough else None)


def questions(measured: Iterable[Measured]) -> list[Asked]:
    """Return the questions that the numbers raise, leads first and gaps last, numbered."""
    raised = [each for one in measured for each in _raised(one)]
    raised.sort(key=lambda each: (not each.is_lead, each.is_gap))
    return [replace(each, number=number) for number, each in enumerate(raised, start=1)]


def _raised(one: Measured) -> Iterator[Asked]:
    what = one.indicator
    if what.ask and one.yes:
        yield Asked(0, what, what.title, one.yes, what.ask, one.behind, what.lead)
    if what.ask_not_held and one.not_held:
        about = f"{what.title}: not held"
        yield Asked(0, what, about, one.not_held, what.ask_not_held, one.unsaid, is_gap=True)
