"""Reads dossiers: all that the register knows of visits, in one transaction.

The number of queries is the same for one visit and for all of them.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, subqueryload

from visit_exchange.services.register.audit import AuditPart, audit_record
from visit_exchange.services.register.document_reviews import review_record
from visit_exchange.services.register.mails import mail_record
from visit_exchange.services.register.milestones import adjustment_record, milestone_record
from visit_exchange.services.register.openings import OPENED
from visit_exchange.services.register.outbox.rows import waiting_record
from visit_exchange.services.register.packs import pack_record
from visit_exchange.services.register.partners import partner_record
from visit_exchange.services.register.provider_visits import provider_record
from visit_exchange.services.register.reading_by_visit import ReadingByVisit
from visit_exchange.services.register.sealed import under_seal
from visit_exchange.services.register.selections import selection_record
from visit_exchange.services.register.submission_rows import submission_record
from visit_exchange.services.register.tables import (
    AdjustmentRow,
    AuditRow,
    Base,
    DocumentReviewRow,
    HappeningRow,
    InspectorRow,
    MilestoneRow,
    NotHeldRow,
    OutboxRow,
    PackRow,
    PartnerRow,
    ProviderVisitsRow,
    SelectionRow,
    SentMailRow,
    SubmissionRow,
    SurveyLinkRow,
    SurveyResponsesRow,
    VisitRow,
)
from visit_exchange.services.register.visits import no_visit, visit_record
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import DocumentReview, UnderSeal
from visit_exchange.visits.submission import Submission
from visit_exchange.visits.visit import VisitStatus

Row = TypeVar("Row", bound=Base)
Record = TypeVar("Record")
Key = TypeVar("Key")
Value = TypeVar("Value")


class DossiersPart(AuditPart):
    """What the register knows of whole visits."""

    def dossier(self, visit_id: str) -> Dossier:
        """Return all that is known of a visit; UserError when there is none."""
        with self._one_instant() as session:
            return _one_dossier(session, visit_id)

    def dossier_and_seals(self, visit_id: str) -> tuple[Dossier, UnderSeal]:
        """Return the same with what opens only with the visit's key, read at the same instant."""
        with self._one_instant() as session:
            return _one_dossier(session, visit_id), under_seal(session, visit_id)

    def dossiers(
        self, *, inspector: str | None = None, without: Collection[VisitStatus] = ()
    ) -> tuple[Dossier, ...]:
        """Return all that is known of every visit, by notification date.

        With ``inspector`` (a login) only of that inspector's visits; none that stand ``without``.
        """
        conditions = [VisitRow.status.not_in([each.value for each in without])]
        if inspector is not None:
            own = select(InspectorRow.visit_id).where(InspectorRow.login == inspector)
            conditions.append(VisitRow.id.in_(own))
        with self._one_instant() as session:
            return _dossiers(session, *conditions)

    @contextmanager
    def _one_instant(self) -> Iterator[Session]:
        """Open a transaction that sees the register as it is now, whatever is written meanwhile."""
        seen = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._transaction() as session:
            if not self.is_together:
                session.connection(execution_options=seen)
            yield session


def _one_dossier(session: Session, visit_id: str) -> Dossier:
    found = _dossiers(session, VisitRow.id == visit_id)
    if not found:
        raise no_visit(visit_id)
    return found[0]


def _dossiers(session: Session, *conditions: ColumnElement[bool]) -> tuple[Dossier, ...]:
    wanted = select(VisitRow).where(*conditions).order_by(VisitRow.notified, VisitRow.id)
    rows = session.scalars(wanted.options(subqueryload(VisitRow.extra))).all()
    return _put_together(rows, ReadingByVisit(session, rows))


def _put_together(visits: Sequence[VisitRow], read: ReadingByVisit) -> tuple[Dossier, ...]:
    milestones = read.each(MilestoneRow, milestone_record, MilestoneRow.position)
    adjusted = read.each(AdjustmentRow, adjustment_record, AdjustmentRow.number)
    happened = read.each(HappeningRow, lambda row: (row.event, row.happened_on))
    inspectors = read.each(InspectorRow, lambda row: row.login, InspectorRow.login)
    partners = read.each(PartnerRow, partner_record, PartnerRow.id)
    links = read.each(SurveyLinkRow, lambda row: (row.audience, row.link))
    counts = read.each(SurveyResponsesRow, _count, SurveyResponsesRow.counted_on)
    with_items = [subqueryload(SubmissionRow.items)]
    sent = read.each(SubmissionRow, submission_record, SubmissionRow.number, options=with_items)
    not_held = read.each(NotHeldRow, lambda row: (row.sender, (row.item, row.submission_id)))
    none = read.each(NotHeldRow, lambda row: row.item if row.does_not_apply else "")
    reviews = read.each(DocumentReviewRow, lambda row: row)
    selections = read.each(SelectionRow, selection_record, SelectionRow.number)
    providers = read.each(ProviderVisitsRow, provider_record, ProviderVisitsRow.number)
    packs = read.each(PackRow, pack_record, PackRow.kind, PackRow.version)
    mails = read.each(SentMailRow, mail_record, SentMailRow.sent_at, SentMailRow.key)
    waiting = read.each(OutboxRow, waiting_record, OutboxRow.number)
    # Nothing is decided by who read what, and there is much of it.
    audit = read.each(AuditRow, audit_record, AuditRow.id, but=AuditRow.act == OPENED)
    return tuple(
        Dossier(
            visit=visit_record(row),
            milestones=milestones[row.id],
            adjustments=adjusted[row.id],
            happened=dict(happened[row.id]),
            inspectors=inspectors[row.id],
            partners=partners[row.id],
            survey_links=dict(links[row.id]),
            survey_responses=_by_first(counts[row.id]),
            submissions=sent[row.id],
            declared_not_held=_by_first(not_held[row.id]),
            does_not_apply=frozenset(none[row.id]) - {""},
            document_reviews=_reviews(reviews[row.id], sent[row.id]),
            selection=_newest(selections[row.id]),
            providers=_newest(providers[row.id]),
            published=tuple(pack for pack in packs[row.id] if pack.published_at),
            mails=mails[row.id],
            waiting_mails=waiting[row.id],
            audit=audit[row.id],
        )
        for row in visits
    )


def _count(row: SurveyResponsesRow) -> tuple[str, tuple[date, int]]:
    return row.audience, (row.counted_on, row.responses)


def _by_first(pairs: Sequence[tuple[str, tuple[Key, Value]]]) -> dict[str, dict[Key, Value]]:
    found: dict[str, dict[Key, Value]] = {}
    for first, (key, value) in pairs:
        found.setdefault(first, {})[key] = value
    return found


def _reviews(
    rows: Sequence[DocumentReviewRow], submissions: Sequence[Submission]
) -> tuple[DocumentReview, ...]:
    numbers = {each.id: each.number for each in submissions}
    reviews = [review_record(row, numbers[row.submission_id]) for row in rows]
    return tuple(sorted(reviews, key=lambda each: each.number))


def _newest(records: Sequence[Record]) -> Record | None:
    return records[-1] if records else None
