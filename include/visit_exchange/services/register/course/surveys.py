"""Surveys in the register: their links, and how many answered by which day. Never an answer."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, select

from visit_exchange.errors import UserError
from visit_exchange.services.register.audit import AuditPart, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import (
    SurveyDistributionRow,
    SurveyLinkRow,
    SurveyResponsesRow,
)
from visit_exchange.visits.people.survey_words import Distribution

Counted = dict[str, dict[date, int]]
NOT_SAID = "This is not said any more. Open the page again."


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

    def add_distribution(self, visit_id: str, sent: Distribution, *, by: str, at: datetime) -> int:
        """Record who sent a survey on to whom, and return its number.

        The audit says for which audience alone.
        """
        last = select(func.max(SurveyDistributionRow.number)).where(
            SurveyDistributionRow.visit_id == visit_id
        )
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            number = (session.scalar(last) or 0) + 1
            session.add(
                SurveyDistributionRow(
                    visit_id=visit_id,
                    number=number,
                    audience=sent.audience,
                    sent_by=sent.by,
                    sent_to=sent.to,
                    form=sent.form,
                    sent_on=sent.on,
                    sent_at=sent.at,
                    unreached=sent.unreached,
                    taken_back=False,
                )
            )
            detail = {"audience": sent.audience, "form": sent.form, "number": number}
            write_audit(session, visit_id, "survey sent on", by=by, at=at, detail=detail)
        return number

    def take_back_distribution(self, visit_id: str, number: int, *, by: str, at: datetime) -> None:
        """Record that a survey was not sent on, as was said in error; UserError if it was not."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            row = session.get(SurveyDistributionRow, (visit_id, number))
            if row is None or row.taken_back:
                raise UserError(NOT_SAID)
            row.taken_back = True
            detail = {"audience": row.audience, "number": number}
            write_audit(session, visit_id, "survey not sent on", by=by, at=at, detail=detail)

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


def distribution_record(row: SurveyDistributionRow) -> Distribution:
    """Return a distribution as the register hands it out."""
    return Distribution(
        row.audience,
        row.sent_by,
        row.sent_to,
        row.sent_on,
        row.form,
        row.sent_at,
        row.unreached,
        row.number,
    )
