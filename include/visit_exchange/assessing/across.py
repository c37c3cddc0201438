"""The questions across lists, asked each time a list arrives: of its rows, and of earlier lists."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from visit_exchange.assessing.inputs import Asked, Known
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.privacy.treated import Treated
from visit_exchange.returns.checks.across import check_across
from visit_exchange.returns.checks.versions import ask_about_size
from visit_exchange.returns.tables.read_list import ReadList
from visit_exchange.visits.uploads.problems import Problem


def ask_across(
    asked: Asked, known: Known, reads: Iterable[ReadList], treated: Mapping[str, Treated]
) -> tuple[Problem, ...]:
    """Return the questions across all lists of the visit, the newly read ones in place of older,
    and those across two versions of a list.

    A question about a row of this upload names its Excel row and column. Questions about a list
    that was sent earlier are counted, one problem for each rule, without a row.
    """
    reading = {read.spec.id: read for read in reads}
    frames = dict(known.lists)
    frames.update({name: treated[name].rows for name in reading})
    problems = [*check_across(frames, asked.framework.id), *_sizes(reading, known.lists)]
    here = [_placed(p, reading[p.list_id]) for p in problems if p.list_id in reading]
    earlier = [p for p in problems if p.list_id not in reading]
    return (*here, *_counted(earlier, asked.framework.id))


def _sizes(
    reading: Mapping[str, ReadList], before: Mapping[str, pd.DataFrame]
) -> Iterable[Problem]:
    for name, read in reading.items():
        yield from ask_about_size(read.spec, read.frame, before.get(name))


def _placed(problem: Problem, read: ReadList) -> Problem:
    column = read.columns.get(problem.field or "")
    return replace(problem, sheet=read.sheet, column=column.letter if column else None)


def _counted(problems: Iterable[Problem], framework: str) -> Iterable[Problem]:
    counts = Counter(replace(p, row=None, column=None, value=None) for p in problems)
    for problem, count in counts.items():
        title = load_list(framework, problem.list_id).title if problem.list_id else ""
        rows = "1 row" if count == 1 else f"{count} rows"
        yield replace(problem, message=f"{title}, sent earlier ({rows}): {problem.message}")
