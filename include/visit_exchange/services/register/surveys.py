"""Surveys in the register: their links, and how many answered by which day. Never an answer."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from visit_exchange.services.register.audit import AuditPart, write_audit
from visit_exchange.services.register.tables import SurveyLinkRow, SurveyResponsesRow
from visit_exchange.services.register.visits import visit_row

Counted = dict[str, dict[date, int]]


class SurveysPart(AuditPart):
    """What the register knows of the surveys of visits."""

    def survey_links(self, visit_id: str) -> dict[str, str]:
        """Return the link of each audience that has one."""
        query = select(SurveyLinkRow).where(SurveyLinkRow.visit_id == visit_id)
        with self._transaction() as session:
            return {row.audience: row.link for row in session.scalars(query)}

    def set_survey_link(
        self, visit_id: str, audience: str, link: str, *, by: str, at: datetime
    ) -> None:
        """Record where an audience finds its survey, instead of what was recorded before."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            session.merge(SurveyLinkRow(visit_id=visit_id, audience=audience, link=link))
            detail = {"audience": audience, "link": link}
            write_audit(session, visit_id, "survey link set", by=by, at=at, detail=detail)

    def survey_responses(self, visit_id: str) -> Counted:
        """Return, for each audience that was counted, how many had answered by each day."""
        query = select(SurveyResponsesRow).where(SurveyResponsesRow.visit_id == visit_id)
        counted: Counted = {}
        with self._transaction() as session:
            for row in session.scalars(query.order_by(SurveyResponsesRow.counted_on)):
                counted.setdefault(row.audience, {})[row.counted_on] = row.responses
        return counted

    def record_survey_responses(
        self, visit_id: str, counts: Mapping[str, int], on: date, *, by: str, at: datetime
    ) -> None:
        """Record how many of each audience have answered by a day, instead of that day's count."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            for audience, responses in counts.items():
                row = SurveyResponsesRow(visit_id=visit_id, audience=audience, counted_on=on)
                row.responses = responses
                session.merge(row)
            detail = {"responses": dict(counts)}
            write_audit(session, visit_id, "survey counted", by=by, at=at, detail=detail)
