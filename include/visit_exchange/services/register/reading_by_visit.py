"""Reads a table once for any number of visits."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.base import ExecutableOption

from visit_exchange.services.register.tables import Base, VisitRow

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
        options: Sequence[ExecutableOption] = (),
        but: ColumnElement[bool] | None = None,
    ) -> Mapping[str, tuple[Record, ...]]:
        """Return the rows of each visit as records, in their order; those left out are ``but``."""
        visit_id = table.__table__.c.visit_id
        query = select(visit_id, table).where(visit_id.in_(self._ids)).order_by(*order)
        query = query if but is None else query.where(~but)
        found = defaultdict[str, tuple[Record, ...]](tuple)
        listed = defaultdict[str, list[Record]](list)
        for of_visit, row in self._session.execute(query.options(*options)):
            listed[of_visit].append(record(row))
        found.update({of_visit: tuple(records) for of_visit, records in listed.items()})
        return found
