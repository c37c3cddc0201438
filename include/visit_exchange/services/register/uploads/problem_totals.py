"""How often each rule failed in all uploads: what officers get wrong most."""

from collections.abc import Sequence

from sqlalchemy import distinct, func, select

from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.tables import ProblemCountRow, SubmissionRow, VisitRow

# Kind of visit, rule, column (empty for none), severity, uploads, cells.
ProblemTotal = tuple[str, str, str, str, int, int]


class ProblemTotalsPart(AuditPart):
    """Adds up problem counts; never which values, nor whose."""

    def problem_totals(self) -> Sequence[ProblemTotal]:
        """Return how often each rule failed by kind of visit, the most uploads first.

        Rehearsals are left out.
        """
        uploads = func.count(distinct(ProblemCountRow.submission_id))
        column = func.coalesce(ProblemCountRow.field, "")
        what = (VisitRow.framework, ProblemCountRow.rule, column, ProblemCountRow.severity)
        query = (
            select(*what, uploads, func.sum(ProblemCountRow.count))
            .join(SubmissionRow, SubmissionRow.id == ProblemCountRow.submission_id)
            .join(VisitRow, VisitRow.id == SubmissionRow.visit_id)
            .where(VisitRow.is_rehearsal.is_(False))
            .group_by(*what)
            .order_by(uploads.desc(), *what)
        )
        with self._transaction() as session:
            return [
                (kind, rule, field, severity, int(number), int(cells))
                for kind, rule, field, severity, number, cells in session.execute(query)
            ]
