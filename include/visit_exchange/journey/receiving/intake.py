"""Answer an upload: screen it, check it, reply. Each step is safe to run again."""

import hashlib
from dataclasses import replace

from visit_exchange.assessing.assess import assess
from visit_exchange.assessing.assessed import Assessed, set_aside
from visit_exchange.journey.intake_alerts import tell_of_held
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.from_inspectors import take_from_inspectors
from visit_exchange.journey.receiving.known import known_of
from visit_exchange.journey.receiving.malware_scan import found_in, tell_of_wait
from visit_exchange.journey.receiving.originals import content_of, key_of
from visit_exchange.journey.receiving.recording import move, record, record_unopened
from visit_exchange.journey.receiving.replying import mail_text
from visit_exchange.journey.receiving.same_upload import same_upload
from visit_exchange.journey.sender import Sender, sender_of
from visit_exchange.journey.upload import OUR_FAULT, Opened
from visit_exchange.returns.screening.screen import screen
from visit_exchange.services.malware import ScannerError
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer
from visit_exchange.visits.places import sent_name
from visit_exchange.visits.submission import ANSWERS, Submission, SubmissionStatus
from visit_exchange.visits.visit import ENDED, VisitStatus

ENDED_SO = "The visit is {}. We have set the file aside. Ask the lead inspector if it is needed."


def screen_upload(outside: Outside, submission_id: str) -> str:
    """Decide from its bytes whether an upload may be opened; return its status.

    An upload that the scanner gave no answer to stays received: the next run looks at it again.
    """
    submission = outside.register.submission(submission_id)
    if submission.status is not SubmissionStatus.RECEIVED:
        return submission.status.value
    opened = open_upload(outside, submission)
    sha256 = hashlib.sha256(opened.content).hexdigest()
    if earlier := same_upload(outside, submission, sha256):
        reason = f"The file is the same as your upload {earlier.number}. Its answer is with that."
        answer = Answer(sha256, kind=earlier.kind, reason=reason)
        return move(outside, opened, SubmissionStatus.SEEN_BEFORE, answer)
    try:
        virus = found_in(outside, opened.content)
    except ScannerError as why:
        tell_of_wait(outside, opened, why)
        return submission.status.value
    if virus:
        return move(outside, opened, SubmissionStatus.HELD, Answer(sha256, reason=virus))
    screened = screen(opened.content, opened.name)
    if screened.held:
        answer = Answer(sha256, kind=screened.kind, reason=screened.held)
        return move(outside, opened, SubmissionStatus.HELD, answer)
    # What was noticed on the way (macros, links) is said in the reply, and on the board.
    answer = Answer(sha256, kind=screened.kind, reason="\n".join(screened.notes))
    return move(outside, opened, SubmissionStatus.SCREENED, answer)


def check_upload(outside: Outside, submission_id: str) -> str:
    """Find out what an upload is and what is wrong with it; write the reply, stage what is good.

    Gather what is known, assess, record: the assessment itself touches nothing.
    """
    submission = outside.register.submission(submission_id)
    if submission.status is SubmissionStatus.SCREENED:
        opened, sender = _open(outside, submission)
        return record(outside, opened, _assess(outside, opened, sender))
    if submission.status in ANSWERS and submission.reply_prefix is None:
        record_unopened(outside, open_upload(outside, submission))
    return submission.status.value


def hand_over(outside: Outside, submission_id: str) -> str:
    """Withhold an upload that we failed to check; say so to the authority and the data team."""
    submission = outside.register.submission(submission_id)
    opened = open_upload(outside, submission)
    if submission.status not in ANSWERS:
        sha256 = hashlib.sha256(opened.content).hexdigest()
        move(outside, opened, SubmissionStatus.HELD, Answer(sha256, reason=OUR_FAULT))
        submission = outside.register.submission(submission_id)
        opened = replace(opened, submission=submission)
    record_unopened(outside, opened)
    return submission.status.value


def reply(outside: Outside, submission_id: str) -> str:
    """Mail the sender that the reply is there; the upload is answered from then on.

    One that still waits for the scanner has no reply yet. The upload itself is not fetched again.
    """
    submission = outside.register.submission(submission_id)
    if submission.status is SubmissionStatus.RECEIVED:
        return submission.status.value
    sender = sender_of(outside, submission)
    to, subject, text = mail_text(outside, sender, submission)
    mail_once(outside, f"{submission.id}/reply", to, subject, text, visit_id=sender.visit.id)
    if submission.status is SubmissionStatus.HELD:
        tell_of_held(outside, submission)
    outside.register.record_reply(submission_id, at=visit_now(sender.visit))
    return submission.status.value


def open_upload(outside: Outside, submission: Submission) -> Opened:
    """Fetch an upload with its visit. The bytes are the version that was received."""
    return _open(outside, submission)[0]


def _open(outside: Outside, submission: Submission) -> tuple[Opened, Sender]:
    sender = sender_of(outside, submission)
    key = key_of(outside, submission)
    opened = Opened(
        visit=sender.visit,
        framework=sender.framework,
        submission=submission,
        name=sent_name(sender.folder, key),
        content=content_of(outside, submission, key),
    )
    return opened, sender


def _assess(outside: Outside, opened: Opened, sender: Sender) -> Assessed:
    visit = opened.visit
    if visit.status in ENDED:
        ended = "cancelled" if visit.status is VisitStatus.CANCELLED else "closed"
        return set_aside(opened.file, opened.asked, ENDED_SO.format(ended))
    if opened.is_from_inspectors:
        return take_from_inspectors(outside, opened)
    known = known_of(outside, opened, sender)
    return assess(opened.file, opened.asked, known, notified=visit.notified)
