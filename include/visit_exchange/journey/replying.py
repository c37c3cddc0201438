"""Lay the reply to an upload in the authority's replies; only there may it quote what was sent."""

import json
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.opening import reply_place
from visit_exchange.journey.upload import Opened, Understood
from visit_exchange.returns.answer_json import answer_json
from visit_exchange.returns.reply_mail import reply_mail
from visit_exchange.returns.reply_page import reply_page
from visit_exchange.returns.reply_workbook import reply_workbook
from visit_exchange.returns.submission import Submission
from visit_exchange.tracking.crosswalk import crosswalk_workbook

if TYPE_CHECKING:
    from visit_exchange.outside import Outside

MAIL = "mail.json"
CHILD_CODES = "child-codes.xlsx"


def reply_folder(submission: Submission) -> str:
    """Return where in the replies bucket the reply to an upload lies."""
    return f"{submission.visit_id}/{submission.number:04d}"


def write_reply(outside: "Outside", opened: Opened, told: Understood) -> None:
    """Write page, workbook, JSON and mail text. Written again, they are the same."""
    folder = reply_folder(opened.submission)
    subject, text = reply_mail(told.answer, reply_place(outside, folder))
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
        outside.store.put(Bucket.REPLIES, f"{folder}/{name}", content)


def mail_text(outside: "Outside", submission: Submission) -> tuple[str, str]:
    """Return subject and text of the mail that goes with a reply, as it was written with it."""
    stored = outside.store.get(Bucket.REPLIES, f"{reply_folder(submission)}/{MAIL}")
    mail = json.loads(stored)
    return mail["subject"], mail["text"]
