"""The register: what is known of visits, uploads, packs and acts, in PostgreSQL.

Each method of ``Register`` is one transaction; ``dossier`` returns all of a visit in one, and an
upload moves with all that was found out of it in one. It takes and returns frozen dataclasses and
aware UTC instants, and holds ids, dates, statuses and counts; nothing that identifies a child.
"""

from visit_exchange.services.register.audit_chain import AuditChainPart, AuditChecked
from visit_exchange.services.register.course.concerns import ConcernsPart
from visit_exchange.services.register.course.events import HappeningsPart
from visit_exchange.services.register.course.extra_items import ExtraItemsPart
from visit_exchange.services.register.course.milestones import MilestonesPart
from visit_exchange.services.register.course.offers import OffersPart
from visit_exchange.services.register.course.openings import OpeningsPart
from visit_exchange.services.register.course.packs import PacksPart
from visit_exchange.services.register.course.provider_visits import ProviderVisitsPart
from visit_exchange.services.register.course.request_files import RequestFilesPart
from visit_exchange.services.register.course.selections import SelectionsPart
from visit_exchange.services.register.course.stops import StopsPart
from visit_exchange.services.register.course.surveys import SurveysPart
from visit_exchange.services.register.course.visits import VisitsPart
from visit_exchange.services.register.dossiers import DossiersPart
from visit_exchange.services.register.mails import MailsPart
from visit_exchange.services.register.migrating import MigratingPart
from visit_exchange.services.register.orders import OrdersPart
from visit_exchange.services.register.outbox.care import OutboxCarePart
from visit_exchange.services.register.outbox.keys import OutboxKeysPart
from visit_exchange.services.register.outbox.letters import OutboxPart
from visit_exchange.services.register.outbox.rows import SealedLetter
from visit_exchange.services.register.people.inspectors import InspectorsPart
from visit_exchange.services.register.people.partners import PartnersPart
from visit_exchange.services.register.people.people import PeoplePart
from visit_exchange.services.register.people.store_access_acts import StoreAccessActsPart
from visit_exchange.services.register.published import PublishedPart
from visit_exchange.services.register.upkeep.disposals import DisposalsPart
from visit_exchange.services.register.upkeep.findings import UpkeepPart
from visit_exchange.services.register.upkeep.measuring import MeasuringPart
from visit_exchange.services.register.upkeep.restoring import RestoringPart
from visit_exchange.services.register.uploads.answering import AnsweringPart
from visit_exchange.services.register.uploads.answers import AnswersPart
from visit_exchange.services.register.uploads.desk import DeskPart
from visit_exchange.services.register.uploads.document_reviews import DocumentReviewPart
from visit_exchange.services.register.uploads.problem_totals import ProblemTotalsPart
from visit_exchange.services.register.uploads.sealed import Sealed, SealedPart
from visit_exchange.services.register.uploads.statements import StatementsPart
from visit_exchange.services.register.uploads.submissions import SubmissionsPart
from visit_exchange.services.register.uploads.taking_back import TakingBackPart
from visit_exchange.services.register.uploads.upload_links import UploadLinksPart
from visit_exchange.visits.records import (
    Answer,
    AuditEntry,
    Decision,
    DocumentReview,
    Pack,
    ProblemCount,
    ProviderChoice,
    Selection,
    Stop,
)

__all__ = [
    "Answer",
    "AuditChecked",
    "AuditEntry",
    "Decision",
    "DocumentReview",
    "Pack",
    "ProblemCount",
    "ProviderChoice",
    "Register",
    "Sealed",
    "SealedLetter",
    "Selection",
    "Stop",
]


class Register(
    VisitsPart,
    StopsPart,
    ExtraItemsPart,
    RequestFilesPart,
    OffersPart,
    InspectorsPart,
    PeoplePart,
    UploadLinksPart,
    PartnersPart,
    SurveysPart,
    MilestonesPart,
    HappeningsPart,
    StoreAccessActsPart,
    SubmissionsPart,
    AnsweringPart,
    AnswersPart,
    DeskPart,
    StatementsPart,
    TakingBackPart,
    DocumentReviewPart,
    ProblemTotalsPart,
    SealedPart,
    SelectionsPart,
    ProviderVisitsPart,
    PacksPart,
    OpeningsPart,
    ConcernsPart,
    MailsPart,
    OrdersPart,
    OutboxPart,
    OutboxCarePart,
    OutboxKeysPart,
    AuditChainPart,
    DisposalsPart,
    DossiersPart,
    UpkeepPart,
    MeasuringPart,
    RestoringPart,
    PublishedPart,
    MigratingPart,
):
    """The whole register; the parts are by what they are about."""
