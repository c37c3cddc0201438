"""Who is told what, when: every occasion on which a mail goes out.

The words of an occasion stand in the template of its name. Its first line is the subject.
"""

from dataclasses import dataclass
from pathlib import Path

from visit_exchange.writing.templates import written

FOLDER = Path(__file__).parent
ENDING = ".txt.j2"

TEAM = "the data team"
LANO = "the LANO"
LEAD = "the lead inspector"
PARTNER = "the partner"
SENDER = "whoever sent the upload: the LANO, a partner or the lead inspector"
EVERYONE = "the LANO, the lead inspector, the data team and every partner"


@dataclass(frozen=True)
class Occasion:
    """One occasion: its id, which names its template, who gets the mail, and when it goes out."""

    id: str
    to: str
    when: str

    @property
    def template(self) -> Path:
        """Where the words are."""
        return FOLDER / f"{self.id}{ENDING}"


CATALOGUE = (
    Occasion("notification_letters", TEAM, "The visit opens, on the notification date."),
    Occasion("no_lano", TEAM, "The notification day ends and no LANO is entered."),
    Occasion("role_given", "whoever has it", "Somebody is given a role, or replaces somebody."),
    Occasion("request", LANO, "The visit is open and has a LANO."),
    Occasion("asked_before_you", LANO, "A LANO comes after children or providers were chosen."),
    Occasion("partner_request", PARTNER, "The visit opens, or a partner is added later."),
    Occasion(
        "about_the_visit", f"whomever {LANO} tells", "It lies in the request pack, to forward."
    ),
    Occasion(
        "health_template",
        f"{LANO} and every {PARTNER.removeprefix('the ')} asked for it",
        "The data team attaches the CQC’s template.",
    ),
    Occasion("new_upload_link", f"{LANO} or {PARTNER}", "The data team makes a new link."),
    Occasion("new_deadline", f"{LANO}, {LEAD} and every partner", "A deadline is moved."),
    Occasion(
        "one_more_item", f"{LANO} or {PARTNER}, and {LEAD}", "Inspectors ask for one more item."
    ),
    Occasion("information_offered", LEAD, "An agency offers information that nobody asked for."),
    Occasion("offer_declined", f"{LANO} or {PARTNER}", "The lead inspector declines an offer."),
    Occasion("reminder", f"{LANO} or {PARTNER}", "A deadline is near and items are missing."),
    Occasion(
        "missing_at_deadline", f"{TEAM} and {LEAD}", "A deadline passes and items are missing."
    ),
    Occasion("missing_at_deadline_sender", LANO, "A deadline passes and items are missing."),
    Occasion(
        "missing_from_partner",
        f"{PARTNER}, {LANO}, {LEAD} and {TEAM}",
        "A deadline passes and a partner’s items are missing.",
    ),
    Occasion("no_selection", f"{TEAM} and {LEAD}", "No children are selected by the deadline."),
    Occasion("no_selection_authority", LANO, "No children are selected by the deadline."),
    Occasion("survey_link", LANO, "The link of a survey is set while the visit is open."),
    Occasion("survey_reminder", LANO, "Half of the time for the surveys has passed."),
    Occasion("survey_low", f"{LANO} and {LEAD}", "Few people have answered a survey."),
    Occasion("survey_unreached", LEAD, "The LANO says whom a survey does not reach."),
    Occasion("reply", SENDER, "An upload is answered, and no other of its sender waits."),
    Occasion("replies", f"{LANO} or {PARTNER}", "Uploads that came together are answered."),
    Occasion("upload_withheld", TEAM, "An upload is withheld."),
    Occasion("breach_contained", TEAM, "A list holds columns that identify people."),
    Occasion("breach_beside_lists", TEAM, "A workbook identifies people beside its lists."),
    Occasion("text_redacted", TEAM, "Text in a list names people or holds their numbers."),
    Occasion(
        "document_left_out",
        f"{TEAM} and {SENDER}",
        "A list makes known that a document names a child.",
    ),
    Occasion("stray_upload", TEAM, "An upload lies under a prefix that belongs to no visit."),
    Occasion("not_scanned", SENDER, "The virus scanner does not answer."),
    Occasion("not_scanned_team", TEAM, "The virus scanner does not answer."),
    Occasion("decided_on_upload", SENDER, "A person decides on a document that was withheld."),
    Occasion(
        "providers_consulted",
        "every partner who is consulted on the choice",
        "Inspectors choose the providers to visit.",
    ),
    Occasion(
        "timetable_changed",
        f"{LANO}, {LEAD} and every partner who is consulted on providers",
        "Somebody tells everybody of a changed timetable.",
    ),
    Occasion("child_left", LEAD, "A selected child declines or withdraws."),
    Occasion("you_took_back", f"{LANO} or {PARTNER}", "A sender takes a file back."),
    Occasion(
        "taken_back",
        f"{TEAM} and {LEAD}",
        "A file is taken back after its deadline, or after a pack has held it.",
    ),
    Occasion("selection_refused", LEAD, "A selection of children cannot be taken."),
    Occasion("choice_taken", LEAD, "A selection of children or of providers counts."),
    Occasion("partners_children", PARTNER, "Selected children were listed by this partner alone."),
    Occasion("providers_to_visit", LANO, "Inspectors choose the providers to visit."),
    Occasion("tracking_request", LANO, "Children are selected."),
    Occasion("returns_pack", LEAD, "A version of the returns pack is published."),
    Occasion("tracking_pack", LEAD, "A version of the tracking pack is published."),
    Occasion("packs_of_the_day", LEAD, "At 6pm, for who wishes to hear of packs once a day."),
    Occasion("unique_children", TEAM, "A pack’s numbers of unique children change."),
    Occasion("summary_note", LEAD, "The visit closes."),
    Occasion("concern_recorded", "the named senior officer", "A concern is recorded."),
    Occasion("visit_deferred", EVERYONE, "The visit is deferred."),
    Occasion("visit_cancelled", EVERYONE, "The visit is cancelled."),
    Occasion("visit_moved", f"{LEAD} and {TEAM}", "The notification of a visit is moved."),
    Occasion("visit_resumed", EVERYONE, "The visit is resumed."),
    Occasion("owed_after_visit", f"{LANO} or {LEAD}", "What follows a visit is due soon."),
    Occasion("event_recorded", f"{LANO} and {LEAD}", "An event after the visit is recorded."),
    Occasion("evidence_destroyed", TEAM, "Evidence is destroyed."),
    Occasion("credentials_make", TEAM, "A visit opens and credentials are made by hand."),
    Occasion(
        "credentials_partner_asked",
        TEAM,
        "A partner is asked while the visit is open and credentials are made by hand.",
    ),
    Occasion(
        "credentials_partner_removed",
        TEAM,
        "A partner is removed and credentials are made by hand.",
    ),
    Occasion("credentials_replace", TEAM, "Somebody is replaced and credentials are made by hand."),
    Occasion("credentials_suspend", TEAM, "A visit is deferred and credentials are made by hand."),
    Occasion("credentials_destroy", TEAM, "A visit closes and credentials are made by hand."),
    Occasion("not_well", TEAM, "Reconciliation finds something, and each day that it lasts."),
    Occasion("well_again", TEAM, "What reconciliation had found is over."),
    Occasion(
        "register_away", TEAM, "The register does not answer, and each morning that it lasts."
    ),
    Occasion("step_failed", TEAM, "A step fails after every retry, each time that it does."),
    Occasion("mail_refused", TEAM, "A mail or an alert is refused for good, or given up."),
    Occasion("mail_undelivered", TEAM, "GOV.UK Notify could not deliver a mail that it had taken."),
    Occasion("alerts_wait", TEAM, "The alert webhook has not answered for ten minutes."),
)
# What else those hear of to whose role a kind of visit gives the topic.
HEARD_BESIDES: dict[str, tuple[str, ...]] = {
    "sending": (
        "request",
        "new_upload_link",
        "health_template",
        "one_more_item",
        "offer_declined",
        "reminder",
        "reply",
        "missing_at_deadline_sender",
        "no_selection_authority",
        "document_left_out",
        "decided_on_upload",
        "providers_to_visit",
        "tracking_request",
    ),
    "dates": (
        "new_deadline",
        "timetable_changed",
        "visit_deferred",
        "visit_cancelled",
        "visit_moved",
        "visit_resumed",
    ),
    "surveys": ("survey_link", "survey_reminder", "survey_low"),
    "packs": ("returns_pack", "tracking_pack", "packs_of_the_day"),
}
_BY_ID = {occasion.id: occasion for occasion in CATALOGUE}


def mail(occasion: str, **values: object) -> tuple[str, str]:
    """Return subject and text of the mail for an occasion; KeyError when there is none such."""
    subject, _, text = written(_BY_ID[occasion].template, **values).partition("\n")
    return subject, f"{text.strip()}\n"
