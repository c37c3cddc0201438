"""Turns rows of uploads into the records that leave the register, and answers into rows."""

from collections.abc import Sequence

from visit_exchange.services.register.tables import (
    ProblemCountRow,
    SubmissionItemRow,
    SubmissionRow,
)
from visit_exchange.visits.records import Answer
from visit_exchange.visits.uploads.submission import (
    Submission,
    SubmissionStatus,
    SubmittedItem,
    UploadIdentity,
)


def submission_record(
    row: SubmissionRow, items: Sequence[SubmissionItemRow] | None = None
) -> Submission:
    """Return a row as the record that leaves the register; ``items`` where they were read apart."""
    return Submission(
        id=row.id,
        visit_id=row.visit_id,
        number=row.number,
        upload=UploadIdentity(row.key_hash, row.version_id),
        size=row.size,
        received_at=row.received_at,
        status=SubmissionStatus(row.status),
        sha256=row.sha256,
        kind=row.kind,
        reason=row.reason,
        late_by=row.late_by,
        items=tuple(_item_record(item) for item in (row.items if items is None else items)),
        reply_prefix=row.reply_prefix,
        answered_at=row.answered_at,
        told_at=row.told_at,
        sender=row.sender,
        name_hash=row.name_hash,
    )


def write_answer(row: SubmissionRow, answer: Answer) -> None:
    """Write to a row what was found out; what the answer leaves open stays."""
    for name in ("sha256", "kind", "reason", "late_by", "reply_prefix"):
        if (value := getattr(answer, name)) is not None:
            setattr(row, name, value)
    if answer.items:
        row.items = [_item_row(*each) for each in enumerate(answer.items)]
    if answer.problem_counts:
        row.problem_counts = [
            ProblemCountRow(
                position=position,
                rule=counted.rule,
                severity=counted.severity.value,
                field=counted.field,
                count=counted.count,
            )
            for position, counted in enumerate(answer.problem_counts)
        ]


def _item_row(position: int, item: SubmittedItem) -> SubmissionItemRow:
    return SubmissionItemRow(
        position=position,
        item=item.item,
        status=item.status.value,
        rows=item.rows,
        checks_run=item.checks_run,
        must_fix=item.must_fix,
        please_check=item.please_check,
        not_held=list(item.not_held),
        staged_key=item.staged_key,
    )


def _item_record(row: SubmissionItemRow) -> SubmittedItem:
    return SubmittedItem(
        item=row.item,
        status=SubmissionStatus(row.status),
        rows=row.rows,
        checks_run=row.checks_run,
        must_fix=row.must_fix,
        please_check=row.please_check,
        not_held=tuple(row.not_held),
        staged_key=row.staged_key,
    )
