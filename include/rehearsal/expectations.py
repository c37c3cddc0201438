"""What was dropped and what should come of it; and the verdict on what did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from visit_exchange.visits.uploads.submission import SubmissionStatus

SOUND = frozenset({SubmissionStatus.ACCEPTED, SubmissionStatus.ACCEPTED_WITH_QUERIES})


@dataclass(frozen=True)
class Seeded:
    """A mistake that was planted, at the place seen in Excel.

    An answer on any of ``rows`` will do (either of two rows that are the same); ``field`` and
    ``column`` are None when any column of the row will do.
    """

    about: str
    list_id: str
    sheet: str
    rows: tuple[int, ...]
    field: str | None
    column: str | None


@dataclass(frozen=True)
class Expected:
    """What should come of one file.

    ``label`` names the file without the name that the authority gave it, which may identify a
    child. It is dropped ``offset`` from the instant of ``milestone``; it must end in one of
    ``outcomes``, answer at least ``items``, and tell of every one of ``problems``. ``rows`` are
    the rows of each list in it: none may be lost on the way (a total below them may be counted).
    """

    label: str
    milestone: str
    offset: timedelta
    outcomes: frozenset[SubmissionStatus]
    items: tuple[str, ...] = ()
    problems: tuple[Seeded, ...] = ()
    late: bool = False
    rows: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Drop:
    """A file and what should come of it. Name and content may identify: neither is shown."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)
    expected: Expected


@dataclass(frozen=True)
class ToldProblem:
    """One problem as the authority was told it, without its value."""

    sheet: str | None
    row: int | None
    column: str | None
    field: str | None


@dataclass(frozen=True)
class Observed:
    """What came of one file.

    ``items`` maps each item that was recognised to its status, ``rows`` each list to its rows.
    """

    status: SubmissionStatus
    items: Mapping[str, SubmissionStatus]
    problems: tuple[ToldProblem, ...]
    late: bool
    rows: Mapping[str, int]


def judge(expected: Iterable[Expected], observed: Mapping[str, Observed]) -> list[str]:
    """Return a sentence for everything that went otherwise than it should; none when all is well.

    ``observed`` is keyed by label. A file without an answer is a failure.
    """
    return [sentence for each in expected for sentence in _judge(each, observed.get(each.label))]


def _judge(expected: Expected, observed: Observed | None) -> list[str]:
    if observed is None:
        return [f"{expected.label}: no answer came"]
    return [
        *_wrong_outcome(expected, observed),
        *_missed_items(expected, observed),
        *_lost_rows(expected, observed),
        *_wrong_lateness(expected, observed),
        *(
            f"{expected.label}: nothing was said about a seeded mistake ({seeded.about}, "
            f"{seeded.sheet} row {seeded.rows[0]})"
            for seeded in expected.problems
            if not any(_tells_of(told, seeded) for told in observed.problems)
        ),
    ]


def _wrong_outcome(expected: Expected, observed: Observed) -> list[str]:
    if observed.status in expected.outcomes:
        return []
    wanted = " or ".join(sorted(status.value for status in expected.outcomes))
    if expected.outcomes <= SOUND:
        return [f"{expected.label}: sound, but was answered {observed.status.value}"]
    return [f"{expected.label}: was answered {observed.status.value}, not {wanted}"]


def _missed_items(expected: Expected, observed: Observed) -> list[str]:
    missed = [item for item in expected.items if item not in observed.items]
    return [f"{expected.label}: was not recognised as {item}" for item in missed]


def _lost_rows(expected: Expected, observed: Observed) -> list[str]:
    counts = ((item, rows, observed.rows.get(item, 0)) for item, rows in expected.rows)
    return [
        f"{expected.label}: {found} of the {rows} rows of {item} were read"
        for item, rows, found in counts
        if found < rows and item in observed.items
    ]


def _wrong_lateness(expected: Expected, observed: Observed) -> list[str]:
    if expected.late == observed.late:
        return []
    return [f"{expected.label}: was {'on time' if observed.late else 'late'}, but not judged so"]


def _tells_of(told: ToldProblem, seeded: Seeded) -> bool:
    in_place = told.row in seeded.rows and told.sheet in (None, seeded.sheet)
    return in_place and (seeded.field is None or seeded.field == told.field)
