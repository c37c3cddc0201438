"""Tell somebody which role they have in a visit, and what they will hear of it."""

from typing import TYPE_CHECKING

from visit_exchange.journey.hearing import is_announced
from visit_exchange.journey.mailing import mail_once
from visit_exchange.kinds.rules.people_rules import TOPICS, Role
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.calendar_file import timeline_ics
from visit_exchange.request.request import dates_in_words
from visit_exchange.services.addresses import inspectors_page
from visit_exchange.services.mail import Attachment
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.people import Person
from visit_exchange.visits.places.names import CALENDAR
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def tell_role(outside: "Outside", visit: Visit, person: Person, role: Role) -> None:
    """Mail somebody their role, with the dates and where to look; once for each role given."""
    framework, dossier = framework_of(visit), outside.register.dossier(visit.id)
    calendar = timeline_ics(visit, dossier.milestones, dossier.adjustments)
    needs_link = "sending" in role.hears and is_announced(outside, visit)
    written = mail(
        "role_given",
        visit=visit.id,
        area=visit.la_name,
        kind=framework.title,
        role=role.title,
        topics=[person.packs.in_words if t == "packs" else TOPICS[t] for t in role.hears],
        chooses=role.chooses,
        page=inspectors_page(outside, visit.id) if person.login else "",
        dates=dates_in_words(framework, dossier.milestones),
        lano=visit.lano_email if needs_link else "",
        team=outside.settings.data_team_email,
    )
    mail_once(
        outside,
        f"{visit.id}/role/{person.number}",
        person.email,
        *written,
        visit_id=visit.id,
        attachments=[Attachment(CALENDAR, "text/calendar", calendar)],
    )
