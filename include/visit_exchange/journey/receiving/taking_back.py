"""A sender takes a file back that was sent by mistake: it is used no longer, and that is told.

The upload itself stays where it is, under its lock. What is published is not changed: the next
version of the pack says that the file was taken back.
"""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.mailing import mail_each, mail_once, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.job_titles import checked_job_title
from visit_exchange.journey.receiving.stating import AUTHORITY
from visit_exchange.journey.receiving.what_taking_back_does import (
    TakingBack,
    taking_back,
)
from visit_exchange.journey.sender import Sender
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Submission

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NO_FILE = "You sent no file of this number. Load the page again."


def ask_about(outside: "Outside", sender: Sender, number: int) -> TakingBack:
    """Return what follows if a sender takes an upload back; UserError says why it cannot."""
    dossier = outside.register.dossier(sender.visit.id)
    return taking_back(dossier, sender, _own(dossier, sender, number), visit_now(sender.visit))


def take_back(outside: "Outside", sender: Sender, number: int, *, who: str) -> None:
    """Use an upload of a sender no longer; ``who`` is a job title. UserError says why not."""
    title, now = checked_job_title(who), visit_now(sender.visit)
    with outside.register.claimed(f"{sender.visit.id}/{number}") as is_free:
        dossier = outside.register.dossier(sender.visit.id)
        upload = _own(dossier, sender, number)
        follows = taking_back(dossier, sender, upload, now)
        if not is_free:
            raise UserError("The file is being worked on. Try again in a minute.")
        with with_its_mails(outside, sender.visit.id):
            by = sender.id or AUTHORITY
            outside.register.take_back(upload.id, who=title, by=by, at=now)
            _tell(outside, sender, upload, follows)


def _own(dossier: Dossier, sender: Sender, number: int) -> Submission:
    for each in dossier.submissions:
        if each.number == number and each.sender == sender.id:
            return each
    raise UserError(NO_FILE)


def _tell(outside: "Outside", sender: Sender, upload: Submission, follows: TakingBack) -> None:
    visit = sender.visit
    values = {"visit": visit.id, "number": upload.number, "follows": follows.lines}
    written = mail("you_took_back", **values)
    mail_once(outside, f"{upload.id}/taken-back", sender.email, *written, visit_id=visit.id)
    if follows.is_told:
        both = (outside.settings.data_team_email, visit.lead_inspector_email)
        values |= {"who": sender.name, "published": follows.is_published, "late": follows.is_late}
        written = mail("taken_back", **values, items=follows.items)
        mail_each(outside, f"{upload.id}/taken-back-told", both, *written, visit.id)
