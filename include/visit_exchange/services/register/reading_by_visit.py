"""Reads a table once for any number of visits."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from visit_exchange.services.register.tables import (
    Base,
    SubmissionItemRow,
    SubmissionRow,
    VisitRow,
)

Row = TypeVar("Row", bound=Base)
Record = TypeVar("Record")


class ReadingByVisit:
    """Reads each table once, for all of the visits."""

    def __init__(self, session: Session, visits: Sequence[VisitRow]) -> None:
        self._session, self._ids = session, [visit.id for visit in visits]

    def each(
        self,
        table: type[Row],
        record: Callable[[Row], Record],
        *order: InstrumentedAttribute[Any],
        but: ColumnElement[bool] | None = None,
    ) -> Mapping[str, tuple[Record, ...]]:
        """Return the rows of each visit as records, in their order; those left out are ``but``.

        ``record`` is given the columns of a row by their names: a session that looks after each
        row of many visits takes longer than all else.
        """
        visit_id = table.__table__.c.visit_id
        query = select(table.__table__).where(visit_id.in_(self._ids)).order_by(*order)
        query = query if but is None else query.where(~but)
        listed = defaultdict[str, list[Record]](list)
        for row in self._session.execute(query):
            listed[row.visit_id].append(record(cast(Row, row)))
        found = defaultdict[str, tuple[Record, ...]](tuple)
        found.update({of_visit: tuple(records) for of_visit, records in listed.items()})
        return found

    def items_by_upload(self) -> Mapping[str, Sequence[SubmissionItemRow]]:
        """Return the columns of what each upload answers, by the upload's id, in their order."""
        query = (
            select(SubmissionItemRow.__table__)
            .join(SubmissionRow, SubmissionRow.id == SubmissionItemRow.submission_id)
            .where(SubmissionRow.visit_id.in_(self._ids))
            .order_by(SubmissionItemRow.submission_id, SubmissionItemRow.position)
        )
        found = defaultdict[str, list[SubmissionItemRow]](list)
        for row in self._session.execute(query):
            found[row.submission_id].append(cast(SubmissionItemRow, row))
        return found
