"""What identifies people beside a list's own columns: found, told by kind, kept from going on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from visit_exchange.journey.intake_alerts import tell_of_hidden, tell_of_taken
from visit_exchange.journey.staging.known_children import remember_names
from visit_exchange.journey.upload import Opened
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.treating import Treated
from visit_exchange.privacy.upload_people import UploadPeople, together
from visit_exchange.returns.formats.child_process import ChildStoppedError, run_limited
from visit_exchange.returns.reply.list_answer import in_words
from visit_exchange.returns.tables.hidden_places import HiddenFinding, hidden_identifiers
from visit_exchange.returns.tables.read_list import Reading, ReadList
from visit_exchange.returns.taken_text import taken_problems
from visit_exchange.visits.problems import Problem, Severity

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

MEMORY_MB = 2_048
SECONDS = 60
UNSAFE = "text_names_people"


def keep_names(outside: "Outside", opened: Opened, reads: Iterable[ReadList]) -> tuple[str, ...]:
    """Return the children's names that columns held, and keep their prints for later uploads."""
    names = tuple({name for read in reads for name in read.names})
    remember_names(outside, opened.visit, names)
    return names


def people_of(reads: Iterable[ReadList]) -> UploadPeople:
    """Return whom an upload names in any of its lists. They go no further than its own text."""
    return together(read.people for read in reads)


def taken_texts(
    outside: "Outside",
    opened: Opened,
    reads: Iterable[ReadList],
    treated: Mapping[str, Treated],
) -> tuple[Problem, ...]:
    """Return what text lost, cell by cell; tell the data team how much it was, by kind."""
    counts: Counter[Kind] = Counter()
    for each in treated.values():
        counts.update(each.counts)
    if counts:
        tell_of_taken(outside, opened.submission, counts)
    return tuple(p for read in reads for p in taken_problems(read, treated[read.spec.id].taken))


def hidden_notes(outside: "Outside", opened: Opened, reading: Reading) -> tuple[str, ...]:
    """Return a sentence for each place where a workbook hides what identifies; tell the data team.

    The places' content goes nowhere. A workbook that cannot be searched in time is said to be one.
    """
    lists = frozenset(read.sheet for read in reading.lists)
    try:
        found: tuple[HiddenFinding, ...] = run_limited(
            hidden_identifiers,
            opened.content,
            opened.kind,
            lists,
            opened.visit.notified,
            opened.name,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
        )
    except ChildStoppedError:
        return ("We could not search the workbook’s hidden parts. None of them is passed on.",)
    if found:
        tell_of_hidden(outside, opened.submission, found)
    return tuple(
        f"{each.count} × {in_words(each.kind)} in {each.place}: a breach that we have contained. "
        "Nothing of it is passed on. Delete it before you send the file again."
        for each in found
    )


def unsafe_texts(reads: Iterable[ReadList], treated: Mapping[str, Treated]) -> tuple[Problem, ...]:
    """Return what must be mended where text tells of people in too many cells to be made safe."""
    return tuple(_unsafe(read, field) for read in reads for field in treated[read.spec.id].unsafe)


def _unsafe(read: ReadList, field: str) -> Problem:
    letter = read.columns[field].letter
    return Problem(
        rule=UNSAFE,
        severity=Severity.MUST_FIX,
        message=f"Column {letter} names people or holds their numbers in so many cells that we "
        "cannot make it safe, so we hold this list. Take them out, or leave the column empty.",
        list_id=read.spec.id,
        sheet=read.sheet,
        column=letter,
        field=field,
    )
