"""Lay the reply to an upload where its sender reads; only there may it quote what was sent."""

import json
from typing import TYPE_CHECKING

from visit_exchange.assessing.assessed import Assessed
from visit_exchange.buckets import Bucket
from visit_exchange.journey.sender import Sender, sender_in
from visit_exchange.journey.upload import Opened, standing
from visit_exchange.privacy.crosswalk import crosswalk_workbook
from visit_exchange.returns.reply.answer_json import answer_json
from visit_exchange.returns.reply.reply_mail import reply_mail
from visit_exchange.returns.reply.reply_page import reply_page
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.services.addresses import place_of
from visit_exchange.visits.places import (
    CHILD_CODES,
    REPLY_JSON,
    REPLY_MAIL,
    REPLY_PAGE,
    REPLY_WORKBOOK,
    answer_folder,
    is_answer_to_inspectors,
    reply_folder,
    within,
)
from visit_exchange.visits.submission import Submission

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def write_reply(outside: "Outside", opened: Opened, told: Assessed) -> None:
    """Write page, workbook, JSON and mail text. Written again, they are the same."""
    bucket, folder = shelf(opened)
    place = place_of(outside, bucket, f"{folder}/")
    subject, text = reply_mail(told.answer, place)
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


def mail_text(outside: "Outside", sender: Sender, submission: Submission) -> tuple[str, str, str]:
    """Return recipient, subject and text of the mail that goes with a written reply."""
    folder = submission.reply_prefix or ""
    is_for_inspectors = is_answer_to_inspectors(folder)
    bucket = Bucket.PACKS if is_for_inspectors else Bucket.REPLIES
    mail = json.loads(outside.store.get(bucket, within(folder, REPLY_MAIL)))
    text = "".join([mail["text"], *(f"{line}\n" for line in standing(sender.visit))])
    to = sender.visit.lead_inspector_email if is_for_inspectors else sender.email
    return to, mail["subject"], text


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
