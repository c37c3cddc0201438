"""Lay the reply to an upload where its sender reads; only there may it quote what was sent."""

import json
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.sender import sender_of
from visit_exchange.journey.upload import Opened, Understood
from visit_exchange.privacy.crosswalk import crosswalk_workbook
from visit_exchange.returns.reply.answer_json import answer_json
from visit_exchange.returns.reply.reply_mail import reply_mail
from visit_exchange.returns.reply.reply_page import reply_page
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.visits.submission import PARTNERS_FOLDER, Submission

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

MAIL = "mail.json"
CHILD_CODES = "child-codes.xlsx"


def reply_folder(submission: Submission) -> str:
    """Return where in the replies bucket the reply to an upload lies: below its sender's prefix."""
    partner = f"{PARTNERS_FOLDER}{submission.sender}/" if submission.sender else ""
    return f"{submission.visit_id}/{partner}{submission.number:04d}"


def write_reply(outside: "Outside", opened: Opened, told: Understood) -> None:
    """Write page, workbook, JSON and mail text. Written again, they are the same."""
    bucket, folder = shelf(opened)
    place = f"s3://{outside.store.name(bucket)}/{folder}/"
    subject, text = reply_mail(told.answer, place)
    files = {
        "reply.html": reply_page(told.answer).encode(),
        "answer.json": json.dumps(answer_json(told.answer), indent=1).encode(),
        MAIL: json.dumps({"subject": subject, "text": text}).encode(),
    }
    if told.reads:
        files["reply.xlsx"] = reply_workbook(told.answer, told.reads)
    if told.crosswalk:
        files[CHILD_CODES] = crosswalk_workbook(told.crosswalk)
    for name, content in files.items():
        outside.store.put(bucket, f"{folder}/{name}", content)


def mail_text(outside: "Outside", opened: Opened) -> tuple[str, str, str]:
    """Return recipient, subject and text of the mail that goes with a written reply."""
    bucket, folder = shelf(opened)
    mail = json.loads(outside.store.get(bucket, f"{folder}/{MAIL}"))
    text = "".join([mail["text"], *(f"{line}\n" for line in opened.standing)])
    return sender_email(outside, opened), mail["subject"], text


def sender_email(outside: "Outside", opened: Opened) -> str:
    """Return where a mail to the sender of an upload goes."""
    if opened.is_from_inspectors:
        return opened.visit.lead_inspector_email
    return sender_of(outside, opened.submission).email


def shelf(opened: Opened) -> tuple[Bucket, str]:
    """Return bucket and folder of an upload's reply: where only its sender can read it."""
    if opened.is_from_inspectors:
        submission = opened.submission
        return Bucket.PACKS, f"{submission.visit_id}/answers/{submission.number:04d}"
    return Bucket.REPLIES, reply_folder(opened.submission)
