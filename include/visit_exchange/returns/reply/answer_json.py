"""An answer as JSON, for an analyst's own tools."""

from typing import Any

from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.list_answer import ListAnswer
from visit_exchange.visits.uploads.problems import Problem


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return one entry of ``files`` of ``visit-exchange check --json``.

    ``problems`` beside ``lists`` concern the file as a whole; no entry holds a cell value.
    """
    return {
        "file": answer.file,
        "verdict": answer.verdict.value,
        "lists": [_list(one) for one in answer.lists],
        "documents": [item.id for item in answer.documents],
        "problems": [_problem(problem) for problem in answer.problems],
        "withheld_because": answer.withheld_because,
    }


def _list(one: ListAnswer) -> dict[str, Any]:
    return {
        "list": one.list_id,
        "sheet": one.sheet,
        "header_row": one.header_row,
        "rows": one.rows,
        "columns": {column.field: column.heading for column in one.columns},
        "not_used": [
            {"column": breach.letter, "because": f"holds {breach.words}"} for breach in one.breaches
        ],
        "problems": [_problem(problem) for problem in one.problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "field": problem.field,
        "message": problem.message,
    }
