"""Puts together what came of a file: from the register's record and the reply the authority got."""

import json
from collections.abc import Mapping
from typing import Any

from rehearsal.expectations import Observed, ToldProblem
from visit_exchange.visits.uploads.submission import Submission

ANSWER = "answer.json"


def observed(submission: Submission, answer: bytes) -> Observed:
    """Return what came of one upload. ``answer`` is the ``answer.json`` of its reply."""
    told: Mapping[str, Any] = json.loads(answer)
    of_file = [_told(None, problem) for problem in told["problems"]]
    of_lists = [
        _told(one["sheet"], problem) for one in told["lists"] for problem in one["problems"]
    ]
    return Observed(
        status=submission.status,
        items={item.item: item.status for item in submission.items},
        problems=(*of_file, *of_lists),
        late=submission.late_by is not None,
        rows={one["list"]: one["rows"] for one in told["lists"]},
    )


def answered_number(key: str) -> int | None:
    """Return the number of the upload that a key of the replies answers; None for other keys."""
    _, number, name = [*key.split("/"), "", ""][:3]
    return int(number) if name == ANSWER and number.isdigit() else None


def _told(sheet: str | None, problem: Mapping[str, Any]) -> ToldProblem:
    return ToldProblem(sheet, problem["row"], problem["column"], problem["field"])
