"""The register's tables. What they hold: ids, dates, statuses and counts; nothing of a child."""

from visit_exchange.services.register.tables.access import InspectorRow, UploadLinkRow
from visit_exchange.services.register.tables.acts import AuditRow, OrderRow, SentMailRow
from visit_exchange.services.register.tables.base import Base
from visit_exchange.services.register.tables.concerns import ConcernRow
from visit_exchange.services.register.tables.disposal import CertificateRow, DestroyedRow
from visit_exchange.services.register.tables.document_reviews import DocumentReviewRow, NamePrintRow
from visit_exchange.services.register.tables.offers import OfferRow
from visit_exchange.services.register.tables.outbox import OutboxKeyRow, OutboxRow
from visit_exchange.services.register.tables.packs import (
    OpenedPackRow,
    PackRow,
    ProviderVisitsRow,
    SelectionRow,
)
from visit_exchange.services.register.tables.partners import (
    PartnerRow,
    SurveyDistributionRow,
    SurveyLinkRow,
    SurveyResponsesRow,
)
from visit_exchange.services.register.tables.published import PublishedReleaseRow
from visit_exchange.services.register.tables.sealed import OwnHeadingsRow, SealedRow
from visit_exchange.services.register.tables.submissions import (
    FileDateRow,
    NotHeldRow,
    ProblemCountRow,
    SubmissionItemRow,
    SubmissionRow,
)
from visit_exchange.services.register.tables.upkeep import FindingRow, SignOfLifeRow
from visit_exchange.services.register.tables.visits import (
    AdjustmentRow,
    ExtraItemRow,
    HappeningRow,
    MilestoneRow,
    PersonRow,
    VisitRow,
)

__all__ = [
    "AdjustmentRow",
    "AuditRow",
    "Base",
    "CertificateRow",
    "ConcernRow",
    "DestroyedRow",
    "DocumentReviewRow",
    "ExtraItemRow",
    "FileDateRow",
    "FindingRow",
    "HappeningRow",
    "InspectorRow",
    "MilestoneRow",
    "NamePrintRow",
    "NotHeldRow",
    "OfferRow",
    "OpenedPackRow",
    "OrderRow",
    "OutboxKeyRow",
    "OutboxRow",
    "OwnHeadingsRow",
    "PackRow",
    "PartnerRow",
    "PersonRow",
    "ProblemCountRow",
    "ProviderVisitsRow",
    "PublishedReleaseRow",
    "SealedRow",
    "SelectionRow",
    "SentMailRow",
    "SignOfLifeRow",
    "SubmissionItemRow",
    "SubmissionRow",
    "SurveyDistributionRow",
    "SurveyLinkRow",
    "SurveyResponsesRow",
    "UploadLinkRow",
    "VisitRow",
]
