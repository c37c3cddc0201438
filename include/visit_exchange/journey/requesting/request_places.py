"""Where a request and the answers to it lie, and the files that go with every request."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.kinds import Framework
from visit_exchange.request.request import checklist_workbook
from visit_exchange.request.template import template_workbook
from visit_exchange.visits.visit import Visit, VisitMilestone

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def upload_place(outside: "Outside", visit: Visit) -> str:
    """Return where the authority drops its files, as it is told."""
    place = outside.settings.upload_place or f"s3://{outside.store.name(Bucket.UPLOADS)}"
    return f"{place.rstrip('/')}/{visit.id}/"


def reply_place(outside: "Outside", folder: str) -> str:
    """Return where the authority finds what is written to it, as it is told."""
    return f"s3://{outside.store.name(Bucket.REPLIES)}/{folder}/"


def request_key(visit: Visit, sender: str = "") -> str:
    """Return the key of the mail that asks the authority, or a partner (by id)."""
    return f"{visit.run_id}/request/{sender}" if sender else f"{visit.run_id}/request"


def request_pack(
    visit: Visit, framework: Framework, milestones: Sequence[VisitMilestone]
) -> dict[str, bytes]:
    """Return the files of a request by name: the checklist, and the template of the lists."""
    files = {"checklist.xlsx": checklist_workbook(visit, framework, milestones)}
    if framework.lists:
        files["lists-template.xlsx"] = template_workbook(
            framework.id,
            visit_title=f"{framework.title}: {visit.la_name}",
            as_at=None,
            contact=visit.lead_inspector_email,
            lists=[item.id for item in framework.lists],
        )
    return files
