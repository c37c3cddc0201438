"""A workbook or text file of lists: read, checked, treated, and what of it may be staged."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from visit_exchange.assessing.across import ask_across
from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.beside_lists import (
    hidden_notes,
    listed_names,
    people_of,
    taken_counts,
    taken_texts,
    unsafe_texts,
)
from visit_exchange.assessing.child_codes import (
    check_new_codes,
    identified_children,
    references_elsewhere,
)
from visit_exchange.assessing.frames import frame_bytes
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.assessing.list_notes import SUFFIX, notes_bytes
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.identities import Identified
from visit_exchange.privacy.treated import Treated
from visit_exchange.privacy.treating import treat
from visit_exchange.returns.checks.checking import Checked, check_list
from visit_exchange.returns.checks.children import alike_references, doubts, no_upn_notes
from visit_exchange.returns.checks.hidden_places import HiddenFinding
from visit_exchange.returns.checks.undated import undated_problems
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.reply.list_answer import ListAnswer, answer_list
from visit_exchange.returns.tables.places.unclear_tables import unused_tables
from visit_exchange.returns.tables.read_list import Reading, ReadList
from visit_exchange.visits.places.keys import staging_key
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import ACCEPTED, SubmittedItem


def judge_lists(
    file: File,
    asked: Asked,
    known: Known,
    reading: Reading,
    hidden: tuple[HiddenFinding, ...] | None,
    *,
    notified: date,
) -> Assessed:
    """Check every list that was found in a file, and stage those that can be used.

    ``hidden`` is what was found beside them, None when that could not be searched. The answer is
    without the lists as they were read, which the caller has.
    """
    reads = reading.lists
    children = identified_children(asked, known, reads)
    names = listed_names(reads)
    treated = _treat_all(known, reads, children, names, notified)
    check_new_codes(asked, known, treated.values())
    across = (
        *ask_across(asked, known, reads, treated),
        *doubts(reads, children),
        *alike_references(reads, references_elsewhere(asked, known)),
        *unsafe_texts(reads, treated),
        *taken_texts(reads, treated),
    )
    checked = {read.spec.id: check_list(read, notified=notified) for read in reads}
    answers = {
        read.spec.id: answer_list(read, (*checked[read.spec.id].problems, *_of(across, read)))
        for read in reads
    }
    keys = {
        name: staging_key(asked, name)
        for name, answer in answers.items()
        if answer.verdict in ACCEPTED
    }
    return Assessed(
        answer=build_answer(
            file.name,
            number=asked.told_number,
            lists=tuple(answers.values()),
            problems=(
                *reading.problems,
                *undated_problems(reads),
                *_elsewhere(across, answers),
            ),
            notes=(
                *file.notes,
                *unused_tables(reading),
                *no_upn_notes(reads),
                *hidden_notes(hidden),
            ),
        ),
        items=tuple(_item(answers[name], checked[name], keys.get(name)) for name in answers),
        staged=_staged(answers, treated, keys),
        crosswalk={r: code for name in keys for r, code in treated[name].crosswalk.items()},
        names=names,
        hidden=hidden or (),
        taken=taken_counts(treated.values()),
    )


def _staged(
    answers: Mapping[str, ListAnswer], treated: Mapping[str, Treated], keys: Mapping[str, str]
) -> dict[str, bytes]:
    rows = {key: frame_bytes(treated[name].frame) for name, key in keys.items()}
    notes = {key + SUFFIX: notes_bytes(answers[n], treated[n]) for n, key in keys.items()}
    return rows | notes


def _treat_all(
    known: Known,
    reads: Sequence[ReadList],
    children: Mapping[str, Identified],
    names: tuple[str, ...],
    notified: date,
) -> dict[str, Treated]:
    # What this very file makes known counts for its own text too.
    names_known = known.children.names.knowing(names)
    people = people_of(reads)
    return {
        read.spec.id: treat(
            read.frame,
            read.spec,
            known.key,
            notified=notified,
            identified=children.get(read.spec.id),
            names=names,
            known=names_known,
            people=people,
        )
        for read in reads
    }


def _of(across: Iterable[Problem], read: ReadList) -> tuple[Problem, ...]:
    return tuple(problem for problem in across if problem.list_id == read.spec.id)


def _elsewhere(across: Iterable[Problem], here: Iterable[str]) -> tuple[Problem, ...]:
    lists = set(here)
    return tuple(problem for problem in across if problem.list_id not in lists)


def _item(answer: ListAnswer, checked: Checked, staged_key: str | None) -> SubmittedItem:
    def count(severity: Severity) -> int:
        return sum(problem.severity is severity for problem in answer.problems)

    fields = (p.field for p in answer.problems if p.severity is Severity.NOT_HELD and p.field)
    return SubmittedItem(
        item=answer.list_id,
        status=answer.verdict,
        rows=answer.rows,
        checks_run=len(checked.checks),
        must_fix=count(Severity.MUST_FIX),
        please_check=count(Severity.PLEASE_CHECK),
        not_held=tuple(sorted(set(fields))),
        staged_key=staged_key,
    )
