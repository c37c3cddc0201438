"""What identifies people beside a list's own columns: found, told by kind, kept from going on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from visit_exchange.assessing.inputs import File
from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.people.upload_people import UploadPeople, together
from visit_exchange.privacy.treated import Treated
from visit_exchange.returns.checks.hidden_places import HiddenFinding, hidden_identifiers
from visit_exchange.returns.checks.taken_text import taken_problems
from visit_exchange.returns.reply.list_answer import in_words
from visit_exchange.returns.tables.read_list import Reading, ReadList
from visit_exchange.visits.uploads.problems import Problem

MEMORY_MB = 2_048
SECONDS = 60
UNSAFE = "text_names_people"
NOT_SEARCHED = "We could not search the workbook’s hidden parts. None of them is passed on."


def listed_names(reads: Iterable[ReadList]) -> tuple[str, ...]:
    """Return the children's names that columns held, though none was asked for."""
    return tuple({name for read in reads for name in read.names})


def people_of(reads: Iterable[ReadList]) -> UploadPeople:
    """Return whom a file names in any of its lists. They go no further than its own text."""
    return together(read.people for read in reads)


def taken_counts(treated: Iterable[Treated]) -> Counter[Kind]:
    """Return how much the text of lists lost, by kind."""
    counts: Counter[Kind] = Counter()
    for each in treated:
        counts.update(each.counts)
    return counts


def taken_texts(reads: Iterable[ReadList], treated: Mapping[str, Treated]) -> tuple[Problem, ...]:
    """Return what text lost, cell by cell."""
    return tuple(p for read in reads for p in taken_problems(read, treated[read.spec.id].taken))


def find_hidden(file: File, reading: Reading, notified: date) -> tuple[HiddenFinding, ...] | None:
    """Return where a workbook hides what identifies people; None when it was not to be searched."""
    lists = frozenset(read.sheet for read in reading.lists)
    try:
        return run_limited(
            hidden_identifiers,
            file.content,
            file.kind,
            lists,
            notified,
            file.name,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(HiddenFinding,),
        )
    except ChildStoppedError:
        return None


def hidden_notes(found: Iterable[HiddenFinding] | None) -> tuple[str, ...]:
    """Return a sentence for each place where a workbook hides what identifies.

    The places' content goes nowhere. A workbook that cannot be searched in time is said to be one.
    """
    if found is None:
        return (NOT_SEARCHED,)
    return tuple(
        f"{each.count} × {in_words(each.kind)} in {each.place}: a breach that we have contained. "
        "Nothing of it is passed on. Delete it before you send the file again."
        for each in found
    )


def unsafe_texts(reads: Iterable[ReadList], treated: Mapping[str, Treated]) -> tuple[Problem, ...]:
    """Return what to correct where text tells of people in too many cells to be made safe."""
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
