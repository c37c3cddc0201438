"""A workbook or text file of lists: read, checked, treated, staged."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from visit_exchange.journey.receiving.across_lists import ask_across
from visit_exchange.journey.receiving.child_codes import (
    check_new_codes,
    identified_children,
    references_elsewhere,
)
from visit_exchange.journey.receiving.list_safety import hidden_notes, keep_names, unsafe_texts
from visit_exchange.journey.staging.list_notes import SUFFIX, notes_bytes
from visit_exchange.journey.staging.shelf import frame_bytes, staging_key
from visit_exchange.journey.upload import Opened, Understood
from visit_exchange.kinds import Framework
from visit_exchange.kinds.list_spec import ListSpec, load_list
from visit_exchange.privacy.identities import Identified
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.privacy.treating import Treated, treat
from visit_exchange.returns.checks.checking import Checked, check_list
from visit_exchange.returns.children import alike_references, doubts, no_upn_notes
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.reply.list_answer import ListAnswer, answer_list
from visit_exchange.returns.tables.read_list import Reading, ReadList
from visit_exchange.returns.tables.unclear_tables import unused_tables
from visit_exchange.visits.problems import Problem, Severity
from visit_exchange.visits.submission import ACCEPTED, SubmittedItem

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def list_specs(framework: Framework) -> tuple[ListSpec, ...]:
    """Return the specification of every list that the framework asks for."""
    return tuple(load_list(framework.id, item.id) for item in framework.lists)


def understand_lists(outside: "Outside", opened: Opened, reading: Reading) -> Understood:
    """Check every list that was found in an upload, and stage those that can be used."""
    children = identified_children(outside, opened, reading.lists)
    names = keep_names(outside, opened, reading.lists)
    treated = _treat_all(outside, opened, reading.lists, children, names)
    check_new_codes(outside, opened, treated.values())
    across = (
        *ask_across(outside, opened, reading.lists, treated),
        *doubts(reading.lists, children),
        *alike_references(reading.lists, references_elsewhere(outside, opened)),
        *unsafe_texts(reading.lists, treated),
    )
    checked = {r.spec.id: check_list(r, notified=opened.visit.notified) for r in reading.lists}
    answers = {
        r.spec.id: answer_list(r, (*checked[r.spec.id].problems, *_of(across, r.spec.id)))
        for r in reading.lists
    }
    keys = {
        name: staging_key(opened.submission, name)
        for name, answer in answers.items()
        if answer.verdict in ACCEPTED
    }
    return Understood(
        answer=build_answer(
            opened.name,
            number=opened.submission.number,
            lists=tuple(answers.values()),
            problems=(*reading.problems, *_elsewhere(across, answers)),
            notes=(
                *opened.notes,
                *unused_tables(reading),
                *no_upn_notes(reading.lists),
                *hidden_notes(outside, opened, reading),
            ),
        ),
        items=tuple(_item(answers[name], checked[name], keys.get(name)) for name in answers),
        reads=reading.lists,
        staged=_staged(answers, treated, keys),
        crosswalk={r: code for name in keys for r, code in treated[name].crosswalk.items()},
    )


def _staged(
    answers: Mapping[str, ListAnswer], treated: Mapping[str, Treated], keys: Mapping[str, str]
) -> dict[str, bytes]:
    rows = {key: frame_bytes(treated[name].frame) for name, key in keys.items()}
    notes = {key + SUFFIX: notes_bytes(answers[n], treated[n]) for n, key in keys.items()}
    return rows | notes


def _treat_all(
    outside: "Outside",
    opened: Opened,
    reads: Iterable[ReadList],
    children: Mapping[str, Identified],
    names: tuple[str, ...],
) -> dict[str, Treated]:
    key = outside.keys.key(opened.visit.id)
    known = KnownNames(key, outside.register.name_prints(opened.visit.id))
    return {
        read.spec.id: treat(
            read.frame,
            read.spec,
            key,
            notified=opened.visit.notified,
            identified=children.get(read.spec.id),
            names=names,
            known=known,
        )
        for read in reads
    }


def _of(across: Iterable[Problem], list_id: str) -> tuple[Problem, ...]:
    return tuple(problem for problem in across if problem.list_id == list_id)


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
