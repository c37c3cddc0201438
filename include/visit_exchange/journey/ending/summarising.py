"""The summary note of a visit, drafted from the register for its inspectors."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.missing import missing_items
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.meeting.keeping import timetable_of
from visit_exchange.mails.catalogue import mail
from visit_exchange.packs.summary_note import SummaryNote, summary_note_document
from visit_exchange.services.addresses import place_of
from visit_exchange.services.mail import Attachment
from visit_exchange.tracking.items import is_tracking_item
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.meeting.meetings import what_was_done
from visit_exchange.visits.places.keys import summary_note_key
from visit_exchange.visits.places.names import WORD
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def write_summary_note(outside: "Outside", visit: Visit) -> str:
    """Lay the draft where inspectors find their packs and mail it to the lead inspector.

    It goes with the mail: inspectors’ credentials end with the visit, when only the data team still
    reaches the place that is returned. Nothing is done for a kind of visit that has no such note.
    """
    if framework_of(visit).summary_note is None:
        return ""
    key = summary_note_key(visit.id)
    draft = draft_summary_note(outside, visit)
    outside.store.put(Bucket.PACKS, key, draft)
    due = outside.register.milestones(visit.id)
    written = mail("summary_note", visit=visit.id, when=_when(visit, due))
    mail_once(
        outside,
        f"{visit.id}/summary-note",
        visit.lead_inspector_email,
        *written,
        visit_id=visit.id,
        attachments=[Attachment(f"{visit.id} summary note.docx", WORD, draft)],
    )
    return place_of(outside, Bucket.PACKS, key)


def draft_summary_note(outside: "Outside", visit: Visit) -> bytes:
    """Return the draft (docx) as the register stands; UserError when this kind has no note."""
    framework = framework_of(visit)
    if framework.summary_note is None:
        raise UserError(f"{framework.title} has no summary note")
    dossier = outside.register.dossier(visit.id)
    note = SummaryNote(
        kind=framework.title,
        area=visit.la_name,
        source=framework.summary_note.source,
        dates=_dates(dossier),
        counts=_counts(dossier),
        done=what_was_done(timetable_of(outside, visit.id)),
    )
    return summary_note_document(note)


def _when(visit: Visit, milestones: Iterable[VisitMilestone]) -> str:
    """Return the day by which the note is sent; nothing for a visit that has no such day."""
    note = framework_of(visit).summary_note
    days = (say_when(one.local) for one in milestones if note and one.id == note.milestone)
    return next(days, "")


def _dates(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.title, say_when(one.local))
        for one in dossier.milestones
        if not dossier.framework.milestone(one.id).owner
    )


def _counts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    framework, selection = dossier.framework, dossier.selection
    accepted = dossier.accepted_items().keys()
    not_held = dossier.not_held().keys() - accepted
    packs = [*dossier.packs("returns"), *dossier.packs("tracking")]
    counted = {
        "Lists received": sum(item.id in accepted for item in framework.lists),
        "Items answered by documents": sum(item.id in accepted for item in framework.documents),
        "Items not held": sum(item.id in not_held for item in framework.items),
        "Items not received": len(missing_items(dossier)),
        "Children and young people selected": len(selection.codes) if selection else 0,
        "Documents received about them": sum(is_tracking_item(item) for item in accepted),
        "Versions of packs used": len(packs),
    }
    return tuple((what, str(count)) for what, count in counted.items())
