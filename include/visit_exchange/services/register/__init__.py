"""The register: what is known of visits, uploads, packs and acts, in PostgreSQL.

Each method of ``Register`` is one transaction; ``dossier`` returns all of a visit in one, and an
upload moves with all that was found out of it in one. It takes and returns frozen dataclasses and
aware UTC instants, and holds ids, dates, statuses and counts; nothing that identifies a child.
"""

from visit_exchange.services.register.answering import AnsweringPart
from visit_exchange.services.register.answers import AnswersPart
from visit_exchange.services.register.audit_chain import AuditChainPart, AuditChecked
from visit_exchange.services.register.concerns import ConcernsPart
from visit_exchange.services.register.disposals import DisposalsPart
from visit_exchange.services.register.document_reviews import DocumentReviewPart
from visit_exchange.services.register.dossiers import DossiersPart
from visit_exchange.services.register.events import HappeningsPart
from visit_exchange.services.register.extra_items import ExtraItemsPart
from visit_exchange.services.register.inspectors import InspectorsPart
from visit_exchange.services.register.mails import MailsPart
from visit_exchange.services.register.migrating import MigratingPart
from visit_exchange.services.register.milestones import MilestonesPart
from visit_exchange.services.register.offers import OffersPart
from visit_exchange.services.register.openings import OpeningsPart
from visit_exchange.services.register.outbox.care import OutboxCarePart
from visit_exchange.services.register.outbox.keys import OutboxKeysPart
from visit_exchange.services.register.outbox.letters import OutboxPart
from visit_exchange.services.register.outbox.rows import SealedLetter
from visit_exchange.services.register.packs import PacksPart
from visit_exchange.services.register.partners import PartnersPart
from visit_exchange.services.register.provider_visits import ProviderVisitsPart
from visit_exchange.services.register.request_files import RequestFilesPart
from visit_exchange.services.register.sealed import Sealed, SealedPart
from visit_exchange.services.register.selections import SelectionsPart
from visit_exchange.services.register.stops import StopsPart
from visit_exchange.services.register.store_access_acts import StoreAccessActsPart
from visit_exchange.services.register.submissions import SubmissionsPart
from visit_exchange.services.register.surveys import SurveysPart
from visit_exchange.services.register.upkeep import UpkeepPart
from visit_exchange.services.register.upload_links import UploadLinksPart
from visit_exchange.services.register.visits import VisitsPart
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
    UploadLinksPart,
    PartnersPart,
    SurveysPart,
    MilestonesPart,
    HappeningsPart,
    StoreAccessActsPart,
    SubmissionsPart,
    AnsweringPart,
    AnswersPart,
    DocumentReviewPart,
    SealedPart,
    SelectionsPart,
    ProviderVisitsPart,
    PacksPart,
    OpeningsPart,
    ConcernsPart,
    MailsPart,
    OutboxPart,
    OutboxCarePart,
    OutboxKeysPart,
    AuditChainPart,
    DisposalsPart,
    DossiersPart,
    UpkeepPart,
    MigratingPart,
):
    """The whole register; the parts are by what they are about."""
