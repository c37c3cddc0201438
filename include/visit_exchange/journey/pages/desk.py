"""The page's desk: a file checked and not sent, by a program that ends with its answer.

Nothing of the file is kept: no key, no register and no store is given to who looks at it, and what
took it is gone when it has answered. The audit has that a file was checked, and its verdict.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.upload_permits import sent_by
from visit_exchange.journey.receiving.malware_scan import found_in
from visit_exchange.journey.sender import Sender
from visit_exchange.services.malware import ScannerError
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus, Upload

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

PROGRAM = "visit_exchange.assessing.checking_program"
BY = "upload page"
MOST_BYTES = 25 << 20
SECONDS = 120
# The only variables that it is given: where code and lists are, and how words are written.
GIVEN = ("VISIT_EXCHANGE_EXPECTATIONS", "TMPDIR", "TZ")
TOO_LONG = "This file takes too long to check here. Send it: there is more time for files sent."
FAULT = "We could not check this file because of a fault of ours. Send it, and we will look at it."
NO_SCANNER = "The virus scanner does not answer, so we cannot look at a file now. Try again later."
NOT_YOURS = "The file is not among those that wait for you to correct them. Reload the page."

log = logging.getLogger(__name__)

Words = Mapping[str, str]
Own = Mapping[str, Words]


def check_file(
    outside: "Outside", sender: Sender, name: str, content: bytes, own: Own
) -> dict[str, Any]:
    """Return what would be answered to a file, as ``checking_program`` writes it.

    ``own`` are headings of which the sender says what they are. UserError when nobody can tell.
    """
    try:
        virus = found_in(outside, content)
    except ScannerError:
        raise UserError(NO_SCANNER) from None
    if virus:
        raise UserError(virus)
    answer = _asked_of_program(sender, name, content, own)
    visit = sender.visit
    outside.register.note_checked(
        visit.id, sender.id, answer["verdict"], by=BY, at=visit_now(visit)
    )
    return answer


def check_sent(outside: "Outside", sender: Sender, upload_id: str, own: Own) -> dict[str, Any]:
    """Return the same of a file that was sent and must be corrected; UserError for any other."""
    upload, _ = to_correct(outside, sender, upload_id)
    content = outside.store.get(Bucket.UPLOADS, upload.key, upload.version_id)
    return _asked_of_program(sender, upload.sent_name, content, own)


def to_correct(outside: "Outside", sender: Sender, upload_id: str) -> tuple[Upload, Submission]:
    """Return a sender's upload that must be corrected, by the hash of its key; else UserError."""
    known = {each.upload: each for each in outside.register.submissions(sender.visit.id)}
    for upload in sent_by(outside, sender):
        submission = known.get(upload.identity)
        if upload.identity.key_hash == upload_id and submission:
            is_answered = submission.answered_at is not None
            if is_answered and submission.status is SubmissionStatus.MUST_FIX:
                return upload, submission
    raise UserError(NOT_YOURS)


def _asked_of_program(sender: Sender, name: str, content: bytes, own: Own) -> dict[str, Any]:
    question = {
        "framework": sender.framework.model_dump(mode="json"),
        "notified": sender.visit.notified.isoformat(),
        "name": name,
        "own": {list_id: dict(words) for list_id, words in own.items()},
    }
    try:
        done = subprocess.run(
            [sys.executable, "-s", "-m", PROGRAM],
            input=json.dumps(question).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd="/",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("%s: a file was not checked within %s s", sender.visit.id, SECONDS)
        raise UserError(TOO_LONG) from None
    if done.returncode != 0:
        # What the program said of it may quote the file.
        log.error("%s: checking a file ended with %s", sender.visit.id, done.returncode)
        raise UserError(FAULT)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _environment() -> dict[str, str]:
    given = {name: os.environ[name] for name in GIVEN if name in os.environ}
    path = os.pathsep.join(filter(None, sys.path))
    return {**given, "LANG": "C.UTF-8", "PYTHONPATH": path}
