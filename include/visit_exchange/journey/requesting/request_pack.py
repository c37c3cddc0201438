"""The files that go with every request."""

from collections.abc import Sequence

from visit_exchange.kinds import Framework
from visit_exchange.request.request import about_the_visit, checklist_workbook
from visit_exchange.request.template import template_workbook
from visit_exchange.visits.places.names import ABOUT_THE_VISIT, CHECKLIST, TEMPLATE
from visit_exchange.visits.visit import Visit, VisitMilestone


def request_pack(
    visit: Visit, framework: Framework, milestones: Sequence[VisitMilestone]
) -> dict[str, bytes]:
    """Return the files of a request by name: the checklist, and the template of the lists."""
    files = {CHECKLIST: checklist_workbook(visit, framework, milestones)}
    if framework.lists:
        files[TEMPLATE] = template_workbook(
            framework.id,
            visit_title=f"{framework.title}: {visit.la_name}",
            as_at=None,
            contact=visit.lead_inspector_email,
            lists=[item.id for item in framework.lists],
        )
    if about := about_the_visit(visit, framework, milestones):
        files[ABOUT_THE_VISIT] = about.encode()
    return files
