"""What the rows of visits come to: a dossier of each, from one query for each table."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar

from visit_exchange.services.register.audit import audit_record
from visit_exchange.services.register.course.milestones import adjustment_record, milestone_record
from visit_exchange.services.register.course.openings import OPENED
from visit_exchange.services.register.course.packs import pack_record
from visit_exchange.services.register.course.provider_visits import provider_record
from visit_exchange.services.register.course.selections import selection_record
from visit_exchange.services.register.course.surveys import distribution_record
from visit_exchange.services.register.course.visits import visit_record
from visit_exchange.services.register.mails import mail_record
from visit_exchange.services.register.orders import order_record
from visit_exchange.services.register.outbox.rows import waiting_record
from visit_exchange.services.register.people.partners import partner_record
from visit_exchange.services.register.reading_by_visit import ReadingByVisit
from visit_exchange.services.register.tables import (
    AdjustmentRow,
    AuditRow,
    DocumentReviewRow,
    FileDateRow,
    HappeningRow,
    InspectorRow,
    MilestoneRow,
    NotHeldRow,
    OrderRow,
    OutboxRow,
    PackRow,
    PartnerRow,
    ProviderVisitsRow,
    SelectionRow,
    SentMailRow,
    SubmissionRow,
    SurveyDistributionRow,
    SurveyLinkRow,
    SurveyResponsesRow,
    VisitRow,
)
from visit_exchange.services.register.uploads.document_reviews import review_record
from visit_exchange.services.register.uploads.statements import statement_record
from visit_exchange.services.register.uploads.submission_rows import submission_record
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import DocumentReview
from visit_exchange.visits.uploads.statements import Says, Statement
from visit_exchange.visits.uploads.submission import Submission

Record = TypeVar("Record")
Key = TypeVar("Key")
Value = TypeVar("Value")


def put_together(
    visits: Sequence[VisitRow], read: ReadingByVisit, left_out: Collection[str]
) -> tuple[Dossier, ...]:
    """Return the dossiers of some visits, in their order; ``left_out`` are acts of the audit."""
    milestones = read.each(MilestoneRow, milestone_record, MilestoneRow.position)
    adjusted = read.each(AdjustmentRow, adjustment_record, AdjustmentRow.number)
    happened = read.each(HappeningRow, lambda row: (row.event, row.happened_on))
    inspectors = read.each(InspectorRow, lambda row: row.login, InspectorRow.login)
    partners = read.each(PartnerRow, partner_record, PartnerRow.id)
    links = read.each(SurveyLinkRow, lambda row: (row.audience, row.link))
    counts = read.each(SurveyResponsesRow, _count, SurveyResponsesRow.counted_on)
    distributed = read.each(
        SurveyDistributionRow,
        distribution_record,
        SurveyDistributionRow.number,
        but=SurveyDistributionRow.taken_back.is_(True),
    )
    items = read.items_by_upload()
    sent = read.each(
        SubmissionRow, lambda row: submission_record(row, items[row.id]), SubmissionRow.number
    )
    said = read.each(NotHeldRow, statement_record, NotHeldRow.sender, NotHeldRow.item)
    dates = read.each(FileDateRow, lambda row: (row.key_hash, row.modified_at))
    reviews = read.each(DocumentReviewRow, lambda row: row)
    selections = read.each(SelectionRow, selection_record, SelectionRow.number)
    providers = read.each(ProviderVisitsRow, provider_record, ProviderVisitsRow.number)
    packs = read.each(PackRow, pack_record, PackRow.kind, PackRow.version)
    mails = read.each(SentMailRow, mail_record, SentMailRow.sent_at, SentMailRow.key)
    waiting = read.each(OutboxRow, waiting_record, OutboxRow.number)
    orders = read.each(OrderRow, order_record, OrderRow.number)
    # Nothing is decided by who read what, and there is much of it.
    audit = read.each(
        AuditRow, audit_record, AuditRow.id, but=AuditRow.act.in_([OPENED, *left_out])
    )
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
            survey_distributions=distributed[row.id],
            submissions=sent[row.id],
            declared_not_held=_not_held(said[row.id]),
            does_not_apply=_not_of_children(said[row.id]),
            statements=said[row.id],
            modified=dict(dates[row.id]),
            document_reviews=_reviews(reviews[row.id], sent[row.id]),
            selection=_newest(selections[row.id]),
            providers=_newest(providers[row.id]),
            published=tuple(pack for pack in packs[row.id] if pack.published_at),
            mails=mails[row.id],
            waiting_mails=waiting[row.id],
            orders=orders[row.id],
            audit=audit[row.id],
        )
        for row in visits
    )


def _count(row: SurveyResponsesRow) -> tuple[str, tuple[date, int]]:
    return row.audience, (row.counted_on, row.responses)


def _not_held(said: Sequence[Statement]) -> dict[str, dict[str, str]]:
    declared = [each for each in said if each.says is not Says.WILL_SEND]
    return _by_first([(each.sender, (each.item, each.upload)) for each in declared])


def _not_of_children(said: Sequence[Statement]) -> frozenset[str]:
    return frozenset(
        each.item for each in said if each.says is Says.DOES_NOT_APPLY and ":" in each.item
    )


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
