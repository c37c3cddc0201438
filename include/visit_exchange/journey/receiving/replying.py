"""Lay the reply to an upload where its sender reads; only there may it quote what was sent."""

import json
from typing import TYPE_CHECKING

from visit_exchange.assessing.assessed import Assessed
from visit_exchange.buckets import Bucket
from visit_exchange.journey.sender import Sender, sender_in
from visit_exchange.journey.telling import who_else
from visit_exchange.journey.upload import Opened, standing
from visit_exchange.privacy.crosswalk import crosswalk_workbook
from visit_exchange.returns.reply.answer_json import answer_json
from visit_exchange.returns.reply.reply_mail import reply_mail
from visit_exchange.returns.reply.reply_page import reply_page
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.services.addresses import whole_reply
from visit_exchange.visits.places.keys import (
    answer_folder,
    is_answer_to_inspectors,
    reply_folder,
    within,
)
from visit_exchange.visits.places.names import (
    CHILD_CODES,
    REPLY_JSON,
    REPLY_MAIL,
    REPLY_PAGE,
    REPLY_WORKBOOK,
)
from visit_exchange.visits.uploads.submission import Submission

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def write_reply(outside: "Outside", opened: Opened, told: Assessed) -> None:
    """Write page, workbook, JSON and mail text. Written again, they are the same."""
    bucket, folder = shelf(opened)
    visit = f"{opened.visit.id} ({opened.visit.la_name})"
    subject, text = reply_mail(told.answer, whole_reply(outside, bucket, folder), visit)
    files = {
        REPLY_PAGE: reply_page(told.answer).encode(),
        REPLY_JSON: json.dumps(answer_json(told.answer), indent=1).encode(),
        REPLY_MAIL: json.dumps({"subject": subject, "text": text}).encode(),
    }
    if told.reads:
        files[REPLY_WORKBOOK] = reply_workbook(told.answer, told.reads)
    if told.crosswalk:
        files[CHILD_CODES] = crosswalk_workbook(told.crosswalk)
    for name, content in files.items():
        outside.store.put(bucket, within(folder, name), content)


def mail_text(outside: "Outside", sender: Sender, submission: Submission) -> tuple[str, str]:
    """Return subject and text of the mail that goes with a written reply."""
    folder = submission.reply_prefix or ""
    is_for_inspectors = is_answer_to_inspectors(folder)
    bucket = Bucket.PACKS if is_for_inspectors else Bucket.REPLIES
    mail = json.loads(outside.store.get(bucket, within(folder, REPLY_MAIL)))
    text = "".join([mail["text"], *(f"{line}\n" for line in standing(sender.visit))])
    return mail["subject"], text


def inboxes(sender: Sender, *, are_inspectors: bool) -> tuple[str, ...]:
    """Return who is told of a reply: the sender, then who else is told of what it sends.

    ``are_inspectors`` says that what is answered came from the visit's inspectors.
    """
    if are_inspectors:
        return (sender.visit.lead_inspector_email,)
    others = () if sender.partner else who_else(sender.visit, "sending", "authority")
    return tuple(dict.fromkeys(to for to in (sender.email, *others) if to))


def sender_email(opened: Opened) -> str:
    """Return where a mail to the sender of an upload goes."""
    if opened.is_from_inspectors:
        return opened.visit.lead_inspector_email
    return sender_in(opened.dossier, opened.submission.sender).email


def shelf(opened: Opened) -> tuple[Bucket, str]:
    """Return bucket and folder of an upload's reply: where only its sender can read it."""
    if opened.is_from_inspectors:
        return Bucket.PACKS, answer_folder(opened.submission)
    return Bucket.REPLIES, reply_folder(opened.submission)
